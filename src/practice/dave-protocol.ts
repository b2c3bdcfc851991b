/** What the two sides of DAVE, Discord's end-to-end encryption of voice, have in common. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { encodeExternalSender } from './mls-encoding.ts';

export const DAVE_PROTOCOL_VERSION = 1;

export const DaveOpcode = {
  prepareTransition: 21,
  executeTransition: 22,
  transitionReady: 23,
  prepareEpoch: 24,
  externalSender: 25,
  keyPackage: 26,
  proposals: 27,
  commitWelcome: 28,
  announceCommit: 29,
  welcome: 30,
  invalidCommitWelcome: 31,
} as const;

/** One who takes part in the encryption: a connected client or a pretend listener. */
export interface DaveParticipant {
  readonly userId: string;
  readonly isPretend: boolean;
  sendJson(opcode: number, data: object): void;
  sendBinary(opcode: number, payload: Buffer): void;
}

export interface DaveTiming {
  /** How long a commit and its welcomes (opcodes 29 and 30) are held back. */
  readonly announceDelayMs: number;
  /** How long the order to switch (opcode 22) is held back after everyone is ready. */
  readonly executeDelayMs: number;
  /** Whose commit wins when a client and a pretend listener both send one. */
  readonly preferredCommitter: 'listener' | 'client';
}

/** The server's one key pair, which every group carries as its external sender. */
export class ExternalSender {
  readonly privateKey: KeyObject;
  readonly encoded: Buffer;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = privateKey;
    this.encoded = encodeExternalSender(publicKey, 'practice-voice-server');
  }
}
