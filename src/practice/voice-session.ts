/**
 * One client's place in a voice channel. It outlives the socket that it is spoken over: what was
 * sent is kept until it is acknowledged, so that a client whose socket broke can resume.
 */
import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { DaveParticipant } from './dave-protocol.ts';
import type { EncryptionMode } from './rtp.ts';
import type { ExpectedVoiceSession } from './voice-seam.ts';

/** Enough for a busy room's worth of a broken socket; who missed more must identify anew. */
const REPLAY_LIMIT = 512;

/** Binary messages have 16 bits for it, and the clients take 0 for "none". */
const LAST_SEQUENCE = 0xffff;

interface SentMessage {
  readonly sequence: number;
  readonly content: string | Buffer;
}

export class VoiceSession implements DaveParticipant {
  readonly isPretend = false;
  readonly expected: ExpectedVoiceSession;
  readonly ssrc: number;
  readonly secretKey = randomBytes(32);
  /** Null until the client has selected a protocol. */
  mode: EncryptionMode | null = null;
  packetsHeard = 0;
  packetsUnreadable = 0;
  /** Set while the socket is broken; when it fires the client is taken to have left. */
  evictionTimer: NodeJS.Timeout | undefined;
  #socket: WebSocket | null;
  #sequence = 0;
  #acknowledged = 0;
  readonly #sent: SentMessage[] = [];

  constructor(expected: ExpectedVoiceSession, ssrc: number, socket: WebSocket) {
    this.expected = expected;
    this.ssrc = ssrc;
    this.#socket = socket;
  }

  get userId(): string {
    return this.expected.userId;
  }

  get isConnected(): boolean {
    return this.#socket !== null;
  }

  isSpokenOver(socket: WebSocket): boolean {
    return this.#socket === socket;
  }

  /** A message of the protocol that is counted and replayed. */
  sendJson(opcode: number, data: object): void {
    const sequence = this.#nextSequence();
    this.#keepAndSend({
      sequence,
      content: JSON.stringify({ op: opcode, d: data, seq: sequence }),
    });
  }

  sendBinary(opcode: number, payload: Buffer): void {
    const sequence = this.#nextSequence();
    const header = Buffer.alloc(3);
    header.writeUInt16BE(sequence, 0);
    header.writeUInt8(opcode, 2);
    this.#keepAndSend({ sequence, content: Buffer.concat([header, payload]) });
  }

  /** A message that belongs to the socket and not to the session, and is never replayed. */
  sendUncounted(opcode: number, data: object | null): void {
    this.#socket?.send(JSON.stringify({ op: opcode, d: data }));
  }

  /** The client has everything up to here, so it need not be kept. */
  acknowledge(sequence: number): void {
    const index = this.#sent.findIndex((message) => message.sequence === sequence);
    if (index === -1) return;
    this.#sent.splice(0, index + 1);
    this.#acknowledged = sequence;
  }

  /**
   * Takes over a new socket.
   *
   * @param sequence what the client had last, -1 when it had nothing
   * @returns what it missed, to be handed to `replay`, or null when that is no longer known
   */
  resume(socket: WebSocket, sequence: number): readonly SentMessage[] | null {
    const last = Math.max(0, sequence);
    if (last !== this.#acknowledged) this.acknowledge(last);
    if (last !== this.#acknowledged) return null;
    clearTimeout(this.evictionTimer);
    // The client may have noticed the break before this side did.
    this.#socket?.terminate();
    this.#socket = socket;
    return [...this.#sent];
  }

  replay(messages: readonly SentMessage[]): void {
    for (const { content } of messages) this.#socket?.send(content);
  }

  /** The socket is gone; what is sent from now on waits for a resume. */
  detach(): void {
    this.#socket = null;
  }

  /** Ends the session: what the socket still says is nobody's business any more. */
  end(closeCode: number): void {
    clearTimeout(this.evictionTimer);
    this.#socket?.close(closeCode);
    this.detach();
  }

  /** Closes the socket and keeps the session for the client to resume. */
  interrupt(closeCode: number): void {
    this.#socket?.close(closeCode);
  }

  /** Breaks the connection without a goodbye, as a dying network would. */
  cut(): void {
    this.#socket?.terminate();
  }

  #nextSequence(): number {
    this.#sequence = (this.#sequence % LAST_SEQUENCE) + 1;
    return this.#sequence;
  }

  #keepAndSend(message: SentMessage): void {
    this.#sent.push(message);
    if (this.#sent.length > REPLAY_LIMIT) {
      const dropped = this.#sent.shift();
      this.#acknowledged = dropped?.sequence ?? this.#acknowledged;
    }
    this.#socket?.send(message.content);
  }
}
