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
  /** When it has something to do by itself. */
  readonly wakeAtMs: number;
  /** When it is looked at in any case. */
  readonly healAtMs: number;
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
        seen.wakeAtMs <= nowMs ||
        seen.healAtMs <= nowMs
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
  saw({ guildId, id, startsAtMs, cancelled }: Occurrence, wakeMs: number | null, nowMs: number) {
    this.#looks += 1;
    const healAtMs = nowMs + HEAL_MS + (this.#looks % HEAL_STEPS) * HEAL_STEP_MS;
    const when = { startsAtMs, wakeAtMs: wakeMs ?? Infinity, healAtMs };
    this.#seenByName.set(nameOf(guildId, id), { guildId, id, cancelled, ...when });
  }

  forget(guildId: GuildId, id: OccurrenceId): void {
    this.#seenByName.delete(nameOf(guildId, id));
  }

  /** Who teaches has changed: all of the guild's are to be looked at. */
  renew(guildId: GuildId): void {
    for (const [name, seen] of this.#seenByName) {
      if (seen.guildId === guildId) this.#seenByName.set(name, { ...seen, healAtMs: -Infinity });
    }
  }

  /** When the next one has something to do; null when none has. Healing comes with the heartbeat. */
  nextAtMs(): number | null {
    const next = Math.min(...[...this.#seenByName.values()].map(({ wakeAtMs }) => wakeAtMs));
    return next === Infinity ? null : next;
  }
}

const nameOf = (guildId: GuildId, id: OccurrenceId): string => `${guildId}/${id}`;
