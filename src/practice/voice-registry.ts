/** Everyone the voice server knows: whom it expects, who is connected and where, what they send. */
import type { EventEmitter } from 'node:events';
import { ExternalSender } from './dave-protocol.ts';
import { openRtp } from './rtp.ts';
import { VoiceChannel, type HeardFrame } from './voice-channel.ts';
import type { VoiceFaults } from './voice-faults.ts';
import type { ExpectedVoiceSession } from './voice-seam.ts';
import type { VoiceSession } from './voice-session.ts';

export interface VoicePlace {
  readonly guildId: string;
  readonly channelId: string;
  readonly userId: string;
}

export interface VoiceEvents {
  /** A frame was heard. */
  frame: [HeardFrame];
  /** A client said that it starts or stops speaking. */
  speaking: [VoicePlace & { isSpeaking: boolean }];
  /** A client may send sound. */
  connected: [VoicePlace];
  /** A client left for good; `closeCode` is null when it just never came back. */
  disconnected: [VoicePlace & { closeCode: number | null }];
  /** A client's socket broke and the client took up where it was. */
  resumed: [VoicePlace];
  /** A room switched to new end-to-end keys. */
  transitioned: [{ guildId: string; channelId: string; transitionId: number; userIds: string[] }];
  /** A datagram was lost to one of the faults. */
  lost: [{ what: 'discovery' | 'sound' }];
  /** A client was refused or cut off for what it sent. */
  refused: [{ closeCode: number; reason: string }];
}

export interface VoiceRoomReport {
  readonly guildId: string;
  readonly channelId: string;
  /** 0 while there is no end-to-end encryption. */
  readonly epoch: number;
  /** Those who hold the end-to-end keys. */
  readonly memberUserIds: string[];
  readonly listenerUserIds: string[];
  readonly clients: {
    readonly userId: string;
    readonly mode: string | null;
    readonly isConnected: boolean;
    readonly packetsHeard: number;
    readonly packetsUnreadable: number;
  }[];
}

export class VoiceRegistry {
  readonly sessionBySsrc = new Map<number, VoiceSession>();
  /** Counted anew whenever the faults are set. */
  identifyCount = 0;
  #lastSsrc = 1000;
  readonly #events: EventEmitter<VoiceEvents>;
  readonly #faults: VoiceFaults;
  readonly #externalSender = new ExternalSender();
  readonly #expectedByMember = new Map<string, ExpectedVoiceSession>();
  readonly #sessionByMember = new Map<string, VoiceSession>();
  readonly #channelByPlace = new Map<string, VoiceChannel>();
  readonly #listenerIdsByPlace = new Map<string, readonly string[]>();
  readonly #suppressedMembers = new Set<string>();

  constructor(events: EventEmitter<VoiceEvents>, faults: VoiceFaults) {
    this.#events = events;
    this.#faults = faults;
  }

  expect(session: ExpectedVoiceSession): void {
    this.#expectedByMember.set(key(session.guildId, session.userId), session);
  }

  expected(guildId: string, userId: string): ExpectedVoiceSession | undefined {
    return this.#expectedByMember.get(key(guildId, userId));
  }

  session(guildId: string, userId: string): VoiceSession | undefined {
    return this.#sessionByMember.get(key(guildId, userId));
  }

  sessionWithId(guildId: string, sessionId: string, token: string): VoiceSession | undefined {
    for (const session of this.#sessionByMember.values()) {
      const { expected } = session;
      const isMeant = expected.guildId === guildId && expected.sessionId === sessionId;
      if (isMeant && expected.token === token) return session;
    }
    return undefined;
  }

  /** Only resumable codes leave the session in place. */
  drop(guildId: string, userId: string, closeCode: number): void {
    const member = key(guildId, userId);
    const session = this.#sessionByMember.get(member);
    if (session !== undefined && isResumable(closeCode)) return session.interrupt(closeCode);
    const expected = this.#expectedByMember.get(member);
    // A member that was moved may already be expected anew; that promise stands.
    if (session === undefined || expected === session.expected) {
      this.#expectedByMember.delete(member);
    }
    if (session !== undefined) this.remove(session, closeCode);
  }

