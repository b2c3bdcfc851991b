/**
 * Keeps the sessions of every guild: each event is one transaction (load, reduce, save,
 * record, add what is due), then the sound effects are carried out.
 */
import type { ChannelId, GuildId, OccurrenceId, RecordingId } from '../domain/identity.ts';
import { mayPlay } from '../domain/playback.ts';
import { countPresence, type Presence } from '../domain/presence.ts';
import { afterProgress } from '../domain/session-sound.ts';
import { reduce, wakeAtMs } from '../domain/session.ts';
import type { SessionEvent, SessionRefusal, SessionState, Step } from '../domain/session-state.ts';
import { initialState } from '../domain/session-step.ts';
import { teacherRuleOf } from './guild-settings.ts';
import type { Keeper } from './keeper.ts';
import { countListeners } from './popularity.ts';
import type { Cancel, GatewayEvent } from './ports.ts';
import { tellGivenUp, tellUnheard, unheardOf } from './recording-alerts.ts';
import { takeWelcomesAsSpoken } from './restored.ts';
import { sessionContext, type SessionContext } from './session-context.ts';
import { withTeachersOf } from './teaching-plan.ts';
import { dueOfEffect } from './session-dues.ts';
import { SessionSound, type SessionSoundPorts } from './session-sound.ts';

/** A session is looked after from this long before its start. */
const EARLY_MS = 10 * 60_000;

export interface SessionHostPorts extends SessionSoundPorts {
  /** Something was added to what is due. */
  readonly nudgeDispatcher: () => void;
  /** A session is in another phase, or went on within one. */
  readonly onMoved: (guildId: GuildId, occurrenceId: OccurrenceId) => void;
}

type Progress = Extract<SessionEvent, { type: 'soundProgressed' }>;

interface Kept {
  readonly guildId: GuildId;
  readonly occurrenceId: OccurrenceId;
  /** When it would act by itself; null when only people or sound can move it. */
  readonly wakeAtMs: number | null;
}

export class SessionHost implements Keeper {
  readonly #ports: SessionHostPorts;
  readonly #sound: SessionSound;
  /** The sessions that are looked after now, by guild and occurrence. */
  readonly #keptByName = new Map<string, Kept>();
  #cancelTimer: Cancel = () => {};
  #isRunning = false;

