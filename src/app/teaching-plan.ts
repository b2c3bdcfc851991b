/** Who teaches a session, read from the store: for the ladder, for reminders and for the room. */
import type { GuildId, OccurrenceId, PersonNumber, UserId } from '../domain/identity.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import {
  initialLadder,
  type LadderPlan,
  type LadderState,
  type Seat,
} from '../domain/teaching-state.ts';
import type { Person, Store, Teaching } from './ports.ts';

/** Name of the row that tells coordinators that nobody has confirmed. */
export const TEACH_OPEN = 'teach.open';

export interface Ladder {
  readonly plan: LadderPlan;
  readonly state: LadderState;
}

/** `teachers`: everyone in the guild who teaches; `standing`: the series' own. */
export function ladderOf(
  store: Store,
  occurrence: Occurrence,
  series: Series,
  teachers: readonly Person[],
  standing: readonly PersonNumber[],
): Ladder {
  const { guildId, id, revision, startsAtMs, endsAtMs } = occurrence;
  const plan: LadderPlan = {
    startsAtMs,
    endsAtMs,
    standing,
    teachers: teachers.map(({ number, zone, lastAskedAtMs }) => ({
      number,
      // Who has not said where they live is taken to live where the timetable does.
      zone: zone ?? series.rule.zone,
      lastAskedAtMs,
    })),
  };
  const rows = store.teaching.ofOccurrence(guildId, id);
  const [first] = rows;
  if (!first) return { plan, state: { ...initialLadder(plan), isOpenTold: isOpenTold() } };
  const state = {
    seats: rows.map(seatOf),
    startsAtMs: first.startsAtMs,
    isOpenTold: isOpenTold(),
  };
  return { plan, state };

  function isOpenTold(): boolean {
    return store.due.find(guildId, id, TEACH_OPEN, revision) !== null;
  }
}

function seatOf({ number, status, askedAtMs, changedAtMs }: Teaching): Seat {
  return { number, status, askedAtMs, changedAtMs };
}

/**
 * The series with the people who are on this session besides its own: whoever is among them
 * counts as a teacher in the room and may do what teachers may.
 */
export function withTeachersOf(store: Store, occurrence: Occurrence, series: Series): Series {
  const { guildId, id } = occurrence;
  const added = store.teaching
    .ofOccurrence(guildId, id)
    .filter(({ status }) => status === 'confirmed' || status === 'assigned')
    .flatMap(({ number }) => store.people.byNumber(guildId, number)?.userId ?? [])
    .filter((userId) => !series.teacherIds.includes(userId));
  return added.length === 0 ? series : { ...series, teacherIds: [...series.teacherIds, ...added] };
}

/** Who is to lead: who has said yes, else who was put on it, else the series' own teachers. */
export function expectedTeachers(
  store: Store,
  guildId: GuildId,
  occurrenceId: OccurrenceId,
  series: Series,
): readonly UserId[] {
  const rows = store.teaching.ofOccurrence(guildId, occurrenceId);
  if (rows.length === 0) return series.teacherIds;
  const confirmed = rows.filter(({ status }) => status === 'confirmed');
  const expected =
    confirmed.length > 0 ? confirmed : rows.filter(({ status }) => status === 'assigned');
  return expected.flatMap(({ number }) => store.people.byNumber(guildId, number)?.userId ?? []);
}
