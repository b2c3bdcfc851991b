/**
 * The server's half of DAVE against the library that real clients use. Members here are sessions of
 * that library, connected to the group by nothing but function calls.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import davey from '@snazzah/davey';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  DAVE_PROTOCOL_VERSION,
  DaveOpcode,
  ExternalSender,
  type DaveParticipant,
  type DaveTiming,
} from '../../src/practice/dave-protocol.ts';
import { DaveGroup } from '../../src/practice/dave.ts';
import { PretendListener } from '../../src/practice/pretend-listener.ts';
import { MalformedMlsMessage, MlsReader, vector } from '../../src/practice/mls-bytes.ts';
import { readCommit, readKeyPackage, splitWelcome } from '../../src/practice/mls-encoding.ts';

const CHANNEL_ID = '2001';
/** The library's enums exist for the type checker only; these are their numbers. */
const APPEND = 0;
const AUDIO = 0;

/** What is used of the library's session. */
interface Session {
  readonly voicePrivacyCode: string;
  reinit(protocolVersion: number, userId: string, channelId: string): void;
  setExternalSender(payload: Buffer): void;
  getSerializedKeyPackage(): Buffer;
  processProposals(operation: number, proposals: Buffer): { commit?: Buffer; welcome?: Buffer };
  processCommit(commit: Buffer): void;
  processWelcome(welcome: Buffer): void;
  encryptOpus(frame: Buffer): Buffer;
  decrypt(userId: string, mediaType: number, frame: Buffer): Buffer;
}

const AT_ONCE: DaveTiming = {
  announceDelayMs: 0,
  executeDelayMs: 0,
  preferredCommitter: 'listener',
};

function makeGroup(timing: DaveTiming = AT_ONCE) {
  const transitions: string[][] = [];
  const group = new DaveGroup({
    channelId: CHANNEL_ID,
    externalSender: new ExternalSender(),
    timing: () => timing,
    onTransition: (_transitionId, userIds) => transitions.push(userIds),
  });
  return { group, transitions };
}

/** A client as the voice libraries have it: it answers a turn later, as over a network. */
class Client implements DaveParticipant {
  readonly userId: string;
  readonly isPretend: boolean;
  readonly session: Session;
  readonly opcodes: number[] = [];
  isMute = false;
  /** Spoils the membership tag at the end of its next commit, so that no member accepts it. */
  willSpoilCommit = false;
  #hasLeft = false;
  readonly #group: DaveGroup;

  constructor(userId: string, group: DaveGroup, isPretend = false) {
    this.userId = userId;
    this.isPretend = isPretend;
    this.#group = group;
    this.session = new davey.DAVESession(DAVE_PROTOCOL_VERSION, userId, CHANNEL_ID);
  }

  sendJson(opcode: number): void {
    this.opcodes.push(opcode);
    if (opcode !== DaveOpcode.prepareEpoch) return;
    this.session.reinit(DAVE_PROTOCOL_VERSION, this.userId, CHANNEL_ID);
    setImmediate(() => this.offer());
  }

