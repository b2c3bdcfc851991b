/** The life of a recording as stories, and what is true of every life. */
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { asId, type RecordingId, type UserId } from '../../src/domain/identity.ts';
import { mayPlay } from '../../src/domain/playback.ts';
import {
  isPermissionEnding,
  recordingStep,
  type KeptRecording,
  type RecordingEvent,
  type RecordingSettings,
} from '../../src/domain/recording.ts';

const DAY_MS = 86_400_000;
const carol = asId<UserId>('1');
const dan = asId<UserId>('2');
const two = { approvals: 2 } as const;
const one = { approvals: 1 } as const;

function proposed(over: Partial<KeptRecording> = {}): KeptRecording {
  return {
    id: asId<RecordingId>('kindness'),
    title: 'A little kindness',
    speaker: 'Ana',
    language: 'en',
    lengthMs: 600_000,
    status: 'proposed',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
    sha256: 'a'.repeat(64),
    kind: 'self-kindness',
    intensity: 'gentle',
    licence: '',
    credit: 'Ana',
    transcript: '',
    file: 'kindness.opus',
    proposedBy: carol,
    approvedBy: null,
    approvedAtMs: null,
    revokedAtMs: null,
    permissionFrom: 'Ana',
    permissionAtMs: 0,
    source: '',
    link: '',
    decidedAtMs: null,
    sourceSha256: '',
    page: null,
    ...over,
  };
}

/** Every event in turn; what is refused changes nothing and is listed by its code. */
function live(
  start: KeptRecording,
  events: readonly RecordingEvent[],
  settings: RecordingSettings = two,
) {
  let recording = start;
  const told = events.map((event, day) => {
    const step = recordingStep(recording, event, settings, day * DAY_MS);
    if (!step.ok) return step.refusal;
    ({ recording } = step);
    return recording.status;
  });
  return { recording, told };
}

const isHeard = (recording: KeptRecording, nowMs: number): boolean =>
  mayPlay(new Map([[recording.id, recording]]), recording.id, nowMs).allowed;

test('put forward by one, approved by another, revoked, and looked at anew', () => {
  const { recording, told } = live(proposed(), [
    { type: 'approved', by: carol },
    { type: 'approved', by: dan },
    { type: 'approved', by: dan },
    { type: 'revoked', by: carol },
    { type: 'revoked', by: carol },
    { type: 'approved', by: dan },
    { type: 'reopened', by: dan },
    { type: 'approved', by: dan },
    { type: 'approved', by: carol },
    { type: 'reopened', by: carol },
  ]);
  expect(told).toEqual([
    'OWN_PROPOSAL',
    'approved',
    'ALREADY_APPROVED',
    'revoked',
    'ALREADY_REVOKED',
    'IS_REVOKED',
    'needsReview',
    'OWN_PROPOSAL',
    'approved',
    'NOT_REVOKED',
  ]);
  expect(recording).toMatchObject({
    approvedBy: carol,
    approvedAtMs: 8 * DAY_MS,
    revokedAtMs: null,
  });
});

test('what came by the command line has nobody who put it forward, so anyone may approve it', () => {
  expect(live(proposed({ proposedBy: null }), [{ type: 'approved', by: carol }]).told).toEqual([
    'approved',
  ]);
});

test('where one approval is enough, whoever put it forward may approve it', () => {
  expect(live(proposed(), [{ type: 'approved', by: carol }], one).told).toEqual(['approved']);
});

test.each([
  ['no length', { lengthMs: 0 }, 'NOT_PREPARED'],
  ['no hash', { sha256: '' }, 'NOT_PREPARED'],
  ['a permission that is over', { permissionEndsAtMs: 0 }, 'PERMISSION_OVER'],
])('with %s it is not approved', (_what, over, refusal) => {
  expect(live(proposed(over), [{ type: 'approved', by: dan }]).told).toEqual([refusal]);
});

