/**
 * A voice without sound: it keeps the port's laws in the time of the clock that it is given, so
 * that a session of an hour is played in a moment. `voice-laws.ts` holds it and the real one to
 * the same laws.
 */
import type {
  AudioFaultCode,
  Cancel,
  Clock,
  FadePace,
  Programme,
  Segment,
  Voice,
  VoiceEvent,
  VoiceFaultCode,
  VoiceRoom,
} from '../../src/app/ports.ts';
import type { ChannelId, GuildId, RecordingId } from '../../src/domain/identity.ts';

/** What the app asked of a room, in order. */
export type FakeVoiceCall = { readonly atMs: number; readonly guildId: GuildId } & (
  | { readonly method: 'join'; readonly channelId: ChannelId }
  | { readonly method: 'play'; readonly programme: Programme }
  | { readonly method: 'endAtNextPause' | 'fadeOut' | 'leave' }
);

/** A stretch of one segment that people in the room heard; `toMs` is null while it sounds. */
export interface HeardStretch {
  readonly guildId: GuildId;
  readonly programmeId: string;
  readonly segment: number;
  /** The id of the audio, or `pause`. */
  readonly what: string;
  readonly startedAtMs: number;
  /** Positions in the file. */
  readonly fromMs: number;
  readonly toMs: number | null;
}

export interface FakeVoice extends Voice {
  readonly calls: readonly FakeVoiceCall[];
  readonly heard: readonly HeardStretch[];
  readonly events: readonly {
    readonly atMs: number;
    readonly guildId: GuildId;
    readonly event: VoiceEvent;
  }[];
  /** The next join of any room fails; the room says so and joins again after `retryAfterMs` (1 s). */
  failNextJoin(fault: VoiceFaultCode, retryAfterMs?: number): void;
  /** The next programme that would begin has a file that can't be opened. */
  failNextPlay(fault: AudioFaultCode): void;
  /** The connection of a joined room breaks for a while. */
  loseConnection(guildId: GuildId, fault: VoiceFaultCode, forMs: number): void;
}

export interface FakeVoiceOptions {
  /** The playback policy, asked before the first frame of a recording. Everything may be played without it. */
  readonly mayPlay?: (guildId: GuildId, recordingId: RecordingId) => boolean;
  /** From `join` to `joined`; 200 ms. */
  readonly joinMs?: number;
  /** From `play` to the first frame; 40 ms. */
  readonly openMs?: number;
  /** How often a position is told; every second. */
  readonly progressMs?: number;
}

const FADE_MS: Record<FadePace, number> = { gentle: 1500, urgent: 400 };
const PROGRESS_MS = 1000;

export function createFakeVoice(clock: Clock, options: FakeVoiceOptions = {}): FakeVoice {
  const world: World = {
    clock,
    mayPlay: options.mayPlay ?? (() => true),
    joinMs: options.joinMs ?? 200,
    openMs: options.openMs ?? 40,
    progressMs: options.progressMs ?? PROGRESS_MS,
    calls: [],
    heard: [],
    failedJoins: [],
    failedPlays: [],
    emit,
  };
  const events: { atMs: number; guildId: GuildId; event: VoiceEvent }[] = [];
  const listeners = new Set<(guildId: GuildId, event: VoiceEvent) => void>();
  const rooms = new Map<GuildId, FakeRoom>();

  function emit(guildId: GuildId, event: VoiceEvent): void {
    events.push({ atMs: clock.nowMs(), guildId, event });
    for (const listener of listeners) listener(guildId, event);
  }
  function roomOf(guildId: GuildId): FakeRoom {
    const known = rooms.get(guildId);
    if (known) return known;
    const room = new FakeRoom(guildId, world);
    rooms.set(guildId, room);
    return room;
  }
  return {
    calls: world.calls,
    heard: world.heard,
    events,
    room: roomOf,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    failNextJoin: (fault, retryAfterMs = 1000) => world.failedJoins.push({ fault, retryAfterMs }),
    failNextPlay: (fault) => world.failedPlays.push(fault),
    loseConnection: (guildId, fault, forMs) => roomOf(guildId).lose(fault, forMs),
    async close() {
      for (const room of rooms.values()) room.close();
      listeners.clear();
    },
  };
}

