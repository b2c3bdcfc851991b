import { expect, test } from '@jest/globals';
import type { Clock } from '../src/app/ports.ts';

/** A clock to be tested, and how to let its time pass. */
export interface ClockUnderTest {
  readonly clock: Clock;
  readonly passMs: (durationMs: number) => Promise<void>;
}

/** What every clock keeps, the system's and the test's alike. */
export function keepsTheClockContract(open: () => ClockUnderTest): void {
  test('time passes', async () => {
    const { clock, passMs } = open();
    const beforeMs = clock.nowMs();
    await passMs(1_000);
    expect(clock.nowMs() - beforeMs).toBe(1_000);
  });

  test('calls back once, not before its moment', async () => {
    const { clock, passMs } = open();
    const calledAtMs: number[] = [];
    const dueAtMs = clock.nowMs() + 5_000;
    clock.at(dueAtMs, () => calledAtMs.push(clock.nowMs()));
    await passMs(4_999);
    expect(calledAtMs).toEqual([]);
    await passMs(1);
    expect(calledAtMs).toEqual([dueAtMs]);
    await passMs(60_000);
    expect(calledAtMs).toHaveLength(1);
  });

  test('calls back in order of time, and in order of asking within one moment', async () => {
    const { clock, passMs } = open();
    const order: string[] = [];
    const now = clock.nowMs();
    clock.at(now + 3_000, () => order.push('third'));
    clock.at(now + 1_000, () => order.push('first'));
    clock.at(now + 2_000, () => order.push('second'));
    clock.at(now + 3_000, () => order.push('fourth'));
    await passMs(5_000);
    expect(order).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('what has passed already is called soon, but not within the call', async () => {
    const { clock, passMs } = open();
    const order: string[] = [];
    clock.at(clock.nowMs() - 1_000, () => order.push('called'));
    order.push('asked');
    await passMs(1);
    expect(order).toEqual(['asked', 'called']);
  });

  test('a cancelled callback is never called, and cancelling twice does nothing', async () => {
    const { clock, passMs } = open();
    const called: string[] = [];
    const cancel = clock.at(clock.nowMs() + 1_000, () => called.push('cancelled'));
    clock.at(clock.nowMs() + 1_000, () => called.push('kept'));
    cancel();
    cancel();
    await passMs(5_000);
    expect(called).toEqual(['kept']);
  });

  test('a callback may ask for the next one', async () => {
    const { clock, passMs } = open();
    const startMs = clock.nowMs();
    const calledAfterMs: number[] = [];
    const again = (): void => {
      calledAfterMs.push(clock.nowMs() - startMs);
      if (calledAfterMs.length < 3) clock.at(clock.nowMs() + 1_000, again);
    };
    clock.at(startMs + 1_000, again);
    await passMs(10_000);
    expect(calledAfterMs).toEqual([1_000, 2_000, 3_000]);
  });

  test('a callback may cancel another one of the same moment', async () => {
    const { clock, passMs } = open();
    const called: string[] = [];
    const dueAtMs = clock.nowMs() + 1_000;
    clock.at(dueAtMs, () => {
      called.push('first');
      cancelSecond();
    });
    const cancelSecond = clock.at(dueAtMs, () => called.push('second'));
    await passMs(2_000);
    expect(called).toEqual(['first']);
  });

  test('a wait of two months ends at its moment', async () => {
    const { clock, passMs } = open();
    const calledAtMs: number[] = [];
    // Longer than setTimeout's 2^31 - 1 ms, which is under 25 days.
    const dueAtMs = clock.nowMs() + 60 * 24 * 3_600_000;
    clock.at(dueAtMs, () => calledAtMs.push(clock.nowMs()));
    await passMs(60 * 24 * 3_600_000 - 1);
    expect(calledAtMs).toEqual([]);
    await passMs(1);
    expect(calledAtMs).toEqual([dueAtMs]);
  });

  test('the heart beats at least every 15 s, for everyone who asked, until cancelled', async () => {
    const { clock, passMs } = open();
    const beats = { first: 0, second: 0 };
    const cancelFirst = clock.heartbeat(() => (beats.first += 1));
    clock.heartbeat(() => (beats.second += 1));
    await passMs(15_000);
    expect(beats).toEqual({ first: 1, second: 1 });
    await passMs(45_000);
    expect(beats).toEqual({ first: 4, second: 4 });
    cancelFirst();
    await passMs(30_000);
    expect(beats).toEqual({ first: 4, second: 6 });
  });
}
