/**
 * Tells those whose own time for a session shifts, because the clocks change there and in the
 * timetable's zone on different days. All shifts of one week (Sunday to Saturday, since clocks
 * change on Sundays) are told together, a week before the first of them.
 */
import {
  CLOCK_NOTICE_AHEAD_MS,
  shiftsOn,
  steadySessionsOf,
  zoneClock,
  type ClockShift,
  type SteadySessions,
  type ZoneClock,
} from '../domain/clock-shift.ts';
import type { ChannelId, GuildId, PersonNumber, SeriesId } from '../domain/identity.ts';
import { localDateOf } from '../domain/local-time.ts';
import type { Series } from '../domain/schedule.ts';
import type { NoticeTexts } from '../texts/schedule-texts.ts';
import type { BulletinKind } from './bulletins.ts';
import type { MessagePorts } from './messages.ts';
import type { PlannerPorts } from './planner.ts';
import { WHOLE_GUILD, type Due, type PersonNumbers, type Signed, type Store } from './ports.ts';

const DAY_MS = 86_400_000;
/** Planned so long before it is due, so that the hourly plan is never late. */
const PLAN_AHEAD_MS = CLOCK_NOTICE_AHEAD_MS + DAY_MS;
/** The session before a shift is at most so far back: the fifth weekday of a month. */
const LOOK_BACK_MS = 100 * DAY_MS;
const SHORT_LOOK_BACK_MS = 35 * DAY_MS;
/**
 * A notice speaks of a week that begins up to nine days ahead; to say until when a shift holds
 * takes most of a year.
 */
const SPAN_MS = { soon: PLAN_AHEAD_MS + 8 * DAY_MS, year: 220 * DAY_MS } as const;
type Span = keyof typeof SPAN_MS;
/** Beside seventy names a message holds so many characters of words. */
const MENTION_LIMIT = 350;

/** Rows for the shifts of the days ahead. It may run as often as one likes. */
export function planClockNotices(ports: PlannerPorts, guildId: GuildId): void {
  const { store, clock, directory } = ports;
  const nowMs = clock.nowMs();
  const zones = store.people.zonesOfSignedUp(guildId);
  if (zones.length === 0) return;
  for (const series of store.series.list(guildId)) {
    const channelId = directory.textChannel(guildId, series.announce);
    if (series.paused || channelId === null) continue;
    const shifts = zones
      .flatMap((zone) => shiftsOf(store, series, zone, nowMs, 'soon'))
      .filter(({ firstStartsAtMs }) => firstStartsAtMs < nowMs + PLAN_AHEAD_MS)
      .toSorted((a, b) => a.firstStartsAtMs - b.firstStartsAtMs);
    for (const { firstStartsAtMs, tellAtMs } of shifts) {
      const week = weekOf(series, firstStartsAtMs);
      store.due.add(
        {
          guildId,
          occurrenceId: WHOLE_GUILD,
          kind: `clocks.${week}.${channelId}`,
          revision: 1,
          channelId,
          dueAtMs: Math.max(nowMs, tellAtMs),
          expiresAtMs: firstStartsAtMs,
          action: { do: 'post', text: { key: 'clocks', params: { week } } },
        },
        nowMs,
      );
    }
  }
}

export const clockBulletin: BulletinKind = {
  post: (ports, row, texts) => (groupsOf(ports, row).length === 0 ? null : texts.notices.clocks()),
  audience(ports, row, among) {
    const groups = groupsOf(ports, row, among);
    const { zone, series } = paramsOf(row);
    const own = groups.filter((group) => zone === undefined || isGroup(group, zone, series));
    return own.flatMap(({ people }) => people).toSorted((a, b) => a.number - b.number);
  },
  // The same role is held by people in many zones.
  roles: () => [],
  parts: (ports, row) =>
    groupsOf(ports, row).map(({ zone, seriesIds }) => ({ zone, series: seriesIds.join() })),
  mention: (ports, row, texts) => shiftsInWords(ports, row, texts.notices, MENTION_LIMIT),
  direct: (ports, row, texts) => shiftsInWords(ports, row, texts.notices, Infinity),
  expiresAtMs: (_ports, row) => row.expiresAtMs,
};

/** People of one zone who are signed up for the same of the series that shift there. */
interface Group {
  readonly zone: string;
  readonly seriesIds: readonly SeriesId[];
  readonly people: readonly Signed[];
}

function groupsOf(ports: MessagePorts, row: Due, among?: PersonNumbers): Group[] {
  const { store } = ports;
  const { week } = paramsOf(row);
  const seriesIdsByNumber = new Map<PersonNumber, SeriesId[]>();
  const personByNumber = new Map<PersonNumber, Signed>();
  for (const series of seriesOf(ports, row.guildId, row.channelId)) {
    const zonesThatShift = new Set(
      store.people
        .zonesOfSignedUp(row.guildId)
        .filter((zone) => shiftsInWeek(ports, series, zone, week, 'soon').length > 0),
    );
    if (zonesThatShift.size === 0) continue;
    for (const person of store.signUps.forSeries(row.guildId, series.id, among)) {
      if (person.zone === null || !zonesThatShift.has(person.zone)) continue;
      personByNumber.set(person.number, person);
      const known = seriesIdsByNumber.get(person.number) ?? [];
      seriesIdsByNumber.set(person.number, [...known, series.id]);
    }
  }
  const people = [...personByNumber.values()];
  const byKey = Map.groupBy(
    people,
    ({ number, zone }) => `${zone} ${seriesIdsByNumber.get(number)?.join()}`,
  );
  return [...byKey.values()].flatMap((members) => {
    const [first] = members;
    if (!first || first.zone === null) return [];
    const seriesIds = seriesIdsByNumber.get(first.number) ?? [];
    return [{ zone: first.zone, seriesIds, people: members }];
  });
}

