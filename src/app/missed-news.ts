import type { GuildId, OccurrenceId } from '../domain/identity.ts';
import type { SessionEvent } from '../domain/session-state.ts';

/** What the sound tells, it tells once. Everything else is noticed again by whoever looks anew. */
const TOLD_ONCE: ReadonlySet<SessionEvent['type']> = new Set([
  'sentenceStarted',
  'soundEnded',
  'soundLost',
  'soundRestored',
  'soundFailed',
]);

interface Waiting {
  readonly guildId: GuildId;
  readonly occurrenceId: OccurrenceId;
  readonly events: SessionEvent[];
}

/** False when it could not be saved. */
type TakeIn = (guildId: GuildId, occurrenceId: OccurrenceId, event: SessionEvent) => boolean;

/** News of the sound, taken in by their session one after the other, also when nothing can be saved for a while. */
export class MissedNews {
  readonly #takeIn: TakeIn;
  readonly #waitingByName = new Map<string, Waiting>();

  constructor(takeIn: TakeIn) {
    this.#takeIn = takeIn;
  }

  /** At once, or behind older news of its session that could not be saved yet. */
  hear(guildId: GuildId, occurrenceId: OccurrenceId, event: SessionEvent): void {
    const waiting = this.#waitingByName.get(`${guildId}/${occurrenceId}`);
    if (!waiting) this.#takeIn(guildId, occurrenceId, event);
    else if (TOLD_ONCE.has(event.type)) waiting.events.push(event);
  }

  /** What could not be saved comes before everything that came after it. */
  keep(guildId: GuildId, occurrenceId: OccurrenceId, event: SessionEvent): void {
    if (!TOLD_ONCE.has(event.type)) return;
    const name = `${guildId}/${occurrenceId}`;
    const waiting = this.#waitingByName.get(name) ?? { guildId, occurrenceId, events: [] };
    waiting.events.unshift(event);
    this.#waitingByName.set(name, waiting);
  }

  /** Takes in each session's news, the oldest first, for as long as they can be saved. */
  catchUp(): void {
    for (const [name, { guildId, occurrenceId, events }] of this.#waitingByName) {
      let isTaken = true;
      while (isTaken) {
        const event = events.shift();
        if (!event) break;
        isTaken = this.#takeIn(guildId, occurrenceId, event);
      }
      if (events.length === 0) this.#waitingByName.delete(name);
    }
  }
}
