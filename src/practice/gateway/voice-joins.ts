/**
 * The gateway's part of joining a voice channel: it says where the bot now is, then where the
 * voice server is. Voice clients insist on that order.
 */
import { randomBytes } from 'node:crypto';
import type { VoiceServerSeam } from '../voice-seam.ts';
import type { World } from '../world.ts';
import type { Channel, VoiceStateChange } from '../world/entities.ts';
import { permits } from '../world/permissions.ts';
import type { GatewaySession } from './session.ts';

/** The close code for a connection that was kicked, moved, or whose gateway session ended. */
const DISCONNECTED = 4014;

/** How long it takes until a room that lost its server has another; some tenths of a second were seen. */
const BETWEEN_SERVERS_MS = 300;

/** The body of opcode 4. A null channel means to leave. */
export interface VoiceStateRequest {
  guildId: string;
  channelId: string | null;
  isSelfMuted: boolean;
  isSelfDeafened: boolean;
}

export class VoiceJoins {
  readonly #world: World;
  readonly #voice: VoiceServerSeam | null;
  /** The session that put the bot into each guild's voice channel. */
  readonly #sessionByGuildId = new Map<string, GatewaySession>();

  constructor(world: World, voice: VoiceServerSeam | null) {
    this.#world = world;
    this.#voice = voice;
  }

  /** Opcode 4. Discord stays silent where the bot may not go, and so does this. */
  request(session: GatewaySession, wish: VoiceStateRequest): void {
    const before = this.#world.voice.stateOf(wish.guildId, this.#world.bot.id);
    if (!this.#world.guildById.has(wish.guildId) || !session.hasGuild(wish.guildId)) return;
    if (wish.channelId === null) {
      this.#world.voice.leave(wish.guildId, this.#world.bot.id);
      return;
    }
    const channel = this.#world.channelById.get(wish.channelId);
    if (channel === undefined || !this.#mayEnter(channel, wish.guildId)) return;

    const holder = this.#sessionByGuildId.get(wish.guildId);
    const isSamePlace = before?.channelId === channel.id && holder === session;
    const onlyFlagsChange =
      isSamePlace &&
      (before.isSelfMuted !== wish.isSelfMuted || before.isSelfDeafened !== wish.isSelfDeafened);
    if (before !== null && !isSamePlace) {
      this.#voice?.drop(wish.guildId, this.#world.bot.id, DISCONNECTED);
    }
    this.#hold(wish.guildId, session);
    const { isSelfMuted, isSelfDeafened } = wish;
    const sessionId = holder === session ? before?.sessionId : undefined;
    this.#world.voice.join(this.#world.bot.id, channel.id, {
      isSelfMuted,
      isSelfDeafened,
      sessionId: sessionId ?? randomBytes(16).toString('hex'),
    });
    // Muting needs no new connection; asking again for the same place is how clients get one.
    if (!onlyFlagsChange) this.#nameServer(session, channel);
  }

  /** Keeps the voice server in step when the bot was moved or thrown out. */
  follow(change: VoiceStateChange): void {
    const { guildId, userId, before, after, cause } = change;
    this.#voice?.setSuppressed(guildId, userId, after?.isSuppressed ?? false);
    if (userId !== this.#world.bot.id) return;
    if (after === null) {
      this.#voice?.drop(guildId, userId, DISCONNECTED);
      this.#release(guildId);
      return;
    }
    const session = this.#sessionByGuildId.get(guildId);
    if (cause !== 'moved' || before?.channelId === after.channelId || session === undefined) return;
    this.#voice?.drop(guildId, userId, DISCONNECTED);
    this.#nameServer(session, this.#world.channel(after.channelId));
  }

  /** The bot stays where it is, but its voice server is another one. */
  moveServer(guildId: string, isAnnounced: boolean): void {
    const session = this.#sessionByGuildId.get(guildId);
    if (session === undefined) return;
    if (isAnnounced) {
      const nowhere = { token: '', guild_id: guildId, endpoint: null };
      session.dispatch('VOICE_SERVER_UPDATE', nowhere);
    }
    this.#voice?.drop(guildId, this.#world.bot.id, DISCONNECTED);
    setTimeout(() => {
      const state = this.#world.voice.stateOf(guildId, this.#world.bot.id);
      if (state !== null) this.#nameServer(session, this.#world.channel(state.channelId));
    }, BETWEEN_SERVERS_MS);
  }

  /** A gateway session is over, and with it the bot's place in every voice channel. */
  endSession(session: GatewaySession): void {
    for (const guildId of session.voiceGuildIds) {
      if (this.#world.guildById.has(guildId)) this.#world.voice.leave(guildId, this.#world.bot.id);
    }
  }

  #nameServer(session: GatewaySession, channel: Channel): void {
    const guildId = channel.guildId ?? '';
    const userId = this.#world.bot.id;
    const state = this.#world.voice.stateOf(guildId, userId);
    if (state === null) return;
    const token = randomBytes(12).toString('base64url');
    this.#voice?.expect({
      guildId,
      channelId: channel.id,
      userId,
      sessionId: state.sessionId,
      token,
      dave: channel.kind !== 'stage',
    });
    // A null endpoint is Discord's word for "no voice server at the moment".
    const endpoint = this.#voice?.endpoint ?? null;
    session.dispatch('VOICE_SERVER_UPDATE', { token, guild_id: guildId, endpoint });
  }

  #mayEnter(channel: Channel, guildId: string): boolean {
    const isVoiceBased = channel.kind === 'voice' || channel.kind === 'stage';
    const bits = this.#world.permissionsOf(this.#world.bot.id, channel);
    return isVoiceBased && channel.guildId === guildId && permits(bits, 'viewChannel', 'connect');
  }

  #hold(guildId: string, session: GatewaySession): void {
    this.#sessionByGuildId.get(guildId)?.voiceGuildIds.delete(guildId);
    this.#sessionByGuildId.set(guildId, session);
    session.voiceGuildIds.add(guildId);
  }

  #release(guildId: string): void {
    this.#sessionByGuildId.get(guildId)?.voiceGuildIds.delete(guildId);
    this.#sessionByGuildId.delete(guildId);
  }
}
