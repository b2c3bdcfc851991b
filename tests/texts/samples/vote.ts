import { type Feature, MINUTE_MS, sectionOf, START_MS } from './sample.ts';

const vote = sectionOf(
  'vote',
  () => ({
    recordingButton: [
      [{ title: 'A little kindness', lengthMs: 12 * MINUTE_MS, voices: 0 }],
      [{ title: 'Resting in the body', lengthMs: 20 * MINUTE_MS, voices: 3 }],
    ],
    sittingButton: [[{ minutes: 10, voices: 0 }], [{ minutes: 20, voices: 12 }]],
    cast: [
      [{ choice: { kind: 'recording', title: 'A little kindness' }, untilMs: START_MS }],
      [{ choice: { kind: 'recording', title: null }, untilMs: START_MS }],
      [{ choice: { kind: 'silence', minutes: 10 }, untilMs: START_MS }],
    ],
  }),
  {
    sameWords: ['recordingButton', 'sittingButton'],
    kinds: { recordingButton: 'button', sittingButton: 'button' },
  },
);

export const features: readonly Feature[] = [vote];
