/**
 * Keeps Discord's own events as the sessions are. What stands there is asked for at the start,
 * every hour, and before anything is sent; in between it is remembered, so that looking whether
 * there is something to do costs Discord nothing.
 */
import type { GuildId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { eventActions, MOST_OWN_EVENTS, type EventAction } from './event-diff.ts';
import { EventMemory } from './event-memory.ts';
import { sessionsOn, wantedEvents, type EventPlanPorts } from './event-plan.ts';
import type { Keeper } from './keeper.ts';
import type { CalendarEvents, CalendarOutcome, Clock, DueText, Log } from './ports.ts';

/** What people have changed by hand is mended this often, and a refusal is tried again. */
const LOOK_EVERY_MS = 3_600_000;
/** The sessions are looked at this often, should nobody have said that something changed. */
const REVIEW_EVERY_MS = 3 * 60_000;
/** When Discord did not say what stands there. */
const SILENCE_WAIT_MS = 60_000;

export interface EventKeeperPorts extends EventPlanPorts {
  readonly clock: Clock;
  readonly calendarEvents: CalendarEvents;
  readonly log: Log;
  /** Told once for the same words. */
  readonly tellCoordinators: (guildId: GuildId, kind: string, text: DueText) => void;
}

const STOPPED: CalendarOutcome = { kind: 'notNow', retryAfterMs: 0, cause: 'stopped' };

/** What Discord is asked to do; the others are only written down. */
type SentAction = Exclude<EventAction, { do: 'adopt' | 'forget' }>;

export class EventKeeper implements Keeper {
  readonly #ports: EventKeeperPorts;
  readonly #memoryById = new Map<GuildId, EventMemory>();
  #reviewedAtMs = -Infinity;
  /** Which sessions were on at the last review. */
  #on = '';
  #isStopped = true;
  /** The request that was asked for last, of whichever guild. */
  #lastRequest: Promise<unknown> = Promise.resolve();

  constructor(ports: EventKeeperPorts) {
    this.#ports = ports;
    for (const guildId of ports.guilds.keys()) {
      this.#memoryById.set(guildId, new EventMemory(ports.clock));
    }
  }

  /** Called when the gateway is ready: asks what stands, and mends it. */
  start(): void {
    this.#isStopped = false;
    this.#reviewAll();
  }

  /** At once: an event that is being made just now is found again at the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const { cancelTimer } of this.#memoryById.values()) cancelTimer();
  }

  /** At every heartbeat: a session that has begun or ended is followed at once. */
  onHeartbeat(): void {
    const isLong = this.#ports.clock.nowMs() - this.#reviewedAtMs >= REVIEW_EVERY_MS;
    if (isLong || this.#on !== this.#sessionsOn()) this.#reviewAll();
  }

  #reviewAll(): void {
    this.#reviewedAtMs = this.#ports.clock.nowMs();
    this.#on = this.#sessionsOn();
    for (const guildId of this.#memoryById.keys()) this.review(guildId);
  }

  #sessionsOn(): string {
    return JSON.stringify(sessionsOn(this.#ports.store));
  }

  /** Looks whether the guild's events are as they should be, and mends them if not. */
  review(guildId: GuildId): void {
    const memory = this.#memoryById.get(guildId);
    // The run that is under way looks again before it ends.
    if (this.#isStopped || !memory || memory.running) return;
    if (this.#isSomethingToDo(guildId, memory)) memory.running = this.#run(guildId, memory);
  }

  #isSomethingToDo(guildId: GuildId, memory: EventMemory): boolean {
    const nowMs = this.#ports.clock.nowMs();
    if (nowMs < memory.restsUntilMs || this.#ports.directory.selfId === null) return false;
    const isOld = nowMs - memory.seenAtMs >= LOOK_EVERY_MS;
    return memory.standing === null || isOld || this.#actions(guildId, memory).length > 0;
  }

  #actions(guildId: GuildId, memory: EventMemory): EventAction[] {
    const { store, clock } = this.#ports;
    const nowMs = clock.nowMs();
    const wanted = wantedEvents(this.#ports, guildId, nowMs);
    const stored = store.events.list(guildId);
    // A new database has no timetable yet: what it made before it was lost is not to be ended.
    if (wanted.length === 0 && stored.length === 0) return [];
    return eventActions({ wanted, standing: memory.standing ?? [], stored, nowMs }).filter(
      (action) => !memory.isSetAside(action),
    );
  }

  async #run(guildId: GuildId, memory: EventMemory): Promise<void> {
    try {
      do await this.#mend(guildId, memory);
      while (!this.#isStopped && this.#isSomethingToDo(guildId, memory));
    } catch (err) {
      // The database did not answer: the heartbeat comes again.
      this.#ports.log.error({ err, guildId }, 'events could not be kept');
      this.#rest(guildId, memory, SILENCE_WAIT_MS);
    } finally {
      memory.running = null;
    }
  }

  /** What stands is asked for anew, since people may have changed it, or an answer was lost. */
  async #mend(guildId: GuildId, memory: EventMemory): Promise<void> {
    const { calendarEvents, clock } = this.#ports;
    memory.standing = await this.#inTurn(() => calendarEvents.list(guildId), null);
    if (this.#isStopped) return;
    if (memory.standing === null) {
      this.#rest(guildId, memory, SILENCE_WAIT_MS);
      return;
    }
    memory.seenAtMs = clock.nowMs();
    for (const action of this.#actions(guildId, memory)) {
      if (this.#isStopped || clock.nowMs() < memory.restsUntilMs) return;
      if (memory.isSetAside(action)) continue;
      await this.#carryOut(guildId, memory, action);
    }
  }

  /**
   * One request at a time over all guilds: Discord allows a bot 50 a second in all, and events
   * can wait where reminders can't.
   */
  async #inTurn<T>(request: () => Promise<T>, ifStopped: T): Promise<T> {
    const before = this.#lastRequest;
    const turn = Promise.withResolvers<void>();
    this.#lastRequest = turn.promise;
    await before;
    try {
      return this.#isStopped ? ifStopped : await request();
    } finally {
      turn.resolve();
    }
  }

  async #carryOut(guildId: GuildId, memory: EventMemory, action: EventAction): Promise<void> {
    const { store } = this.#ports;
    switch (action.do) {
      case 'adopt':
        store.events.save(guildId, { occurrenceId: action.occurrenceId, eventId: action.eventId });
        return;
      case 'forget':
        store.events.remove(guildId, action.occurrenceId);
        return;
      default: {
        const outcome = await this.#inTurn(() => this.#send(guildId, memory, action), STOPPED);
        // The database may be closed by now.
        if (!this.#isStopped) this.#note(guildId, memory, action, outcome);
      }
    }
  }

  async #send(guildId: GuildId, memory: EventMemory, action: SentAction): Promise<CalendarOutcome> {
    const { calendarEvents } = this.#ports;
    switch (action.do) {
      case 'create':
        // An event that could not be ended still takes its place.
        if (memory.ownCount >= MOST_OWN_EVENTS) return { kind: 'refused', why: 'FULL' };
        return calendarEvents.create(guildId, action.event);
      case 'change':
        return calendarEvents.change(guildId, action.eventId, action.event);
      case 'start':
        return calendarEvents.setStatus(guildId, action.eventId, 'active');
      case 'end':
        return calendarEvents.setStatus(guildId, action.eventId, action.status);
      default:
        return unreachable(action);
    }
  }

  #note(guildId: GuildId, memory: EventMemory, action: SentAction, outcome: CalendarOutcome): void {
    const { log } = this.#ports;
    switch (outcome.kind) {
      case 'done':
        log.info({ guildId, eventId: outcome.eventId, action: action.do }, 'event kept');
        this.#done(guildId, memory, action, outcome.eventId);
        return;
      case 'gone':
        if (action.do === 'create') memory.setAside(action, LOOK_EVERY_MS);
        else memory.put(action.eventId, null);
        return;
      case 'notNow':
        // It may have been done all the same: what stands is asked for before the next try.
        memory.standing = null;
        this.#rest(guildId, memory, outcome.retryAfterMs);
        return;
      case 'refused':
        log.warn({ guildId, action: action.do, why: outcome.why }, 'event refused');
        this.#refused(guildId, memory, action, outcome.why);
        return;
      default:
        unreachable(outcome);
    }
  }

  #done(guildId: GuildId, memory: EventMemory, action: SentAction, eventId: string): void {
    if (action.do === 'create') {
      this.#ports.store.events.save(guildId, { occurrenceId: action.occurrenceId, eventId });
      memory.put(eventId, { ...action.event, eventId, isOwn: true, status: 'scheduled' });
      return;
    }
    const before = memory.standing?.find((event) => event.eventId === eventId);
    if (action.do === 'end' || !before) memory.put(eventId, null);
    else if (action.do === 'start') memory.put(eventId, { ...before, status: 'active' });
    else memory.put(eventId, { ...before, ...action.event });
  }

  #refused(
    guildId: GuildId,
    memory: EventMemory,
    action: SentAction,
    why: Extract<CalendarOutcome, { kind: 'refused' }>['why'],
  ): void {
    switch (why) {
      case 'MISSING_PERMISSION':
        this.#ports.tellCoordinators(guildId, 'alert.events', { key: 'alert.events', params: {} });
        this.#rest(guildId, memory, LOOK_EVERY_MS);
        return;
      case 'FULL':
        memory.setAside('create', LOOK_EVERY_MS);
        return;
      case 'INVALID':
        memory.setAside(action, LOOK_EVERY_MS);
        return;
      default:
        unreachable(why);
    }
  }

  #rest(guildId: GuildId, memory: EventMemory, waitMs: number): void {
    const { clock } = this.#ports;
    memory.restsUntilMs = clock.nowMs() + waitMs;
    memory.cancelTimer();
    if (this.#isStopped) return;
    memory.cancelTimer = clock.at(memory.restsUntilMs, () => this.review(guildId));
  }
}
