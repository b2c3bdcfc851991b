/** What may not be handed over: each has an answer of its own, and nothing is left of it. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { canMakeSound } from './made-sound.ts';

const program = fileURLToPath(new URL('hand-over-badly.ts', import.meta.url));
const testWithFfmpeg = canMakeSound('what is refused of files') ? test : test.skip;
const MOST_MB = 300;
/** The table is for whoever runs this file alone. */
const isAlone = process.argv.some((word) => word.includes('ingest-refusals'));

interface Line {
  readonly what: string;
  readonly expected: string;
  readonly ended: string;
  readonly words: string;
  readonly left: readonly string[];
}

jest.setTimeout(180_000);

testWithFfmpeg('each bad file has its own calm answer, and leaves nothing behind', async () => {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: Line[] = [];
  let last: unknown = null;
  for await (const text of createInterface(child.stdout)) {
    const line = JSON.parse(text) as Line;
    if ('what' in line) lines.push(line);
    else last = line;
    if (isAlone && 'what' in line) {
      process.stdout.write(
        `${line.ended.padEnd(26)} ${line.what}\n${' '.repeat(27)}${line.words}\n`,
      );
    }
  }
  if (isAlone) process.stdout.write(`${JSON.stringify(last)}\n`);
  expect(lines.length).toBeGreaterThanOrEqual(30);
  for (const { what, expected, ended, left } of lines) {
    expect({ what, ended, left }).toEqual({ what, ended: expected, left: [] });
  }
  const wordsByEnd = new Map(lines.map(({ ended, words }) => [ended, words]));
  expect(new Set(wordsByEnd.values()).size).toBe(wordsByEnd.size);
  for (const words of wordsByEnd.values()) expect(words).toMatch(/^[A-Z].*\.$/);
  expect(last).toMatchObject({ listed: 0 });
  expect((last as { maxRssMb: number }).maxRssMb).toBeLessThan(MOST_MB);
});
