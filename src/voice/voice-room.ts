/** The sound of one guild: a connection, a speaker, and the pace between them. */
import type { FadePace, Log, VoiceEvent } from '../app/ports.ts';
import type { ChannelId, GuildId } from '../domain/identity.ts';
import type { FrameCounter } from './frame-counter.ts';
import type { MonotonicClock } from './monotonic-clock.ts';
import type { RunNeeds } from './programme-run.ts';
import { RoomConnection, type Trouble } from './room-connection.ts';
import { SoundOutput } from './sound-output.ts';
import { Speaker } from './speaker.ts';
import type { SoundProgramme } from './thread-messages.ts';
import type { RemoteAccess } from './voice-access.ts';
import type { VoiceTimings } from './voice-timings.ts';

export interface RoomNeeds extends RunNeeds {
  readonly guildId: GuildId;
  readonly group: string;
  readonly access: RemoteAccess;
  readonly clock: MonotonicClock;
  readonly log: Log;
  readonly timings: VoiceTimings;
  readonly frames: FrameCounter;
  readonly emit: (event: VoiceEvent) => void;
}

/** What the app wants, and what it was told of it. */
type Presence =
  | { readonly kind: 'away' }
  /** Told nothing yet, or only of troubles. */
  | { readonly kind: 'joining'; readonly told: readonly Trouble[] }
  | { readonly kind: 'joined' }
  | { readonly kind: 'troubled'; readonly told: readonly Trouble[] };

export class GuildVoiceRoom {
  private readonly needs: RoomNeeds;
  private readonly connection: RoomConnection;
  private readonly speaker: Speaker;
  private readonly output: SoundOutput;
  private presence: Presence = { kind: 'away' };
  private leavesWhenQuiet = false;

  constructor(needs: RoomNeeds) {
    const { guildId, log } = needs;
    this.needs = needs;
    this.speaker = new Speaker({
      open: needs.open,
      askLeave: needs.askLeave,
      emit: (event) => this.tell(event),
      wake: () => this.output.wake(),
      onFault: (programme, err) => {
        log.error({ guildId, programmeId: programme.id, err }, 'a file could not be played');
      },
      onMissing: () => needs.frames.count('lost'),
    });
    this.output = new SoundOutput({
      pull: () => this.speaker.pull(),
      onIdle: () => this.quiet(),
      onError: (err) => log.error({ guildId, err }, 'audio player error'),
      frames: needs.frames,
    });
    this.connection = new RoomConnection({
      ...needs,
      onReady: (connection) => {
        this.output.attach(connection);
        this.heard();
      },
      onTrouble: (trouble) => this.unheard(trouble),
    });
  }

  join(channelId: ChannelId): void {
    const wasLeaving = this.leavesWhenQuiet;
    this.leavesWhenQuiet = false;
    if (this.connection.channelId === channelId) return;
    this.speaker.disconnected();
    this.output.stop();
    // The last words of the room that it leaves are not for the other one.
    if (wasLeaving) this.speaker.endUnheard();
    this.presence = { kind: 'joining', told: [] };
    this.connection.join(channelId);
  }

  play(programme: SoundProgramme): void {
    this.leavesWhenQuiet = false;
    this.speaker.play(programme);
  }

  endAtNextPause(): void {
    this.speaker.endAtNextPause();
  }

  fadeOut(pace: FadePace): void {
    this.speaker.fadeOut(pace);
  }

  leave(): void {
    this.leavesWhenQuiet = true;
    if (this.output.isIdle) this.leaveIfQuiet();
  }

  /** Ends everything at once and without a word. */
  close(): void {
    this.presence = { kind: 'away' };
    this.speaker.close();
    this.output.stop();
    this.connection.leave();
  }

  private heard(): void {
    const isBack = this.presence.kind === 'troubled';
    this.presence = { kind: 'joined' };
    const { positionMs } = this.speaker.connected();
    this.tell(isBack ? { type: 'restored', positionMs } : { type: 'joined' });
  }

  private unheard(trouble: Trouble): void {
    this.speaker.disconnected();
    this.output.stop();
    const { presence } = this;
    if (presence.kind === 'away') return;
    const told = presence.kind === 'joined' ? [] : presence.told;
    const kind = presence.kind === 'joining' ? 'joining' : 'troubled';
    this.presence = { kind, told: [...told, trouble] };
    // Each try may fail, but a trouble that lasts is told once.
    const isKnown = told.some((known) =>
      trouble.type === 'lost' ? known.type === 'lost' : known.fault === trouble.fault,
    );
    if (!isKnown) this.tell(trouble);
  }

  private quiet(): void {
    // Sound that came while the last packet was on its way.
    if (this.speaker.isSounding) this.output.wake();
    else this.leaveIfQuiet();
  }

  /** Without a connection nothing sounds, so nothing is waited for. */
  private leaveIfQuiet(): void {
    if (!this.leavesWhenQuiet || this.speaker.isBusy || this.presence.kind === 'away') return;
    this.leavesWhenQuiet = false;
    this.presence = { kind: 'away' };
    this.speaker.endUnheard();
    this.speaker.disconnected();
    this.connection.leave();
    // Told when the one who asked for it has returned.
    queueMicrotask(() => this.tell({ type: 'left' }));
  }

  private tell(event: VoiceEvent): void {
    this.needs.emit(event);
  }
}
