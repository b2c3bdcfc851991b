import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aheadOf, createPlatformProbe } from '../../src/discord/platform-probe.ts';
import { startStandin, type Standin } from '../../src/practice/standin.ts';
import { createSampleWorld } from '../../src/practice/world.ts';
import { TOKEN } from './connected-bot.ts';
import { createSilentLog } from './silent-log.ts';

const MINUTE = 60_000;
let standin: Standin;

/** The stand-in's dates are those of this machine. */
const machineMs = (): number => performance.timeOrigin + performance.now();

beforeEach(async () => {
  standin = await startStandin({ world: createSampleWorld({ nowMs: machineMs }), token: TOKEN });
});
afterEach(() => standin.close());

const ask = (token = TOKEN, wallMs = machineMs) =>
  createPlatformProbe({ token, apiUrl: standin.apiUrl, wallMs, log: createSilentLog() }).ask();

test.each([
  ['is right', 0, 0],
  ['is seven minutes ahead', 7 * MINUTE, 7 * MINUTE],
  ['is an hour behind', -60 * MINUTE, -60 * MINUTE],
])('a clock that %s is found out by the date of the answer', async (_name, offMs, aheadMs) => {
  const answer = await ask(TOKEN, () => machineMs() + offMs);
  expect(answer.kind).toBe('accepted');
  // A date has whole seconds, and the answer takes its time.
  const difference = answer.kind === 'accepted' ? Math.abs((answer.aheadMs ?? NaN) - aheadMs) : NaN;
  expect(difference).toBeLessThan(1_500);
});

test('a token that is refused is told, and asked with once', async () => {
  expect((await ask('a.wrong.token')).kind).toBe('refused');
});

test('an outage is no answer', async () => {
  standin.faults.add({
    kind: 'rest',
    path: /./,
    times: 10,
    work: 'undone',
    outcome: { kind: 'status', status: 502 },
  });
  expect((await ask()).kind).toBe('away');
});

test('a date counts only outside of the time in which the answer came', () => {
  const second = 1_000;
  expect(aheadOf(10 * second, 10 * second, 12 * second)).toBe(0);
  // The date was cut to whole seconds, so it may be a second younger.
  expect(aheadOf(9 * second, 10 * second, 12 * second)).toBe(0);
  expect(aheadOf(5 * second, 10 * second, 12 * second)).toBe(4 * second);
  expect(aheadOf(20 * second, 10 * second, 12 * second)).toBe(-8 * second);
});
