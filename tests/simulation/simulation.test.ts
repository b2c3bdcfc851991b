import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { INVARIANTS } from './invariants.ts';
import { MUTATIONS, worldOf } from './mutations.ts';

const simulate = fileURLToPath(new URL('simulate.ts', import.meta.url));
const mutated = new URL('mutated.ts', import.meta.url).href;
const TIMEOUT_MS = 120_000;

/** In a process of its own: an app that is killed again and again leaves promises behind. */
async function run(
  given: readonly string[],
  mutation?: string,
): Promise<{ code: number | null; told: string }> {
  const hooks = mutation === undefined ? [] : ['--import', mutated];
  const child = spawn(
    process.execPath,
    [...hooks, simulate, ...given, '--jobs', '1', '--no-shrink'],
    {
      env: mutation === undefined ? {} : { MUTATION: mutation },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let told = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => (told += text));
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, told };
}

/** How often the table says that something was looked at. */
function checksOf(told: string, name: string): number {
  const line = told.split('\n').find((one) => one.startsWith(`| ${name} |`));
  return Number(line?.split('|')[2] ?? Number.NaN);
}

test(
  'whatever comes from outside, what must hold holds',
  async () => {
    const { code, told } = await run(['--seed', '1', '--seeds', '14', '--years', '0.12']);
    expect({ code, told: code === 0 ? '' : told }).toEqual({ code: 0, told: '' });
    const unchecked = INVARIANTS.filter((name) => !(checksOf(told, name) > 0));
    expect(unchecked).toEqual([]);
    process.stdout.write(told);
  },
  TIMEOUT_MS,
);

describe('a deliberate mistake is caught:', () => {
  test.each(MUTATIONS)(
    '$name',
    async (mutation) => {
      const { told } = await run(worldOf(mutation), mutation.name);
      const caught = /^Seed \d+ broke: ([^:]+):/m.exec(told)?.[1] ?? told;
      expect(mutation.caughtBy).toContain(caught);
    },
    TIMEOUT_MS,
  );
});
