import type { APIGuildMember, GatewayGuildCreateDispatchData } from 'discord.js';
import { asId, type ChannelId, type GuildId } from '../domain/identity.ts';
import type { RoleId, UserId } from '../domain/identity.ts';
import type { RoomMember } from '../domain/presence.ts';

/** What the census needs of a voice state, as the gateway writes it. */
export interface VoiceStateData {
  readonly guild_id?: string;
  readonly user_id: string;
  readonly channel_id: string | null;
  readonly member?: MemberData | undefined;
}

export interface MemberData {
  readonly user?: { readonly id: string; readonly bot?: boolean | undefined };
  readonly roles: readonly string[];
}

/**
 * How far a guild's view may be trusted. `suspended`: the connection broke, and a resume
 * would make it whole again. `stale`: only the next GUILD_CREATE does.
 */
type View = 'current' | 'suspended' | 'stale';

interface Place {
  channelId: ChannelId;
  /** Null until the member is known: somebody without roles may be a teacher yet. */
  member: RoomMember | null;
}

interface GuildCensus {
  view: View;
  placeByUserId: Map<UserId, Place>;
}

/** Somebody who is in a room and whose roles the gateway has not told. */
export interface Stranger {
  readonly guildId: GuildId;
  readonly userId: UserId;
}

/**
 * Who is in which voice channel, kept from the gateway's own packets: a few dozen bytes a
 * person, and right whatever the library chooses to keep of members.
 */
export interface VoiceCensus {
  /** Replaces all that was known of the guild. */
  guildCreated(data: GatewayGuildCreateDispatchData): void;
  /** The guild is in an outage, or the bot was removed from it. */
  guildLost(guildId: GuildId): void;
  channelDeleted(guildId: GuildId, channelId: ChannelId): void;
  /** Gives the rooms that changed: the one that was left, the one that was entered. */
  voiceStateUpdated(data: VoiceStateData): ChannelId[];
  /** Any packet that carried a member; gives the room they are in when their roles changed. */
  memberSeen(guildId: GuildId, member: MemberData): ChannelId | null;
  /** The stranger's roles can't be had: they count as a person without any. */
  memberUnknown(stranger: Stranger): ChannelId | null;
  /** The connection broke. Gives the guilds whose view was lost by that. */
  disconnected(): GuildId[];
  /** A new session began: what was suspended can't be resumed. */
  sessionBegan(): void;
  /** The session went on, and everything missed was told. Gives the guilds in view again. */
  resumed(): GuildId[];
  isCurrent(guildId: GuildId): boolean;
  strangersIn(guildId: GuildId): Stranger[];
  /** Null when the view is not current, or while somebody there is a stranger. */
  members(guildId: GuildId, channelId: ChannelId): RoomMember[] | null;
  /** Everybody there, strangers and bots included, as far as is known. */
  userIdsIn(guildId: GuildId, channelId: ChannelId): UserId[];
}

