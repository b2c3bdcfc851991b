/** One voice channel as the voice server sees it: who is connected, who listens, what is heard. */
import { DAVE_PROTOCOL_VERSION, type ExternalSender } from './dave-protocol.ts';
import { DaveGroup } from './dave.ts';
import { PretendListener } from './pretend-listener.ts';
import { hasDaveTrailer, isOpusSilence, type RtpPacket } from './rtp.ts';
import type { VoiceFaults } from './voice-faults.ts';
import type { VoiceSession } from './voice-session.ts';

export const VoiceOpcode = {
  identify: 0,
  selectProtocol: 1,
  ready: 2,
  heartbeat: 3,
  sessionDescription: 4,
  speaking: 5,
  heartbeatAck: 6,
  resume: 7,
  hello: 8,
  resumed: 9,
  clientsConnect: 11,
  video: 12,
  clientDisconnect: 13,
} as const;

/** A frame that the room heard, with every layer of encryption taken off. */
export interface HeardFrame {
  readonly guildId: string;
  readonly channelId: string;
  readonly userId: string;
  /** RTP sequence number, 16 bits. */
  readonly sequence: number;
  /** RTP timestamp, 48 kHz, 32 bits. */
  readonly timestamp: number;
  /** Monotonic, as `performance.now()`. */
  readonly arrivedAtMs: number;
  readonly opus: Uint8Array;
  /** Whether people outside the room could have read it on its way. */
  readonly encrypted: 'dave' | 'transport-only';
  /** The frame F8 FF FE, which by protocol passes unencrypted in an encrypted room. */
  readonly isSilence: boolean;
}

/** The listener that sits in every room unless a fault leaves it out. */
const STANDING_LISTENER_USER_ID = '100000000000000001';

export class VoiceChannel {
  readonly guildId: string;
  readonly channelId: string;
  readonly sessionByUserId = new Map<string, VoiceSession>();
  /** Null stands for a listener in a channel without end-to-end encryption. */
  readonly listenerByUserId = new Map<string, PretendListener | null>();
  /** Null for stage channels. */
  readonly group: DaveGroup | null;
  readonly #faults: VoiceFaults;

  constructor(options: {
    guildId: string;
    channelId: string;
    isEncrypted: boolean;
    externalSender: ExternalSender;
    faults: VoiceFaults;
    onTransition: (transitionId: number, userIds: string[]) => void;
  }) {
    this.guildId = options.guildId;
    this.channelId = options.channelId;
    this.#faults = options.faults;
    this.group = options.isEncrypted
      ? new DaveGroup({
          channelId: options.channelId,
          externalSender: options.externalSender,
          timing: () => options.faults,
          onTransition: options.onTransition,
        })
      : null;
  }

  get protocolVersion(): number {
    return this.group === null ? 0 : DAVE_PROTOCOL_VERSION;
  }

  get occupantUserIds(): string[] {
    return [...new Set([...this.listenerByUserId.keys(), ...this.sessionByUserId.keys()])];
  }

  enter(session: VoiceSession): void {
    const others = this.occupantUserIds.filter((userId) => userId !== session.userId);
    this.sessionByUserId.set(session.userId, session);
    if (others.length > 0) session.sendJson(VoiceOpcode.clientsConnect, { user_ids: others });
    this.#tellClients(session.userId, VoiceOpcode.clientsConnect, { user_ids: [session.userId] });
  }

  leave(session: VoiceSession): void {
    this.sessionByUserId.delete(session.userId);
    this.#tellClients(session.userId, VoiceOpcode.clientDisconnect, { user_id: session.userId });
    this.group?.disconnect(session);
  }

  relaySpeaking(session: VoiceSession, data: object): void {
    this.#tellClients(session.userId, VoiceOpcode.speaking, { ...data, user_id: session.userId });
  }

  /** Brings the pretend listeners to exactly these, besides the standing one. */
  setListeners(userIds: readonly string[]): void {
    const standing = this.#faults.withoutListener ? [] : [STANDING_LISTENER_USER_ID];
    const wanted = new Set([...standing, ...userIds]);
    for (const userId of this.listenerByUserId.keys()) {
      if (!wanted.has(userId)) this.#dismissListener(userId);
    }
    const newcomers = [...wanted].filter((userId) => !this.listenerByUserId.has(userId));
    if (newcomers.length > 0) {
      this.#tellClients(null, VoiceOpcode.clientsConnect, { user_ids: newcomers });
    }
    for (const userId of newcomers) this.#addListener(userId);
  }

  /** Null when it is encrypted and nobody in the room has the key. */
  hear(session: VoiceSession, packet: RtpPacket, arrivedAtMs: number): HeardFrame | null {
    const frame = this.#decrypt(session.userId, packet.payload);
    if (frame === null) return null;
    return {
      guildId: this.guildId,
      channelId: this.channelId,
      userId: session.userId,
      sequence: packet.sequence,
      timestamp: packet.timestamp,
      arrivedAtMs,
      isSilence: isOpusSilence(frame.opus),
      ...frame,
    };
  }

  close(): void {
    this.group?.close();
  }

  #decrypt(userId: string, payload: Buffer): Pick<HeardFrame, 'opus' | 'encrypted'> | null {
    if (this.group === null || !hasDaveTrailer(payload)) {
      return { opus: payload, encrypted: 'transport-only' };
    }
    for (const listener of this.listenerByUserId.values()) {
      const opus = listener?.canDecrypt === true ? listener.decrypt(userId, payload) : null;
      if (opus !== null) return { opus, encrypted: 'dave' };
    }
    return null;
  }

  #addListener(userId: string): void {
    const { group } = this;
    const listener = group === null ? null : new PretendListener(userId, this.channelId, group);
    this.listenerByUserId.set(userId, listener);
    if (listener !== null) group?.connect(listener);
  }

  #dismissListener(userId: string): void {
    const listener = this.listenerByUserId.get(userId);
    this.listenerByUserId.delete(userId);
    this.#tellClients(null, VoiceOpcode.clientDisconnect, { user_id: userId });
    if (listener !== undefined && listener !== null) this.group?.disconnect(listener);
  }

  #tellClients(exceptUserId: string | null, opcode: number, data: object): void {
    for (const session of this.sessionByUserId.values()) {
      if (session.userId !== exceptUserId) session.sendJson(opcode, data);
    }
  }
}
