/** What the disk does to the store, told apart from a bug, and how the app goes on meanwhile. */
import type { Clock, Log } from './ports.ts';

export const STORE_TROUBLES = [
  'CORRUPTED',
  'DISK_FULL',
  'READ_ONLY',
  'LOCKED',
  'DISK_FAILED',
] as const;

export type StoreTrouble = (typeof STORE_TROUBLES)[number];

const TROUBLES: ReadonlySet<unknown> = new Set(STORE_TROUBLES);

/**
 * Which trouble kept the store from doing what was asked; nothing of it was written. Null for
 * anything else. Known by its name and code, since the store's own class is not the app's.
 */
export function storeTroubleOf(error: unknown): StoreTrouble | null {
  if (!(error instanceof Error) || error.name !== 'StoreFault' || !('code' in error)) return null;
  return TROUBLES.has(error.code) ? (error.code as StoreTrouble) : null;
}

/**
 * Does what is looked for again at every heartbeat, and so may wait for a store in trouble. False
 * when it has to; what is no trouble of the store's is thrown on.
 */
export function attempt(log: Log, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    const trouble = storeTroubleOf(error);
    if (trouble === null) throw error;
    log.warn({ trouble }, 'the store is in trouble; this is tried again');
    return false;
  }
}

/** A clock whose callbacks end no process because a disk is full: the heartbeat does their work again. */
export function patientClock(clock: Clock, log: Log): Clock {
  return {
    nowMs: () => clock.nowMs(),
    at: (atMs, callback) => clock.at(atMs, () => void attempt(log, callback)),
    heartbeat: (callback) => clock.heartbeat(() => void attempt(log, callback)),
  };
}
