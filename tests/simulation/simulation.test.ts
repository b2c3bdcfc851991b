import { describe, expect, test } from '@jest/globals';
import { INVARIANTS } from './invariants.ts';
import { MUTATIONS } from './mutations.ts';
import { catcherOf, runApart } from './run-apart.ts';

const TIMEOUT_MS = 120_000;

/** How often the table says that something was looked at. */
function checksOf(told: string, name: string): number {
  const line = told.split('\n').find((one) => one.startsWith(`| ${name} |`));
  return Number(line?.split('|')[2] ?? Number.NaN);
}

test(
  'whatever comes from outside, what must hold holds',
  async () => {
    const { code, told } = await runApart(['--seed', '1', '--seeds', '30', '--years', '0.12']);
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
      const { invariant, told } = await catcherOf(mutation);
      expect(mutation.caughtBy).toContain(invariant ?? told);
    },
    TIMEOUT_MS,
  );
});
