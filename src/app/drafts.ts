import type { TimetableEdit } from '../domain/timetable-edit.ts';
import type { Caller } from './command.ts';
import type { Clock } from './ports.ts';

/** What a coordinator was shown and has not confirmed yet. */
export interface Draft {
  readonly edits: readonly TimetableEdit[];
  /** It turns an earlier change round. */
  readonly undoes: boolean;
}

/** Discord lets a private answer be used for 15 minutes. */
const KEPT_MS = 15 * 60_000;
/** More than this at once is nobody's work; the oldest gives way. */
const MOST_DRAFTS = 200;

/**
 * Drafts live in memory: a component id has no room for them, and after a restart nothing is
 * lost but a preview, which says that it is old.
 */
export class Drafts<Kept = Draft> {
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #newId: () => string;
  readonly #draftById = new Map<string, { draft: Kept; caller: Caller; atMs: number }>();

  constructor(clock: Pick<Clock, 'nowMs'>, newId: () => string) {
    this.#clock = clock;
    this.#newId = newId;
  }

  add(caller: Caller, draft: Kept): string {
    const id = this.#newId();
    this.#draftById.set(id, { draft, caller, atMs: this.#clock.nowMs() });
    const [oldest] = this.#draftById.keys();
    if (this.#draftById.size > MOST_DRAFTS && oldest !== undefined) this.#draftById.delete(oldest);
    return id;
  }

  /** Null when it is old, was taken already, or is somebody else's. */
  take({ guildId, userId }: Caller, id: string): Kept | null {
    const found = this.#draftById.get(id);
    if (!found || found.caller.userId !== userId || found.caller.guildId !== guildId) return null;
    this.#draftById.delete(id);
    return this.#clock.nowMs() - found.atMs <= KEPT_MS ? found.draft : null;
  }
}
