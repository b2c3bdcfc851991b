import { type Feature, sectionOf } from './sample.ts';

const soundCloud = sectionOf('soundCloud', ({ title }) => ({
  changed: [
    [{ title, change: 'OWNER' }],
    [{ title, change: 'TRACK' }],
    [{ title, change: 'DURATION' }],
    [{ title, change: 'GONE' }],
  ],
  checked: [
    [{ title, check: { kind: 'noPage' } }],
    [{ title, check: { kind: 'same' } }],
    [{ title, check: { kind: 'goneOnce' } }],
    [{ title, check: { kind: 'changed', change: 'OWNER' } }],
    [{ title, check: { kind: 'unsettled', why: 'RESTING' } }],
    [{ title, check: { kind: 'unsettled', why: 'NETWORK' } }],
    [{ title, check: { kind: 'unsettled', why: 'NO_ACCOUNT' } }],
    [{ title, check: { kind: 'unsettled', why: 'DISAGREES' } }],
  ],
}));

export const features: readonly Feature[] = [soundCloud];
