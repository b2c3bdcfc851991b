/**
 * The part of Messaging Layer Security (RFC 9420) that a voice server needs: reading key packages,
 * commits and welcomes, and writing signed Add and Remove proposals as the group's external sender.
 *
 * The server holds no group secret. It never decrypts and never derives a key; it only has to know
 * who sits at which leaf, and that is all in the clear.
 */
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import {
  MalformedMlsMessage,
  MlsReader,
  uint16,
  uint32,
  uint64,
  uint8,
  vector,
} from './mls-bytes.ts';

const MLS_10 = 1;
const WIRE_PUBLIC_MESSAGE = 1;
const CIPHER_SUITE_P256 = 2;
const CREDENTIAL_BASIC = 1;
const SENDER_MEMBER = 1;
const SENDER_EXTERNAL = 2;
const CONTENT_PROPOSAL = 2;
const CONTENT_COMMIT = 3;
const PROPOSAL_ADD = 1;
const PROPOSAL_REMOVE = 3;
const BY_REFERENCE = 2;
const LEAF_FROM_KEY_PACKAGE = 1;
const LEAF_FROM_COMMIT = 3;

/** What a signature covers: the label of its use, then the content. */
function labelled(label: string, content: Uint8Array): Buffer {
  return Buffer.concat([vector(Buffer.from(`MLS 1.0 ${label}`)), vector(content)]);
}

/** The hash by which commits and welcomes name a proposal or a key package, in hex. */
function referenceHash(label: string, value: Uint8Array): string {
  return createHash('sha256').update(labelled(label, value)).digest('hex');
}