interface World {
  readonly clock: Clock;
  readonly mayPlay: (guildId: GuildId, recordingId: RecordingId) => boolean;
  readonly joinMs: number;
  readonly openMs: number;
  readonly progressMs: number;
  readonly calls: FakeVoiceCall[];
  readonly heard: { -readonly [K in keyof HeardStretch]: HeardStretch[K] }[];
  readonly failedJoins: { fault: VoiceFaultCode; retryAfterMs: number }[];
  readonly failedPlays: AudioFaultCode[];
  readonly emit: (guildId: GuildId, event: VoiceEvent) => void;
}

type Connection =
  | { readonly kind: 'away' }
  | { readonly kind: 'joining'; readonly channelId: ChannelId; readonly cancel: Cancel }
  | { readonly kind: 'ready'; readonly channelId: ChannelId }
  | { readonly kind: 'lost'; readonly channelId: ChannelId; readonly cancel: Cancel };

/** A place in a programme. */
interface Place {
  readonly programme: Programme;
  readonly segment: number;
  /** In the file, or in the pause. */
  readonly positionMs: number;
}

type Sound =
  | { readonly kind: 'silent' }
  /** Waits for the room to be joined (no timer), or for its file to be opened. */
  | { readonly kind: 'opening'; readonly programme: Programme; readonly cancel: Cancel | null }
  | {
      readonly kind: 'sounding';
      readonly from: Place;
      readonly sinceMs: number;
      /** Where in the segment it ends before its time; null when it may run to its end. */
      readonly stopAtMs: number | null;
      readonly cancel: Cancel;
    }
  /** The connection is away; it goes on from here. */
  | { readonly kind: 'held'; readonly place: Place };

class FakeRoom implements VoiceRoom {
  private readonly guildId: GuildId;
  private readonly world: World;
  private connection: Connection = { kind: 'away' };
  private sound: Sound = { kind: 'silent' };
  /** Begins when what sounds has faded. */
  private next: Programme | null = null;
  private wantsToLeave = false;

  constructor(guildId: GuildId, world: World) {
    this.guildId = guildId;
    this.world = world;
  }

  get isSounding(): boolean {
    return this.sound.kind === 'sounding';
  }

  join(channelId: ChannelId): void {
    this.record({ method: 'join', channelId });
    const wasLeaving = this.wantsToLeave;
    this.wantsToLeave = false;
    if (this.connection.kind !== 'away' && this.connection.channelId === channelId) return;
    if (this.connection.kind === 'joining' || this.connection.kind === 'lost') {
      this.connection.cancel();
    }
    if (this.sound.kind === 'sounding') this.hold(this.sound);
    if (wasLeaving) this.endUnheard();
    this.connect(channelId, this.world.joinMs, () => this.tryToJoin(channelId));
  }

  play(programme: Programme): void {
    this.record({ method: 'play', programme });
    this.wantsToLeave = false;
    switch (this.sound.kind) {
      case 'silent':
        return this.open(programme);
      case 'opening':
        this.sound.cancel?.();
        this.emitSoon(ended(this.sound.programme, 'stopped', null));
        return this.open(programme);
      case 'held':
        this.emitSoon(ended(this.sound.place.programme, 'stopped', null));
        return this.open(programme);
      case 'sounding': {
        const replaced = this.next;
        this.next = programme;
        if (replaced) this.emitSoon(ended(replaced, 'stopped', null));
        return this.fade();
      }
    }
  }

  endAtNextPause(): void {
    this.record({ method: 'endAtNextPause' });
    if (this.endUnheard()) return;
    if (this.sound.kind !== 'sounding' || this.sound.stopAtMs !== null) return;
    const { from } = this.sound;
    const segment = segmentOf(from);
    if (segment.kind === 'pause') return this.stopAt(this.positionMs(this.sound));
    const { sentences, durationMs, recordingId } = segment.audio;
    if (sentences.length === 0 && recordingId !== null) return this.fade();
    const nowAt = this.positionMs(this.sound);
    const isBetween = !sentences.some((s) => s.fromMs <= nowAt && nowAt < s.toMs);
    if (sentences.length > 0 && isBetween) return this.stopAt(nowAt);
    this.stopAt(sentences.find((s) => nowAt < s.toMs)?.toMs ?? durationMs);
  }

