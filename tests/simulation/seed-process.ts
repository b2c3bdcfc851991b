/** A process that runs the seeds that it is sent, one after another. Its first message says how. */
import { runSeed, type Asked } from './seed-run.ts';

export type ToSeedProcess = { readonly asked: Asked } | { readonly seed: number };

let asked: Asked | null = null;
process.on('message', (message: ToSeedProcess) => {
  if ('asked' in message) asked = message.asked;
  else if (asked) void runSeed(message.seed, asked).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
