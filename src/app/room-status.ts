/**
 * Shows under the voice channel's name what plays there and until when. What it has set is kept in
 * the store, so that a line which a person wrote is never written over and never cleared.
 */
import { asId, type ChannelId, type GuildId } from '../domain/identity.ts';
import { practiceNow } from '../domain/practice-now.ts';
import type { SessionState } from '../domain/session-state.ts';
import { unreachable } from '../domain/unreachable.ts';
import { textsFor } from '../texts/languages.ts';
import type { Keeper } from './keeper.ts';
import type { Cancel, Clock, DueText, Log, RoomStatus, Voice } from './ports.ts';
import { sessionContext, type ContextPorts, type SessionContext } from './session-context.ts';
import { attempt } from './store-trouble.ts';

/** People read the line from afar: an end that moves by less is the same end. */
const SAME_END_MS = 90_000;
const MINUTE_MS = 60_000;

export interface RoomStatusKeeperPorts extends ContextPorts {
  readonly roomStatus: RoomStatus;
  readonly voice: Pick<Voice, 'onEvent'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
  /** Told once for the same words. */
  readonly tellCoordinators: (guildId: GuildId, kind: string, text: DueText) => void;
}

interface Line {
  readonly text: string;
  readonly endsAtMs: number;
}

type LineByRoom = ReadonlyMap<ChannelId, Line>;

/** What one guild's lines wait for. */
interface Work {
  readonly running: Promise<void>;
  /** Something has moved meanwhile. */
  isStale: boolean;
}

export class RoomStatusKeeper implements Keeper {
  readonly #ports: RoomStatusKeeperPorts;
  readonly #workByGuild = new Map<GuildId, Work>();
  readonly #restsUntilMsByRoom = new Map<ChannelId, number>();
  readonly #lookedAt = new Set<ChannelId>();
  #unsubscribe: Cancel = () => {};
  #isRunning = false;

  constructor(ports: RoomStatusKeeperPorts) {
    this.#ports = ports;
  }

