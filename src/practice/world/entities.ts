/** The things that pretend Discord is made of, as plain data. All ids are snowflakes. */
import type { JsonObject } from './json.ts';

/** An account, person or bot. */
export interface User {
  id: string;
  name: string;
  isBot: boolean;
  /** False when the person has closed their direct messages. */
  acceptsDirectMessages: boolean;
  /** The IANA zone of their device, which Discord shows times in and tells no bot. */
  zone: string;
  /** The language of their Discord, such as `en-US`. */
  locale: string;
}

export interface Role {
  id: string;
  guildId: string;
  name: string;
  permissions: bigint;
  position: number;
  color: number;
  isMentionable: boolean;
  /** Shown as a group of its own in the list of members. */
  isHoisted: boolean;
  /** The role that an application brought with it; nobody can give or take it. */
  isManaged: boolean;
}

/** Permissions that a channel grants or refuses to a role or to one member. */
export interface Overwrite {
  /** A role's or a user's id. */
  id: string;
  kind: 'role' | 'member';
  allow: bigint;
  deny: bigint;
}

export type ChannelKind =
  'text' | 'announcement' | 'voice' | 'stage' | 'category' | 'direct' | 'thread';

/** What a thread has beyond other channels. Its id is that of the message it was started from. */
export interface ThreadState {
  ownerId: string;
  /** The kind of the channel that it stands under. */
  parentKind: 'text' | 'announcement';
  isArchived: boolean;
  isLocked: boolean;
  /** When it was made, archived or taken up again last. */
  archiveChangedAtMs: number;
  autoArchiveMinutes: number;
  /** Every message ever sent in it, deleted ones included. */
  messagesSent: number;
  joinedAtMsByUserId: Map<string, number>;
}

export interface Channel {
  id: string;
  /** Null for direct messages. */
  guildId: string | null;
  kind: ChannelKind;
  name: string;
  position: number;
  parentId: string | null;
  topic: string | null;
  overwrites: Overwrite[];
  /** The line under a voice channel's name; null when none is set. */
  voiceStatus: string | null;
  /** The person at the other end; null outside direct messages. */
  recipientId: string | null;
  /** Null for everything that is no thread. */
  thread: ThreadState | null;
  /** Oldest first. */
  messageById: Map<string, Message>;
}

/** An account's place in one guild. */
export interface Member {
  userId: string;
  guildId: string;
  nick: string | null;
  roleIds: string[];
  joinedAtMs: number;
}

/** Where a member stands in a guild's voice channels. */
export interface VoiceState {
  guildId: string;
  userId: string;
  channelId: string;
  sessionId: string;
  isSelfMuted: boolean;
  isSelfDeafened: boolean;
  /** Muted or deafened by a moderator. */
  isMuted: boolean;
  isDeafened: boolean;
  /** Not allowed to speak: in the audience of a stage, or without the permission. */
  isSuppressed: boolean;
  requestedToSpeakAtMs: number | null;
}

/** Why a voice state changed. `self` is the member's own doing. */
export type VoiceChangeCause =
  'self' | 'moved' | 'muted' | 'kicked' | 'channelDeleted' | 'permissions';

export interface VoiceStateChange {
  guildId: string;
  userId: string;
  before: VoiceState | null;
  /** Null when the member left. */
  after: VoiceState | null;
  cause: VoiceChangeCause;
}

/** Whom a message rings for, after its allowed mentions and the author's permissions. */
export interface Pings {
  everyone: boolean;
  roleIds: string[];
  userIds: string[];
}

export interface Attachment {
  id: string;
  filename: string;
  sizeBytes: number;
  contentType: string;
  /** What a screen reader says of a picture. */
  description: string | null;
  /** Of a picture whose size is known. */
  widthPx: number | null;
  heightPx: number | null;
  bytes: Uint8Array;
}

export interface Message {
  id: string;
  channelId: string;
  guildId: string | null;
  authorId: string;
  /** Discord's number for the type: 0 plain, 19 reply, 20 answer to a command. */
  type: number;
  content: string;
  embeds: JsonObject[];
  components: JsonObject[];
  attachments: Attachment[];
  flags: number;
  nonce: string | number | null;
  allowedMentions: JsonObject | null;
  pings: Pings;
  /** The message that this one replies to. */
  referenceId: string | null;
  /** The interaction that this message answers. */
  interactionId: string | null;
  editedAtMs: number | null;
  isDeleted: boolean;
  isPinned: boolean;
}

/** The flag on messages that a thread was started from. */
export const HAS_THREAD = 1 << 5;
/** The flag on messages that only one person sees. */
export const EPHEMERAL = 1 << 6;
/** The flag on messages made of version 2 components. */
export const COMPONENTS_V2 = 1 << 15;

export interface ScheduledEvent {
  id: string;
  guildId: string;
  creatorId: string;
  /** Everything else as Discord's API writes it: name, times, entity, status, recurrence. */
  fields: JsonObject;
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  joinedAtMs: number;
  roleById: Map<string, Role>;
  /** Without threads. */
  channelById: Map<string, Channel>;
  threadById: Map<string, Channel>;
  memberByUserId: Map<string, Member>;
  voiceStateByUserId: Map<string, VoiceState>;
  scheduledEventById: Map<string, ScheduledEvent>;
}
