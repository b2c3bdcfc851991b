/** Who teaches: questions to teachers, the four-week picture, and private answers. */
import type { UserId } from '../domain/identity.ts';
import type { LadderRefusal } from '../domain/teaching-state.ts';
import type { CommandTexts, NamedSession } from './texts.ts';

/** A session and the teacher whom a message speaks to. */
export interface TaughtSession extends NamedSession {
  readonly userId: UserId;
}

/** How a session stands, for coordinators. `asked`: somebody has the question, and has not answered. */
export type Cover = 'covered' | 'asked' | 'open';

export interface CoveredSession extends NamedSession {
  readonly cover: Cover;
  /** Who is on it, or is asked; empty when it is open. */
  readonly userIds: readonly UserId[];
}

/** One of a teacher's own sessions, or an open one. */
export interface OwnTeaching extends NamedSession {
  /** `open`: nobody is on it, and they could take it. */
  readonly part: 'assigned' | 'confirmed' | 'asked' | 'open';
}

export type TeachingNotNow = LadderRefusal | 'CANCELLED';

export interface TeachingTexts {
  // ---- the teachers' channel: each speaks to one person ------------------------------------
  /** `stage`: a day or two hours before. */
  readonly askAssigned: (p: TaughtSession & { readonly stage: '24h' | '2h' }) => string;
  /** They have said yes already. */
  readonly remind: (p: TaughtSession & { readonly stage: '24h' | '2h' }) => string;
  /** `untilMs`: when another teacher is asked as well; null when nobody comes after them. */
  readonly ask: (p: TaughtSession & { readonly untilMs: number | null }) => string;
  readonly comes: (p: TaughtSession) => string;
  readonly cantCome: (p: TaughtSession) => string;
  /** `byId` has it now. */
  readonly taken: (p: TaughtSession & { readonly byId: UserId }) => string;
  readonly released: (p: TaughtSession) => string;
  /** They had said yes, and it does not take place. */
  readonly cancelled: (p: TaughtSession) => string;
  /** They had said yes to another time. */
  readonly moved: (p: TaughtSession) => string;

  // ---- coordinators -------------------------------------------------------------------------
  /** Ten minutes before the start: nobody has confirmed. */
  readonly nobody: (
    p: NamedSession & {
      /** Who was asked and has not answered. */
      readonly silentIds: readonly UserId[];
      readonly declinedIds: readonly UserId[];
    },
  ) => string;
  readonly plan: (p: {
    readonly sessions: readonly CoveredSession[];
    readonly zone: string;
  }) => string;
  readonly assigned: (p: TaughtSession & { readonly isAskedNow: boolean }) => string;
  readonly unassigned: (p: TaughtSession) => string;
  readonly added: (p: { readonly userId: UserId }) => string;
  readonly removed: (p: { readonly userId: UserId }) => string;
  readonly notATeacher: (p: { readonly userId: UserId }) => string;

  // ---- teachers -------------------------------------------------------------------------------
  /** Numbered from 1, as the buttons are; `more` are not shown. */
  readonly mine: (p: {
    readonly sessions: readonly OwnTeaching[];
    readonly more: number;
  }) => string;
  readonly noneMine: () => string;
  readonly notTeaching: () => string;
  readonly saidYes: (p: NamedSession) => string;
  readonly saidNo: (p: NamedSession) => string;
  /** `byId`: who is on it; null when that is not known. */
  readonly notNow: Readonly<
    Record<TeachingNotNow, (p: NamedSession & { readonly byId: UserId | null }) => string>
  >;

  /** At most 80 characters each; `place` is the session's number in the list above, null for one alone. */
  readonly labels: Readonly<
    Record<'come' | 'cantCome' | 'take', (p: { readonly place: number | null }) => string>
  >;
  readonly commands: CommandTexts;
}