  sendBinary(opcode: number, payload: Buffer): void {
    this.opcodes.push(opcode);
    setImmediate(() => this.#receive(opcode, payload));
  }

  leave(): void {
    this.#hasLeft = true;
    this.#group.disconnect(this);
  }

  /** What the library does about a commit that it cannot read. */
  startOver(): void {
    this.session.reinit(DAVE_PROTOCOL_VERSION, this.userId, CHANNEL_ID);
    this.#group.invalidCommit(this);
    this.offer();
  }

  offer(): void {
    this.#group.keyPackage(this, this.session.getSerializedKeyPackage());
  }

  #receive(opcode: number, payload: Buffer): void {
    if (this.#hasLeft) return;
    if (opcode === DaveOpcode.externalSender) {
      this.session.setExternalSender(payload);
      this.offer();
    } else if (opcode === DaveOpcode.proposals) {
      const { commit, welcome } = this.session.processProposals(APPEND, payload.subarray(1));
      if (commit === undefined || this.isMute) return;
      if (this.willSpoilCommit)
        commit.writeUInt8(commit.readUInt8(commit.length - 1) ^ 1, commit.length - 1);
      this.#group.commitWelcome(this, Buffer.concat([commit, welcome ?? Buffer.alloc(0)]));
    } else {
      if (this.willSpoilCommit) {
        this.willSpoilCommit = false;
        return this.startOver();
      }
      if (opcode === DaveOpcode.welcome) this.session.processWelcome(payload.subarray(2));
      else this.session.processCommit(payload.subarray(2));
      this.#group.transitionReady(this, payload.readUInt16BE());
    }
  }
}

function connect(group: DaveGroup, ...userIds: string[]): Client[] {
  return userIds.map((userId) => {
    const client = new Client(userId, group);
    group.connect(client);
    return client;
  });
}

/** Lets everything happen that is under way; each round trip takes a few turns. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await nextTurn();
}

function expectSharedKeys(clients: readonly Client[]): void {
  const codes = new Set(clients.map((client) => client.session.voicePrivacyCode));
  expect(codes.size).toBe(1);
  const [speaker, ...others] = clients;
  const sealed = speaker?.session.encryptOpus(Buffer.from('a frame')) ?? Buffer.alloc(0);
  for (const other of others) {
    const opened = other.session.decrypt(speaker?.userId ?? '', AUDIO, sealed);
    expect(opened.toString()).toBe('a frame');
  }
}

test('the first valid commit founds the group, and all who came together share its keys', async () => {
  const { group, transitions } = makeGroup();
  const clients = connect(group, '1', '2', '3');
  await settle();
  expect(group.epoch).toBe(1);
  expect(transitions).toEqual([['1', '2', '3']]);
  expectSharedKeys(clients);
  const [first, second] = clients;
  expect(first?.opcodes).toEqual([25, 27, 29, 22]);
  expect(second?.opcodes).toEqual([25, 27, 30, 22]);
  group.close();
});

test('nobody is proposed to itself, and one alone is sent nothing to commit', async () => {
  const { group } = makeGroup();
  const [alone] = connect(group, '1');
  await settle();
  expect(alone?.opcodes).toEqual([DaveOpcode.externalSender]);
  expect(group.epoch).toBe(0);
  group.close();
});

test('the last one left starts over, and is encrypted again when someone comes', async () => {
  const { group } = makeGroup();
  const [stays, leaves] = connect(group, '1', '2');
  await settle();
  leaves?.leave();
  await settle();
  expect(stays?.opcodes.slice(-2)).toEqual([DaveOpcode.prepareEpoch, DaveOpcode.prepareTransition]);
  expect(group.epoch).toBe(0);
  const [newcomer] = connect(group, '3');
  await settle();
  expectSharedKeys([stays, newcomer].filter((client) => client !== undefined));
  group.close();
});

test('one who could not read a commit is taken out and let in again', async () => {
  const { group } = makeGroup();
  const clients = connect(group, '1', '2', '3');
  await settle();
  clients[2]?.startOver();
  await settle();
  expect(group.memberUserIds.toSorted()).toEqual(['1', '2', '3']);
  expectSharedKeys(clients);
  group.close();
});

test('listeners who find an accepted commit invalid come in again as newcomers', async () => {
  const { group } = makeGroup({ ...AT_ONCE, preferredCommitter: 'client' });
  const client = new Client('1', group);
  const listeners = ['2', '3'].map((userId) => new PretendListener(userId, CHANNEL_ID, group));
  for (const participant of [client, ...listeners]) group.connect(participant);
  await settle();
  client.willSpoilCommit = true;
  const latecomer = new PretendListener('4', CHANNEL_ID, group);
  group.connect(latecomer);
  await settle();
  expect(group.memberUserIds.toSorted()).toEqual(['1', '2', '3', '4']);
  const sealed = client.session.encryptOpus(Buffer.from('a frame'));
  for (const listener of [...listeners, latecomer]) {
    expect(listener.decrypt('1', sealed)?.toString()).toBe('a frame');
  }
  group.close();
});

test('when the preferred committer leaves without a commit, the listener’s counts', async () => {
  const { group } = makeGroup({ ...AT_ONCE, preferredCommitter: 'client' });
  const listeners = ['1', '2'].map((userId) => new Client(userId, group, true));
  const silent = new Client('3', group);
  silent.isMute = true;
  for (const client of [...listeners, silent]) group.connect(client);
  await settle();
  expect(group.epoch).toBe(0);
  silent.leave();
  await settle();
  expect(group.memberUserIds.toSorted()).toEqual(['1', '2']);
  expectSharedKeys(listeners);
  group.close();
});

test('a key package of another user is refused', () => {
  const { group } = makeGroup();
  const clients = connect(group, '1');
  const foreign = new davey.DAVESession(DAVE_PROTOCOL_VERSION, '2', CHANNEL_ID);
  const keyPackage = foreign.getSerializedKeyPackage();
  expect(readKeyPackage(keyPackage).userId).toBe('2');
  for (const client of clients) {
    expect(() => group.keyPackage(client, keyPackage)).toThrow(MalformedMlsMessage);
  }
  expect(clients).toHaveLength(1);
  group.close();
});

test('a key package with any byte changed is refused', () => {
  const session = new davey.DAVESession(DAVE_PROTOCOL_VERSION, '2', CHANNEL_ID);
  const keyPackage = session.getSerializedKeyPackage();
  fc.assert(
    fc.property(fc.nat(keyPackage.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
      const changed = Buffer.from(keyPackage);
      changed.writeUInt8((changed[index] ?? 0) ^ mask, index);
      expect(() => readKeyPackage(changed)).toThrow(MalformedMlsMessage);
    }),
  );
});

test('vectors of every length are read back, and nothing is read past the end', () => {
  for (const length of [0, 1, 63, 64, 16_383, 16_384, 70_000]) {
    const content = Buffer.alloc(length, 7);
    expect(new MlsReader(vector(content)).vector()).toEqual(content);
    const cut = vector(content).subarray(0, -1);
    expect(() => new MlsReader(cut).vector()).toThrow(MalformedMlsMessage);
  }
});

test('bytes that are no commit and no welcome are reported as such', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(() => readCommit(Buffer.from(bytes))).toThrow(MalformedMlsMessage);
    }),
  );
  expect(() => splitWelcome(Buffer.from('nonsense'))).toThrow(MalformedMlsMessage);
});

test('whoever comes and goes in whatever order, those who are there share the keys', async () => {
  const step = fc.record({
    userId: fc.constantFrom('1', '2', '3', '4', '5'),
    settles: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      const { group } = makeGroup();
      const present = new Map<string, Client>();
      for (const { userId, settles } of steps) {
        const leaver = present.get(userId);
        leaver?.leave();
        present.delete(userId);
        if (leaver === undefined)
          for (const client of connect(group, userId)) present.set(userId, client);
        if (settles) await settle();
      }
      await settle();
      const clients = [...present.values()];
      if (clients.length > 1) {
        expect(group.memberUserIds.toSorted()).toEqual([...present.keys()].toSorted());
        expectSharedKeys(clients);
      } else {
        expect(group.epoch).toBe(0);
      }
      group.close();
    }),
    { numRuns: 40 },
  );
}, 60_000);
