/** Starts the thread of the sound so that a test may end it, have it hang, or set its clock. */
import { BroadcastChannel } from 'node:worker_threads';
import { soundThread, type SoundSettings } from '../../src/sound-worker.ts';
import type { SoundThread, StartThread } from '../../src/voice/thread-messages.ts';
import { TRIALS_CHANNEL, type Trial } from './trials.ts';

const ENTRY = new URL('./tried-sound-thread.ts', import.meta.url);

export interface TriedSound {
  readonly start: (settings: SoundSettings) => StartThread;
  /** How many threads were started. */
  readonly threads: () => number;
  /** Ends the thread from outside, as an error that nobody catches does from inside. */
  crash(): Promise<void>;
  try(trial: Trial): void;
  [Symbol.dispose](): void;
}

export function createTriedSound(): TriedSound {
  const threads: SoundThread[] = [];
  const channel = new BroadcastChannel(TRIALS_CHANNEL);
  return {
    start: (settings) => (listeners) => {
      const thread = soundThread(settings, ENTRY)(listeners);
      threads.push(thread);
      return thread;
    },
    threads: () => threads.length,
    async crash() {
      await threads.at(-1)?.end();
    },
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    try: (trial) => channel.postMessage(trial),
    [Symbol.dispose]: () => channel.close(),
  };
}
