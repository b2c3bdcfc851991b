/**
 * What can be made to go wrong in the REST API and the gateway. A fault is added once and used up
 * by what it meets; a strike happens at once. The voice server has faults of its own.
 */
import { EventEmitter } from 'node:events';
import type { JsonObject } from './world/json.ts';

/** What becomes of a request. */
export type RestOutcome =
  | { kind: 'status'; status: number; body?: JsonObject }
  /** The page of a proxy in front of Discord instead of JSON. */
  | { kind: 'html'; status: number }
  | { kind: 'rateLimited'; retryAfterMs: number; scope: 'user' | 'global' | 'shared' }
  /** The connection ends without an answer. */
  | { kind: 'dropped' }
  /** Nothing is wrong but the time it takes. */
  | { kind: 'delayed'; delayMs: number };

export interface RestFault {
  kind: 'rest';
  /** Any method if left out. */
  method?: string;
  /** Matched against the path below /api/v10, without the query. */
  path: RegExp;
  /** How many matching requests it meets. */
  times: number;
  /** Whether the request's work is left undone, or done with its answer lost. */
  work: 'undone' | 'done';
  outcome: RestOutcome;
}

/** The next voice states that the gateway would tell of. */
export interface VoiceStateFault {
  kind: 'voiceState';
  /** Anyone's if left out. */
  userId?: string;
  times: number;
  outcome: 'lost' | 'doubled';
}

/** The answers to IDENTIFY and RESUME. */
export interface GatewayEntryFault {
  kind: 'gatewayEntry';
  times: number;
  outcome: { kind: 'closed'; closeCode: number } | { kind: 'invalidSession'; isResumable: boolean };
}

/** Heartbeats go unanswered until the fault is removed, or for so many times. */
export interface HeartbeatFault {
  kind: 'heartbeat';
  times: number;
}

export type Fault = RestFault | VoiceStateFault | GatewayEntryFault | HeartbeatFault;

/** Something that the gateway does now, to every connection unless it names a guild. */
export type Strike =
  /** Opcode 7: reconnect and resume. */
  | { kind: 'reconnect' }
  /** Opcode 9. The session is gone unless it is resumable. */
  | { kind: 'invalidSession'; isResumable: boolean }
  /** The gateway closes the connection; without a code it is cut as if the wire broke. */
  | { kind: 'cut'; closeCode?: number }
  /** The connection stays open, but nothing goes through it any more in either direction. */
  | { kind: 'zombie' }
  /**
   * A guild's voice server is exchanged for the one that clients are sent to now: the address is
   * taken away before the new one is told, or the old server just closes.
   */
  | { kind: 'voiceServerMoved'; guildId: string; isAnnounced: boolean };

export class Faults extends EventEmitter<{ strike: [Strike] }> {
  readonly #faults = new Set<Fault>();

  /** Adds a fault, and returns what takes it away again. */
  add(fault: Fault): () => void {
    const own = { ...fault };
    this.#faults.add(own);
    return () => {
      this.#faults.delete(own);
    };
  }

  strike(strike: Strike): void {
    this.emit('strike', strike);
  }

  clear(): void {
    this.#faults.clear();
  }

  takeRest(method: string, path: string): RestFault | null {
    return this.#take(
      (fault): fault is RestFault =>
        fault.kind === 'rest' &&
        (fault.method === undefined || fault.method === method) &&
        fault.path.test(path),
    );
  }

  takeVoiceState(userId: string): VoiceStateFault | null {
    return this.#take(
      (fault): fault is VoiceStateFault =>
        fault.kind === 'voiceState' && (fault.userId === undefined || fault.userId === userId),
    );
  }

  takeGatewayEntry(): GatewayEntryFault | null {
    return this.#take((fault): fault is GatewayEntryFault => fault.kind === 'gatewayEntry');
  }

  takeHeartbeat(): HeartbeatFault | null {
    return this.#take((fault): fault is HeartbeatFault => fault.kind === 'heartbeat');
  }

  #take<T extends Fault>(isMeant: (fault: Fault) => fault is T): T | null {
    for (const fault of this.#faults) {
      if (!isMeant(fault)) continue;
      fault.times -= 1;
      if (fault.times <= 0) this.#faults.delete(fault);
      return fault;
    }
    return null;
  }
}
