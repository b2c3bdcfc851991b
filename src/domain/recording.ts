/** The life of a recording, from being put forward to being taken back. Pure: no clock, no I/O. */
import type { UserId } from './identity.ts';
import type { AllowlistEntry } from './playback.ts';
import type { SoundCloudPage } from './sound-cloud.ts';
import { unreachable } from './unreachable.ts';

/**
 * `proposed` -> `approved` -> (`needsReview`) -> `revoked`. Approved is heard, nothing else is;
 * what was revoked comes back only by being looked at anew.
 */
export interface KeptRecording extends AllowlistEntry {
  readonly kind: string;
  readonly intensity: string;
  readonly licence: string;
  readonly credit: string;
  readonly transcript: string;
  /** Relative to the folder that holds recordings: `sample-self-kindness.opus`. */
  readonly file: string;
  /** Who stands for it as it is now; null for what ships or came by the command line. */
  readonly proposedBy: UserId | null;
  readonly approvedBy: UserId | null;
  readonly approvedAtMs: number | null;
  readonly revokedAtMs: number | null;
  /** Who gave the permission to play it, in words; empty when nobody noted it. */
  readonly permissionFrom: string;
  /** When it was given; null when nobody noted it. */
  readonly permissionAtMs: number | null;
  /** Where the file came from; empty when nobody noted it. */
  readonly source: string;
  /** Of the file that was handed over, lower-case hex; empty when nobody noted it. */
  readonly sourceSha256: string;
  /** The pinned page that it belongs to; null when there is none. */
  readonly page: SoundCloudPage | null;
  /** Where people find more about it, an https address; empty when there is none. */
  readonly link: string;
  /** When a coordinator last decided about it: from then on what ships leaves it alone. */
  readonly decidedAtMs: number | null;
}

/** What coordinators may write anew. */
export type RecordingChanges = Partial<
  Pick<
    KeptRecording,
    | 'title'
    | 'speaker'
    | 'language'
    | 'kind'
    | 'intensity'
    | 'credit'
    | 'link'
    | 'transcript'
    | 'permissionFrom'
    | 'permissionAtMs'
    | 'permissionEndsAtMs'
  >
>;

export interface RecordingSettings {
  /** How many people stand behind what is heard: with 2, nobody approves what they put forward. */
  readonly approvals: 1 | 2;
}

/** What happened, in the past tense. */
export type RecordingEvent =
  | { readonly type: 'approved'; readonly by: UserId }
  | { readonly type: 'edited'; readonly by: UserId; readonly changes: RecordingChanges }
  | { readonly type: 'revoked'; readonly by: UserId }
  /** What was revoked is to be looked at again. */
  | { readonly type: 'reopened'; readonly by: UserId }
  /** The prepared file is missing, so that it can't be what was approved. */
  | { readonly type: 'fileLost' }
  /** Its page is no longer the one that was pinned, so that nothing proves where it belongs. */
  | { readonly type: 'pageChanged' };

export type RecordingRefusal =
  | 'OWN_PROPOSAL'
  | 'ALREADY_APPROVED'
  | 'ALREADY_REVOKED'
  | 'NOT_REVOKED'
  | 'IS_REVOKED'
  | 'NOT_PREPARED'
  | 'PERMISSION_OVER'
  | 'NOTHING_CHANGED'
  | 'BAD_DATE'
  | 'BAD_LINK'
  | 'BAD_LANGUAGE'
  | 'NO_TITLE'
  /** The file with the words that are spoken. */
  | 'TRANSCRIPT_TOO_LARGE'
  | 'TRANSCRIPT_NOT_TEXT'
  | 'TRANSCRIPT_NOT_FETCHED'
  /** It is not what was shown any more. */
  | 'CHANGED'
  | 'UNKNOWN';

export type RecordingStep =
  | { readonly ok: true; readonly recording: KeptRecording }
  | { readonly ok: false; readonly refusal: RecordingRefusal };

/** Coordinators are told this long before a permission ends. */
export const PERMISSION_NOTICE_MS = 14 * 86_400_000;