  /** Clears what a crash has left standing, unless it is true again. */
  start(): void {
    this.#isRunning = true;
    // Discord takes the line from whoever is in the room.
    this.#unsubscribe = this.#ports.voice.onEvent((guildId, { type }) => {
      if (type === 'joined') this.onMoved(guildId);
    });
    this.onHeartbeat();
  }

  /** Ends when what was begun has been answered. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#unsubscribe();
    await Promise.all([...this.#workByGuild.values()].map(({ running }) => running));
  }

  onHeartbeat(): void {
    for (const guildId of this.#ports.guilds.keys()) this.onMoved(guildId);
  }

  /** Something has moved in the guild: its lines are looked at, now and again if more moves meanwhile. */
  onMoved(guildId: GuildId): void {
    if (!this.#isRunning) return;
    const work = this.#workByGuild.get(guildId);
    if (work) {
      work.isStale = true;
      return;
    }
    const lines = this.#differing(guildId);
    if (lines.length === 0) return;
    const running = this.#settleAll(guildId, lines)
      .catch((err: unknown) => {
        // The adapter never rejects; whatever this is, the heartbeat comes again.
        this.#ports.log.error({ err, guildId }, 'a room status failed');
      })
      .finally(() => {
        const isStale = this.#workByGuild.get(guildId)?.isStale === true;
        this.#workByGuild.delete(guildId);
        if (isStale) attempt(this.#ports.log, () => this.onMoved(guildId));
      });
    this.#workByGuild.set(guildId, { running, isStale: false });
  }

  /** The rooms where what is set is not what should be. */
  #differing(guildId: GuildId): { roomId: ChannelId; wanted: Line | null; own: Line | null }[] {
    const own = this.#remembered(guildId);
    const wanted = this.#wanted(guildId, own);
    const nowMs = this.#ports.clock.nowMs();
    return [...new Set([...own.keys(), ...wanted.keys()])]
      .map((roomId) => ({
        roomId,
        wanted: wanted.get(roomId) ?? null,
        own: own.get(roomId) ?? null,
      }))
      .filter((line) => line.wanted?.text !== line.own?.text)
      .filter(({ roomId }) => nowMs >= (this.#restsUntilMsByRoom.get(roomId) ?? -Infinity));
  }

  #wanted(guildId: GuildId, own: LineByRoom): LineByRoom {
    const lines = this.#ports.store.sessions
      .open()
      .filter((record) => record.guildId === guildId)
      .flatMap(({ occurrenceId, state }): [ChannelId, Line][] => {
        const isOn = state.phase === 'playing' || state.phase === 'sitting';
        if (!isOn || !state.isInRoom) return [];
        const context = sessionContext(this.#ports, guildId, occurrenceId);
        const roomId = context?.roomId ?? null;
        if (context === null || roomId === null) return [];
        const line = this.#lineOf(context, state, own.get(roomId) ?? null);
        return line ? [[roomId, line]] : [];
      });
    return new Map(lines);
  }

  #lineOf(context: SessionContext, state: SessionState, own: Line | null): Line | null {
    const { store, clock } = this.#ports;
    const { guildId } = context.occurrence;
    const nowMs = clock.nowMs();
    const recording =
      state.phase === 'playing' ? store.allowlist.find(guildId, state.recordingId) : null;
    const practice = practiceNow(state, () => recording?.lengthMs ?? null, nowMs);
    if (!practice) return null;
    const { roomStatus } = textsFor(context.settings.language).panel;
    const { zone } = context.series.rule;
    const textAt = (endsAtMs: number): string =>
      practice.kind === 'recording'
        ? roomStatus.recording({ title: recording?.title ?? '', endsAtMs, zone })
        : roomStatus.silence({ endsAtMs, zone });
    const endsAtMs = Math.round(this.#endOf(practice, recording, nowMs) / MINUTE_MS) * MINUTE_MS;
    // While the sound is away nobody knows the end: what stands there stays.
    const isSame =
      own !== null &&
      own.text === textAt(own.endsAtMs) &&
      (isAway(practice) || Math.abs(own.endsAtMs - endsAtMs) < SAME_END_MS);
    return isSame ? own : { text: textAt(endsAtMs), endsAtMs };
  }

  #endOf(
    practice: NonNullable<ReturnType<typeof practiceNow>>,
    recording: { readonly lengthMs: number } | null,
    nowMs: number,
  ): number {
    if (practice.kind === 'silence') return practice.endsAtMs;
    const { timing } = practice;
    switch (timing.kind) {
      case 'running':
        return timing.endsAtMs;
      case 'paused':
        return nowMs + timing.leftMs;
      case 'beginning':
        return nowMs + (recording?.lengthMs ?? 0);
      default:
        return unreachable(timing);
    }
  }

  async #settleAll(
    guildId: GuildId,
    lines: readonly { roomId: ChannelId; wanted: Line | null; own: Line | null }[],
  ): Promise<void> {
    for (const { roomId, wanted, own } of lines) {
      if (wanted) await this.#write(guildId, roomId, wanted, own);
      else if (own) await this.#clear(guildId, roomId, own);
    }
  }

  async #write(guildId: GuildId, roomId: ChannelId, wanted: Line, own: Line | null): Promise<void> {
    const { roomStatus, log } = this.#ports;
    if (this.#mustLookFirst(guildId, roomId, own)) return;
    const standing = roomStatus.standing(roomId)?.text ?? null;
    if (standing === wanted.text) {
      this.#remember(guildId, roomId, wanted);
      return;
    }
    // Somebody wrote it there for a reason.
    if (standing !== null && standing !== own?.text) {
      this.#remember(guildId, roomId, null);
      return;
    }
    // Kept first: a crash right after it was set must not leave it for somebody else's.
    this.#remember(guildId, roomId, wanted);
    const outcome = await roomStatus.set(guildId, roomId, wanted.text);
    if (outcome.kind === 'done') return;
    this.#remember(guildId, roomId, own);
    if (outcome.kind === 'notNow') {
      this.#rest(roomId, outcome.retryAfterMs);
    } else if (outcome.why === 'MISSING_PERMISSION') {
      const params = {};
      this.#ports.tellCoordinators(guildId, 'alert.status', { key: 'alert.status', params });
    } else if (outcome.why !== 'NOT_IN_ROOM') {
      log.info({ guildId, roomId, why: outcome.why }, 'a room shows no status');
    }
  }

  /** Nobody has told what stands there: a person's line, or what another process has set. */
  #mustLookFirst(guildId: GuildId, roomId: ChannelId, own: Line | null): boolean {
    const { roomStatus } = this.#ports;
    if (roomStatus.standing(roomId) !== null) return false;
    // Where nobody answers, a room in which nothing was set is taken for one without a line.
    if (own === null && this.#lookedAt.has(roomId)) return false;
    this.#lookedAt.add(roomId);
    roomStatus.look(guildId);
    return true;
  }

  async #clear(guildId: GuildId, roomId: ChannelId, own: Line): Promise<void> {
    const { roomStatus } = this.#ports;
    if (this.#mustLookFirst(guildId, roomId, own)) return;
    const outcome =
      roomStatus.standing(roomId)?.text === own.text
        ? await roomStatus.set(guildId, roomId, null)
        : 'notOurs';
    if (outcome === 'notOurs' || outcome.kind === 'done') {
      this.#remember(guildId, roomId, null);
    } else if (outcome.kind === 'notNow') {
      this.#rest(roomId, outcome.retryAfterMs);
    } else if (outcome.why !== 'NOT_IN_ROOM') {
      this.#remember(guildId, roomId, null);
    }
  }

  #rest(roomId: ChannelId, forMs: number): void {
    this.#restsUntilMsByRoom.set(roomId, this.#ports.clock.nowMs() + forMs);
  }

  // ---- what was set -----------------------------------------------------------------

  #remember(guildId: GuildId, roomId: ChannelId, line: Line | null): void {
    const lines = new Map(this.#remembered(guildId));
    if (line) lines.set(roomId, line);
    else lines.delete(roomId);
    this.#ports.store.settings.set(settingOf(guildId), JSON.stringify(Object.fromEntries(lines)));
  }

  #remembered(guildId: GuildId): LineByRoom {
    const kept = this.#ports.store.settings.get(settingOf(guildId));
    const lines = (kept === null ? {} : JSON.parse(kept)) as Readonly<Record<string, Line>>;
    return new Map(Object.entries(lines).map(([id, line]) => [asId<ChannelId>(id), line]));
  }
}

const settingOf = (guildId: GuildId): string => `roomStatus.${guildId}`;

const isAway = (practice: NonNullable<ReturnType<typeof practiceNow>>): boolean =>
  practice.kind === 'recording' && practice.timing.kind === 'paused';