  takeSsrc(): number {
    this.#lastSsrc += 1;
    return this.#lastSsrc;
  }

  add(session: VoiceSession): void {
    this.#sessionByMember.set(key(session.expected.guildId, session.userId), session);
    this.sessionBySsrc.set(session.ssrc, session);
  }

  remove(session: VoiceSession, closeCode: number | null): void {
    const { guildId, channelId, userId } = session.expected;
    if (!this.sessionBySsrc.delete(session.ssrc)) return;
    if (this.session(guildId, userId) === session) {
      this.#sessionByMember.delete(key(guildId, userId));
    }
    session.end(closeCode ?? 1000);
    const place = key(guildId, channelId);
    const channel = this.#channelByPlace.get(place);
    channel?.leave(session);
    if (channel?.sessionByUserId.size === 0) {
      channel.close();
      this.#channelByPlace.delete(place);
    }
    this.#events.emit('disconnected', { guildId, channelId, userId, closeCode });
  }

  /** The channel that a session belongs to; it exists as long as someone is connected. */
  channelOf(session: VoiceSession): VoiceChannel {
    const { guildId, channelId, dave } = session.expected;
    const place = key(guildId, channelId);
    const existing = this.#channelByPlace.get(place);
    if (existing !== undefined) return existing;
    const channel = new VoiceChannel({
      guildId,
      channelId,
      isEncrypted: dave,
      externalSender: this.#externalSender,
      faults: this.#faults,
      onTransition: (transitionId, userIds) =>
        this.#events.emit('transitioned', { guildId, channelId, transitionId, userIds }),
    });
    this.#channelByPlace.set(place, channel);
    channel.setListeners(this.#listenerIdsByPlace.get(place) ?? []);
    return channel;
  }

  setListeners(guildId: string, channelId: string, userIds: readonly string[]): void {
    const place = key(guildId, channelId);
    this.#listenerIdsByPlace.set(place, userIds);
    this.#channelByPlace.get(place)?.setListeners(userIds);
  }

  setSuppressed(guildId: string, userId: string, isSuppressed: boolean): void {
    const member = key(guildId, userId);
    if (isSuppressed) this.#suppressedMembers.add(member);
    else this.#suppressedMembers.delete(member);
  }

  setFaults(changed: Partial<VoiceFaults>): void {
    Object.assign(this.#faults, changed);
    this.identifyCount = 0;
    for (const [place, channel] of this.#channelByPlace) {
      channel.setListeners(this.#listenerIdsByPlace.get(place) ?? []);
    }
  }

  hear(ssrc: number, datagram: Buffer, arrivedAtMs: number): void {
    const session = this.sessionBySsrc.get(ssrc);
    if (session === undefined || session.mode === null) return;
    if (this.#suppressedMembers.has(key(session.expected.guildId, session.userId))) return;
    const packet = openRtp(datagram, session.mode, session.secretKey);
    const frame = packet && this.channelOf(session).hear(session, packet, arrivedAtMs);
    if (frame === null) {
      session.packetsUnreadable += 1;
      return;
    }
    session.packetsHeard += 1;
    this.#events.emit('frame', frame);
  }

  report(): VoiceRoomReport[] {
    return [...this.#channelByPlace.values()].map((channel) => ({
      guildId: channel.guildId,
      channelId: channel.channelId,
      epoch: channel.group?.epoch ?? 0,
      memberUserIds: channel.group?.memberUserIds ?? [],
      listenerUserIds: [...channel.listenerByUserId.keys()],
      clients: [...channel.sessionByUserId.values()].map((session) => ({
        userId: session.userId,
        mode: session.mode,
        isConnected: session.isConnected,
        packetsHeard: session.packetsHeard,
        packetsUnreadable: session.packetsUnreadable,
      })),
    }));
  }

  close(): void {
    for (const session of this.sessionBySsrc.values()) session.end(1001);
    for (const channel of this.#channelByPlace.values()) channel.close();
  }
}

/** Clients resume after these, and identify anew after all others. */
export function isResumable(closeCode: number): boolean {
  return closeCode === 4015 || (closeCode < 4000 && closeCode !== 1000);
}

function key(guildId: string, other: string): string {
  return `${guildId}:${other}`;
}
