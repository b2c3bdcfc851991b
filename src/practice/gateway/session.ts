/** One gateway session: what its bot has been told, and what it may be told again after a cut. */
import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { JsonObject } from '../world/json.ts';

/** How many events are kept for a resume. A session that missed more must start anew. */
const REPLAY_LIMIT = 2_000;

interface Sent {
  sequence: number;
  text: string;
}

export class GatewaySession {
  readonly id = randomBytes(16).toString('hex');
  /** The bits of the intents that the bot asked for. */
  readonly intents: number;
  /** Shard number and number of shards. */
  readonly shard: readonly [number, number];
  /** The guilds in which this session has put the bot into a voice channel. */
  readonly voiceGuildIds = new Set<string>();
  /** Null while the connection is cut and the session may be resumed. */
  socket: WebSocket | null;
  #sequence = 0;
  #sent: Sent[] = [];

  constructor(socket: WebSocket, intents: number, shard: readonly [number, number]) {
    this.socket = socket;
    this.intents = intents;
    this.shard = shard;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Tells of an event, or keeps it for the resume. */
  dispatch(name: string, data: JsonObject): void {
    this.#sequence += 1;
    const text = JSON.stringify({ op: 0, s: this.#sequence, t: name, d: data });
    this.#sent.push({ sequence: this.#sequence, text });
    if (this.#sent.length > REPLAY_LIMIT * 2) this.#sent = this.#sent.slice(-REPLAY_LIMIT);
    this.socket?.send(text);
  }

  /** Whether everything after that sequence number is still known. */
  canReplayAfter(sequence: number): boolean {
    const oldest = this.#sent[0]?.sequence ?? 1;
    return sequence <= this.#sequence && sequence >= oldest - 1;
  }

  /** Continues on another connection with what was missed. */
  resumeOn(socket: WebSocket, afterSequence: number): void {
    this.socket = socket;
    for (const { sequence, text } of this.#sent) {
      if (sequence > afterSequence) socket.send(text);
    }
    this.dispatch('RESUMED', {});
  }

  /** Guilds are dealt out to shards by their id. */
  hasGuild(guildId: string | null): boolean {
    const [shardId, shardCount] = this.shard;
    if (guildId === null) return shardId === 0;
    return Number((BigInt(guildId) >> 22n) % BigInt(shardCount)) === shardId;
  }
}