function isGroup({ zone, seriesIds }: Group, wanted: string, series: string | undefined): boolean {
  return zone === wanted && seriesIds.join() === series;
}

function shiftsInWords(
  ports: MessagePorts,
  row: Due,
  texts: NoticeTexts,
  limit: number,
): string | null {
  const { zone, series: ids = '', week } = paramsOf(row);
  if (zone === undefined) return null;
  const wanted = new Set(ids.split(','));
  const shifts = seriesOf(ports, row.guildId, row.channelId)
    .filter(({ id }) => wanted.has(id))
    .flatMap((series) =>
      shiftsInWeek(ports, series, zone, week, 'year').map((shift) => ({
        ...shift,
        name: series.name,
      })),
    );
  if (shifts.length === 0) return null;
  for (let shown = shifts.length; shown > 1; shown -= 1) {
    const text = texts.shifts({
      zone,
      shifts: shifts.slice(0, shown),
      more: shifts.length - shown,
    });
    if (text.length <= limit) return text;
  }
  return texts.shifts({ zone, shifts: shifts.slice(0, 1), more: shifts.length - 1 });
}

function seriesOf(
  { store, directory }: MessagePorts,
  guildId: GuildId,
  channelId: ChannelId,
): Series[] {
  return store.series
    .list(guildId)
    .filter(
      ({ paused, announce }) => !paused && directory.textChannel(guildId, announce) === channelId,
    );
}

function shiftsInWeek(
  { store, nowMs }: MessagePorts,
  series: Series,
  zone: string,
  week: string,
  span: Span,
): ClockShift[] {
  return shiftsOf(store, series, zone, nowMs(), span).filter(
    ({ firstStartsAtMs }) => weekOf(series, firstStartsAtMs) === week,
  );
}

/** The Sunday of the timetable's week. */
function weekOf({ rule }: Series, atMs: number): string {
  const dayMs = Date.parse(`${localDateOf(rule.zone, atMs)}T00:00Z`);
  return new Date(dayMs - new Date(dayMs).getUTCDay() * DAY_MS).toISOString().slice(0, 10);
}

/** The sessions of a series, and the shifts that follow in each zone, as they are on one day. */
interface Known {
  readonly day: number;
  readonly steadyByRule: Map<string, readonly SteadySessions[]>;
  readonly clockByZone: Map<string, ZoneClock>;
}

/** A rule is expanded once a day for all zones, not for each of them and each message. */
const knownByStore = new WeakMap<Store, Known>();

function knownOn(store: Store, day: number): Known {
  const known = knownByStore.get(store);
  if (known?.day === day) return known;
  const anew: Known = { day, steadyByRule: new Map(), clockByZone: new Map() };
  knownByStore.set(store, anew);
  return anew;
}

/** Those that are still to come, in order; how far ahead they are sure is up to `span`. */
function shiftsOf(
  store: Store,
  series: Series,
  zone: string,
  nowMs: number,
  span: Span,
): ClockShift[] {
  const day = Math.floor(nowMs / DAY_MS);
  const known = knownOn(store, day);
  const atMs = day * DAY_MS;
  const rule = JSON.stringify([span, series.rule]);
  const steady = known.steadyByRule.get(rule) ?? steadyAround(series, atMs, span);
  known.steadyByRule.set(rule, steady);
  const clock =
    known.clockByZone.get(zone) ?? zoneClock(zone, atMs - LOOK_BACK_MS, atMs + SPAN_MS.year);
  known.clockByZone.set(zone, clock);
  return steady
    .flatMap((sessions) => shiftsOn(clock, sessions))
    .filter(({ firstStartsAtMs }) => firstStartsAtMs > nowMs)
    .map((shift) => ({ ...shift, seriesId: series.id }));
}

/** What meets at least monthly needs no longer look back: hundreds of series are looked at. */
function steadyAround(series: Series, atMs: number, span: Span): readonly SteadySessions[] {
  const toMs = atMs + SPAN_MS[span];
  const short = steadySessionsOf(series, atMs - SHORT_LOOK_BACK_MS, toMs);
  const isKnown = short.every(({ sessions }) => (sessions[0]?.startsAtMs ?? Infinity) < atMs);
  if (short.length === series.rule.wallTimes.length && isKnown) return short;
  return steadySessionsOf(series, atMs - LOOK_BACK_MS, toMs);
}

function paramsOf({ action }: Due): {
  readonly week: string;
  readonly zone?: string;
  readonly series?: string;
} {
  if (action.do === 'remove') throw new Error('A row that removes says nothing.');
  const { week, zone, series } = action.text.params;
  return {
    week: String(week),
    ...(typeof zone === 'string' ? { zone } : {}),
    ...(typeof series === 'string' ? { series } : {}),
  };
}
