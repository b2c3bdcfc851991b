/**
 * Loaded before everything else into a process and each of its threads (`node --import`): the wall
 * clock that they see is set forward or back by 5 s at a signal, as the machine's own may be.
 */
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

const STEP_MS = 5_000;
const SHARED = 'stepped-clock';
const RealDate = Date;

/** One number for all threads: each gets this memory from the thread that starts it. */
function sharedOffset(): Int32Array {
  const given = getEnvironmentData(SHARED);
  if (given instanceof SharedArrayBuffer) return new Int32Array(given);
  const memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  setEnvironmentData(SHARED, memory);
  return new Int32Array(memory);
}

const offsetMs = sharedOffset();

class SteppedDate extends RealDate {
  constructor(...given: [] | ConstructorParameters<typeof RealDate>) {
    if (given.length === 0) super(SteppedDate.now());
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + Atomics.load(offsetMs, 0);
  }
}

globalThis.Date = SteppedDate as DateConstructor;

if (isMainThread) {
  for (const [signal, byMs] of [
    ['SIGUSR2', STEP_MS],
    ['SIGHUP', -STEP_MS],
  ] as const) {
    process.on(signal, () => {
      Atomics.add(offsetMs, 0, byMs);
      process.stdout.write(`the wall clock was set by ${byMs} ms\n`);
    });
  }
}
