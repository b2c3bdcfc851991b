import type { UpcomingSession } from '../../src/app/command.ts';
import type { OwnTeaching, TeachingApp, TeachingOutcome } from '../../src/app/teaching-app.ts';
import type { OccurrenceId, PersonNumber, UserId } from '../../src/domain/identity.ts';
import { ladderStep } from '../../src/domain/teaching.ts';
import {
  initialLadder,
  leadingTeacher,
  type LadderEvent,
  type LadderPlan,
  type LadderState,
} from '../../src/domain/teaching-state.ts';

/** Who teaches, over sessions in memory: the ladder itself is the real one. */
export function createFakeTeaching(
  sessions: readonly UpcomingSession[],
  nowMs: () => number,
): TeachingApp {
  const numberByUserId = new Map<UserId, PersonNumber>();
  const teachers = new Set<UserId>();
  const stateById = new Map<OccurrenceId, LadderState>();

  const numberOf = (userId: UserId): PersonNumber => {
    const number = numberByUserId.get(userId) ?? ((numberByUserId.size + 1) as PersonNumber);
    numberByUserId.set(userId, number);
    return number;
  };
  const userIdOf = (number: PersonNumber | null): UserId | null =>
    [...numberByUserId].find(([, known]) => known === number)?.[0] ?? null;
  const planOf = ({ occurrence, series }: UpcomingSession): LadderPlan => ({
    startsAtMs: occurrence.startsAtMs,
    endsAtMs: occurrence.endsAtMs,
    standing: series.teacherIds.map(numberOf),
    teachers: [...teachers].map((userId) => ({
      number: numberOf(userId),
      zone: series.rule.zone,
      lastAskedAtMs: null,
    })),
  });
  const stateOf = (session: UpcomingSession): LadderState =>
    stateById.get(session.occurrence.id) ?? initialLadder(planOf(session));

  function apply(id: OccurrenceId, event: LadderEvent): TeachingOutcome {
    const session = sessions.find(({ occurrence }) => occurrence.id === id);
    if (!session) return { kind: 'unknown' };
    const plan = planOf(session);
    const step = ladderStep(plan, stateOf(session), event);
    stateById.set(id, step.state);
    if (step.refusal === null) return { kind: 'done', session };
    const byId = userIdOf(leadingTeacher(plan, step.state));
    return { kind: 'notNow', why: step.refusal, session, byId };
  }

  return {
    answer: ({ userId }, id, comes) =>
      apply(id, {
        type: comes ? 'confirmed' : 'declined',
        by: numberOf(userId),
        atMs: nowMs(),
      }),
    assign(_caller, id, teacherId) {
      teachers.add(teacherId);
      return apply(id, { type: 'assigned', teacher: numberOf(teacherId), atMs: nowMs() });
    },
    unassign: (_caller, id, teacherId) =>
      apply(id, { type: 'unassigned', teacher: numberOf(teacherId), atMs: nowMs() }),
    add: (_caller, teacherId) => void teachers.add(teacherId),
    remove: (_caller, teacherId) => teachers.delete(teacherId),
    cover: () =>
      sessions.map((session) => {
        const leading = userIdOf(leadingTeacher(planOf(session), stateOf(session)));
        return leading === null
          ? { ...session, cover: 'open', userIds: [] }
          : { ...session, cover: 'covered', userIds: [leading] };
      }),
    mine({ userId }) {
      if (!teachers.has(userId)) return null;
      return sessions.flatMap((session): OwnTeaching[] => {
        const leading = leadingTeacher(planOf(session), stateOf(session));
        if (leading === null) return [{ ...session, part: 'open' }];
        return leading === numberOf(userId) ? [{ ...session, part: 'assigned' }] : [];
      });
    },
  };
}
