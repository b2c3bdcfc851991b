import { asId, type RecordingId } from '../../../src/domain/identity.ts';
import type { IngestEnd } from '../../../src/domain/ingest.ts';
import type { EndedIngest } from '../../../src/texts/ingest-texts.ts';
import { type Feature, MINUTE_MS, nothing, sectionOf, START_MS } from './sample.ts';

const recordingId = asId<RecordingId>('self-kindness');
const added = { end: 'added', recordingId, lengthMs: 12 * MINUTE_MS, loudnessLufs: -16 } as const;

const endsOf = (keptTitle: string): readonly [IngestEnd, ...IngestEnd[]] => {
  const there = { end: 'alreadyThere', recordingId, keptTitle } as const;
  return [
    { ...added, gainDb: 3.2 },
    { ...added, gainDb: -2.6 },
    { ...added, gainDb: 0.2 },
    { ...added, gainDb: 8, loudnessLufs: -19.4, lengthMs: 64 * MINUTE_MS },
    { ...there, status: 'proposed', isRestored: false },
    { ...there, status: 'approved', isRestored: false },
    { ...there, status: 'revoked', isRestored: false },
    { ...there, status: 'needsReview', isRestored: true },
    { end: 'details', why: 'NOT_PLAIN' },
    { end: 'details', why: 'PERMISSION_OVER' },
    { end: 'download', why: 'GONE' },
    { end: 'prepare', why: 'VIDEO' },
    { end: 'page', why: 'WRONG_ACCOUNT' },
    { end: 'addedPage', recordingId, lengthMs: 12 * MINUTE_MS },
    { end: 'noFile', why: 'NO_PAGE' },
    { end: 'noFile', why: 'OFF' },
    { end: 'lengths', pageMs: 12 * MINUTE_MS, fileMs: 62.5 * MINUTE_MS },
  ];
};

const ingest = sectionOf('ingest', ({ title, written }) => {
  const [first, ...others] = endsOf(written);
  return {
    progress: [
      [{ title, progress: { phase: 'waiting', ahead: 1 } }],
      [{ title, progress: { phase: 'waiting', ahead: 3 } }],
      [{ title, progress: { phase: 'taking', fraction: 0.07 } }],
      [{ title, progress: { phase: 'lookingUp' } }],
      [{ title, progress: { phase: 'preparing', fraction: 0.346 } }],
    ],
    end: [[{ title, end: first }], ...others.map((end) => [{ title, end }] as [EndedIngest])],
    laterEnd: [[{ title, end: first }]],
    checking: [[{ done: 3, total: 12 }]],
    checked: [
      [{ total: 1, lines: [] }],
      [{ total: 12, lines: [] }],
      [{ total: 12, lines: ['**1**: 1:23', '**2**: 4:56'] }],
    ],
    fileStates: { missing: [[{ title }]], changed: [[{ title }]], unreadable: [[{ title }]] },
    permissions: {
      over: [[{ title, endsAtMs: START_MS }]],
      ending: [[{ title, endsAtMs: START_MS }]],
    },
    prepareFaults: {
      FFMPEG_MISSING: nothing,
      NAME: nothing,
      FILE_MISSING: nothing,
      EMPTY: nothing,
      TOO_LARGE: nothing,
      NOT_AUDIO: nothing,
      PLAYLIST: nothing,
      VIDEO: nothing,
      DRM: nothing,
      FORMAT: nothing,
      TRUNCATED: nothing,
      DAMAGED: nothing,
      TOO_LONG: nothing,
      TOO_MANY_CHANNELS: nothing,
      SAMPLE_RATE: nothing,
      SILENT: nothing,
      SOURCE_CHANGED: nothing,
      TIMEOUT: nothing,
      STOPPED: nothing,
      NOT_STORED: nothing,
      NOT_VERIFIED: nothing,
    },
    downloadFaults: {
      HOST: nothing,
      GONE: nothing,
      TOO_LARGE: nothing,
      TIMEOUT: nothing,
      NETWORK: nothing,
      NOT_STORED: nothing,
      STOPPED: nothing,
    },
    pageFaults: {
      BAD_ADDRESS: nothing,
      NOT_HTTPS: nothing,
      OTHER_SITE: nothing,
      PLAYLIST: nothing,
      USER_PAGE: nothing,
      SECRET_LINK: nothing,
      SHORT_LINK: nothing,
      WRONG_ACCOUNT: nothing,
      NO_ACCOUNT: nothing,
      GONE: nothing,
      CLOSED: nothing,
      PREVIEW_ONLY: nothing,
      DRM: nothing,
      ELSEWHERE: nothing,
      RATE_LIMITED: nothing,
      NETWORK: nothing,
      TIMEOUT: nothing,
      UNREADABLE: nothing,
      CRASHED: nothing,
      DISAGREES: nothing,
      RESTING: nothing,
    },
    detailMistakes: {
      NO_TITLE: nothing,
      BAD_LANGUAGE: nothing,
      BAD_LINK: nothing,
      BAD_DATE: nothing,
      PERMISSION_OVER: nothing,
      NOT_PLAIN: nothing,
    },
  };
});

export const features: readonly Feature[] = [ingest];
