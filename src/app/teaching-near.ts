/** Which of the sessions that are near are to be looked at, so that a look costs next to nothing. */
import type { GuildId, OccurrenceId } from '../domain/identity.ts';
import type { Occurrence } from '../domain/schedule.ts';

const MINUTE_MS = 60_000;
/** Each is looked at this often in any case, a few at a time: it heals what nobody told. */
const HEAL_MS = 5 * MINUTE_MS;
const HEAL_STEP_MS = 15_000;
const HEAL_STEPS = 20;

interface Seen {
  readonly guildId: GuildId;
  readonly id: OccurrenceId;
  readonly startsAtMs: number;
  readonly cancelled: boolean;
  readonly lookAtMs: number;
}

export class NearSessions {
  readonly #seenByName = new Map<string, Seen>();
  #looks = 0;

  /** Those that are new, have changed, or whose time has come. */
  due(near: readonly Occurrence[], nowMs: number): Occurrence[] {
    return near.filter(({ guildId, id, startsAtMs, cancelled }) => {
      const seen = this.#seenByName.get(nameOf(guildId, id));
      return (
        !seen ||
        seen.startsAtMs !== startsAtMs ||
        seen.cancelled !== cancelled ||
        seen.lookAtMs <= nowMs
      );
    });
  }

  /** Ids that were near and are no longer: moved away, or over. */
  takeGone(guildId: GuildId, near: readonly Occurrence[]): OccurrenceId[] {
    const isNear = new Set(near.map(({ id }) => id));
    const gone = [...this.#seenByName.values()].filter(
      (seen) => seen.guildId === guildId && !isNear.has(seen.id),
    );
    for (const { id } of gone) this.#seenByName.delete(nameOf(guildId, id));
    return gone.map(({ id }) => id);
  }

  /** It was looked at, and has something to do at `wakeAtMs`; null: only people can move it. */
  saw({ guildId, id, startsAtMs, cancelled }: Occurrence, wakeAtMs: number | null, nowMs: number) {
    this.#looks += 1;
    const healAtMs = nowMs + HEAL_MS + (this.#looks % HEAL_STEPS) * HEAL_STEP_MS;
    const lookAtMs = Math.min(wakeAtMs ?? Infinity, healAtMs);
    this.#seenByName.set(nameOf(guildId, id), { guildId, id, startsAtMs, cancelled, lookAtMs });
  }

  forget(guildId: GuildId, id: OccurrenceId): void {
    this.#seenByName.delete(nameOf(guildId, id));
  }

  /** Who teaches has changed: all of the guild's are to be looked at. */
  renew(guildId: GuildId): void {
    for (const [name, seen] of this.#seenByName) {
      if (seen.guildId === guildId) this.#seenByName.set(name, { ...seen, lookAtMs: -Infinity });
    }
  }

  /** When the next one is to be looked at; null when none is near. */
  nextAtMs(): number | null {
    const next = Math.min(...[...this.#seenByName.values()].map(({ lookAtMs }) => lookAtMs));
    return next === Infinity ? null : next;
  }
}

const nameOf = (guildId: GuildId, id: OccurrenceId): string => `${guildId}/${id}`;