/** The SEC 1 uncompressed point (65 bytes) of a P-256 key. */
function uncompressedPoint(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  if (x === undefined || y === undefined) throw new TypeError('not an elliptic-curve key');
  return Buffer.concat([uint8(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

function publicKeyFromPoint(point: Buffer): KeyObject {
  if (point.length !== 65 || point[0] !== 4) {
    throw new MalformedMlsMessage('the signature key is not an uncompressed P-256 point');
  }
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch (cause) {
    throw new MalformedMlsMessage('the signature key is not a point on the curve', { cause });
  }
}

/** Identity and key of the server, which every group carries as its one external sender. */
export function encodeExternalSender(publicKey: KeyObject, identity: string): Buffer {
  return Buffer.concat([
    vector(uncompressedPoint(publicKey)),
    uint16(CREDENTIAL_BASIC),
    vector(Buffer.from(identity)),
  ]);
}

interface LeafNode {
  readonly identity: Buffer;
  readonly signatureKey: Buffer;
}

function readLeafNode(reader: MlsReader): LeafNode {
  reader.vector(); // encryption key
  const signatureKey = reader.vector();
  reader.expectUint16(CREDENTIAL_BASIC, 'the credential type');
  const identity = reader.vector();
  for (let capability = 0; capability < 5; capability += 1) reader.vector();
  const source = reader.uint8();
  if (source === LEAF_FROM_KEY_PACKAGE) reader.take(16);
  else if (source === LEAF_FROM_COMMIT) reader.vector();
  reader.vector(); // extensions
  reader.vector(); // signature
  return { identity, signatureKey };
}

export interface KeyPackage {
  readonly bytes: Buffer;
  /** The name that a Welcome uses for it, in hex. */
  readonly reference: string;
  /** The Discord user id in its credential. */
  readonly userId: string;
}

/**
 * Reads a bare KeyPackage and checks its signature.
 *
 * @throws MalformedMlsMessage when it is not one, or is not signed by its own key.
 */
export function readKeyPackage(bytes: Buffer): KeyPackage {
  const reader = new MlsReader(bytes);
  reader.expectUint16(MLS_10, 'the protocol version');
  reader.expectUint16(CIPHER_SUITE_P256, 'the cipher suite');
  reader.vector(); // init key
  const leaf = readLeafNode(reader);
  reader.vector(); // extensions
  const signed = bytes.subarray(0, reader.offset);
  const signature = reader.vector();
  if (!reader.isAtEnd) throw new MalformedMlsMessage('bytes are left after the key package');
  if (leaf.identity.length !== 8) throw new MalformedMlsMessage('the credential is not a user id');
  const key = { key: publicKeyFromPoint(leaf.signatureKey), dsaEncoding: 'der' as const };
  if (!verify('sha256', labelled('KeyPackageTBS', signed), key, signature)) {
    throw new MalformedMlsMessage('the key package is not signed by its own key');
  }
  return {
    bytes: Buffer.from(bytes),
    reference: referenceHash('KeyPackage Reference', bytes),
    userId: leaf.identity.readBigUInt64BE().toString(),
  };
}

/** A proposal as it goes out in opcode 27, and the name by which a commit refers to it. */
export interface SignedProposal {
  readonly message: Buffer;
  readonly reference: string;
}

export interface ProposalContext {
  readonly groupId: bigint;
  readonly epoch: bigint;
  readonly signingKey: KeyObject;
}

function signProposal(context: ProposalContext, proposal: Buffer): SignedProposal {
  const content = Buffer.concat([
    vector(uint64(context.groupId)),
    uint64(context.epoch),
    uint8(SENDER_EXTERNAL),
    uint32(0), // the group has one external sender, at index 0
    vector(),
    uint8(CONTENT_PROPOSAL),
    proposal,
  ]);
  const framed = Buffer.concat([uint16(WIRE_PUBLIC_MESSAGE), content]);
  const toBeSigned = Buffer.concat([uint16(MLS_10), framed]);
  const signature = vector(
    sign('sha256', labelled('FramedContentTBS', toBeSigned), {
      key: context.signingKey,
      dsaEncoding: 'der',
    }),
  );
  return {
    message: Buffer.concat([toBeSigned, signature]),
    reference: referenceHash('Proposal Reference', Buffer.concat([framed, signature])),
  };
}

export function proposeAdd(context: ProposalContext, keyPackage: KeyPackage): SignedProposal {
  return signProposal(context, Buffer.concat([uint16(PROPOSAL_ADD), keyPackage.bytes]));
}

export function proposeRemove(context: ProposalContext, leafIndex: number): SignedProposal {
  return signProposal(context, Buffer.concat([uint16(PROPOSAL_REMOVE), uint32(leafIndex)]));
}

export interface Commit {
  readonly message: Buffer;
  readonly groupId: bigint;
  readonly epoch: bigint;
  readonly senderLeafIndex: number;
  /** The proposals it applies, in its own order, in hex. */
  readonly proposalReferences: readonly string[];
}

function readProposalReferences(list: Buffer): string[] {
  const reader = new MlsReader(list);
  const references: string[] = [];
  while (!reader.isAtEnd) {
    if (reader.uint8() !== BY_REFERENCE) {
      throw new MalformedMlsMessage('a commit may only refer to proposals, not carry its own');
    }
    references.push(reader.vector().toString('hex'));
  }
  return references;
}

/** Reads the commit at the front of opcode 28, and hands back what follows it (a Welcome or nothing). */
export function readCommit(payload: Buffer): { commit: Commit; rest: Buffer } {
  const reader = new MlsReader(payload);
  reader.expectUint16(MLS_10, 'the protocol version');
  reader.expectUint16(WIRE_PUBLIC_MESSAGE, 'the wire format');
  const groupId = reader.vector();
  if (groupId.length !== 8) throw new MalformedMlsMessage('the group id is not a channel id');
  const epoch = reader.uint64();
  if (reader.uint8() !== SENDER_MEMBER) throw new MalformedMlsMessage('the sender is no member');
  const senderLeafIndex = reader.uint32();
  reader.vector(); // authenticated data
  if (reader.uint8() !== CONTENT_COMMIT) throw new MalformedMlsMessage('the content is no commit');
  const proposalReferences = readProposalReferences(reader.vector());
  if (reader.uint8() === 1) {
    readLeafNode(reader);
    reader.vector(); // the path's nodes
  }
  reader.vector(); // signature
  reader.vector(); // confirmation tag
  reader.vector(); // membership tag
  const message = Buffer.from(payload.subarray(0, reader.offset));
  const rest = Buffer.from(payload.subarray(reader.offset));
  const groupIdNumber = groupId.readBigUInt64BE();
  return {
    commit: { message, groupId: groupIdNumber, epoch, senderLeafIndex, proposalReferences },
    rest,
  };
}

/**
 * Splits a Welcome into one for each newcomer, keyed by key-package reference: each is sent only
 * the secrets that were sealed for it.
 */
export function splitWelcome(welcome: Buffer): Map<string, Buffer> {
  const reader = new MlsReader(welcome);
  reader.expectUint16(CIPHER_SUITE_P256, 'the cipher suite');
  const secrets = new MlsReader(reader.vector());
  const groupInfo = reader.vector();
  const welcomeByKeyPackage = new Map<string, Buffer>();
  while (!secrets.isAtEnd) {
    const start = secrets.offset;
    const reference = secrets.vector().toString('hex');
    secrets.vector(); // encapsulated key
    secrets.vector(); // ciphertext
    const own = secrets.bytes.subarray(start, secrets.offset);
    welcomeByKeyPackage.set(
      reference,
      Buffer.concat([uint16(CIPHER_SUITE_P256), vector(own), vector(groupInfo)]),
    );
  }
  return welcomeByKeyPackage;
}