  fadeOut(pace: FadePace = 'gentle'): void {
    this.record({ method: 'fadeOut' });
    if (!this.endUnheard()) this.fade(pace);
  }

  leave(): void {
    this.record({ method: 'leave' });
    this.wantsToLeave = true;
    const isUnderWay =
      this.connection.kind === 'ready' &&
      (this.sound.kind === 'sounding' || this.sound.kind === 'opening');
    if (isUnderWay) return;
    this.endUnheard();
    this.leaveIfWanted();
  }

  lose(fault: VoiceFaultCode, forMs: number): void {
    if (this.connection.kind !== 'ready') throw new Error('The room is not joined.');
    const { channelId } = this.connection;
    this.connect(channelId, forMs, () => this.restore(channelId), 'lost');
    if (this.sound.kind === 'sounding') this.hold(this.sound);
    if (this.sound.kind === 'opening') this.sound.cancel?.();
    if (this.sound.kind === 'opening') this.sound = { ...this.sound, cancel: null };
    if (!this.wantsToLeave) return this.emit(troubleOf(fault));
    // It was about to leave, and nothing sounds any more.
    this.endUnheard();
    this.leaveIfWanted();
  }

  close(): void {
    if ('cancel' in this.connection) this.connection.cancel();
    if ('cancel' in this.sound) this.sound.cancel?.();
    this.connection = { kind: 'away' };
    this.sound = { kind: 'silent' };
  }

  // ---- the connection -------------------------------------------------------

  private connect(
    channelId: ChannelId,
    afterMs: number,
    then: () => void,
    kind: 'joining' | 'lost' = 'joining',
  ): void {
    const cancel = this.world.clock.at(this.world.clock.nowMs() + afterMs, then);
    this.connection = { kind, channelId, cancel };
  }

  private tryToJoin(channelId: ChannelId): void {
    const failure = this.world.failedJoins.shift();
    if (failure) {
      this.connect(channelId, failure.retryAfterMs, () => this.tryToJoin(channelId));
      this.emit(troubleOf(failure.fault));
      return;
    }
    this.connection = { kind: 'ready', channelId };
    this.emit({ type: 'joined' });
    if (this.sound.kind === 'opening' && !this.sound.cancel) this.open(this.sound.programme);
    if (this.sound.kind === 'held') this.goOn(this.sound.place);
  }

  private restore(channelId: ChannelId): void {
    this.connection = { kind: 'ready', channelId };
    const positionMs = this.sound.kind === 'held' ? audioPosition(this.sound.place) : null;
    this.emit({ type: 'restored', positionMs });
    if (this.sound.kind === 'held') this.goOn(this.sound.place);
    if (this.sound.kind === 'opening' && !this.sound.cancel) this.open(this.sound.programme);
  }

  private leaveIfWanted(): void {
    if (!this.wantsToLeave) return;
    this.wantsToLeave = false;
    if ('cancel' in this.connection) this.connection.cancel();
    if (this.connection.kind === 'away') return;
    this.connection = { kind: 'away' };
    this.emitSoon({ type: 'left' });
  }

  // ---- the sound ------------------------------------------------------------

  private open(programme: Programme): void {
    const cancel =
      this.connection.kind === 'ready'
        ? this.world.clock.at(this.world.clock.nowMs() + this.world.openMs, () =>
            this.begin(programme),
          )
        : null;
    this.sound = { kind: 'opening', programme, cancel };
  }

  private begin(programme: Programme): void {
    const fault = this.world.failedPlays.shift();
    if (fault) return this.end(programme, 'failed', fault);
    if (!programme.mayBegin()) return this.end(programme, 'refused', null);
    this.enter(programme, 0);
  }

