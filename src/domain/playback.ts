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

/** What a recording has to fit. */
export interface Fit {
  /** It ends within this. */
  readonly timeLeftMs: number;
  /** It may be heard then. */
  readonly atMs: number;
  /** BCP 47, of those who listen: recordings in it come first. */
  readonly language: string;
}

/**
 * The approved recordings that end within the time that is left, in the order in which they are
 * offered: those in the listeners' language first, and among them the least lately played first.
 */
export function fittingRecordings(
  allowlist: Allowlist,
  { timeLeftMs, atMs, language }: Fit,
): AllowlistEntry[] {
  const isForeign = (entry: AllowlistEntry): number =>
    languageOf(entry.language) === languageOf(language) ? 0 : 1;
  return [...allowlist.values()]
    .filter((entry) => entry.lengthMs <= timeLeftMs && mayPlay(allowlist, entry.id, atMs).allowed)
    .toSorted((a, b) => isForeign(a) - isForeign(b) || leastLatelyFirst(a, b));
}

/** A comparison: what was never played comes before all that was; the id decides between equals. */
export function leastLatelyFirst(a: AllowlistEntry, b: AllowlistEntry): number {
  const aMs = a.lastPlayedAtMs ?? -Infinity;
  const bMs = b.lastPlayedAtMs ?? -Infinity;
  if (aMs !== bMs) return aMs < bMs ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** `en` of `en-GB`: whoever understands the one understands the other. */
function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}
