import { Worker } from 'node:worker_threads';
import type { StartThread } from './thread-messages.ts';

/** It holds a few seconds of sound for each room; what needs more has gone wrong, and is replaced. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 6 };

/** @param settingsNow plain data for the thread, asked at each start */
export function workerThread(entry: URL, settingsNow: () => unknown): StartThread {
  return ({ onNews, onEnd }) => {
    const worker = new Worker(entry, {
      name: 'sound',
      workerData: settingsNow(),
      resourceLimits: LIMITS,
    });
    let why: unknown = null;
    worker.on('message', onNews);
    worker.on('error', (error) => {
      why = error;
    });
    worker.once('exit', (code) => onEnd(why ?? new Error(`It ended with code ${code}.`)));
    return {
      post: (order) => worker.postMessage(order, []),
      async end() {
        await worker.terminate();
      },
    };
  };
}
