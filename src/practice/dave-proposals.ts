/** What the voice server proposes to a DAVE group, and which commits it accepts for it. */
import type { DaveParticipant } from './dave-protocol.ts';
import {
  proposeAdd,
  proposeRemove,
  readCommit,
  splitWelcome,
  type KeyPackage,
  type ProposalContext,
  type SignedProposal,
} from './mls-encoding.ts';

/** One who is in the encrypted group, waits to be let in, or waits to be taken out. */
export interface Member {
  readonly participant: DaveParticipant;
  keyPackage: KeyPackage | null;
  leafIndex: number | null;
  hasLeft: boolean;
}

export interface Proposal extends SignedProposal {
  readonly member: Member;
  readonly keyPackage: KeyPackage | null;
}

export interface AcceptedCommit {
  readonly committer: Member;
  readonly message: Buffer;
  readonly applied: readonly Proposal[];
  readonly welcomeByKeyPackage: ReadonlyMap<string, Buffer>;
}

export function draftProposals(
  context: ProposalContext,
  leavers: readonly Member[],
  newcomers: readonly Member[],
): Proposal[] {
  const removals = leavers.flatMap((member) =>
    member.leafIndex === null
      ? []
      : [{ ...proposeRemove(context, member.leafIndex), member, keyPackage: null }],
  );
  const additions = newcomers.flatMap((member) => {
    const { keyPackage } = member;
    return keyPackage === null ? [] : [{ ...proposeAdd(context, keyPackage), member, keyPackage }];
  });
  return [...removals, ...additions];
}

/** Nobody is sent the proposal to add itself. */
export function proposalsFor(member: Member, proposals: readonly Proposal[]): Proposal[] {
  return proposals.filter((proposal) => proposal.keyPackage === null || proposal.member !== member);
}

/**
 * Reads opcode 28. Null when the commit is for another epoch, or does not apply exactly what was
 * proposed.
 *
 * @throws MalformedMlsMessage when it is no commit
 */
export function acceptCommit(
  group: { readonly groupId: bigint; readonly epoch: bigint },
  committer: Member,
  payload: Buffer,
  proposals: readonly Proposal[],
): AcceptedCommit | null {
  const { commit, rest } = readCommit(payload);
  if (commit.groupId !== group.groupId || commit.epoch !== group.epoch) return null;
  // Whoever commits first to a group that nobody is in yet becomes its first leaf.
  if (commit.senderLeafIndex !== (committer.leafIndex ?? 0)) return null;
  const proposed = proposalsFor(committer, proposals);
  const byReference = new Map(proposed.map((proposal) => [proposal.reference, proposal]));
  const applied = commit.proposalReferences
    .map((reference) => byReference.get(reference))
    .filter((proposal) => proposal !== undefined);
  const isComplete =
    applied.length === proposed.length && commit.proposalReferences.length === proposed.length;
  if (!isComplete) return null;
  const isWelcomeNeeded = applied.some((proposal) => proposal.keyPackage !== null);
  if (isWelcomeNeeded !== rest.length > 0) return null;
  const welcomeByKeyPackage = isWelcomeNeeded ? splitWelcome(rest) : new Map<string, Buffer>();
  return { committer, message: commit.message, applied, welcomeByKeyPackage };
}
