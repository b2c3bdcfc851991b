/**
 * Keeps the sessions of every guild: each event is one transaction (load, reduce, save,
 * record, add what is due), then the sound effects are carried out.
 */
import type { ChannelId, GuildId, OccurrenceId, RecordingId } from '../domain/identity.ts';
import { mayPlay } from '../domain/playback.ts';
import { afterProgress } from '../domain/session-sound.ts';
import { reduce, wakeAtMs } from '../domain/session.ts';
import type { SessionEvent, SessionRefusal, SessionState, Step } from '../domain/session-state.ts';
import { initialState } from '../domain/session-step.ts';
import type { Keeper } from './keeper.ts';
import { MissedNews } from './missed-news.ts';
import type { Cancel, GatewayEvent } from './ports.ts';
import { tellGivenUp, tellRefused } from './recording-alerts.ts';
import { takeWelcomesAsSpoken } from './restored.ts';
import { presenceIn } from './room-presence.ts';
import { commitEvent } from './session-commit.ts';
import { sessionContext, type SessionContext } from './session-context.ts';
import { SessionSound, type SessionSoundPorts } from './session-sound.ts';
import { attempt, storeTroubleOf } from './store-trouble.ts';

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
  readonly #news: MissedNews;
  /** The sessions that are looked after now, by guild and occurrence. */
  readonly #keptByName = new Map<string, Kept>();
  #cancelTimer: Cancel = () => {};
  #isRunning = false;

  constructor(ports: SessionHostPorts) {
    this.#ports = ports;
    this.#sound = new SessionSound(ports, (guildId, occurrenceId, event) => {
      if (this.#isRunning) this.#news.hear(guildId, occurrenceId, event);
    });
    this.#news = new MissedNews((guildId, occurrenceId, event) =>
      attempt(ports.log, () => void this.apply(guildId, occurrenceId, event)),
    );
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
    for (const { guildId, occurrenceId } of this.#kept()) {
      const stopping = { type: 'stopping', atMs } as const;
      attempt(this.#ports.log, () => void this.apply(guildId, occurrenceId, stopping));
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
    this.#news.catchUp();
    this.#findNear();
    let isDone = true;
    for (const { guildId, occurrenceId } of this.#kept()) {
      const context = sessionContext(this.#ports, guildId, occurrenceId);
      if (!context) this.#keptByName.delete(nameOf(guildId, occurrenceId));
      else if (!attempt(this.#ports.log, () => this.#wakeOne(context))) isDone = false;
    }
    // A timer for what could not be done is past, and would wake again at once and for ever.
    if (isDone) this.#setTimer();
    else this.#cancelTimer();
  }

  #wakeOne(context: SessionContext): void {
    const { guildId, id, cancelled } = context.occurrence;
    const nowMs = this.#ports.clock.nowMs();
    // A crash may have come between cancelling the occurrence and ending its session.
    if (cancelled) {
      this.apply(guildId, id, { type: 'cancelled', atMs: nowMs, by: null });
      return;
    }
    attempt(this.#ports.log, () => this.#withdraw(context));
    // Counting the room again heals an event that the gateway lost.
    // What can't be counted does not act: a teacher may have come.
    this.#count(context);
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
    return this.#kept()
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
    const step = this.#commit(context, event);
    this.#carryOut(context, step);
    // It is committed: what can't be told of it now does not undo it.
    attempt(this.#ports.log, () => {
      if (tellGivenUp(this.#ports, context, before, step.state)) this.#ports.nudgeDispatcher();
      if (tellRefused(this.#ports, guildId, event, step.refusal)) this.#ports.nudgeDispatcher();
      // A vote moves nothing yet, but it is shown.
      const isVote = event.type === 'voted' && step.refusal === null;
      if (isVote) this.#ports.onMoved(guildId, occurrenceId);
    });
    return step.refusal;
  }

  /** What has been committed is done: the sound, the nudge, the timer. */
  #carryOut(context: SessionContext, step: Step): void {
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
    this.#keep(context);
    this.#setTimer();
    const { log, onMoved } = this.#ports;
    if (step.rule) attempt(log, () => onMoved(guildId, occurrenceId));
  }

  /**
   * The position of a recording moves every second in every room, and nothing else follows
   * from it: the timer that was set may come too early, and is then set anew.
   */
  #saveProgress(guildId: GuildId, occurrenceId: OccurrenceId, event: Progress): null {
    const before = this.state(guildId, occurrenceId);
    const state = afterProgress(before, event);
    const record = { guildId, occurrenceId, state };
    if (state !== before) this.#ports.store.sessions.saveProgress(record, event.atMs);
    return null;
  }

  /** Looks after it until it is over. */
  #keep(context: SessionContext): void {
    const { guildId, id: occurrenceId } = context.occurrence;
    const name = nameOf(guildId, occurrenceId);
    const state = this.state(guildId, occurrenceId);
    const next = wakeAtMs(context.plan, state);
    if (isOver(state)) this.#keptByName.delete(name);
    else this.#keptByName.set(name, { guildId, occurrenceId, wakeAtMs: next });
  }

  /** As they are now: whoever goes through them may end one, or begin to look after another. */
  #kept(): Kept[] {
    return [...this.#keptByName.values()];
  }

  /** Load, reduce, save, record, add what is due: wholly or not at all. */
  #commit(context: SessionContext, event: SessionEvent): Step {
    try {
      return this.#ports.store.transaction(() => commitEvent(this.#ports, context, event));
    } catch (error) {
      if (storeTroubleOf(error) !== null) this.#onUncommitted(context, event);
      throw error;
    }
  }

  /** Nothing new begins, but what only makes quiet is done: nobody is talked over for a full disk. */
  #onUncommitted(context: SessionContext, event: SessionEvent): void {
    const { guildId, id } = context.occurrence;
    this.#news.keep(guildId, id, event);
    attempt(this.#ports.log, () => {
      const { effects } = reduce(context.plan, this.state(guildId, id), event);
      this.#sound.quieten(guildId, id, effects);
    });
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
      attempt(this.#ports.log, () => this.#count(context));
    }
  }

  #count(context: SessionContext): void {
    const { guildId, id } = context.occurrence;
    const presence = presenceIn(this.#ports, context);
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
        if (context) this.#keep(context);
      }
    }
  }

  #setTimer(): void {
    this.#cancelTimer();
    if (!this.#isRunning) return;
    const wakes = this.#kept().map((kept) => kept.wakeAtMs ?? Infinity);
    const next = Math.min(...wakes);
    if (next === Infinity) return;
    this.#cancelTimer = this.#ports.clock.at(next, () => this.wake());
  }
}

const nameOf = (guildId: GuildId, occurrenceId: OccurrenceId): string =>
  `${guildId}/${occurrenceId}`;

const isOver = (state: SessionState): boolean =>
  state.phase === 'ended' || state.phase === 'cancelled';
