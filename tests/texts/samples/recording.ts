import type { KeptRecording } from '../../../src/domain/recording.ts';
import { asId, type RecordingId, type UserId } from '../../../src/domain/identity.ts';
import {
  type Feature,
  MINUTE_MS,
  type Names,
  nothing,
  sectionOf,
  START_MS,
  teacherIds,
} from './sample.ts';

const DAY_MS = 86_400_000;
const nowMs = START_MS;
const [carol, dan] = teacherIds as [UserId, UserId];

const bareOf = (names: Names): KeptRecording => ({
  id: asId<RecordingId>('self-kindness'),
  title: names.title,
  speaker: '',
  language: 'en',
  lengthMs: 6 * MINUTE_MS,
  status: 'proposed',
  permissionEndsAtMs: null,
  lastPlayedAtMs: null,
  stream: null,
  sha256: '',
  kind: '',
  intensity: '',
  licence: '',
  credit: '',
  transcript: '',
  file: '',
  proposedBy: null,
  approvedBy: null,
  approvedAtMs: null,
  revokedAtMs: null,
  permissionFrom: '',
  permissionAtMs: null,
  source: '',
  link: '',
  decidedAtMs: null,
  sourceSha256: '',
  page: null,
});

const wholeOf = (names: Names): KeptRecording => ({
  ...bareOf(names),
  speaker: names.speaker,
  status: 'approved',
  permissionEndsAtMs: nowMs + 90 * DAY_MS,
  lastPlayedAtMs: nowMs - DAY_MS,
  sha256: 'a1b2c3d4'.repeat(8),
  kind: names.written,
  intensity: names.written,
  credit: names.speaker,
  proposedBy: carol,
  approvedBy: dan,
  approvedAtMs: nowMs - 9 * DAY_MS,
  permissionFrom: names.speaker,
  permissionAtMs: nowMs - 20 * DAY_MS,
  source: names.written,
  link: 'https://example.org/practice',
  decidedAtMs: nowMs - 9 * DAY_MS,
});

const heard = [
  { fromMs: 0, toMs: 666_000 },
  { fromMs: 2_007_000, toMs: 2_673_000 },
  { fromMs: 3_354_000, toMs: 4_020_000 },
];

const recording = sectionOf(
  'recording',
  (names) => {
    const bare = bareOf(names);
    const whole = wholeOf(names);
    const over = { ...whole, permissionEndsAtMs: nowMs };
    const shortened = { permissionEndsAtMs: null, title: `${names.title} 2` };
    const moved = { ...whole, ...shortened, status: 'needsReview' } as const;
    const allWords = { speaker: '', kind: '', intensity: '', credit: '', link: '', language: 'de' };
    const transcribed = { transcript: 'breathe in, breathe out' };
    return {
      list: [
        [{ recordings: [whole, over, bare], nowMs }],
        [{ recordings: [{ ...bare, status: 'revoked' }, moved], nowMs }],
        [{ recordings: Array.from({ length: 200 }, () => whole), nowMs }],
      ],
      none: nothing,
      show: [
        [{ recording: whole, nowMs }],
        [{ recording: over, nowMs }],
        [{ recording: bare, nowMs }],
      ],
      preview: {
        approve: [
          [
            {
              recording: bare,
              hearing: { kind: 'onPage', address: 'https://soundcloud.com/a-community/a-talk' },
              nowMs,
            },
          ],
          [{ recording: bare, hearing: { kind: 'missing' }, nowMs }],
          [{ recording: moved, hearing: { kind: 'attached' }, nowMs }],
          [{ recording: moved, hearing: { kind: 'parts', count: 3 }, nowMs }],
          [{ recording: moved, hearing: { kind: 'excerpts', heard, lengthMs: 4_020_000 }, nowMs }],
        ],
        revoke: [
          [{ recording: whole, isPlaying: false, seriesNames: [] }],
          [{ recording: whole, isPlaying: true, seriesNames: [names.session, names.session] }],
        ],
        reopen: [[{ recording: { ...whole, status: 'revoked' } }]],
        edit: [
          [{ before: whole, after: { ...whole, ...allWords }, changes: allWords }],
          [{ before: whole, after: moved, changes: shortened }],
          [{ before: bare, after: { ...bare, ...transcribed }, changes: transcribed }],
        ],
      },
      done: {
        approve: [[{ title: names.title }]],
        revoke: [
          [{ title: names.title, isPlaying: false }],
          [{ title: names.title, isPlaying: true }],
        ],
        reopen: [[{ title: names.title }]],
        edit: [
          [{ title: names.title, needsReview: false }],
          [{ title: names.title, needsReview: true }],
        ],
      },
      leftAlone: nothing,
      refusals: {
        OWN_PROPOSAL: nothing,
        ALREADY_APPROVED: nothing,
        ALREADY_REVOKED: nothing,
        NOT_REVOKED: nothing,
        IS_REVOKED: nothing,
        NOT_PREPARED: nothing,
        PERMISSION_OVER: nothing,
        NOTHING_CHANGED: nothing,
        BAD_DATE: nothing,
        BAD_LINK: nothing,
        BAD_LANGUAGE: nothing,
        NO_TITLE: nothing,
        TRANSCRIPT_TOO_LARGE: nothing,
        TRANSCRIPT_NOT_TEXT: nothing,
        TRANSCRIPT_NOT_FETCHED: nothing,
        CHANGED: nothing,
        UNKNOWN: nothing,
      },
      buttons: {
        approve: nothing,
        revoke: nothing,
        reopen: nothing,
        edit: nothing,
        leave: nothing,
      },
      completion: [
        [{ title: names.title, speaker: names.speaker, standing: 'approved' }],
        [{ title: names.title, speaker: '', standing: 'permissionOver' }],
      ],
      unheard: [
        [{ title: null, why: 'NOT_LISTED' }],
        [{ title: names.title, why: 'NOT_APPROVED' }],
        [{ title: names.title, why: 'REVOKED' }],
        [{ title: names.title, why: 'PERMISSION_ENDED' }],
        [{ title: names.title, why: 'FILE_MISSING' }],
        [{ title: names.title, why: 'HASH_MISMATCH' }],
        [{ title: names.title, why: 'DECODE' }],
        [{ title: names.title, why: 'IDENTITY_CHANGED' }],
        [{ title: names.title, why: 'GONE' }],
        [{ title: names.title, why: 'PREVIEW_ONLY' }],
        [{ title: names.title, why: 'DRM' }],
        [{ title: names.title, why: 'RATE_LIMITED' }],
        [{ title: names.title, why: 'UNREACHABLE' }],
        [{ title: names.title, why: 'STALLED' }],
        [{ title: names.title, why: 'STREAMING_OFF' }],
      ],
      permissionEnds: [[{ title: names.title, endsAtMs: nowMs + 14 * DAY_MS }]],
    };
  },
  { kinds: { buttons: 'button', completion: 'option' } },
);

export const features: readonly Feature[] = [recording];
