/** Who is in which voice channel, and what moderators do about it. */
import { randomBytes } from 'node:crypto';
import type { Directory } from './directory.ts';
import type { Channel, Guild, VoiceChangeCause, VoiceState } from './entities.ts';
import { permits } from './permissions.ts';

type VoiceFlags = Partial<
  Pick<
    VoiceState,
    | 'isSelfMuted'
    | 'isSelfDeafened'
    | 'isMuted'
    | 'isDeafened'
    | 'isSuppressed'
    | 'requestedToSpeakAtMs'
    | 'sessionId'
  >
>;

export class VoiceRooms {
  readonly #world: Directory;

  constructor(world: Directory) {
    this.#world = world;
    world.on('roleUpdated', (role) => this.#reviewSuppression(role.guildId));
    world.on('roleDeleted', (role) => this.#reviewSuppression(role.guildId));
    world.on('memberUpdated', (member) => this.#reviewSuppression(member.guildId));
    world.on('channelUpdated', (channel) => this.#reviewSuppression(channel.guildId));
    world.on('channelDeleted', (channel) => this.#emptyChannel(channel));
    world.on('memberRemoved', (member) => this.kick(member.guildId, member.userId));
    world.on('guildRemoved', (guild) => this.#emptyGuild(guild));
  }

  stateOf(guildId: string, userId: string): VoiceState | null {
    return this.#world.guildById.get(guildId)?.voiceStateByUserId.get(userId) ?? null;
  }

  /** Those in a channel, in the order in which they came. */
  statesIn(channelId: string): VoiceState[] {
    const guildId = this.#world.channelById.get(channelId)?.guildId ?? '';
    const states = this.#world.guildById.get(guildId)?.voiceStateByUserId.values() ?? [];
    return [...states].filter((state) => state.channelId === channelId);
  }

  /**
   * Enters a channel, or changes the flags of one who is in it already.
   * Throws where Discord's client has no way in.
   */
  join(userId: string, channelId: string, flags: VoiceFlags = {}): VoiceState {
    const channel = this.#world.channel(channelId);
    if (channel.guildId === null || (channel.kind !== 'voice' && channel.kind !== 'stage')) {
      throw new Error(`#${channel.name} is no voice channel.`);
    }
    if (!permits(this.#world.permissionsOf(userId, channel), 'viewChannel', 'connect')) {
      throw new Error(`User ${userId} may not connect to #${channel.name}.`);
    }
    if (!this.#world.user(userId).isBot) this.#leaveOtherGuilds(userId, channel.guildId);
    return this.#place(userId, channel, 'self', flags);
  }

  leave(guildId: string, userId: string): void {
    this.#remove(this.#world.guild(guildId), userId, 'self');
  }

  /** A moderator moves a member who is in a voice channel to another one. */
  move(guildId: string, userId: string, channelId: string): VoiceState | null {
    if (this.stateOf(guildId, userId) === null) return null;
    return this.#place(userId, this.#world.channel(channelId), 'moved', {});
  }

  /** A moderator disconnects a member. */
  kick(guildId: string, userId: string): void {
    this.#remove(this.#world.guild(guildId), userId, 'kicked');
  }

  /** Mutes, deafens, suppresses, asks to speak: any flag of one who is in a voice channel. */
  setFlags(guildId: string, userId: string, flags: VoiceFlags, cause: VoiceChangeCause): void {
    const before = this.stateOf(guildId, userId);
    if (before === null) return;
    this.#put(before, { ...before, ...flags }, cause);
  }

  #emptyChannel(channel: Channel): void {
    const guild = this.#world.guildById.get(channel.guildId ?? '');
    for (const state of guild?.voiceStateByUserId.values() ?? []) {
      if (state.channelId === channel.id) this.#remove(guild, state.userId, 'channelDeleted');
    }
  }

  #emptyGuild(guild: Guild): void {
    for (const userId of guild.voiceStateByUserId.keys()) this.#remove(guild, userId, 'kicked');
  }

  /** After permissions changed: who may no longer speak is suppressed, who may again is not. */
  #reviewSuppression(guildId: string | null): void {
    const guild = this.#world.guildById.get(guildId ?? '');
    for (const before of guild?.voiceStateByUserId.values() ?? []) {
      const channel = this.#world.channelById.get(before.channelId);
      if (channel?.kind !== 'voice') continue;
      const isSuppressed = !this.#maySpeak(before.userId, channel);
      if (isSuppressed !== before.isSuppressed) {
        this.#put(before, { ...before, isSuppressed }, 'permissions');
      }
    }
  }

  #place(userId: string, channel: Channel, cause: VoiceChangeCause, flags: VoiceFlags): VoiceState {
    const guild = this.#world.guild(channel.guildId ?? '');
    const before = this.stateOf(guild.id, userId);
    const hasNewRoom = before?.channelId !== channel.id;
    // Everyone comes to a stage as audience, and stays what they are within one channel.
    const isSuppressed =
      channel.kind === 'stage'
        ? hasNewRoom || before.isSuppressed
        : !this.#maySpeak(userId, channel);
    const after: VoiceState = {
      guildId: guild.id,
      userId,
      sessionId: before?.sessionId ?? randomBytes(16).toString('hex'),
      isSelfMuted: before?.isSelfMuted ?? false,
      isSelfDeafened: before?.isSelfDeafened ?? false,
      isMuted: before?.isMuted ?? false,
      isDeafened: before?.isDeafened ?? false,
      requestedToSpeakAtMs: hasNewRoom ? null : before.requestedToSpeakAtMs,
      channelId: channel.id,
      isSuppressed,
      ...flags,
    };
    return this.#put(before, after, cause);
  }

  #put(before: VoiceState | null, after: VoiceState, cause: VoiceChangeCause): VoiceState {
    const { guildId, userId } = after;
    this.#world.guild(guildId).voiceStateByUserId.set(userId, after);
    this.#world.emit('voiceStateChanged', { guildId, userId, before, after, cause });
    return after;
  }

  #remove(guild: Guild | undefined, userId: string, cause: VoiceChangeCause): void {
    const before = guild?.voiceStateByUserId.get(userId);
    if (guild === undefined || before === undefined) return;
    guild.voiceStateByUserId.delete(userId);
    const guildId = guild.id;
    this.#world.emit('voiceStateChanged', { guildId, userId, before, after: null, cause });
  }

  #leaveOtherGuilds(userId: string, guildId: string): void {
    for (const guild of this.#world.guildById.values()) {
      if (guild.id !== guildId) this.#remove(guild, userId, 'self');
    }
  }

  #maySpeak(userId: string, channel: Channel): boolean {
    return permits(this.#world.permissionsOf(userId, channel), 'speak');
  }
}
