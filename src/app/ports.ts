/**
 * What the app needs of the world. Each port has one real adapter, one fake, and a
 * contract test that both pass.
 */
import type { ChannelId, GuildId, MessageId, RoleId, UserId } from '../domain/identity.ts';
import type { HeatMapData, SeriesLinesData } from '../domain/popularity.ts';
import type { RoomMember } from '../domain/presence.ts';
import type { PopularityTexts } from '../texts/popularity-texts.ts';

export * from './page-port.ts';
export * from './people-port.ts';
export * from './sound-port.ts';
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

// ---- the line under a voice channel's name ---------------------------------------

export type RoomStatusOutcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly why:
        | 'MISSING_PERMISSION'
        /** Only whoever is in the room may write it, or who manages the channel. */
        | 'NOT_IN_ROOM'
        | 'UNKNOWN_CHANNEL'
        | 'INVALID';
    }
  | { readonly kind: 'notNow'; readonly retryAfterMs: number; readonly cause: string };

/** What everybody sees under a voice channel's name, in the list of channels. People write it too. */
export interface RoomStatus {
  /** What stands there as far as the platform has told, nothing being null; null when it has not. */
  standing(channelId: ChannelId): { readonly text: string | null } | null;
  /** Asks the platform what stands in the guild's rooms; the answer is seen in `standing`. */
  look(guildId: GuildId): void;
  /** `text`: at most 500 characters without markdown; null clears it. */
  set(guildId: GuildId, channelId: ChannelId, text: string | null): Promise<RoomStatusOutcome>;
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
  /** The names of the channels that the bot can see, in the guild's order. */
  channelNames(guildId: GuildId, kind: 'text' | 'voice'): readonly string[];
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

// ---- pictures ---------------------------------------------------------------

/** Draws what was counted. Gives the bytes of a PNG; rejects with an Error that has a `cause`. */
export interface Pictures {
  renderHeatMap(data: HeatMapData, words: PopularityTexts): Promise<Uint8Array>;
  renderSeriesLines(data: SeriesLinesData, words: PopularityTexts): Promise<Uint8Array>;
}

// ---- log ------------------------------------------------------------------

/** Structured log; the first argument's fields are searchable. Never a token in them. */
export interface Log {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
