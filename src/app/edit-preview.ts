/** What a change of the timetable would mean, and what stands in its way. */
import type { GuildId } from '../domain/identity.ts';
import { localTimeOf } from '../domain/local-time.ts';
import type { MetChange } from '../domain/met-change.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import { findSeries, seriesOf, type TimetableEdit } from '../domain/timetable-edit.ts';
import type { EditRefusal } from '../domain/timetable-refusal.ts';
import { overlapsOf, sessionsBetween, type Timetable } from '../domain/timetable.ts';
import { metChanges } from './changes.ts';
import type { PlannerPorts } from './planner.ts';
import type { Store } from './ports.ts';

const DAY_MS = 86_400_000;
/** Sessions of one room are kept apart for a year ahead. */
const OVERLAP_HORIZON_MS = 366 * DAY_MS;
/** The next five of a series that meets twice a year are within this. */
const PREVIEW_HORIZON_MS = 2 * 366 * DAY_MS;
const PREVIEWED = 5;

/** What a coordinator is shown before anything is done. */
export interface EditPreview {
  /** Names the draft for `confirm`; goes into a component id. */
  readonly draftId: string;
  readonly edits: readonly TimetableEdit[];
  /** What those who come meet otherwise; empty where nobody would notice. */
  readonly met: readonly MetChange[];
  /** The series that it is about, as it will be; as it was when it is taken away. */
  readonly series: Series;
  /** The next five sessions of that series afterwards, the cancelled ones included. */
  readonly next: readonly Occurrence[];
  /** The first session that begins later than its rule says, since the clocks jump over that time. */
  readonly shifted: Occurrence | null;
  /** How many people are signed up for what changes. */
  readonly signedUp: number;
  /** Whether those signed up will be told. */
  readonly isTold: boolean;
  readonly undoes: boolean;
}

/** A timetable before and after the edits of one change. */
export interface EditedTimetable {
  readonly before: Timetable;
  readonly after: Timetable;
  readonly edits: readonly TimetableEdit[];
  /** They turn an earlier change round. */
  readonly undoes: boolean;
}

export function previewEdits(
  { store, clock }: PlannerPorts,
  draftId: string,
  { before, after, edits, undoes }: EditedTimetable,
): EditPreview {
  const nowMs = clock.nowMs();
  const seriesId = seriesOf(edits);
  const series = findSeries(after, seriesId) ?? findSeries(before, seriesId);
  if (!series) throw new Error(`No timetable has the series ${seriesId}.`);
  const own = { ...after, series: after.series.filter(({ id }) => id === seriesId) };
  const sessions = sessionsBetween(own, nowMs, nowMs + PREVIEW_HORIZON_MS);
  const { zone, wallTimes } = series.rule;
  const shifted = sessions.find(
    ({ placedBy, startsAtMs }) =>
      placedBy === 'rule' && !wallTimes.includes(localTimeOf(zone, startsAtMs)),
  );
  const signedUp = signedUpFor(store, before.guildId, edits);
  const met = metChanges(before, edits, nowMs);
  return {
    draftId,
    edits,
    met,
    series,
    next: sessions.slice(0, PREVIEWED),
    shifted: shifted ?? null,
    signedUp,
    isTold: signedUp > 0 && met.length > 0,
    undoes,
  };
}

function signedUpFor(store: Store, guildId: GuildId, edits: readonly TimetableEdit[]): number {
  const [first] = edits;
  if (edits.length === 1 && first?.subject === 'session') {
    return store.signUps.countForOccurrence(guildId, first.seriesId, first.id);
  }
  return store.signUps.countBySeries(guildId).get(seriesOf(edits)) ?? 0;
}

/** What the timetable as a whole, or the guild with its channels, says against the edits. */
export function inTheWay(
  ports: PlannerPorts,
  after: Timetable,
  edits: readonly TimetableEdit[],
): EditRefusal | null {
  return unknownPlace(ports, after.guildId, edits) ?? overlap(ports, after, edits);
}

/** Only what is newly named is looked for: a channel that has gone is told elsewhere. */
function unknownPlace(
  { directory }: PlannerPorts,
  guildId: GuildId,
  edits: readonly TimetableEdit[],
): EditRefusal | null {
  for (const edit of edits) {
    if (edit.subject !== 'series' || !edit.after) continue;
    const { room, announce } = edit.after;
    if (room !== edit.before?.room && directory.voiceChannel(guildId, room) === null) {
      return { code: 'UNKNOWN_ROOM', written: room };
    }
    if (announce !== edit.before?.announce && directory.textChannel(guildId, announce) === null) {
      return { code: 'UNKNOWN_ANNOUNCE', written: announce };
    }
  }
  return null;
}

function overlap(
  ports: PlannerPorts,
  after: Timetable,
  edits: readonly TimetableEdit[],
): EditRefusal | null {
  const nowMs = ports.clock.nowMs();
  const seriesId = seriesOf(edits);
  const touched = new Set(edits.flatMap((edit) => (edit.subject === 'session' ? edit.id : [])));
  const isWhole = edits.some(({ subject }) => subject === 'series');
  const found = overlapsOf(
    byChannel(ports, after),
    seriesId,
    nowMs,
    nowMs + OVERLAP_HORIZON_MS,
  ).find(({ earlier, later }) => isWhole || touched.has(earlier.id) || touched.has(later.id));
  if (!found) return null;
  const { earlier, later } = found;
  const otherId = earlier.seriesId === seriesId ? later.seriesId : earlier.seriesId;
  const own = findSeries(after, seriesId);
  const other = findSeries(after, otherId);
  if (!own || !other) throw new Error('An overlap is of series that are there.');
  return {
    code: 'ROOM_OVERLAP',
    room: own.room,
    name: own.name,
    otherName: other.name,
    atMs: later.startsAtMs,
    zone: own.rule.zone,
  };
}

/** One room may be written by its name in one series and by its id in another. */
function byChannel({ directory }: PlannerPorts, timetable: Timetable): Timetable {
  const { guildId } = timetable;
  return {
    ...timetable,
    series: timetable.series.map((series) => ({
      ...series,
      room: directory.voiceChannel(guildId, series.room) ?? series.room,
    })),
  };
}
