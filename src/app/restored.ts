/**
 * A database that was put back from an older backup does not know what was said since: whoever goes
 * on with it looks in the channel first, and takes a welcome that may have been spoken as spoken.
 */
import type { SessionState } from '../domain/session-state.ts';
import { initialState } from '../domain/session-step.ts';
import type { Clock, Due, Store } from './ports.ts';

/** In the settings of every backup: when it was taken. */
export const BACKUP_KEY = 'backup.takenAtMs';
/** In the settings of a database that was put back. */
const RESTORED_KEY = 'restored';
/** For so long after it, what is made anew may bear the name of something that stands already. */
const DOUBT_MS = 24 * 3_600_000;
/** A channel is read no further back than this: older backups are not put back, and it is many pages. */
const LOOK_BACK_MS = 3 * 24 * 3_600_000;
/** No welcome has so many; a stored number is finite. */
const ALL_SENTENCES = Number.MAX_SAFE_INTEGER;

export interface Restored {
  /** Everything since this moment is missing. */
  readonly backupAtMs: number;
  /** When it was first opened again. */
  readonly restoredAtMs: number;
}

type Settings = Store['settings'];

export function restoredOf(settings: Pick<Settings, 'get'>): Restored | null {
  const text = settings.get(RESTORED_KEY);
  if (text === null) return null;
  const value = JSON.parse(text) as Restored;
  return { backupAtMs: value.backupAtMs, restoredAtMs: value.restoredAtMs };
}

/** A backup that was itself taken of a database just put back keeps the older doubt. */
export function markRestored(settings: Settings, { backupAtMs, restoredAtMs }: Restored): void {
  const before = restoredOf(settings);
  const isStillInDoubt = before !== null && before.restoredAtMs + DOUBT_MS > backupAtMs;
  const fromMs = isStillInDoubt ? Math.min(before.backupAtMs, backupAtMs) : backupAtMs;
  settings.set(RESTORED_KEY, JSON.stringify({ backupAtMs: fromMs, restoredAtMs }));
}

/** Where to look for a row that was never tried, or never to its end, as far as this database knows. */
export interface Doubt {
  readonly sinceMs: number;
  /**
   * Its moment lay in what is missing, so that it may well have been said. Else it was made after
   * the restoring, and is only looked for since it may bear the name of what was said before.
   */
  readonly mayHaveBeenSaid: boolean;
}

/** Null when the row can't stand in a channel yet. */
export function doubtOf(restored: Restored | null, row: Due, nowMs: number): Doubt | null {
  if (restored === null) return null;
  const { backupAtMs, restoredAtMs } = restored;
  // Whoever tried since then has looked for it first.
  if (row.firstTriedAtMs !== null && row.firstTriedAtMs > restoredAtMs) return null;
  // What is made anew may bear the name of what was said long before its own moment; and the clock
  // that told the moment of restoring may have been wrong.
  const sinceMs = Math.max(backupAtMs, row.dueAtMs - LOOK_BACK_MS);
  if (row.dueAtMs <= restoredAtMs) return { sinceMs, mayHaveBeenSaid: true };
  return nowMs >= restoredAtMs + DOUBT_MS ? null : { sinceMs, mayHaveBeenSaid: false };
}

/** The welcome is spoken at most once, and nobody can look for what was spoken. Idempotent. */
export function takeWelcomesAsSpoken({
  store,
  clock,
  guilds,
}: {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly guilds: ReadonlyMap<Due['guildId'], unknown>;
}): void {
  const restored = restoredOf(store.settings);
  if (restored === null) return;
  const { restoredAtMs } = restored;
  const nowMs = clock.nowMs();
  for (const guildId of guilds.keys()) {
    for (const { id: occurrenceId, startsAtMs } of store.occurrences.between(
      guildId,
      nowMs,
      nowMs + 1,
    )) {
      if (startsAtMs > restoredAtMs) continue;
      const state = store.sessions.load(guildId, occurrenceId) ?? initialState();
      const welcomed = welcomedAt(restoredAtMs, state);
      if (welcomed) store.sessions.save({ guildId, occurrenceId, state: welcomed }, nowMs);
    }
  }
}

/** Null when it is as it should be. A welcome in whose middle the backup was taken was heard out since. */
function welcomedAt(restoredAtMs: number, state: SessionState): SessionState | null {
  if (state.welcomedAtMs === null) return { ...state, welcomedAtMs: restoredAtMs };
  return state.phase === 'welcoming' ? { ...state, nextSentence: ALL_SENTENCES } : null;
}
