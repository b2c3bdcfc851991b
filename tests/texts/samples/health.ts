import { type Feature, nothing, sectionOf, START_MS } from './sample.ts';

const health = sectionOf(
  'health',
  () => ({
    trouble: {
      STARTING: nothing,
      GATEWAY_AWAY: nothing,
      STORE_CORRUPTED: nothing,
      STORE_DISK_FULL: nothing,
      STORE_READ_ONLY: nothing,
      STORE_LOCKED: nothing,
      STORE_DISK_FAILED: nothing,
      SOUND_AWAY: nothing,
      CLOCK_WRONG: nothing,
      OUTBOX_BEHIND: nothing,
      PREFLIGHT_FAILED: nothing,
    },
    incident: [[{ incidentId: 'ab12cd34' }]],
    heading: nothing,
    line: [[{ trouble: 'GATEWAY_AWAY', sinceMs: START_MS }]],
  }),
  { kinds: { trouble: 'plain' } },
);

export const features: readonly Feature[] = [health];
