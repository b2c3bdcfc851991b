/** The one who starts, watches and replaces the thread of the sound, with threads made up here. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Health } from '../../src/app/health.ts';
import { Meter } from '../../src/app/meter.ts';
import { ThreadKeeper } from '../../src/voice/thread-keeper.ts';
import type { SoundOrder, ThreadListeners } from '../../src/voice/thread-messages.ts';
import { logTo } from './voice-world.ts';

interface MadeUpThread extends ThreadListeners {
  readonly startedAtMs: number;
  readonly orders: SoundOrder['type'][];
  answersPings: boolean;
  isEnded: boolean;
}

const SECOND = 1_000;

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

function setUp() {
  const threads: MadeUpThread[] = [];
  const health = new Health({ nowMs: () => 0 });
  const meter = new Meter();
  const told: string[] = [];
  const keeper = new ThreadKeeper({
    start(listeners) {
      const thread: MadeUpThread = {
        ...listeners,
        startedAtMs: performance.now(),
        orders: [],
        answersPings: true,
        isEnded: false,
      };
      threads.push(thread);
      return {
        post({ type }) {
          thread.orders.push(type);
          if (type === 'ping' && thread.answersPings) thread.onNews({ type: 'pong' });
        },
        async end() {
          thread.isEnded = true;
          listeners.onEnd(null);
        },
      };
    },
    health,
    meter,
    log: logTo([]),
    onNews: () => undefined,
    onLost: () => told.push('lost'),
    onReplaced: () => told.push('replaced'),
  });
  const last = (): MadeUpThread => {
    const thread = threads.at(-1);
    if (!thread) throw new Error('No thread was started.');
    return thread;
  };
  return {
    keeper,
    threads,
    last,
    told,
    isAway: () => health.troubles.some(({ code }) => code === 'SOUND_AWAY'),
    restarts: () => meter.countsOf('bellkeeper_sound_restarts_total').get('') ?? 0,
  };
}

test('one that ends is replaced at once; until the next is ready the sound counts as away', async () => {
  const world = setUp();
  world.last().onNews({ type: 'ready' });
  await jest.advanceTimersByTimeAsync(40 * SECOND);
  world.last().onEnd(new Error('It crashed.'));
  expect(world.isAway()).toBe(true);
  expect(world.keeper.isAway).toBe(true);
  await jest.advanceTimersByTimeAsync(1);
  expect(world.threads).toHaveLength(2);
  expect(world.told).toEqual(['lost', 'replaced']);
  expect(world.isAway()).toBe(true);
  world.last().onNews({ type: 'ready' });
  expect(world.isAway()).toBe(false);
  expect(world.restarts()).toBe(1);
  await world.keeper.close();
});

test('one that ends again and again is started ever later, and at once after a long life', async () => {
  const world = setUp();
  const waitsMs: number[] = [];
  for (let count = 0; count < 6; count += 1) {
    const endedAtMs = performance.now();
    world.last().onEnd(null);
    await jest.advanceTimersToNextTimerAsync();
    waitsMs.push(Math.round(world.last().startedAtMs - endedAtMs));
  }
  expect(waitsMs).toEqual([0, 1, 2, 5, 15, 15].map((seconds) => seconds * SECOND));
  world.last().onNews({ type: 'ready' });
  await jest.advanceTimersByTimeAsync(31 * SECOND);
  world.last().onEnd(null);
  await jest.advanceTimersByTimeAsync(1);
  expect(world.threads).toHaveLength(8);
  await world.keeper.close();
});

test('one that hangs for five seconds is ended and replaced, and what it says later is not heard', async () => {
  const world = setUp();
  const hanging = world.last();
  hanging.onNews({ type: 'ready' });
  await jest.advanceTimersByTimeAsync(3.5 * SECOND);
  hanging.answersPings = false;
  await jest.advanceTimersByTimeAsync(4.9 * SECOND);
  expect(world.threads).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1.1 * SECOND);
  expect(world.threads).toHaveLength(2);
  expect(hanging.isEnded).toBe(true);
  hanging.onEnd(new Error('At last.'));
  await jest.advanceTimersByTimeAsync(SECOND);
  expect(world.threads).toHaveLength(2);
  expect(world.told).toEqual(['lost', 'replaced']);
  await world.keeper.close();
});

test('a slow machine has half a minute to load it', async () => {
  const world = setUp();
  world.last().answersPings = false;
  await jest.advanceTimersByTimeAsync(29 * SECOND);
  expect(world.threads).toHaveLength(1);
  await world.keeper.close();
});

test('once it is closed nothing is started any more', async () => {
  const world = setUp();
  world.last().onEnd(null);
  await world.keeper.close();
  await jest.advanceTimersByTimeAsync(60 * SECOND);
  expect(world.threads).toHaveLength(1);
});
