import type { Cancel, Directory, GatewayEvent } from '../../src/app/ports.ts';
import { asId, type ChannelId, type GuildId, type RoleId } from '../../src/domain/identity.ts';
import type { UserId } from '../../src/domain/identity.ts';
import type { RoomMember } from '../../src/domain/presence.ts';

/** What a guild is made of, each a name by its id. */
export interface FakeGuild {
  readonly textNameById?: Readonly<Record<string, string>>;
  readonly voiceNameById?: Readonly<Record<string, string>>;
  readonly roleNameById?: Readonly<Record<string, string>>;
}

/** Directory, and the hands that move people about. Every move tells the listeners. */
export interface FakeDirectory extends Directory {
  selfId: UserId | null;
  /** Adds the guild or replaces its names; the people in its rooms stay. */
  setGuild(guildId: GuildId, guild: FakeGuild): void;
  /** Puts a person into the room, out of any other one of that guild. */
  enter(guildId: GuildId, channelId: ChannelId, member: RoomMember): void;
  leave(guildId: GuildId, userId: UserId): void;
  /** Nothing is told when the member is in no room: the gateway would not either. */
  setRoles(guildId: GuildId, userId: UserId, roleIds: readonly RoleId[]): void;
  /** The gateway is away: rooms read as null, and people may come and go unseen. */
  loseView(guildId: GuildId): void;
  restoreView(guildId: GuildId): void;
  onEvent(listener: (event: GatewayEvent) => void): Cancel;
}

interface GuildState {
  guild: FakeGuild;
  isInView: boolean;
  readonly placeByUserId: Map<UserId, { channelId: ChannelId; member: RoomMember }>;
}

/** Stands in for the gateway's view: rooms hold whom the test put there. */
export function createFakeDirectory(): FakeDirectory {
  const stateByGuildId = new Map<GuildId, GuildState>();
  const listeners = new Set<(event: GatewayEvent) => void>();

  function tell(event: GatewayEvent): void {
    for (const listener of listeners) listener(event);
  }

  function stateOf(guildId: GuildId): GuildState {
    const state = stateByGuildId.get(guildId);
    if (!state) throw new Error(`The test knows no guild ${guildId}: call setGuild first.`);
    return state;
  }

  function tellRoom(guildId: GuildId, channelId: ChannelId | undefined): void {
    if (channelId === undefined || !stateOf(guildId).isInView) return;
    tell({ type: 'roomChanged', guildId, channelId });
  }

  function idIn<T extends ChannelId | RoleId>(
    guildId: GuildId,
    kind: keyof FakeGuild,
    wanted: string,
  ): T | null {
    const id = pick(stateByGuildId.get(guildId)?.guild[kind], wanted);
    return id === null ? null : asId<T>(id);
  }

  return {
    selfId: asId<UserId>('900'),
    textChannel: (guildId, wanted) => idIn<ChannelId>(guildId, 'textNameById', wanted),
    voiceChannel: (guildId, wanted) => idIn<ChannelId>(guildId, 'voiceNameById', wanted),
    role: (guildId, wanted) => idIn<RoleId>(guildId, 'roleNameById', wanted),
    channelNames(guildId, kind) {
      const guild = stateByGuildId.get(guildId)?.guild;
      const names = kind === 'text' ? guild?.textNameById : guild?.voiceNameById;
      return Object.values(names ?? {});
    },
    // Its rooms always know the roles.
    refreshRoles: () => Promise.resolve(),
    roomMembers(guildId, channelId) {
      const state = stateByGuildId.get(guildId);
      if (!state?.isInView) return null;
      const places = [...state.placeByUserId.values()];
      return places.filter((one) => one.channelId === channelId).map((one) => one.member);
    },
    setGuild(guildId, guild) {
      const state = stateByGuildId.get(guildId);
      if (state) state.guild = guild;
      else stateByGuildId.set(guildId, { guild, isInView: true, placeByUserId: new Map() });
      tell({ type: 'directoryChanged', guildId });
    },
    enter(guildId, channelId, member) {
      const { placeByUserId } = stateOf(guildId);
      const before = placeByUserId.get(member.userId)?.channelId;
      placeByUserId.set(member.userId, { channelId, member });
      if (before !== channelId) tellRoom(guildId, before);
      tellRoom(guildId, channelId);
    },
    leave(guildId, userId) {
      const { placeByUserId } = stateOf(guildId);
      const before = placeByUserId.get(userId)?.channelId;
      placeByUserId.delete(userId);
      tellRoom(guildId, before);
    },
    setRoles(guildId, userId, roleIds) {
      const place = stateOf(guildId).placeByUserId.get(userId);
      if (!place) return;
      place.member = { ...place.member, roleIds };
      tellRoom(guildId, place.channelId);
    },
    loseView(guildId) {
      stateOf(guildId).isInView = false;
      tell({ type: 'viewLost', guildId });
    },
    restoreView(guildId) {
      stateOf(guildId).isInView = true;
      tell({ type: 'directoryChanged', guildId });
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Exact id first, then the name, as the real directory does. */
function pick(names: Readonly<Record<string, string>> | undefined, wanted: string) {
  const entries = Object.entries(names ?? {});
  const name = wanted.replace(/^[#@]/, '').toLowerCase();
  const byId = entries.find(([id]) => id === wanted);
  const found = byId ?? entries.find(([, each]) => each.toLowerCase() === name);
  return found?.[0] ?? null;
}
