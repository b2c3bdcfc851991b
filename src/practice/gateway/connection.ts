/** One socket of the gateway: greets, lets in, listens, and shuts the door on what Discord would. */
import type { WebSocket } from 'ws';
import type { Gateway } from '../gateway.ts';
import { isJsonObject, textOf, type Json, type JsonObject } from '../world/json.ts';
import { isSnowflake } from '../world/snowflake.ts';
import { INTENT } from './events.ts';
import type { GatewaySession } from './session.ts';

/** How many messages a bot may send; Discord documents 120 in 60 seconds. */
const SEND_LIMIT = 120;
const SEND_WINDOW_MS = 60_000;

const OPCODE = {
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voiceState: 4,
  resume: 6,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
  requestChannelInfo: 43,
} as const;

export const CLOSE_CODE = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  invalidShard: 4010,
  disallowedIntents: 4014,
} as const;

const ALL_INTENTS = Object.values(INTENT).reduce<number>((bits, bit) => bits | bit, 0);

export class GatewayConnection {
  readonly socket: WebSocket;
  session: GatewaySession | null = null;
  readonly #host: Gateway;
  #isSilent = false;
  #windowStartMs = performance.now();
  #sentInWindow = 0;

  constructor(host: Gateway, socket: WebSocket) {
    this.#host = host;
    this.socket = socket;
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('close', (code) => host.disconnected(this, code));
    // A broken socket is followed by its close event, which says all there is to know.
    socket.on('error', () => undefined);
    this.send(OPCODE.hello, { heartbeat_interval: host.heartbeatIntervalMs });
  }

  send(op: number, d: Json): void {
    this.socket.send(JSON.stringify({ op, d }));
  }

  /** Opcode 9. A session that can't be resumed is over. */
  invalidateSession(isResumable: boolean): void {
    const { session } = this;
    this.session = null;
    if (session !== null) {
      session.socket = null;
      if (!isResumable) this.#host.endSession(session);
    }
    this.send(OPCODE.invalidSession, isResumable);
  }

  /** The session lives on, and whoever resumes it is told what was missed. */
  fallSilent(): void {
    this.#isSilent = true;
    if (this.session !== null) this.session.socket = null;
    this.session = null;
  }

  #receive(text: string): void {
    if (this.#isSilent) return;
    if (this.#isOverLimit()) {
      this.socket.close(CLOSE_CODE.rateLimited, 'Rate limited.');
      return;
    }
    const message = parse(text);
    if (message === null) {
      this.socket.close(CLOSE_CODE.decodeError, 'Error while decoding payload.');
      return;
    }
    const body = isJsonObject(message['d']) ? message['d'] : {};
    switch (message['op']) {
      case OPCODE.heartbeat:
        if (this.#host.answersHeartbeat()) this.send(OPCODE.heartbeatAck, null);
        return;
      case OPCODE.identify:
        this.#identify(body);
        return;
      case OPCODE.resume:
        this.#resume(body);
        return;
      case OPCODE.presence:
      case OPCODE.voiceState:
      case OPCODE.requestMembers:
      case OPCODE.requestChannelInfo:
        this.#command(message['op'], body);
        return;
      default:
        this.socket.close(CLOSE_CODE.unknownOpcode, 'Unknown opcode.');
    }
  }

  #identify(body: JsonObject): void {
    if (this.session !== null) {
      this.socket.close(CLOSE_CODE.alreadyAuthenticated, 'Already authenticated.');
      return;
    }
    if (!this.#admits(body['token'])) return;
    const intents = Number(body['intents'] ?? 0);
    const refused = intents & this.#host.refusedIntents;
    this.#host.recordIntents(intents & ALL_INTENTS);
    if (refused !== 0) {
      this.socket.close(CLOSE_CODE.disallowedIntents, 'Disallowed intent(s).');
      return;
    }
    const shard = shardOf(body['shard']);
    if (shard === null) {
      this.socket.close(CLOSE_CODE.invalidShard, 'Invalid shard.');
      return;
    }
    if (isJsonObject(body['presence'])) this.#host.setPresence(body['presence']);
    this.session = this.#host.beginSession(this, intents, shard);
  }

  #resume(body: JsonObject): void {
    if (!this.#admits(body['token'])) return;
    const session = this.#host.resumableSession(textOf(body['session_id']));
    const sequence = Number(body['seq']);
    if (session === null) {
      this.send(OPCODE.invalidSession, false);
      return;
    }
    if (!session.canReplayAfter(sequence)) {
      this.#host.endSession(session);
      this.socket.close(CLOSE_CODE.invalidSequence, 'Invalid seq.');
      return;
    }
    this.session = session;
    session.resumeOn(this.socket, sequence);
  }

  /** Checks the token, and whether a fault wants to meet whoever enters. */
  #admits(token: Json | undefined): boolean {
    const fault = this.#host.entryFault();
    if (fault?.kind === 'closed') {
      this.socket.close(fault.closeCode);
      return false;
    }
    if (fault?.kind === 'invalidSession') {
      this.send(OPCODE.invalidSession, fault.isResumable);
      return false;
    }
    if (!this.#host.isToken(token)) {
      this.socket.close(CLOSE_CODE.authenticationFailed, 'Authentication failed.');
      return false;
    }
    return true;
  }

  #command(op: Json, body: JsonObject): void {
    if (this.session === null) {
      this.socket.close(CLOSE_CODE.notAuthenticated, 'Not authenticated.');
      return;
    }
    if (op === OPCODE.presence) this.#host.setPresence(body);
    if (op === OPCODE.requestMembers) this.#host.sendMembers(this.session, body);
    if (op === OPCODE.requestChannelInfo) this.#host.sendChannelInfo(this.session, body);
    if (op === OPCODE.voiceState && isSnowflake(body['guild_id'])) {
      this.#host.requestVoiceState(this.session, {
        guildId: body['guild_id'],
        channelId: isSnowflake(body['channel_id']) ? body['channel_id'] : null,
        isSelfMuted: body['self_mute'] === true,
        isSelfDeafened: body['self_deaf'] === true,
      });
    }
  }

  #isOverLimit(): boolean {
    const nowMs = performance.now();
    if (nowMs - this.#windowStartMs >= SEND_WINDOW_MS) {
      this.#windowStartMs = nowMs;
      this.#sentInWindow = 0;
    }
    this.#sentInWindow += 1;
    return this.#sentInWindow > SEND_LIMIT;
  }
}

function parse(text: string): JsonObject | null {
  try {
    const message: unknown = JSON.parse(text);
    return isJsonObject(message) ? message : null;
  } catch {
    // Not JSON: the caller closes the connection with the code for that.
    return null;
  }
}

/** `[shard, number of shards]`, one shard if nothing is said; null when it makes no sense. */
function shardOf(value: Json | undefined): readonly [number, number] | null {
  if (value === undefined || value === null) return [0, 1];
  if (!Array.isArray(value)) return null;
  const [shardId, shardCount] = value.map(Number);
  if (shardId === undefined || shardCount === undefined) return null;
  return shardId >= 0 && shardId < shardCount ? [shardId, shardCount] : null;
}
