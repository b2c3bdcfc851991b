/** What `npm run preflight` prints: a table in plain text, in the language of the server. */
import { isBroken, type PreflightLine } from '../domain/preflight.ts';
import { preflightInTerminal } from './preflight-texts.ts';
import type { Texts } from './texts.ts';

/** As wide as most terminals are at least, with a little to spare. */
const WIDTH = 100;
const GAP = 2;

/** A line for each thing that was looked at, and below each that is broken what to do about it. */
export function preflightTable({ preflight }: Texts, lines: readonly PreflightLine[]): string {
  const subjects = widthOf(Object.values(preflight.subjects));
  const outcomes = widthOf(Object.values(preflight.outcomes));
  const indent = subjects + outcomes + 2 * GAP;
  const rows = lines.flatMap((line) => {
    const what = preflight.finding(line, preflightInTerminal);
    const [first = '', ...more] = [
      ...wrap(what, WIDTH - indent),
      ...(isBroken(line) ? wrap(preflight.remedy(line, preflightInTerminal), WIDTH - indent) : []),
    ];
    const subject = preflight.subjects[line.subject]().padEnd(subjects + GAP);
    const outcome = preflight.outcomes[line.outcome]().padEnd(outcomes + GAP);
    return [`${subject}${outcome}${first}`, ...more.map((text) => ' '.repeat(indent) + text)];
  });
  const broken = lines.filter(isBroken).length;
  const skipped = lines.filter(({ outcome }) => outcome === 'skipped').length;
  return [...rows, '', preflight.summary({ broken, skipped })].join('\n');
}

function widthOf(labels: readonly (() => string)[]): number {
  return Math.max(...labels.map((label) => label().length));
}

/** Whole words; one that is longer than a line stands alone. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > width && line !== '') {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** In English: it stands before the settings are known. */
export const preflightNeedsToken =
  'DISCORD_TOKEN is missing: write the bot’s token into .env first, and run this again. The practice room needs no preflight.';
