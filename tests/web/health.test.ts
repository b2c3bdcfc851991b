import { expect, test } from '@jest/globals';
import { Health, TROUBLE_CODES } from '../../src/app/health.ts';
import { healthReport } from '../../src/web/health.ts';
import { createManualClock } from '../manual-clock.ts';

const START_MS = Date.UTC(2026, 11, 2, 15);

test('nothing is in the way', () => {
  expect(healthReport(new Health(createManualClock(START_MS)))).toEqual({
    isReady: true,
    reasons: [],
  });
});

test('what is in the way is told with its beginning, the oldest first, until it is over', async () => {
  const clock = createManualClock(START_MS);
  const health = new Health(clock);
  health.report('CLOCK_WRONG');
  await clock.advanceBy(60_000);
  health.report('GATEWAY_AWAY');
  await clock.advanceBy(60_000);
  health.report('CLOCK_WRONG');
  const report = healthReport(health);
  expect(report.isReady).toBe(false);
  expect(report.reasons.map(({ code, since }) => [code, since])).toEqual([
    ['CLOCK_WRONG', '2026-12-02T15:00:00.000Z'],
    ['GATEWAY_AWAY', '2026-12-02T15:01:00.000Z'],
  ]);
  health.clear('GATEWAY_AWAY');
  // It is told, and the bot works on by a corrected clock.
  expect(healthReport(health)).toMatchObject({ isReady: true, reasons: [{ code: 'CLOCK_WRONG' }] });
});

test('every trouble has words of its own, which end and carry no markdown', () => {
  const health = new Health(createManualClock(START_MS));
  for (const code of TROUBLE_CODES) health.report(code);
  const texts = healthReport(health).reasons.map(({ text }) => text);
  expect(new Set(texts).size).toBe(TROUBLE_CODES.length);
  for (const text of texts) expect(text).toMatch(/^[^*_`<>\n]{20,}\.$/);
});
