/** The guilds of pretend Discord with their roles, channels and members; and who may do what. */
import { EventEmitter } from 'node:events';
import type {
  Channel,
  ChannelKind,
  Guild,
  Member,
  Overwrite,
  Role,
  ThreadState,
  User,
} from './entities.ts';
import { channelPermissions, EVERYONE_PERMISSIONS, guildPermissions } from './permissions.ts';
import { SnowflakeSource, type WorldClock } from './snowflake.ts';
import type { WorldEvents } from './world-events.ts';

export class Directory extends EventEmitter<WorldEvents> {
  readonly clock: WorldClock;
  readonly ids: SnowflakeSource;
  readonly bot: User;
  readonly guildById = new Map<string, Guild>();
  readonly userById = new Map<string, User>();
  /** Every channel and thread of every guild, and the direct messages. */
  readonly channelById = new Map<string, Channel>();

  constructor(clock: WorldClock, botName: string) {
    super();
    this.setMaxListeners(0);
    this.clock = clock;
    this.ids = new SnowflakeSource(clock);
    this.bot = this.createUser(botName, true);
  }

  /** A new guild with the bot in it, whose role has the permissions given. */
  createGuild(name: string, botPermissions: bigint): Guild {
    const id = this.ids.next();
    const owner = this.createUser(`${name} owner`, false);
    const guild: Guild = {
      id,
      name,
      ownerId: owner.id,
      joinedAtMs: this.clock.nowMs(),
      roleById: new Map(),
      channelById: new Map(),
      threadById: new Map(),
      memberByUserId: new Map(),
      voiceStateByUserId: new Map(),
      scheduledEventById: new Map(),
    };
    this.guildById.set(id, guild);
    this.#putRole(guild, { id, name: '@everyone', permissions: EVERYONE_PERMISSIONS, position: 0 });
    this.addMember(id, owner.id, []);
    const ownRole = { name: this.bot.name, permissions: botPermissions, isManaged: true };
    const botRole = this.createRole(id, ownRole);
    this.addMember(id, this.bot.id, [botRole.id]);
    this.emit('guildAdded', guild);
    return guild;
  }

  /** The guild is gone, or the bot was thrown out of it: to the bot both look the same. */
  removeGuild(guildId: string): void {
    const guild = this.guild(guildId);
    this.guildById.delete(guildId);
    for (const channelId of [...guild.channelById.keys(), ...guild.threadById.keys()]) {
      this.channelById.delete(channelId);
    }
    this.emit('guildRemoved', guild);
  }

  createUser(name: string, isBot: boolean): User {
    const home = { zone: DEFAULT_ZONE, locale: DEFAULT_LOCALE };
    const user = { id: this.ids.next(), name, isBot, acceptsDirectMessages: true, ...home };
    this.userById.set(user.id, user);
    return user;
  }

  updateUser(userId: string, changes: Partial<Omit<User, 'id' | 'isBot'>>): User {
    const user = this.user(userId);
    Object.assign(user, changes);
    this.emit('userUpdated', user);
    return user;
  }

  /** Stands above all others, unless a position is named. */
  createRole(
    guildId: string,
    parts: { name: string } & Partial<Omit<Role, 'id' | 'guildId'>>,
  ): Role {
    const guild = this.guild(guildId);
    const position = guild.roleById.size;
    const role = this.#putRole(guild, { id: this.ids.next(), position, permissions: 0n, ...parts });
    this.emit('roleCreated', role);
    return role;
  }