  private enter(programme: Programme, index: number): void {
    const segment = programme.segments[index];
    if (!segment) return this.end(programme, 'complete', null);
    if (!this.isAllowed(segment)) return this.end(programme, 'refused', 'NOT_APPROVED');
    const positionMs = segment.kind === 'audio' ? Math.floor(segment.fromMs / 20) * 20 : 0;
    const place: Place = { programme, segment: index, positionMs };
    this.sounds(place, () =>
      this.emit({ type: 'segmentStarted', programmeId: programme.id, segment: index }),
    );
  }

  /** A recording may have been revoked while the connection was away. */
  private goOn(place: Place): void {
    if (this.isAllowed(segmentOf(place))) this.sounds(place);
    else this.end(place.programme, 'refused', 'NOT_APPROVED');
  }

  private isAllowed(segment: Segment): boolean {
    const recordingId = segment.kind === 'audio' ? segment.audio.recordingId : null;
    return recordingId === null || this.world.mayPlay(this.guildId, recordingId);
  }

  /** Lets the place sound, and tells what happens at it before the time goes on. */
  private sounds(place: Place, tell: () => void = () => undefined): void {
    const segment = segmentOf(place);
    this.world.heard.push({
      guildId: this.guildId,
      programmeId: place.programme.id,
      segment: place.segment,
      what: segment.kind === 'audio' ? segment.audio.id : 'pause',
      startedAtMs: this.world.clock.nowMs(),
      fromMs: place.positionMs,
      toMs: null,
    });
    const cues = cuesOf(place, this.world.progressMs);
    this.sound = {
      kind: 'sounding',
      from: place,
      sinceMs: this.world.clock.nowMs(),
      stopAtMs: null,
      cancel: this.wakeFor(place.positionMs, place, cues, 0),
    };
    tell();
  }

  private wakeFor(fromMs: number, place: Place, cues: readonly Cue[], index: number): Cancel {
    const cue = cues[index];
    const endMs = lengthOf(segmentOf(place));
    const wakeAtMs = this.world.clock.nowMs() + (cue?.atMs ?? endMs) - fromMs;
    return this.world.clock.at(wakeAtMs, () => this.reach(cue, place, cues, index));
  }

  private reach(cue: Cue | undefined, place: Place, cues: readonly Cue[], index: number): void {
    if (this.sound.kind !== 'sounding' || this.sound.from !== place) return;
    if (!cue) {
      this.closeStretch(lengthOf(segmentOf(place)));
      return this.enter(place.programme, place.segment + 1);
    }
    this.sound = { ...this.sound, cancel: this.wakeFor(cue.atMs, place, cues, index + 1) };
    this.emit(cue.event);
  }

  private fade(pace: FadePace = 'gentle'): void {
    if (this.sound.kind !== 'sounding') return;
    const segment = segmentOf(this.sound.from);
    const nowAt = this.positionMs(this.sound);
    this.stopAt(segment.kind === 'pause' ? nowAt : nowAt + FADE_MS[pace]);
  }

  /** Ends what sounds at a position of its segment, unless it ends before that anyway. */
  private stopAt(positionMs: number): void {
    if (this.sound.kind !== 'sounding') return;
    const { sound } = this;
    if (sound.stopAtMs !== null && sound.stopAtMs <= positionMs) return;
    const stopAtMs = Math.min(positionMs, lengthOf(segmentOf(sound.from)));
    const cancelStop = this.world.clock.at(
      sound.sinceMs + stopAtMs - sound.from.positionMs,
      () => this.sound.kind === 'sounding' && this.sound.from === sound.from && this.stopNow(),
    );
    sound.cancel();
    this.sound = { ...sound, stopAtMs, cancel: cancelStop };
  }

  private stopNow(): void {
    if (this.sound.kind !== 'sounding') return;
    this.sound.cancel();
    const { programme } = this.sound.from;
    this.closeStretch(this.positionMs(this.sound));
    this.end(programme, 'stopped', null);
  }