export function createVoiceCensus(): VoiceCensus {
  const censusByGuildId = new Map<GuildId, GuildCensus>();

  function placesIn(guildId: GuildId, channelId: ChannelId): [UserId, Place][] {
    const places = censusByGuildId.get(guildId)?.placeByUserId ?? new Map<UserId, Place>();
    return [...places].filter(([, place]) => place.channelId === channelId);
  }

  function setMember(guildId: GuildId, member: RoomMember): ChannelId | null {
    const place = censusByGuildId.get(guildId)?.placeByUserId.get(member.userId);
    if (!place || (place.member && sameRoles(place.member, member))) return null;
    place.member = member;
    return place.channelId;
  }

  function changeViews(from: View, to: View): GuildId[] {
    const changed = [...censusByGuildId].filter(([, census]) => census.view === from);
    for (const [, census] of changed) census.view = to;
    return changed.map(([guildId]) => guildId);
  }

  return {
    guildCreated(data) {
      const guildId = asId<GuildId>(data.id);
      censusByGuildId.set(guildId, { view: 'current', placeByUserId: placesAtCreation(data) });
    },
    guildLost: (guildId) => void censusByGuildId.delete(guildId),
    channelDeleted(guildId, channelId) {
      const places = censusByGuildId.get(guildId)?.placeByUserId;
      for (const [userId] of placesIn(guildId, channelId)) places?.delete(userId);
    },
    voiceStateUpdated(data) {
      if (data.guild_id === undefined) return [];
      const places = censusByGuildId.get(asId<GuildId>(data.guild_id))?.placeByUserId;
      return places ? move(places, data) : [];
    },
    memberSeen(guildId, member) {
      const seen = roomMember(member);
      return seen ? setMember(guildId, seen) : null;
    },
    memberUnknown({ guildId, userId }) {
      const isStranger = censusByGuildId.get(guildId)?.placeByUserId.get(userId)?.member === null;
      return isStranger ? setMember(guildId, { userId, isBot: false, roleIds: [] }) : null;
    },
    disconnected: () => changeViews('current', 'suspended'),
    sessionBegan: () => void changeViews('suspended', 'stale'),
    resumed: () => changeViews('suspended', 'current'),
    isCurrent: (guildId) => censusByGuildId.get(guildId)?.view === 'current',
    strangersIn(guildId) {
      const places = [...(censusByGuildId.get(guildId)?.placeByUserId ?? [])];
      const strangers = places.filter(([, place]) => place.member === null);
      return strangers.map(([userId]) => ({ guildId, userId }));
    },
    members(guildId, channelId) {
      if (censusByGuildId.get(guildId)?.view !== 'current') return null;
      const members = placesIn(guildId, channelId).map(([, place]) => place.member);
      const known = members.filter((member) => member !== null);
      return known.length === members.length ? known : null;
    },
    userIdsIn: (guildId, channelId) => placesIn(guildId, channelId).map(([userId]) => userId),
  };
}

function placesAtCreation(data: GatewayGuildCreateDispatchData): Map<UserId, Place> {
  const memberByUserId = new Map<string, RoomMember>();
  for (const each of data.members as readonly APIGuildMember[]) {
    const member = roomMember(each);
    if (member) memberByUserId.set(member.userId, member);
  }
  const placeByUserId = new Map<UserId, Place>();
  for (const state of data.voice_states) {
    if (state.channel_id === null || state.channel_id === undefined) continue;
    placeByUserId.set(asId<UserId>(state.user_id), {
      channelId: asId<ChannelId>(state.channel_id),
      member: memberByUserId.get(state.user_id) ?? null,
    });
  }
  return placeByUserId;
}

function move(places: Map<UserId, Place>, data: VoiceStateData): ChannelId[] {
  const userId = asId<UserId>(data.user_id);
  const before = places.get(userId);
  if (data.channel_id === null) {
    places.delete(userId);
    return before ? [before.channelId] : [];
  }
  const channelId = asId<ChannelId>(data.channel_id);
  const told = data.member ? roomMember(data.member) : null;
  const member = told ?? before?.member ?? null;
  places.set(userId, { channelId, member });
  if (before?.channelId !== channelId) return before ? [before.channelId, channelId] : [channelId];
  // A microphone that was muted changes nothing that the app looks at.
  const isSame = before.member !== null && member !== null && sameRoles(before.member, member);
  return isSame ? [] : [channelId];
}

function roomMember(member: MemberData): RoomMember | null {
  if (!member.user) return null;
  return {
    userId: asId<UserId>(member.user.id),
    isBot: member.user.bot === true,
    roleIds: member.roles.map((roleId) => asId<RoleId>(roleId)),
  };
}

function sameRoles(a: RoomMember, b: RoomMember): boolean {
  const known = new Set(a.roleIds);
  return b.roleIds.length === known.size && b.roleIds.every((roleId) => known.has(roleId));
}