export function recordingStep(
  recording: KeptRecording,
  event: RecordingEvent,
  settings: RecordingSettings,
  nowMs: number,
): RecordingStep {
  switch (event.type) {
    case 'approved':
      return onApproved(recording, event.by, settings, nowMs);
    case 'edited':
      return onEdited(recording, event.by, event.changes, settings, nowMs);
    case 'revoked':
      if (recording.status === 'revoked') return refuse('ALREADY_REVOKED');
      return become(recording, {
        status: 'revoked',
        revokedAtMs: nowMs,
        decidedAtMs: nowMs,
        ...withoutApproval,
      });
    case 'reopened':
      if (recording.status !== 'revoked') return refuse('NOT_REVOKED');
      return become(recording, {
        status: 'needsReview',
        proposedBy: event.by,
        revokedAtMs: null,
        decidedAtMs: nowMs,
        ...withoutApproval,
      });
    case 'fileLost':
    case 'pageChanged':
      if (recording.status !== 'approved') return become(recording, {});
      return become(recording, { status: 'needsReview', ...withoutApproval });
    default:
      return unreachable(event);
  }
}

/** How it stands, the end of its permission included. */
export type RecordingStanding = KeptRecording['status'] | 'permissionOver';

export function standingOf(recording: AllowlistEntry, nowMs: number): RecordingStanding {
  const { status, permissionEndsAtMs } = recording;
  const isOver = permissionEndsAtMs !== null && permissionEndsAtMs <= nowMs;
  return status === 'approved' && isOver ? 'permissionOver' : status;
}

/** Whether coordinators are to be told now that its permission ends soon. */
export function isPermissionEnding(recording: AllowlistEntry, nowMs: number): boolean {
  const { status, permissionEndsAtMs } = recording;
  if (status !== 'approved' || permissionEndsAtMs === null) return false;
  return permissionEndsAtMs > nowMs && permissionEndsAtMs - nowMs <= PERMISSION_NOTICE_MS;
}

const withoutApproval = { approvedBy: null, approvedAtMs: null } as const;

function onApproved(
  recording: KeptRecording,
  by: UserId,
  settings: RecordingSettings,
  nowMs: number,
): RecordingStep {
  const { status, lengthMs, sha256, permissionEndsAtMs, proposedBy } = recording;
  if (status === 'approved') return refuse('ALREADY_APPROVED');
  if (status === 'revoked') return refuse('IS_REVOKED');
  if (lengthMs <= 0 || !/^[0-9a-f]{64}$/.test(sha256)) return refuse('NOT_PREPARED');
  if (permissionEndsAtMs !== null && permissionEndsAtMs <= nowMs) return refuse('PERMISSION_OVER');
  if (settings.approvals === 2 && proposedBy === by) return refuse('OWN_PROPOSAL');
  return become(recording, {
    status: 'approved',
    approvedBy: by,
    approvedAtMs: nowMs,
    decidedAtMs: nowMs,
  });
}

/**
 * Words may be mended at any time. Whoever claims more permission than was looked at puts the
 * recording forward anew, and where two people are asked for, somebody else looks at it first.
 */
function onEdited(
  recording: KeptRecording,
  by: UserId,
  changes: RecordingChanges,
  settings: RecordingSettings,
  nowMs: number,
): RecordingStep {
  const refusal = refusalOf(changes);
  if (refusal) return refuse(refusal);
  const edited: KeptRecording = { ...recording, ...changes };
  const isSame = Object.keys(changes).every(
    (key) => edited[key as keyof RecordingChanges] === recording[key as keyof RecordingChanges],
  );
  if (isSame) return refuse('NOTHING_CHANGED');
  if (!claimsMore(recording, edited)) return become(edited, { decidedAtMs: nowMs });
  const needsAnother = recording.status === 'approved' && settings.approvals === 2;
  return become(edited, {
    proposedBy: by,
    decidedAtMs: nowMs,
    ...(needsAnother ? { status: 'needsReview', ...withoutApproval } : {}),
  });
}

function claimsMore(before: KeptRecording, after: KeptRecording): boolean {
  const endOf = ({ permissionEndsAtMs }: KeptRecording): number => permissionEndsAtMs ?? Infinity;
  return (
    endOf(after) > endOf(before) ||
    after.permissionFrom !== before.permissionFrom ||
    after.permissionAtMs !== before.permissionAtMs
  );
}

/** What can not be written about any recording; null when all is well. */
export function refusalOf({ title, link, language }: RecordingChanges): RecordingRefusal | null {
  if (title !== undefined && title.trim() === '') return 'NO_TITLE';
  if (link !== undefined && link !== '' && !isHttps(link)) return 'BAD_LINK';
  if (language !== undefined && !/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language)) {
    return 'BAD_LANGUAGE';
  }
  return null;
}

function isHttps(link: string): boolean {
  return URL.canParse(link) && new URL(link).protocol === 'https:';
}

function become(recording: KeptRecording, changes: Partial<KeptRecording>): RecordingStep {
  return { ok: true, recording: { ...recording, ...changes } };
}

function refuse(refusal: RecordingRefusal): RecordingStep {
  return { ok: false, refusal };
}
