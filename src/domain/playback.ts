import type { RecordingId } from './identity.ts';
import type { SoundCloudPage } from './sound-cloud.ts';

/** One recording that coordinators know about. Only `approved` ones are ever heard. */
export interface AllowlistEntry {
  readonly id: RecordingId;
  readonly title: string;
  readonly speaker: string;
  /** BCP 47: `en`. */
  readonly language: string;
  readonly lengthMs: number;
  readonly status: 'approved' | 'proposed' | 'needsReview' | 'revoked';
  /** When the permission to play it ends; null when it does not. */
  readonly permissionEndsAtMs: number | null;
  /** When it was last begun in this guild; null when never. */
  readonly lastPlayedAtMs: number | null;
  /**
   * Set when it is heard from its page as it is; then there is no file, and `sha256` is that of
   * the pinned page.
   */
  readonly stream: SoundCloudPage | null;
  /** Of the prepared Ogg Opus file, lower-case hex. What is heard is what was approved. */
  readonly sha256: string;
}

/** What one guild may play, by id. Absence is refusal. */
export type Allowlist = ReadonlyMap<RecordingId, AllowlistEntry>;

export type PlaybackRefusal = 'NOT_LISTED' | 'NOT_APPROVED' | 'REVOKED' | 'PERMISSION_ENDED';

export type PlaybackAnswer =
  | { readonly allowed: true; readonly entry: AllowlistEntry }
  | { readonly allowed: false; readonly why: PlaybackRefusal };

/**
 * The one rule of what may be heard. It is asked when a choice is made and asserted
 * again right before the first frame, since an entry may be revoked in between.
 */
export function mayPlay(
  allowlist: Allowlist,
  recordingId: RecordingId,
  nowMs: number,
): PlaybackAnswer {
  const entry = allowlist.get(recordingId);
  if (!entry) return { allowed: false, why: 'NOT_LISTED' };
  if (entry.status === 'revoked') return { allowed: false, why: 'REVOKED' };
  if (entry.status !== 'approved') return { allowed: false, why: 'NOT_APPROVED' };
  if (entry.permissionEndsAtMs !== null && entry.permissionEndsAtMs <= nowMs) {
    return { allowed: false, why: 'PERMISSION_ENDED' };
  }
  return { allowed: true, entry };
}

/** Approved recordings that end within `timeLeftMs`, the least lately played first. */
export function fittingRecordings(
  allowlist: Allowlist,
  timeLeftMs: number,
  nowMs: number,
): AllowlistEntry[] {
  return [...allowlist.values()]
    .filter((entry) => entry.lengthMs <= timeLeftMs && mayPlay(allowlist, entry.id, nowMs).allowed)
    .toSorted(
      (a, b) =>
        (a.lastPlayedAtMs ?? -Infinity) - (b.lastPlayedAtMs ?? -Infinity) || (a.id < b.id ? -1 : 1),
    );
}
