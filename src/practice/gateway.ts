/** Discord's Gateway v10, as far as a bot for voice rooms and slash commands meets it. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Faults, GatewayEntryFault, Strike } from './faults.ts';
import { GatewayConnection } from './gateway/connection.ts';
import {
  INTENT,
  PRIVILEGED_INTENTS,
  translateEvents,
  voiceStateDispatch,
  type Dispatch,
} from './gateway/events.ts';
import { GatewaySession } from './gateway/session.ts';
import { VoiceJoins, type VoiceStateRequest } from './gateway/voice-joins.ts';
import type { VoiceServerSeam } from './voice-seam.ts';
import type { World } from './world.ts';
import type { VoiceStateChange } from './world/entities.ts';
import { textOf, type Json, type JsonObject } from './world/json.ts';
import { guildCreateJson, memberWithUserJson, userJson } from './world/wire.ts';

/** How long a cut session may be resumed. Discord does not say; some minutes were seen. */
const RESUMABLE_MS = 120_000;

export interface GatewayOptions {
  world: World;
  token: string;
  faults: Faults;
  /** Without a voice server, joining a channel is answered with "no server at the moment". */
  voice?: VoiceServerSeam | undefined;
  /** Discord's own value is 41,250 ms. */
  heartbeatIntervalMs?: number | undefined;
  /** Whether the privileged intents are switched on in the developer portal. */
  allowsPrivilegedIntents?: boolean | undefined;
}

export class Gateway {
  /** The address for resuming, known once the server listens. */
  url = '';
  readonly heartbeatIntervalMs: number;
  /** The intent bits that are refused with close code 4014. */
  readonly refusedIntents: number;
  /** The intents asked for so far, a bot's latest last. */
  readonly intentsSeen: number[] = [];
  /** Every opcode 4 so far, with its arrival by performance.now(). */
  readonly voiceStatesAsked: (VoiceStateRequest & { readonly atMonotonicMs: number })[] = [];
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<GatewayConnection>();
  readonly #sessions = new Set<GatewaySession>();
  readonly #expiryBySession = new Map<GatewaySession, NodeJS.Timeout>();
  readonly #joins: VoiceJoins;
  readonly #removals: (() => void)[];

  constructor(options: GatewayOptions) {
    const { world, faults } = options;
    this.#options = options;
    this.heartbeatIntervalMs = options.heartbeatIntervalMs ?? 41_250;
    this.refusedIntents = options.allowsPrivilegedIntents === true ? 0 : PRIVILEGED_INTENTS;
    this.#joins = new VoiceJoins(world, options.voice ?? null);
    const onVoice = (change: VoiceStateChange) => this.#tellVoiceState(change);
    const onStrike = (strike: Strike) => this.#strike(strike);
    world.on('voiceStateChanged', onVoice);
    faults.on('strike', onStrike);
    this.#removals = [
      translateEvents(world, (dispatch) => this.#tell(dispatch)),
      () => world.off('voiceStateChanged', onVoice),
      () => faults.off('strike', onStrike),
    ];
  }