test('words are mended without another look; more permission needs one', () => {
  const { told, recording } = live(proposed(), [
    { type: 'approved', by: dan },
    { type: 'edited', by: dan, changes: { title: 'A little more kindness' } },
    { type: 'edited', by: dan, changes: { permissionEndsAtMs: 90 * DAY_MS } },
    { type: 'edited', by: dan, changes: { permissionEndsAtMs: 400 * DAY_MS } },
    { type: 'approved', by: dan },
    { type: 'approved', by: carol },
    { type: 'edited', by: carol, changes: { permissionFrom: 'Her publisher' } },
  ]);
  expect(told).toEqual([
    'approved',
    'approved',
    'approved',
    'needsReview',
    'OWN_PROPOSAL',
    'approved',
    'needsReview',
  ]);
  expect(recording).toMatchObject({ title: 'A little more kindness', proposedBy: carol });
});

test.each([
  ['the same words', { title: 'A little kindness' }, 'NOTHING_CHANGED'],
  ['nothing', {}, 'NOTHING_CHANGED'],
  ['no title', { title: ' ' }, 'NO_TITLE'],
  ['a link that is no https address', { link: 'file:///etc/passwd' }, 'BAD_LINK'],
  ['a language that is none', { language: 'English, I think' }, 'BAD_LANGUAGE'],
])('an edit with %s is refused', (_what, changes, refusal) => {
  expect(live(proposed(), [{ type: 'edited', by: dan, changes }]).told).toEqual([refusal]);
});

test('a lost file needs another look, and by whomever', () => {
  const { told } = live(proposed(), [
    { type: 'approved', by: dan },
    { type: 'fileLost' },
    { type: 'fileLost' },
    { type: 'approved', by: dan },
  ]);
  expect(told).toEqual(['approved', 'needsReview', 'needsReview', 'approved']);
});

test('a page that is another one needs another look, and only of what is approved', () => {
  const { told } = live(proposed(), [
    { type: 'pageChanged' },
    { type: 'approved', by: dan },
    { type: 'pageChanged' },
    { type: 'revoked', by: carol },
    { type: 'pageChanged' },
  ]);
  expect(told).toEqual(['proposed', 'approved', 'needsReview', 'revoked', 'revoked']);
});

test('a permission that ends within two weeks is told, and one that is over or far is not', () => {
  const approved = proposed({ status: 'approved', permissionEndsAtMs: 100 * DAY_MS });
  const days = [85, 86, 99, 100, 101];
  expect(days.map((day) => isPermissionEnding(approved, day * DAY_MS))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(isPermissionEnding(proposed({ permissionEndsAtMs: DAY_MS }), 0)).toBe(false);
});

// ---- every life ------------------------------------------------------------------------------

const person = fc.constantFrom(carol, dan, asId<UserId>('3'));
const anEvent: fc.Arbitrary<RecordingEvent> = fc.oneof(
  fc.record({ type: fc.constant('approved' as const), by: person }),
  fc.record({ type: fc.constant('revoked' as const), by: person }),
  fc.record({ type: fc.constant('reopened' as const), by: person }),
  fc.record({ type: fc.constant('fileLost' as const) }),
  fc.record({ type: fc.constant('pageChanged' as const) }),
  fc.record({
    type: fc.constant('edited' as const),
    by: person,
    changes: fc.record(
      {
        title: fc.constantFrom('One', 'Two', ''),
        permissionFrom: fc.constantFrom('Ana', 'Her publisher'),
        permissionEndsAtMs: fc.constantFrom(null, 3 * DAY_MS, 20 * DAY_MS),
      },
      { requiredKeys: [] },
    ),
  }),
);

test('nothing is heard that another person has not approved as it stands, nor what is revoked or over', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 30 }), (events) => {
      let recording = proposed();
      for (const [day, event] of events.entries()) {
        const nowMs = day * DAY_MS;
        const before = recording;
        const step = recordingStep(recording, event, two, nowMs);
        if (step.ok) ({ recording } = step);
        if (isHeard(recording, nowMs)) {
          expect(recording.approvedBy).not.toBeNull();
          expect(recording.approvedBy).not.toBe(recording.proposedBy);
        }
        // Only an approval makes something heard that was not.
        if (!isHeard(before, nowMs) && isHeard(recording, nowMs)) {
          expect(event.type).toBe('approved');
        }
        if (recording.status === 'revoked') expect(isHeard(recording, nowMs)).toBe(false);
        const { permissionEndsAtMs } = recording;
        if (permissionEndsAtMs !== null) expect(isHeard(recording, permissionEndsAtMs)).toBe(false);
      }
    }),
  );
});