  /** Ends a programme of which nothing sounds now. True when there was one. */
  private endUnheard(): boolean {
    if (this.sound.kind !== 'opening' && this.sound.kind !== 'held') return false;
    if (this.sound.kind === 'opening') this.sound.cancel?.();
    const { programme } = this.sound.kind === 'held' ? this.sound.place : this.sound;
    this.sound = { kind: 'silent' };
    this.emitSoon(ended(programme, 'stopped', null));
    return true;
  }

  private hold(sound: Sound & { kind: 'sounding' }): void {
    sound.cancel();
    const positionMs = this.positionMs(sound);
    this.closeStretch(positionMs);
    if (sound.stopAtMs !== null) return this.end(sound.from.programme, 'stopped', null);
    this.sound = { kind: 'held', place: { ...sound.from, positionMs } };
  }

  private end(
    programme: Programme,
    how: 'complete' | 'stopped' | 'refused' | 'failed',
    fault: VoiceFaultCode | null,
  ): void {
    const { next } = this;
    this.next = null;
    this.sound = { kind: 'silent' };
    if (next) this.open(next);
    this.emit(ended(programme, how, fault));
    if (this.sound.kind === 'silent') this.leaveIfWanted();
  }

  private closeStretch(toMs: number): void {
    const open = this.world.heard.findLast((h) => h.guildId === this.guildId);
    if (open) open.toMs = toMs;
  }

  private positionMs(sound: Sound & { kind: 'sounding' }): number {
    return sound.from.positionMs + this.world.clock.nowMs() - sound.sinceMs;
  }

  /** Told when the method that led to it has returned. */
  private emitSoon(event: VoiceEvent): void {
    this.world.clock.at(this.world.clock.nowMs(), () => this.emit(event));
  }

  private emit(event: VoiceEvent): void {
    this.world.emit(this.guildId, event);
  }

  private record(call: DistributiveOmit<FakeVoiceCall, 'atMs' | 'guildId'>): void {
    this.world.calls.push({ atMs: this.world.clock.nowMs(), guildId: this.guildId, ...call });
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What is told at a position of a segment. */
interface Cue {
  readonly atMs: number;
  readonly event: VoiceEvent;
}

function cuesOf(place: Place, progressMs: number): Cue[] {
  const segment = segmentOf(place);
  if (segment.kind === 'pause') return [];
  const names = { programmeId: place.programme.id, segment: place.segment };
  const cues: Cue[] = segment.audio.sentences
    .map((span, sentence) => ({
      // A sentence begins with the 20 ms frame that holds its first moment.
      atMs: Math.floor(span.fromMs / 20) * 20,
      event: { type: 'sentenceStarted' as const, ...names, sentence },
    }))
    .filter((cue) => cue.atMs >= place.positionMs);
  for (
    let atMs = place.positionMs + progressMs;
    atMs < segment.audio.durationMs;
    atMs += progressMs
  ) {
    cues.push({ atMs, event: { type: 'progressed', ...names, positionMs: atMs } });
  }
  return cues.toSorted((a, b) => a.atMs - b.atMs);
}

function segmentOf(place: Place): Segment {
  const segment = place.programme.segments[place.segment];
  if (!segment) throw new Error(`Programme ${place.programme.id} has no segment ${place.segment}.`);
  return segment;
}

function lengthOf(segment: Segment): number {
  return segment.kind === 'pause' ? segment.durationMs : segment.audio.durationMs;
}

function audioPosition(place: Place): number | null {
  return segmentOf(place).kind === 'audio' ? place.positionMs : null;
}

function ended(
  programme: Programme,
  how: 'complete' | 'stopped' | 'refused' | 'failed',
  fault: VoiceFaultCode | null,
): VoiceEvent {
  return { type: 'programmeEnded', programmeId: programme.id, how, fault };
}

/** Those that go away only when a person changes something are told as `failed`. */
function troubleOf(fault: VoiceFaultCode): VoiceEvent {
  const mendsItself = fault === 'TIMEOUT' || fault === 'NETWORK';
  return mendsItself ? { type: 'lost', fault } : { type: 'failed', fault };
}