  #putRole(
    guild: Guild,
    parts: Pick<Role, 'id' | 'name' | 'permissions' | 'position'> & Partial<Role>,
  ): Role {
    const unmarked = { color: 0, isMentionable: false, isHoisted: false, isManaged: false };
    const role = { guildId: guild.id, ...unmarked, ...parts };
    guild.roleById.set(role.id, role);
    return role;
  }

  updateRole(roleId: string, changes: Partial<Omit<Role, 'id' | 'guildId'>>): Role {
    const role = this.role(roleId);
    Object.assign(role, changes);
    this.emit('roleUpdated', role);
    return role;
  }

  setRolePermissions(roleId: string, permissions: bigint): Role {
    return this.updateRole(roleId, { permissions });
  }

  deleteRole(roleId: string): void {
    const role = this.role(roleId);
    const guild = this.guild(role.guildId);
    guild.roleById.delete(roleId);
    for (const member of guild.memberByUserId.values()) {
      member.roleIds = member.roleIds.filter((id) => id !== roleId);
    }
    this.emit('roleDeleted', role);
  }

  createChannel(
    guildId: string,
    parts: { kind: ChannelKind; name: string } & Partial<Channel>,
  ): Channel {
    const guild = this.guild(guildId);
    const channel = this.#putChannel({ guildId, position: guild.channelById.size, ...parts });
    guild.channelById.set(channel.id, channel);
    this.emit('channelCreated', channel);
    return channel;
  }

  /** The direct messages with one person, opened at the first call. */
  openDirectChannel(userId: string): Channel {
    for (const channel of this.channelById.values()) {
      if (channel.recipientId === userId) return channel;
    }
    const { name } = this.user(userId);
    const channel = this.#putChannel({ kind: 'direct', name, recipientId: userId, position: 0 });
    this.emit('channelCreated', channel);
    return channel;
  }

  /** A thread under a channel, with the id of the message that it comes from. */
  createThread(parent: Channel, id: string, name: string, thread: ThreadState): Channel {
    const { guildId, id: parentId } = parent;
    const parts = { id, guildId, parentId, kind: 'thread', name, position: 0, thread } as const;
    const channel = this.#putChannel(parts);
    this.guild(guildId ?? '').threadById.set(id, channel);
    return channel;
  }

  #putChannel(parts: Pick<Channel, 'kind' | 'name' | 'position'> & Partial<Channel>): Channel {
    const channel: Channel = {
      id: this.ids.next(),
      guildId: null,
      parentId: null,
      topic: null,
      overwrites: [],
      voiceStatus: null,
      recipientId: null,
      thread: null,
      messageById: new Map(),
      ...parts,
    };
    this.channelById.set(channel.id, channel);
    return channel;
  }

  updateChannel(channelId: string, changes: Partial<Omit<Channel, 'id' | 'guildId'>>): Channel {
    const channel = this.channel(channelId);
    Object.assign(channel, changes);
    this.emit('channelUpdated', channel);
    return channel;
  }

  setOverwrites(channelId: string, overwrites: Overwrite[]): Channel {
    return this.updateChannel(channelId, { overwrites });
  }

  /** The line under a voice channel's name, at most 500 characters; null removes it. */
  setVoiceStatus(channelId: string, status: string | null): Channel {
    const channel = this.channel(channelId);
    channel.voiceStatus = status;
    this.emit('voiceStatusChanged', channel);
    return channel;
  }

  deleteChannel(channelId: string): void {
    const channel = this.channel(channelId);
    const guild = this.guildById.get(channel.guildId ?? '');
    for (const thread of guild?.threadById.values() ?? []) {
      if (thread.parentId === channelId) this.deleteChannel(thread.id);
    }
    this.channelById.delete(channelId);
    guild?.channelById.delete(channelId);
    guild?.threadById.delete(channelId);
    this.emit(channel.thread === null ? 'channelDeleted' : 'threadDeleted', channel);
  }

  addMember(guildId: string, userId: string, roleIds: string[]): Member {
    const guild = this.guild(guildId);
    const joinedAtMs = this.clock.nowMs();
    const member: Member = {
      userId: this.user(userId).id,
      guildId,
      nick: null,
      roleIds,
      joinedAtMs,
    };
    guild.memberByUserId.set(userId, member);
    this.emit('memberAdded', member);
    return member;
  }

  removeMember(guildId: string, userId: string): void {
    const member = this.member(guildId, userId);
    this.guild(guildId).memberByUserId.delete(userId);
    this.emit('memberRemoved', member);
  }

  /** Replaces a member's roles, in the first guild unless another is named. */
  setRoles(userId: string, roleIds: string[], guildId = this.firstGuild().id): Member {
    return this.updateMember(guildId, userId, { roleIds: [...roleIds] });
  }

  updateMember(
    guildId: string,
    userId: string,
    changes: Partial<Pick<Member, 'nick' | 'roleIds'>>,
  ): Member {
    const member = this.member(guildId, userId);
    Object.assign(member, changes);
    this.emit('memberUpdated', member);
    return member;
  }

  /** What someone may do: in a channel, or in the guild as a whole. Nothing where they are not. */
  permissionsOf(userId: string, place: Channel | Guild): bigint {
    const isGuild = 'ownerId' in place;
    const guildId = isGuild ? place.id : place.guildId;
    if (guildId === null) {
      const isIn = userId === this.bot.id || (!isGuild && place.recipientId === userId);
      return isIn ? DIRECT_MESSAGE_PERMISSIONS : 0n;
    }
    const guild = this.guildById.get(guildId);
    const member = guild?.memberByUserId.get(userId);
    if (guild === undefined || member === undefined) return 0n;
    if (isGuild) return guildPermissions(guild, member);
    // A thread is as open as the channel that it stands under.
    const parent = place.thread === null ? place : this.channelById.get(place.parentId ?? '');
    return parent === undefined ? 0n : channelPermissions(guild, member, parent);
  }

  firstGuild(): Guild {
    return present(this.guildById.values().next().value, 'no guild yet');
  }

  guild(guildId: string): Guild {
    return present(this.guildById.get(guildId), `no guild ${guildId}`);
  }

  role(roleId: string): Role {
    const guilds = [...this.guildById.values()];
    const guild = guilds.find((candidate) => candidate.roleById.has(roleId));
    return present(guild?.roleById.get(roleId), `no role ${roleId}`);
  }

  channel(channelId: string): Channel {
    return present(this.channelById.get(channelId), `no channel ${channelId}`);
  }

  user(userId: string): User {
    return present(this.userById.get(userId), `no user ${userId}`);
  }

  member(guildId: string, userId: string): Member {
    const member = this.guild(guildId).memberByUserId.get(userId);
    return present(member, `user ${userId} is not in guild ${guildId}`);
  }

  /** The first guild's channel of that name. */
  channelNamed(name: string, guildId = this.firstGuild().id): Channel {
    const channels = [...this.guild(guildId).channelById.values()];
    return present(
      channels.find((channel) => channel.name === name),
      `no channel named ${name}`,
    );
  }

  /** The first guild's role of that name. */
  roleNamed(name: string, guildId = this.firstGuild().id): Role {
    const roles = [...this.guild(guildId).roleById.values()];
    return present(
      roles.find((role) => role.name === name),
      `no role named ${name}`,
    );
  }
}

/** Where people are, and what they read, unless somebody says otherwise. */
const DEFAULT_ZONE = 'America/Los_Angeles';
const DEFAULT_LOCALE = 'en-US';

const DIRECT_MESSAGE_PERMISSIONS = EVERYONE_PERMISSIONS;

function present<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(`The pretend Discord has ${otherwise}.`);
  return value;
}
