import { type Feature, nothing, sectionOf, START_MS } from './sample.ts';

const HOUR_MS = 3_600_000;

const store = sectionOf('store', () => ({
  couldNotSave: nothing,
  troubles: {
    CORRUPTED: nothing,
    DISK_FULL: nothing,
    READ_ONLY: nothing,
    LOCKED: nothing,
    DISK_FAILED: nothing,
  },
  isBack: [[{ sinceMs: START_MS }]],
  restored: [[{ backupAtMs: START_MS - 28 * HOUR_MS, restoredAtMs: START_MS }]],
  noBackup: nothing,
}));

export const features: readonly Feature[] = [store];
