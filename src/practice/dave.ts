/**
 * The server's half of DAVE, Discord's end-to-end encryption of voice: it introduces members to one
 * another and orders their commits, but holds no key.
 *
 * Changes of membership are collected, proposed as one batch an epoch, committed by the members
 * themselves, and take effect once every member says that it is ready:
 *
 *     settled -> proposed -> transitioning -> settled
 */
import {
  DAVE_PROTOCOL_VERSION,
  DaveOpcode,
  type DaveParticipant,
  type DaveTiming,
  type ExternalSender,
} from './dave-protocol.ts';
import { MalformedMlsMessage, uint16, uint8, vector } from './mls-bytes.ts';
import { readKeyPackage } from './mls-encoding.ts';
import {
  acceptCommit,
  draftProposals,
  proposalsFor,
  type AcceptedCommit,
  type Member,
  type Proposal,
} from './dave-proposals.ts';

/** Discord goes on without those who are not ready after about this time. */
const READY_TIMEOUT_MS = 2_000;

type Phase =
  | { readonly name: 'settled' }
  | {
      readonly name: 'proposed';
      readonly proposals: readonly Proposal[];
      readonly committers: ReadonlySet<Member>;
      fallback: AcceptedCommit | null;
    }
  | { readonly name: 'transitioning'; readonly transitionId: number; awaiting: Set<Member> };