  constructor(ports: SessionHostPorts) {
    this.#ports = ports;
    this.#sound = new SessionSound(ports, (guildId, occurrenceId, event) => {
      if (this.#isRunning) this.apply(guildId, occurrenceId, event);
    });
  }

  /** Takes up the sessions that a crash or a stop has cut, and looks for those that are near. */
  start(): void {
    this.#isRunning = true;
    takeWelcomesAsSpoken(this.#ports);
    const atMs = this.#ports.clock.nowMs();
    for (const { guildId, occurrenceId } of this.#ports.store.sessions.open()) {
      if (!this.#ports.guilds.has(guildId)) continue;
      this.apply(guildId, occurrenceId, { type: 'restarted', atMs });
    }
    this.wake();
  }

  /** The process is asked to end: rooms with sound are told, faded and left, and nothing moves any more. */
  async stop(): Promise<void> {
    const atMs = this.#ports.clock.nowMs();
    for (const { guildId, occurrenceId } of this.#keptByName.values()) {
      this.apply(guildId, occurrenceId, { type: 'stopping', atMs });
    }
    this.#isRunning = false;
    this.#cancelTimer();
    this.#sound.close();
  }

  onHeartbeat(): void {
    this.wake();
  }

  /** Lets every session act whose time has come, and sets the timer for the next. */
  wake(): void {
    if (!this.#isRunning) return;
    this.#findNear();
    for (const { guildId, occurrenceId } of this.#keptByName.values()) {
      const context = sessionContext(this.#ports, guildId, occurrenceId);
      if (context) this.#wakeOne(context);
      else this.#keptByName.delete(nameOf(guildId, occurrenceId));
    }
    this.#setTimer();
  }

  #wakeOne(context: SessionContext): void {
    const { guildId, id, cancelled } = context.occurrence;
    const nowMs = this.#ports.clock.nowMs();
    // A crash may have come between cancelling the occurrence and ending its session.
    if (cancelled) {
      this.apply(guildId, id, { type: 'cancelled', atMs: nowMs, by: null });
      return;
    }
    // Counting the room again heals an event that the gateway lost.
    this.#count(context);
    this.#withdraw(context);
    const wakeMs = wakeAtMs(context.plan, this.state(guildId, id));
    if (wakeMs === null || wakeMs > nowMs) this.#keep(context);
    else this.apply(guildId, id, { type: 'clockReached', atMs: nowMs });
  }

  /** The policy is asked all along: what was revoked meanwhile, by whomever, ends. */
  #withdraw({ occurrence, plan }: SessionContext): void {
    const { guildId, id } = occurrence;
    const atMs = this.#ports.clock.nowMs();
    const state = this.state(guildId, id);
    if (state.phase !== 'playing' || mayPlay(plan.allowlist, state.recordingId, atMs).allowed) {
      return;
    }
    const { recordingId } = state;
    this.apply(guildId, id, { type: 'recordingWithdrawn', recordingId, atMs });
  }

  state(guildId: GuildId, occurrenceId: OccurrenceId): SessionState {
    return this.#ports.store.sessions.load(guildId, occurrenceId) ?? initialState();
  }

  /** The sessions that are looked after now, of one guild. */
  keptIn(guildId: GuildId): OccurrenceId[] {
    return [...this.#keptByName.values()]
      .filter((kept) => kept.guildId === guildId)
      .map((kept) => kept.occurrenceId);
  }

  /** Whether it sounds in a room of the guild, or is about to. */
  isPlaying(guildId: GuildId, recordingId: RecordingId): boolean {
    return this.keptIn(guildId)
      .map((occurrenceId) => this.state(guildId, occurrenceId))
      .some((state) => state.phase === 'playing' && state.recordingId === recordingId);
  }

  /** What follows from the event has been done when this returns; a refusal changed nothing. */
  apply(guildId: GuildId, occurrenceId: OccurrenceId, event: SessionEvent): SessionRefusal | null {
    if (event.type === 'soundProgressed') return this.#saveProgress(guildId, occurrenceId, event);
    const context = sessionContext(this.#ports, guildId, occurrenceId);
    if (!context) return 'OVER';
    const before = this.state(guildId, occurrenceId);
    const step = this.#ports.store.transaction(() => this.commit(context, event));
    this.carryOut(context, step);
    if (tellGivenUp(this.#ports, context, before, step.state)) this.#ports.nudgeDispatcher();
    if (step.refusal !== null) this.#tellRefused(guildId, event, step.refusal);
    // A vote moves nothing yet, but it is shown.
    else if (event.type === 'voted') this.#ports.onMoved(guildId, occurrenceId);
    return step.refusal;
  }

  /** A recording that may not be heard was asked for: a choice that is old, or not from here. */
  #tellRefused(guildId: GuildId, event: SessionEvent, refusal: SessionRefusal): void {
    const why = unheardOf(refusal);
    if (why === null || !('choice' in event) || event.choice.kind !== 'recording') return;
    tellUnheard(this.#ports, guildId, event.choice.recordingId, why);
    this.#ports.nudgeDispatcher();
  }

  /** What has been committed is done: the sound, the nudge, the timer. */
  carryOut(context: SessionContext, step: Step): void {
    const { guildId, id: occurrenceId } = context.occurrence;
    if (step.rule) {
      const phase = step.state.phase;
      this.#ports.log.info({ guildId, occurrenceId, rule: step.rule, phase }, 'session moved');
    }
    if (step.rule === 'noticeDue' && context.roomId !== null) {
      // Before the welcome, whoever was made a teacher in the room must be known as one.
      void this.#ports.directory.refreshRoles(guildId, context.roomId);
    }
    for (const effect of step.effects) this.#sound.perform(guildId, occurrenceId, effect);
    if (step.effects.length > 0) this.#ports.nudgeDispatcher();
    if (isOver(step.state)) this.#keptByName.delete(nameOf(guildId, occurrenceId));
    else this.#keep(context);
    this.#setTimer();
    if (step.rule) this.#ports.onMoved(guildId, occurrenceId);
  }

  /**
   * The position of a recording moves every second in every room, and nothing else follows
   * from it: the timer that was set may come too early, and is then set anew.
   */
  #saveProgress(guildId: GuildId, occurrenceId: OccurrenceId, event: Progress): null {
    const before = this.state(guildId, occurrenceId);
    const state = afterProgress(before, event);
    if (state !== before) {
      this.#ports.store.sessions.saveProgress({ guildId, occurrenceId, state }, event.atMs);
    }
    return null;
  }

  #keep(context: SessionContext): void {
    const { guildId, id: occurrenceId } = context.occurrence;
    const next = wakeAtMs(context.plan, this.state(guildId, occurrenceId));
    this.#keptByName.set(nameOf(guildId, occurrenceId), { guildId, occurrenceId, wakeAtMs: next });
  }

  /** Within a transaction of the caller's: load, reduce, save, record, add what is due. */
  commit(context: SessionContext, event: SessionEvent): Step {
    const { store, directory } = this.#ports;
    const { guildId, id } = context.occurrence;
    const before = this.state(guildId, id);
    const step = reduce(context.plan, before, event);
    if (step.state === before) return step;
    store.sessions.save({ guildId, occurrenceId: id, state: step.state }, event.atMs);
    countListeners(store, context, step.state, event.atMs);
    const { phase: phaseAfter } = step.state;
    const { atMs } = event;
    // Who voted for what is nobody's business once it is counted.
    if (event.type !== 'voted') {
      store.sessions.recordEvent(guildId, id, { atMs, event, phaseAfter, rule: step.rule });
    }
    for (const effect of step.effects) {
      const due = dueOfEffect(effect, context, directory, event.atMs);
      if (due) store.due.add(due, event.atMs);
      if (effect.type === 'playRecording' && effect.fromMs === 0) {
        store.allowlist.markPlayed(guildId, effect.recordingId, event.atMs);
      }
    }
    return step;
  }

  /** Follows the gateway: whole rooms are counted again, or known to be out of sight. */
  onGateway(event: GatewayEvent): void {
    if (!this.#isRunning) return;
    switch (event.type) {
      case 'roomChanged':
        this.#countRooms(event.guildId, event.channelId);
        return;
      case 'directoryChanged':
      case 'viewLost':
        this.#countRooms(event.guildId, null);
        this.wake();
        return;
    }
  }

  #countRooms(guildId: GuildId, channelId: ChannelId | null): void {
    for (const occurrenceId of this.keptIn(guildId)) {
      const context = sessionContext(this.#ports, guildId, occurrenceId);
      if (!context || (channelId !== null && context.roomId !== channelId)) continue;
      this.#count(context);
    }
  }

  /** Who is in the session's room by the gateway's view; null when that is stale. */
  presenceIn({ settings, series, roomId, occurrence }: SessionContext): Presence | null {
    const { directory } = this.#ports;
    const members = roomId && directory.roomMembers(occurrence.guildId, roomId);
    if (!members) return null;
    const known = withTeachersOf(this.#ports.store, occurrence, series);
    return countPresence(members, teacherRuleOf(settings, this.#ports, known));
  }

  #count(context: SessionContext): void {
    const { guildId, id } = context.occurrence;
    const presence = this.presenceIn(context);
    const atMs = this.#ports.clock.nowMs();
    const known = this.state(guildId, id).presence;
    if (!presence) {
      if (known !== null) this.apply(guildId, id, { type: 'viewLost', atMs });
      return;
    }
    const isSame = known?.teachers === presence.teachers && known.listeners === presence.listeners;
    if (!isSame) this.apply(guildId, id, { type: 'presenceChanged', atMs, presence });
  }

  /** Sessions that begin soon or are on. */
  #findNear(): void {
    const nowMs = this.#ports.clock.nowMs();
    for (const guildId of this.#ports.guilds.keys()) {
      const near = this.#ports.store.occurrences.between(guildId, nowMs, nowMs + EARLY_MS);
      for (const occurrence of near) {
        const name = nameOf(guildId, occurrence.id);
        if (occurrence.cancelled || this.#keptByName.has(name)) continue;
        if (isOver(this.state(guildId, occurrence.id))) continue;
        const context = sessionContext(this.#ports, guildId, occurrence.id);
        if (!context) continue;
        this.#keep(context);
      }
    }
  }

  #setTimer(): void {
    this.#cancelTimer();
    if (!this.#isRunning) return;
    const wakes = [...this.#keptByName.values()].map((kept) => kept.wakeAtMs ?? Infinity);
    const next = Math.min(...wakes);
    if (next === Infinity) return;
    this.#cancelTimer = this.#ports.clock.at(next, () => this.wake());
  }
}

const nameOf = (guildId: GuildId, occurrenceId: OccurrenceId): string =>
  `${guildId}/${occurrenceId}`;

const isOver = (state: SessionState): boolean =>
  state.phase === 'ended' || state.phase === 'cancelled';