  /** Takes over a connection that the HTTP server was asked to upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#connections.add(new GatewayConnection(this, webSocket));
    });
  }

  /** Sessions that are connected or may be resumed. */
  get sessions(): readonly GatewaySession[] {
    return [...this.#sessions];
  }

  isToken(token: Json | undefined): boolean {
    return token === this.#options.token || token === `Bot ${this.#options.token}`;
  }

  recordIntents(intents: number): void {
    this.intentsSeen.push(intents);
  }

  entryFault(): GatewayEntryFault['outcome'] | null {
    return this.#options.faults.takeGatewayEntry()?.outcome ?? null;
  }

  answersHeartbeat(): boolean {
    return this.#options.faults.takeHeartbeat() === null;
  }

  setPresence(presence: JsonObject): void {
    this.#options.world.setBotPresence(presence);
  }

  /** READY, then every guild. Sessions of this shard that nobody holds any more end after that. */
  beginSession(
    connection: GatewayConnection,
    intents: number,
    shard: readonly [number, number],
  ): GatewaySession {
    const { world } = this.#options;
    const session = new GatewaySession(connection.socket, intents, shard);
    const guilds = [...world.guildById.values()].filter((guild) => session.hasGuild(guild.id));
    session.dispatch('READY', {
      v: 10,
      user: { ...userJson(world.bot), verified: true, mfa_enabled: true, email: null },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.url,
      shard: [...shard],
      application: { id: world.bot.id, flags: 0 },
    });
    if (intents & INTENT.guilds) {
      for (const guild of guilds) session.dispatch('GUILD_CREATE', guildCreateJson(world, guild));
    }
    const abandoned = [...this.#sessions].filter(
      (other) => other.socket === null && other.shard[0] === shard[0],
    );
    this.#sessions.add(session);
    for (const other of abandoned) this.endSession(other);
    return session;
  }

  resumableSession(sessionId: string): GatewaySession | null {
    const session = [...this.#sessions].find((candidate) => candidate.id === sessionId);
    if (session === undefined) return null;
    this.#keep(session);
    return session;
  }

  endSession(session: GatewaySession): void {
    this.#keep(session);
    if (this.#sessions.delete(session)) this.#joins.endSession(session);
  }

  requestVoiceState(session: GatewaySession, wish: VoiceStateRequest): void {
    this.voiceStatesAsked.push({ ...wish, atMonotonicMs: performance.now() });
    this.#joins.request(session, wish);
  }

  /** Opcode 8, in one chunk. */
  sendMembers(session: GatewaySession, wish: JsonObject): void {
    const { world } = this.#options;
    const guild = world.guildById.get(textOf(wish['guild_id']));
    if (guild === undefined) return;
    const userIds = [wish['user_ids'] ?? []].flat();
    const found = [...guild.memberByUserId.values()].filter(
      ({ userId }) => userIds.length === 0 || userIds.includes(userId),
    );
    session.dispatch('GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members: found.map((member) => memberWithUserJson(world, member)),
      chunk_index: 0,
      chunk_count: 1,
      nonce: wish['nonce'] ?? null,
    });
  }

  /** Opcode 43: what stands under the names of the voice channels. */
  sendChannelInfo(session: GatewaySession, wish: JsonObject): void {
    const guild = this.#options.world.guildById.get(textOf(wish['guild_id']));
    if (guild === undefined) return;
    const rooms = [...guild.channelById.values()].filter(({ kind }) => kind === 'voice');
    const channels = rooms.map(({ id, voiceStatus: status }) => ({ id, status }));
    session.dispatch('CHANNEL_INFO', { guild_id: guild.id, channels });
  }

  /** A connection is gone. Clients that say goodbye (1000, 1001) give up their session. */
  disconnected(connection: GatewayConnection, closeCode: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    if (session === null || session.socket !== connection.socket) return;
    session.socket = null;
    if (closeCode === 1000 || closeCode === 1001) {
      this.endSession(session);
      return;
    }
    const expiry = setTimeout(() => this.endSession(session), RESUMABLE_MS);
    this.#expiryBySession.set(session, expiry);
  }

  async close(): Promise<void> {
    for (const remove of this.#removals) remove();
    for (const expiry of this.#expiryBySession.values()) clearTimeout(expiry);
    const closed = [...this.#connections].map(
      ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    this.#sessions.clear();
    for (const { session, socket } of this.#connections) {
      if (session !== null) session.socket = null;
      socket.terminate();
    }
    await Promise.all(closed);
    for (const expiry of this.#expiryBySession.values()) clearTimeout(expiry);
    this.#server.close();
  }

  #keep(session: GatewaySession): void {
    clearTimeout(this.#expiryBySession.get(session));
    this.#expiryBySession.delete(session);
  }

  #tell(dispatch: Dispatch): void {
    for (const session of this.#sessions) {
      const isAskedFor = dispatch.intent === 0 || (session.intents & dispatch.intent) !== 0;
      if (isAskedFor && session.hasGuild(dispatch.guildId)) {
        session.dispatch(dispatch.name, dispatch.data);
      }
    }
  }

  #tellVoiceState(change: VoiceStateChange): void {
    const { world, faults } = this.#options;
    const dispatch = voiceStateDispatch(world, change);
    const fault = faults.takeVoiceState(change.userId)?.outcome;
    if (dispatch !== null && fault !== 'lost') {
      this.#tell(dispatch);
      if (fault === 'doubled') this.#tell(dispatch);
    }
    this.#joins.follow(change);
  }

  #strike(strike: Strike): void {
    if (strike.kind === 'voiceServerMoved') {
      this.#joins.moveServer(strike.guildId, strike.isAnnounced);
      return;
    }
    for (const connection of this.#connections) {
      switch (strike.kind) {
        case 'reconnect':
          connection.send(7, null);
          break;
        case 'invalidSession':
          connection.invalidateSession(strike.isResumable);
          break;
        case 'cut':
          if (strike.closeCode === undefined) connection.socket.terminate();
          else connection.socket.close(strike.closeCode);
          break;
        case 'zombie':
          connection.fallSilent();
          break;
        default:
          strike satisfies never;
      }
    }
  }
}
