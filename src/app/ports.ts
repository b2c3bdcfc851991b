/**
 * What the app needs of the world. Each port has one real adapter, one fake, and a
 * contract test that both pass.
 */
import type {
  ChannelId,
  GuildId,
  MessageId,
  RecordingId,
  RoleId,
  UserId,
} from '../domain/identity.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import type { RoomMember } from '../domain/presence.ts';
import type { Wording } from '../domain/wording.ts';

export * from './store-port.ts';

// ---- time -----------------------------------------------------------------

export type Cancel = () => void;

/** The only source of time. Instants are UTC epoch milliseconds. */
export interface Clock {
  nowMs(): number;
  /** Calls back once, at `atMs` or as soon after as it can; at once if that has passed. */
  at(atMs: number, callback: () => void): Cancel;
  /** Calls back at least every 15 s of this clock, so that a timer that was lost heals itself. */
  heartbeat(callback: () => void): Cancel;
}

// ---- messages -------------------------------------------------------------

export interface Button {
  readonly kind: 'button';
  /** At most 100 characters (Discord's custom_id); made by component-id.ts. */
  readonly id: string;
  /** At most 80 characters. */
  readonly label: string;
  readonly style: 'primary' | 'secondary' | 'success' | 'danger';
}

export interface Menu {
  readonly kind: 'menu';
  readonly id: string;
  readonly placeholder: string;
  /** Discord allows 25. */
  readonly options: readonly MenuOption[];
}

export interface MenuOption {
  readonly value: string;
  /** At most 100 characters. */
  readonly label: string;
  /** At most 100 characters. */
  readonly description?: string;
}

/** Discord allows five rows, each of five buttons or one menu. */
export type ControlRow = readonly Button[] | readonly [Menu];

/** A message as plain data. Nobody is pinged unless `pings` names them. */
export interface Message {
  /** Discord's markdown; at most 2,000 characters. */
  readonly text: string;
  readonly rows: readonly ControlRow[];
  readonly pings?: { readonly users?: readonly UserId[]; readonly roles?: readonly RoleId[] };
  /** Pictures and files to download; Discord allows ten in a message. */
  readonly files?: readonly MessageFile[];
}

export interface MessageFile {
  /** `popularity.png`: its ending says what it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What a picture shows, in words; at most 1,024 characters. */
  readonly altText?: string;
}

export type PostOutcome =
  | { readonly kind: 'sent'; readonly messageId: MessageId }
  /** The platform said no for good (403, 404, 400): trying again would not help. */
  | {
      readonly kind: 'refused';
      readonly why:
        | 'MISSING_PERMISSION'
        | 'UNKNOWN_CHANNEL'
        | 'UNKNOWN_MESSAGE'
        /** The person takes no direct messages from the bot (50007, 50278, 40003). */
        | 'DIRECT_CLOSED'
        | 'INVALID';
    }
  /** Nothing happened; try again after the wait. */
  | { readonly kind: 'notNow'; readonly retryAfterMs: number; readonly cause: string }
  /** The answer was lost: the message may stand there already. */
  | { readonly kind: 'uncertain'; readonly cause: string };

/** Where a thread or a direct message goes. */
export type PlaceOutcome =
  | { readonly kind: 'open'; readonly channelId: ChannelId }
  /** It may not be opened: a permission is missing, the message is gone, the person takes no messages. */
  | { readonly kind: 'closed'; readonly cause: string }
  | { readonly kind: 'notNow'; readonly retryAfterMs: number; readonly cause: string };

export type FindOutcome =
  | { readonly kind: 'found'; readonly messageId: MessageId }
  | { readonly kind: 'absent' }
  /** It can't be told, and another look would not help. */
  | { readonly kind: 'unreadable'; readonly cause: string }
  /** The platform is away; look again after the wait. */
  | { readonly kind: 'notNow'; readonly retryAfterMs: number; readonly cause: string };

/** Text messages in a guild's channels. It never throws for what the platform answers. */
export interface Messenger {
  /** `nonce`: at most 25 characters; the platform drops a repeat within some minutes. */
  post(channelId: ChannelId, message: Message, nonce: string): Promise<PostOutcome>;
  edit(channelId: ChannelId, messageId: MessageId, message: Message): Promise<PostOutcome>;
  /** Removing what is already gone is `sent` as well. */
  remove(channelId: ChannelId, messageId: MessageId): Promise<PostOutcome>;
  /** Looks for the bot's own message, posted since `sinceMs`, with a component id that holds `marker`. */
  findOwn(channelId: ChannelId, marker: string, sinceMs: number): Promise<FindOutcome>;
  /** The thread of a message, made when there is none yet. `name`: at most 100 characters. */
  openThread(channelId: ChannelId, messageId: MessageId, name: string): Promise<PlaceOutcome>;
  openDirect(userId: UserId): Promise<PlaceOutcome>;
}

