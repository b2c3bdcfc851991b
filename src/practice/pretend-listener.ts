/**
 * Someone who only listens. It takes part in the end-to-end encryption like a real client would,
 * with the same library, but without a network in between; so what it can read, people could hear.
 */
import davey from '@snazzah/davey';
import { DAVE_PROTOCOL_VERSION, DaveOpcode, type DaveParticipant } from './dave-protocol.ts';
import type { DaveGroup } from './dave.ts';

/** As the protocol numbers it; the library's enum exists for the type checker only. */
const MEDIA_TYPE_AUDIO = 0;

/** What is used of the library's session, with its enums as the numbers they are. */
interface ClientSession {
  readonly ready: boolean;
  reinit(protocolVersion: number, userId: string, channelId: string): void;
  setExternalSender(payload: Buffer): void;
  getSerializedKeyPackage(): Buffer;
  processProposals(operation: number, proposals: Buffer): { commit?: Buffer; welcome?: Buffer };
  processCommit(commit: Buffer): void;
  processWelcome(welcome: Buffer): void;
  decrypt(userId: string, mediaType: number, frame: Buffer): Buffer;
}

export class PretendListener implements DaveParticipant {
  readonly userId: string;
  readonly isPretend = true;
  readonly #channelId: string;
  readonly #group: DaveGroup;
  readonly #session: ClientSession;

  constructor(userId: string, channelId: string, group: DaveGroup) {
    this.userId = userId;
    this.#channelId = channelId;
    this.#group = group;
    this.#session = new davey.DAVESession(DAVE_PROTOCOL_VERSION, userId, channelId);
  }

  get canDecrypt(): boolean {
    return this.#session.ready;
  }

  /** The Opus frame inside, or null when this listener has no key for it. */
  decrypt(senderUserId: string, frame: Buffer): Buffer | null {
    try {
      return this.#session.decrypt(senderUserId, MEDIA_TYPE_AUDIO, frame);
    } catch {
      // The library reports every frame that it cannot read by throwing.
      return null;
    }
  }

  sendJson(opcode: number, data: object): void {
    if (opcode === DaveOpcode.prepareEpoch && 'epoch' in data && data.epoch === 1) {
      this.#startOver();
    }
  }

  sendBinary(opcode: number, payload: Buffer): void {
    // A network would answer later too; within this call the group is still busy sending.
    queueMicrotask(() => this.#receive(opcode, payload));
  }

  #receive(opcode: number, payload: Buffer): void {
    switch (opcode) {
      case DaveOpcode.externalSender:
        this.#session.setExternalSender(payload);
        return this.#offerKeyPackage();
      case DaveOpcode.proposals:
        return this.#commit(payload);
      case DaveOpcode.announceCommit:
        return this.#enterEpoch(payload, () => this.#session.processCommit(payload.subarray(2)));
      case DaveOpcode.welcome:
        return this.#enterEpoch(payload, () => this.#session.processWelcome(payload.subarray(2)));
      default:
        throw new RangeError(`a listener was sent the binary opcode ${opcode}`);
    }
  }

  #enterEpoch(payload: Buffer, process: () => void): void {
    try {
      process();
    } catch {
      // A member's commit was accepted that the library finds invalid; the protocol's answer is to
      // say so and to come in again as a newcomer.
      this.#group.invalidCommit(this);
      return this.#startOver();
    }
    this.#group.transitionReady(this, payload.readUInt16BE());
  }

  #startOver(): void {
    this.#session.reinit(DAVE_PROTOCOL_VERSION, this.userId, this.#channelId);
    this.#offerKeyPackage();
  }

  #offerKeyPackage(): void {
    this.#group.keyPackage(this, this.#session.getSerializedKeyPackage());
  }

  #commit(payload: Buffer): void {
    const operation = payload.readUInt8();
    const { commit, welcome } = this.#session.processProposals(operation, payload.subarray(1));
    if (commit === undefined) return;
    const message = welcome === undefined ? commit : Buffer.concat([commit, welcome]);
    this.#group.commitWelcome(this, message);
  }
}
