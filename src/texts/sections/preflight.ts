/** How the words about a look over everything are put together, alike in every language. */
import {
  isBroken,
  LEAST_FREE_BYTES,
  type BrokenCode,
  type ConfiguredRole,
  type PermissionName,
  type PreflightCode,
  type PreflightLine,
  type PreflightOutcome,
  type PreflightSubject,
  type RoomFault,
} from '../../domain/preflight.ts';
import { discordTime, fitLines } from '../discord-format.ts';
import {
  preflightInDiscord,
  type PreflightRendering,
  type PreflightTexts,
} from '../preflight-texts.ts';

/** What a sentence may need, ready to stand in it; empty where its line has none. */
export interface PreflightParts {
  readonly channel: string;
  /** The permissions, with their names in Discord's settings: `Connect and Speak`. */
  readonly missing: string;
  /** A name that was written, in quotation marks, or a title. */
  readonly name: string;
  readonly role: ConfiguredRole;
  /** How many files. */
  readonly count: number;
  /** `1.5`, in the language's own digits. */
  readonly gigabytes: string;
  readonly leastGigabytes: string;
  /** How far the clock is off: `7 minutes`. */
  readonly span: string;
  readonly isAhead: boolean;
  readonly fault: RoomFault;
  readonly version: string;
  readonly usedBefore: string;
}

type Sentence = (p: PreflightParts) => string;

export interface PreflightWords {
  /** BCP 47, for lists and numbers. */
  readonly language: string;
  readonly quote: (text: string) => string;
  readonly subjects: Readonly<Record<PreflightSubject, string>>;
  readonly outcomes: Readonly<Record<PreflightOutcome, string>>;
  /** As Discord's settings name them in this language. */
  readonly permissions: Readonly<Record<PermissionName, string>>;
  readonly findings: Readonly<Record<PreflightCode, Sentence>>;
  readonly remedies: Readonly<Record<BrokenCode, Sentence>>;
  /** Hands a remedy on to whoever looks after the machine. */
  readonly toWhoRuns: (remedy: string) => string;
  readonly spans: Readonly<Record<'seconds' | 'minutes' | 'hours', (amount: number) => string>>;
  readonly summary: (p: { readonly broken: number; readonly skipped: number }) => string;
  /** `when`: `3 hours ago`. */
  readonly allWell: (when: string) => string;
  readonly allWellBut: (when: string) => string;
  readonly notWell: (when: string) => string;
  readonly told: string;
  readonly more: (leftOut: number) => string;
}

export function createPreflight(words: PreflightWords): PreflightTexts {
  const finding = (line: PreflightLine, as: PreflightRendering): string =>
    words.findings[line.code](partsOf(words, line, as));
  const remedy = (line: PreflightLine<BrokenCode>, as: PreflightRendering): string =>
    forReader(words, line.code, words.remedies[line.code](partsOf(words, line, as)), as);
  const listed = (line: PreflightLine): string => {
    const what = finding(line, preflightInDiscord);
    return isBroken(line) ? `- ${what} ${remedy(line, preflightInDiscord)}` : `- ${what}`;
  };
  return {
    subjects: sayEach(words.subjects),
    outcomes: sayEach(words.outcomes),
    finding,
    remedy,
    summary: words.summary,
    status({ atMs, lines }, limit) {
      const when = discordTime(atMs, 'R');
      const broken = lines.filter(isBroken);
      const skipped = lines.filter(isWorthTelling);
      if (broken.length + skipped.length === 0) return words.allWell(when);
      const head = broken.length === 0 ? words.allWellBut(when) : words.notWell(when);
      return fitLines(head, [...broken, ...skipped].map(listed), words.more, limit);
    },
    told: ({ lines }) => fitLines(words.told, lines.map(listed), words.more),
  };
}

/** What coordinators can't mend: it is about the machine. */
const FOR_WHO_RUNS: ReadonlySet<BrokenCode> = new Set<BrokenCode>([
  'TOKEN_REFUSED',
  'FILE_UNREADABLE',
  'SOUND_BROKEN',
  'DISK_NEARLY_FULL',
  'DISK_NOT_WRITABLE',
  'CLOCK_WRONG',
  'ZONES_OLDER',
  'ZONES_MISSING',
  'ZONE_UNKNOWN',
  'FFMPEG_MISSING',
]);

function forReader(
  { toWhoRuns }: PreflightWords,
  code: BrokenCode,
  remedy: string,
  { isAtMachine }: PreflightRendering,
): string {
  return FOR_WHO_RUNS.has(code) && !isAtMachine ? toWhoRuns(remedy) : remedy;
}

/** What follows from a line that is there already needs none of its own. */
function isWorthTelling({ outcome, code }: PreflightLine): boolean {
  return outcome === 'skipped' && code !== 'ROOM_NOT_ALLOWED';
}

/** A sentence that follows a colon. */
export function asPart(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function sayEach<Key extends string>(words: Readonly<Record<Key, string>>) {
  const entries = Object.entries<string>(words).map(([key, text]) => [key, () => text] as const);
  return Object.fromEntries(entries) as Record<Key, () => string>;
}

const BYTES_IN_GIGABYTE = 1_000_000_000;

function partsOf(
  words: PreflightWords,
  { params }: PreflightLine,
  as: PreflightRendering,
): PreflightParts {
  const { language } = words;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const gigabytes = (bytes: number): string => number.format(bytes / BYTES_IN_GIGABYTE);
  const aheadMs = 'aheadMs' in params ? params.aheadMs : 0;
  return {
    channel: 'channel' in params ? as.channel(params.channel, words.quote) : '',
    missing:
      'missing' in params ? list.format(params.missing.map((name) => words.permissions[name])) : '',
    name: nameIn(words, params, as),
    role: 'role' in params ? params.role : 'teacher',
    count: 'count' in params ? params.count : 0,
    gigabytes: 'freeBytes' in params ? gigabytes(params.freeBytes) : '',
    leastGigabytes: gigabytes(LEAST_FREE_BYTES),
    span: spanOf(words, Math.abs(aheadMs)),
    isAhead: aheadMs > 0,
    fault: 'fault' in params ? params.fault : 'NETWORK',
    version: 'version' in params ? params.version : '',
    usedBefore: 'usedBefore' in params ? params.usedBefore : '',
  };
}

function nameIn(
  { quote }: PreflightWords,
  params: PreflightLine['params'],
  as: PreflightRendering,
): string {
  if ('title' in params) return as.title(params.title, quote);
  if ('written' in params) return as.written(params.written, quote);
  if ('soundId' in params) return as.written(params.soundId, quote);
  return 'zone' in params ? as.written(params.zone, quote) : '';
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** In the largest unit of which there are two. */
function spanOf({ spans }: PreflightWords, ms: number): string {
  if (ms < 2 * MINUTE_MS) return spans.seconds(Math.round(ms / 1_000));
  return ms < 2 * HOUR_MS
    ? spans.minutes(Math.round(ms / MINUTE_MS))
    : spans.hours(Math.round(ms / HOUR_MS));
}