// ---- roles ------------------------------------------------------------------

export type RoleOutcome =
  | { readonly kind: 'done' }
  /** It may not: the permission is missing, the role stands above the bot's, the person or role is gone. */
  | {
      readonly kind: 'refused';
      readonly why: 'MISSING_PERMISSION' | 'UNKNOWN_MEMBER' | 'UNKNOWN_ROLE';
    }
  | { readonly kind: 'notNow'; readonly retryAfterMs: number; readonly cause: string };

/** A role per series: whoever signs up holds it, and a reminder mentions it. Optional for a guild. */
export interface Roles {
  /** Whether the bot may make and give roles there. */
  mayManage(guildId: GuildId): boolean;
  /** A mentionable role with no permissions; the one of that name when the bot made it before. */
  create(
    guildId: GuildId,
    name: string,
  ): Promise<{ readonly kind: 'made'; readonly roleId: RoleId } | RoleOutcome>;
  give(guildId: GuildId, userId: UserId, roleId: RoleId): Promise<RoleOutcome>;
  take(guildId: GuildId, userId: UserId, roleId: RoleId): Promise<RoleOutcome>;
}

// ---- Discord's own events ------------------------------------------------------

/** A scheduled event as it should stand in Discord. */
export interface CalendarEvent {
  /** At most 100 characters. */
  readonly name: string;
  /** At most 1,000 characters. */
  readonly description: string;
  readonly roomId: ChannelId;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

export interface StandingCalendarEvent extends CalendarEvent {
  readonly eventId: string;
  /** The bot made it; one that a person made is never touched. */
  readonly isOwn: boolean;
  readonly status: 'scheduled' | 'active';
}

export type CalendarOutcome =
  | { readonly kind: 'done'; readonly eventId: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly why: 'MISSING_PERMISSION' | 'FULL' | 'INVALID' }
  | { readonly kind: 'notNow'; readonly retryAfterMs: number; readonly cause: string };

export interface CalendarEvents {
  /** Those that are not over; null when Discord did not say. */
  list(guildId: GuildId): Promise<readonly StandingCalendarEvent[] | null>;
  create(guildId: GuildId, event: CalendarEvent): Promise<CalendarOutcome>;
  change(guildId: GuildId, eventId: string, event: CalendarEvent): Promise<CalendarOutcome>;
  /** From scheduled to active, to completed, or cancelled. */
  setStatus(
    guildId: GuildId,
    eventId: string,
    status: 'active' | 'completed' | 'cancelled',
  ): Promise<CalendarOutcome>;
}

// ---- who is where ---------------------------------------------------------

/** Turns what a coordinator wrote (an id or a name) into ids, and tells who is in a room. */
export interface Directory {
  /** The bot's own account; null until the gateway is ready. */
  readonly selfId: UserId | null;
  textChannel(guildId: GuildId, idOrName: string): ChannelId | null;
  voiceChannel(guildId: GuildId, idOrName: string): ChannelId | null;
  role(guildId: GuildId, idOrName: string): RoleId | null;
  /** Everyone in the voice channel now; null when the view is stale (gateway away, guild unavailable). */
  roomMembers(guildId: GuildId, channelId: ChannelId): readonly RoomMember[] | null;
  /**
   * Asks the platform for the roles of everyone in the room, since a role that is given to
   * somebody who sits there already is not told. `roomChanged` follows when one has changed.
   */
  refreshRoles(guildId: GuildId, channelId: ChannelId): Promise<void>;
}

/** What the gateway tells the app, in the past tense. */
export type GatewayEvent =
  /** A guild became available or its channels, roles or names changed. */
  | { readonly type: 'directoryChanged'; readonly guildId: GuildId }
  /** Someone came, left or changed roles; the app asks the directory for the whole room. */
  | { readonly type: 'roomChanged'; readonly guildId: GuildId; readonly channelId: ChannelId }
  /** The gateway is away: every view is stale until `directoryChanged`. */
  | { readonly type: 'viewLost'; readonly guildId: GuildId };

// ---- sound ----------------------------------------------------------------

/** One prepared file: Ogg Opus, 48 kHz, 20 ms frames. */
export interface AudioRef {
  /** `voice/en/bdl/welcome`, `bell/opening`, `recording/self-kindness`. */
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
  /** Packets times 20 ms: what a listener hears. */
  readonly durationMs: number;
  /** Where each sentence stands; between them it may be cut. Empty for anything but speech. */
  readonly sentences: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Set when this is an entry of the allowlist; the policy is asked again before its first frame. */
  readonly recordingId: RecordingId | null;
}

export type AudioFaultCode = 'FILE_MISSING' | 'HASH_MISMATCH' | 'DECODE';

/** The words that are spoken, the bells and the approved recordings, as files. */
export interface AudioLibrary {
  /** A rendered sentence by its id (`welcome`, `close`, ...), or null when this language has none. */
  sentence(language: string, sentenceId: string): AudioRef | null;
  /** The words of the welcome in a language (`es`): those that its voice says, and those that are proposed. */
  welcome(language: string): { readonly spoken: Wording | null; readonly proposed: Wording | null };
  bell(bellId: 'opening' | 'closing'): AudioRef;
  recording(entry: AllowlistEntry): AudioRef | null;
  /** Opens the file after its size, time and hash were found unchanged. Rejects with AudioFault. */
  open(audio: AudioRef): Promise<OpusSource>;
}

/** Opus packets of one file, 20 ms each, read ahead so that `next` never waits for a disk. */
export interface OpusSource {
  readonly durationMs: number;
  /** Where the packet that `next` gives stands. */
  readonly positionMs: number;
  /** Moves to a position, rounded down to 20 ms. */
  seek(positionMs: number): Promise<void>;
  /** The next packet, `null` at the end, or `'notYet'` when the disk has not delivered. */
  next(): Uint8Array | null | 'notYet';
  close(): void;
}

/** A piece of a programme. */
export type Segment =
  | {
      readonly kind: 'audio';
      readonly audio: AudioRef;
      readonly fromMs: number;
      /** Begin with a 1.5 s fade, when going on in the middle. */
      readonly fadesIn: boolean;
    }
  | { readonly kind: 'pause'; readonly durationMs: number };

/** What sounds next in a room, gaplessly, one segment after another. */
export interface Programme {
  /** Unique within the room; comes back in the events. */
  readonly id: string;
  readonly segments: readonly Segment[];
  /** Asked, synchronously, right before the first frame. False: nothing is heard. */
  readonly mayBegin: () => boolean;
}

export type VoiceFaultCode =
  | 'MISSING_CONNECT'
  | 'MISSING_SPEAK'
  | 'CHANNEL_GONE'
  | 'CHANNEL_FULL'
  | 'STAGE_SUPPRESSED'
  | 'NO_ENCRYPTION'
  | 'KICKED'
  | 'TIMEOUT'
  | 'NETWORK'
  | AudioFaultCode
  | 'NOT_APPROVED';

/** What happened to the sound of a room, in the past tense. */
export type VoiceEvent =
  /** Joined, encrypted and able to speak. */
  | { readonly type: 'joined' }
  /** The first frame of the segment left. */
  | { readonly type: 'segmentStarted'; readonly programmeId: string; readonly segment: number }
  /** Every second while audio sounds, so that a crash costs no more of a recording. */
  | {
      readonly type: 'progressed';
      readonly programmeId: string;
      readonly segment: number;
      readonly positionMs: number;
    }
  /** The first frame of a sentence (counted from 0 in its file) left; told in the same tick. */
  | {
      readonly type: 'sentenceStarted';
      readonly programmeId: string;
      readonly segment: number;
      readonly sentence: number;
    }
  /** Nothing of this programme sounds any more. */
  | {
      readonly type: 'programmeEnded';
      readonly programmeId: string;
      readonly how: 'complete' | 'stopped' | 'refused' | 'failed';
      readonly fault: VoiceFaultCode | null;
    }
  /** The connection broke; the room tries to come back by itself. */
  | { readonly type: 'lost'; readonly fault: VoiceFaultCode }
  /** It is back and goes on from there; null when nothing was sounding. */
  | { readonly type: 'restored'; readonly positionMs: number | null }
  /** It can't be in the room until a person changes something; it still tries, slowly. */
  | { readonly type: 'failed'; readonly fault: VoiceFaultCode }
  | { readonly type: 'left' };

/**
 * The sound of one guild: one connection, one source of sound. Methods say what is
 * wanted and return at once; events say what happened. The bot is always deafened.
 */
export interface VoiceRoom {
  /** Wants to be in the channel, joining and rejoining with back-off until `leave`. */
  join(channelId: ChannelId): void;
  /** Begins when joined. What sounds before is faded out first, unless it is at its end. */
  play(programme: Programme): void;
  /** Ends the spoken programme at the next pause between two sentences. */
  endAtNextPause(): void;
  /** Fades what sounds for 1.5 s and ends it. */
  fadeOut(): void;
  /** Leaves as soon as nothing sounds any more: after the fade, the pause or the programme under way. */
  leave(): void;
  readonly isSounding: boolean;
}

export interface Voice {
  room(guildId: GuildId): VoiceRoom;
  /** Every event of every room. */
  onEvent(listener: (guildId: GuildId, event: VoiceEvent) => void): Cancel;
  /** Ends every connection without a fade. */
  close(): Promise<void>;
}

// ---- log ------------------------------------------------------------------

/** Structured log; the first argument's fields are searchable. Never a token in them. */
export interface Log {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
