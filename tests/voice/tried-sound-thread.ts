/**
 * The thread of the sound, and a channel by which a test can have it hang, or set the wall clock that
 * its machine shows.
 */
import { BroadcastChannel } from 'node:worker_threads';
import { TRIALS_CHANNEL, type Trial } from './trials.ts';

let aheadMs = 0;
const machine = Date.now;
Reflect.set(Date, 'now', () => machine() + aheadMs);

const channel = new BroadcastChannel(TRIALS_CHANNEL);
channel.addEventListener('message', (message: unknown) => {
  const { data } = message as { readonly data: Trial };
  if (data.kind === 'setClock') aheadMs += data.byMs;
  else for (;;);
});
channel.unref();

await import('../../src/sound-thread.ts');