export class DaveGroup {
  readonly #channelId: bigint;
  readonly #externalSender: ExternalSender;
  readonly #timing: () => DaveTiming;
  readonly #onTransition: (transitionId: number, userIds: string[]) => void;
  readonly #memberByUserId = new Map<string, Member>();
  /** Who sits where in the tree, including those whose removal is not yet committed. */
  readonly #leaves: (Member | null)[] = [];
  #phase: Phase = { name: 'settled' };
  #epoch = 0n;
  #lastTransitionId = 0;
  #isEvolutionScheduled = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    channelId: string;
    externalSender: ExternalSender;
    timing: () => DaveTiming;
    onTransition: (transitionId: number, userIds: string[]) => void;
  }) {
    this.#channelId = BigInt(options.channelId);
    this.#externalSender = options.externalSender;
    this.#timing = options.timing;
    this.#onTransition = options.onTransition;
  }

  /** 0 as long as no group is established. */
  get epoch(): number {
    return Number(this.#epoch);
  }

  get memberUserIds(): string[] {
    return this.#seated().map((member) => member.participant.userId);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** After opcode 4. The participant answers with its key package. */
  connect(participant: DaveParticipant): void {
    const earlier = this.#memberByUserId.get(participant.userId);
    if (earlier !== undefined) this.disconnect(earlier.participant);
    this.#admit(participant);
    participant.sendBinary(DaveOpcode.externalSender, this.#externalSender.encoded);
  }

  disconnect(participant: DaveParticipant): void {
    const member = this.#memberFor(participant);
    if (member === undefined) return;
    this.#memberByUserId.delete(participant.userId);
    member.hasLeft = true;
    this.#forget(member);
    this.#scheduleEvolution();
  }

  /** Opcode 26. @throws MalformedMlsMessage when it is invalid or another user's. */
  keyPackage(participant: DaveParticipant, bytes: Buffer): void {
    const keyPackage = readKeyPackage(bytes);
    if (keyPackage.userId !== participant.userId) {
      throw new MalformedMlsMessage('the key package belongs to another user');
    }
    const member = this.#memberFor(participant);
    if (member === undefined) return;
    member.keyPackage = keyPackage;
    this.#scheduleEvolution();
  }

  /** Opcode 28. The first valid one in an epoch wins, late ones are ignored. */
  commitWelcome(participant: DaveParticipant, payload: Buffer): void {
    const phase = this.#phase;
    const committer = this.#memberFor(participant);
    if (phase.name !== 'proposed' || committer === undefined) return;
    const group = { groupId: this.#channelId, epoch: this.#epoch };
    const accepted = acceptCommit(group, committer, payload, phase.proposals);
    if (accepted === null) return;
    const isOutranked =
      committer.participant.isPretend &&
      this.#timing().preferredCommitter === 'client' &&
      [...phase.committers].some((member) => !member.participant.isPretend && !member.hasLeft);
    if (isOutranked) phase.fallback ??= accepted;
    else this.#apply(accepted);
  }

  /** Opcode 23. */
  transitionReady(participant: DaveParticipant, transitionId: number): void {
    const phase = this.#phase;
    if (phase.name !== 'transitioning' || phase.transitionId !== transitionId) return;
    const member = this.#memberFor(participant);
    if (member !== undefined && phase.awaiting.delete(member)) this.#executeWhenReady();
  }

  /** Opcode 31: the member could not read what it was sent, and starts over as a newcomer. */
  invalidCommit(participant: DaveParticipant): void {
    if (this.#memberFor(participant) === undefined) return;
    this.disconnect(participant);
    this.#admit(participant);
  }

  /** Undefined for one that has left; the same user may be back as another participant. */
  #memberFor(participant: DaveParticipant): Member | undefined {
    const member = this.#memberByUserId.get(participant.userId);
    return member?.participant === participant ? member : undefined;
  }

  #admit(participant: DaveParticipant): void {
    this.#memberByUserId.set(participant.userId, {
      participant,
      keyPackage: null,
      leafIndex: null,
      hasLeft: false,
    });
  }

  #seated(): Member[] {
    return this.#leaves.filter((member) => member !== null);
  }

  /** A member that left must not be waited for. */
  #forget(member: Member): void {
    const phase = this.#phase;
    if (phase.name === 'transitioning') {
      phase.awaiting.delete(member);
      this.#executeWhenReady();
    } else if (phase.name === 'proposed') {
      const remaining = [...phase.committers].filter((committer) => !committer.hasLeft);
      const awaitsClient = remaining.some((committer) => !committer.participant.isPretend);
      if (remaining.length === 0) this.#dissolve();
      else if (!awaitsClient && phase.fallback !== null) this.#apply(phase.fallback);
    }
  }

  /** Packages that follow upon one another within a turn of the event loop share a batch. */
  #scheduleEvolution(): void {
    if (this.#isEvolutionScheduled || this.#isClosed) return;
    this.#isEvolutionScheduled = true;
    setImmediate(() => {
      this.#isEvolutionScheduled = false;
      if (!this.#isClosed && this.#phase.name === 'settled') this.#evolve();
    });
  }

  #evolve(): void {
    const newcomers = [...this.#memberByUserId.values()].filter(
      (member) => member.leafIndex === null && member.keyPackage !== null,
    );
    if (this.#epoch === 0n) {
      if (newcomers.length > 1) this.#propose([], newcomers, newcomers);
      return;
    }
    const seated = this.#seated();
    const leavers = seated.filter((member) => member.hasLeft);
    const staying = seated.filter((member) => !member.hasLeft);
    const [sole] = staying;
    if (sole === undefined) this.#dissolve();
    else if (staying.length === 1 && newcomers.length === 0) this.#resetSoleMember(sole);
    else if (leavers.length > 0 || newcomers.length > 0) this.#propose(leavers, newcomers, staying);
  }

  #propose(leavers: Member[], newcomers: Member[], committers: Member[]): void {
    const context = {
      groupId: this.#channelId,
      epoch: this.#epoch,
      signingKey: this.#externalSender.privateKey,
    };
    const proposals = draftProposals(context, leavers, newcomers);
    this.#phase = {
      name: 'proposed',
      proposals,
      committers: new Set(committers),
      fallback: null,
    };
    for (const committer of committers) {
      const messages = proposalsFor(committer, proposals).map((proposal) => proposal.message);
      const payload = Buffer.concat([uint8(0), vector(...messages)]);
      committer.participant.sendBinary(DaveOpcode.proposals, payload);
    }
  }

  #apply(accepted: AcceptedCommit): void {
    const { committer, applied } = accepted;
    if (committer.leafIndex === null) this.#seat(committer);
    const readers = this.#seated();
    for (const { member, keyPackage } of applied) {
      if (keyPackage === null) this.#vacate(member);
    }
    for (const { member, keyPackage } of applied) {
      if (keyPackage !== null) this.#seat(member);
    }
    this.#epoch += 1n;
    // Zero is kept for (re)initialisation, and the number has 16 bits.
    const transitionId = (this.#lastTransitionId % 0xffff) + 1;
    this.#lastTransitionId = transitionId;
    const awaiting = new Set(this.#seated().filter((member) => !member.hasLeft));
    this.#phase = { name: 'transitioning', transitionId, awaiting };
    this.#after(this.#timing().announceDelayMs, () => {
      this.#announce(accepted, readers, transitionId);
      this.#timer = setTimeout(() => this.#execute(), READY_TIMEOUT_MS);
    });
  }

  #announce(accepted: AcceptedCommit, readers: Member[], transitionId: number): void {
    const id = uint16(transitionId);
    for (const member of readers) {
      if (member.hasLeft || member.leafIndex === null) continue;
      const payload = Buffer.concat([id, accepted.message]);
      member.participant.sendBinary(DaveOpcode.announceCommit, payload);
    }
    for (const { member, keyPackage } of accepted.applied) {
      if (keyPackage === null || member.hasLeft) continue;
      const welcome = accepted.welcomeByKeyPackage.get(keyPackage.reference);
      if (welcome === undefined) continue;
      member.participant.sendBinary(DaveOpcode.welcome, Buffer.concat([id, welcome]));
    }
  }

  #executeWhenReady(): void {
    const phase = this.#phase;
    if (phase.name !== 'transitioning' || phase.awaiting.size > 0) return;
    this.#after(this.#timing().executeDelayMs, () => this.#execute());
  }

  #execute(): void {
    const phase = this.#phase;
    if (phase.name !== 'transitioning') return;
    clearTimeout(this.#timer);
    this.#phase = { name: 'settled' };
    const data = { transition_id: phase.transitionId };
    const present = this.#seated().filter((member) => !member.hasLeft);
    for (const member of present) member.participant.sendJson(DaveOpcode.executeTransition, data);
    this.#onTransition(
      phase.transitionId,
      present.map((member) => member.participant.userId),
    );
    this.#scheduleEvolution();
  }

  /** No single member keeps an established group: it begins again and waits for company. */
  #resetSoleMember(member: Member): void {
    this.#dissolve();
    const version = { protocol_version: DAVE_PROTOCOL_VERSION };
    member.participant.sendJson(DaveOpcode.prepareEpoch, { ...version, epoch: 1 });
    member.participant.sendJson(DaveOpcode.prepareTransition, { ...version, transition_id: 0 });
  }

  #dissolve(): void {
    clearTimeout(this.#timer);
    for (const member of this.#seated()) {
      member.leafIndex = null;
      member.keyPackage = null;
    }
    this.#leaves.length = 0;
    this.#epoch = 0n;
    this.#phase = { name: 'settled' };
    this.#scheduleEvolution();
  }

  /** MLS fills the leftmost blank leaf, or widens the tree. */
  #seat(member: Member): void {
    const blank = this.#leaves.indexOf(null);
    const leafIndex = blank === -1 ? this.#leaves.length : blank;
    this.#leaves[leafIndex] = member;
    member.leafIndex = leafIndex;
    member.keyPackage = null;
  }

  #vacate(member: Member): void {
    if (member.leafIndex !== null) this.#leaves[member.leafIndex] = null;
    member.leafIndex = null;
  }

  #after(delayMs: number, action: () => void): void {
    clearTimeout(this.#timer);
    if (delayMs <= 0) action();
    else this.#timer = setTimeout(action, delayMs);
  }
}
