import type { EventAction } from './event-diff.ts';
import type { Cancel, Clock, StandingCalendarEvent } from './ports.ts';

/** The guild's list is full: none is made until one has gone. */
const EVERY_CREATE = 'create';

/** What is remembered of one guild's events between two looks. */
export class EventMemory {
  readonly #clock: Pick<Clock, 'nowMs'>;
  /** By the whole action, or `EVERY_CREATE`. */
  readonly #setAsideUntilMs = new Map<string, number>();
  /** The run that is under way. */
  running: Promise<void> | null = null;
  /** As they were seen, with what was done since; null when they must be asked for. */
  standing: readonly StandingCalendarEvent[] | null = null;
  seenAtMs = -Infinity;
  /** Nothing is asked of the guild before this. */
  restsUntilMs = -Infinity;
  cancelTimer: Cancel = () => {};

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  get ownCount(): number {
    return (this.standing ?? []).filter(({ isOwn }) => isOwn).length;
  }

  /** One that has changed, or null for one that is gone. */
  put(eventId: string, event: StandingCalendarEvent | null): void {
    if (this.standing === null) return;
    if (event === null) this.#setAsideUntilMs.delete(EVERY_CREATE);
    const others = this.standing.filter((one) => one.eventId !== eventId);
    this.standing = event === null ? others : [...others, event];
  }

  /** Discord does not accept it: it is not sent again for a while. */
  setAside(what: EventAction | typeof EVERY_CREATE, forMs: number): void {
    const key = what === EVERY_CREATE ? what : JSON.stringify(what);
    this.#setAsideUntilMs.set(key, this.#clock.nowMs() + forMs);
  }

  isSetAside(action: EventAction): boolean {
    const keys = [JSON.stringify(action), ...(action.do === 'create' ? [EVERY_CREATE] : [])];
    const nowMs = this.#clock.nowMs();
    return keys.some((key) => nowMs < (this.#setAsideUntilMs.get(key) ?? -Infinity));
  }
}
