/** Everything that comes to the bot from outside, as a list that a seed makes and that can be cut. */
import type { SeriesId } from '../../src/domain/identity.ts';
import { occurrencesBetween } from '../../src/domain/recurrence.ts';
import { createFault, type Condition, type Fault } from './faults.ts';
import type { Random } from './random.ts';
import { HOUR_MS, meetsClockChange, type SimulatedGuild } from './world.ts';

export type Happening = { readonly atMs: number; readonly guild: number } & (
  | { readonly what: 'enters' | 'leaves'; readonly who: Who; readonly room: number }
  | { readonly what: 'holds' | 'stops' | 'asks for the welcome' | 'takes over' }
  | { readonly what: 'chooses' | 'votes'; readonly recording: number | null; readonly who: Who }
  | { readonly what: 'signs up' | 'signs off'; readonly who: Who; readonly series: SeriesId }
  | { readonly what: 'cancels' }
  | { readonly what: 'undoes' }
  | { readonly what: 'moves'; readonly byMs: number }
  | { readonly what: 'pauses'; readonly series: SeriesId }
  | { readonly what: 'resumes'; readonly series: SeriesId }
  | { readonly what: 'revokes'; readonly recording: number }
  | ({ readonly what: 'fault' } & Fault)
  /** It is so, and only counted. */
  | { readonly what: 'is met'; readonly condition: Condition }
);

export interface Who {
  readonly group: 'teachers' | 'volunteers' | 'participants';
  readonly index: number;
}

const MINUTE_MS = 60_000;

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How much goes wrong. */
export interface Trouble {
  /** How likely each of three chances is that a session meets a fault. */
  readonly chance: number;
  /** Only these; null for all. */
  readonly faults: ReadonlySet<string> | null;
}

/** In order of time. */
export function createHappenings(
  random: Random,
  guilds: readonly SimulatedGuild[],
  span: Span,
  trouble: Trouble,
): Happening[] {
  const happenings = guilds.flatMap((guild) =>
    ofGuild(random.fork(`happenings ${guild.index}`), guild, span, trouble),
  );
  return happenings.toSorted((a, b) => a.atMs - b.atMs);
}

function ofGuild(
  random: Random,
  guild: SimulatedGuild,
  { fromMs, toMs }: Span,
  trouble: Trouble,
): Happening[] {
  const meetings = guild.series.flatMap((series) =>
    occurrencesBetween(series.rule, fromMs, toMs).map(({ startsAtMs }): Meeting => {
      const room = guild.rooms.findIndex(({ name }) => name === series.room);
      const endsAtMs = startsAtMs + series.durationMs;
      return { guild, series: series.id, startsAtMs, endsAtMs, room };
    }),
  );
  return meetings.flatMap((meeting) => {
    // Each concern by itself, so that another of one of them leaves the others as they are.
    const of = (concern: string): Random =>
      random.fork(`${concern} of ${meeting.series} ${meeting.startsAtMs}`);
    return [
      ...visits(of('visits'), meeting),
      ...wishes(of('wishes'), meeting),
      ...coordination(of('coordination'), meeting),
      ...conditions(meeting, meetings),
      ...faults(of('faults'), meeting, trouble),
    ];
  });
}

interface Meeting {
  readonly guild: SimulatedGuild;
  readonly series: SeriesId;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly room: number;
}

/** People come around the start and mostly stay; teachers come on time, late, not at all, or flap. */
function visits(random: Random, meeting: Meeting): Happening[] {
  const { guild, startsAtMs, endsAtMs, room } = meeting;
  const stay = (who: Who, fromMs: number, toMs: number): Happening[] => [
    { atMs: fromMs, guild: guild.index, what: 'enters', who, room },
    { atMs: toMs, guild: guild.index, what: 'leaves', who, room },
  ];
  const listeners = [
    ...guild.participants.map((_, index): Who => ({ group: 'participants', index })),
    ...guild.volunteers.map((_, index): Who => ({ group: 'volunteers', index })),
  ];
  const listening = listeners
    .filter(() => random.chance(0.5))
    .flatMap((who) => {
      const comesAtMs = startsAtMs + random.between(-5, 12) * MINUTE_MS + random.between(0, 59_999);
      const staysMs = random.chance(0.8)
        ? endsAtMs - comesAtMs + 2 * MINUTE_MS
        : random.between(1, 20) * MINUTE_MS;
      return stay(who, comesAtMs, comesAtMs + staysMs);
    });
  const teacher: Who = { group: 'teachers', index: 0 };
  const habit = random.pick(['absent', 'absent', 'on time', 'late', 'flapping'] as const);
  const lateMs = random.between(1, 30) * MINUTE_MS + random.between(0, 59_999);
  const flaps = Array.from(
    { length: random.between(2, 6) },
    (_, at) => startsAtMs + (at * 3 + random.between(0, 2)) * MINUTE_MS,
  );
  const teaching = {
    absent: () => [],
    'on time': () => stay(teacher, startsAtMs - 2 * MINUTE_MS, endsAtMs),
    late: () => stay(teacher, startsAtMs + lateMs, endsAtMs),
    flapping: (): Happening[] => [
      {
        atMs: startsAtMs,
        guild: guild.index,
        what: 'is met',
        condition: 'a teacher who comes and goes',
      },
      ...flaps.flatMap((atMs) => stay(teacher, atMs, atMs + random.between(5, 150) * 1_000)),
    ],
  }[habit]();
  return [...listening, ...teaching];
}

/** What volunteers, teachers and participants press. */
function wishes(random: Random, { guild, startsAtMs }: Meeting): Happening[] {
  const at = (fromMinute: number, toMinute: number): number =>
    startsAtMs + random.between(fromMinute * MINUTE_MS, toMinute * MINUTE_MS);
  const some = <T extends Happening>(probability: number, make: () => T): T[] =>
    random.chance(probability) ? [make()] : [];
  const base = { guild: guild.index };
  const volunteer: Who = { group: 'volunteers', index: 0 };
  const recording = (): number | null => random.pick([0, 1, 2, null]);
  return [
    ...some(0.1, () => ({ ...base, atMs: at(0, 8), what: 'holds' as const })),
    ...some(0.1, () => ({ ...base, atMs: at(0, 6), what: 'asks for the welcome' as const })),
    ...some(0.5, () => ({
      ...base,
      atMs: at(4, 20),
      what: 'chooses' as const,
      recording: recording(),
      who: volunteer,
    })),
    ...some(0.2, () => ({
      ...base,
      atMs: at(12, 40),
      what: 'chooses' as const,
      recording: recording(),
      who: volunteer,
    })),
    ...guild.participants.flatMap((_, index) =>
      some(0.3, () => ({
        ...base,
        atMs: at(4, 14),
        what: 'votes' as const,
        recording: recording(),
        who: { group: 'participants' as const, index },
      })),
    ),
    ...some(0.15, () => ({ ...base, atMs: at(6, 40), what: 'stops' as const })),
    ...some(0.3, () => ({ ...base, atMs: at(8, 45), what: 'takes over' as const })),
  ];
}

/** Coordinators change things, mostly long before, and sometimes at the worst moment. */
function coordination(random: Random, { guild, startsAtMs, series }: Meeting): Happening[] {
  const worstMs = random.pick([24 * HOUR_MS, HOUR_MS, 10 * MINUTE_MS, 0, -5 * MINUTE_MS]);
  const atMs = random.chance(0.5)
    ? startsAtMs - worstMs + random.between(-300, 300)
    : startsAtMs - random.between(1, 60 * 60) * MINUTE_MS;
  const base = { guild: guild.index, atMs };
  const soon = { ...base, atMs: atMs + random.between(1, 600) * 1_000 };
  const dice = random.next();
  const index = random.between(0, guild.participants.length - 1);
  const who: Who = { group: 'participants', index };
  if (dice < 0.03) return [{ ...base, what: 'cancels' }];
  if (dice < 0.06)
    return [
      { ...base, what: 'cancels' },
      { ...soon, what: 'undoes' },
    ];
  if (dice < 0.1)
    return [{ ...base, what: 'moves', byMs: random.pick([-30, 15, 60, 24 * 60]) * MINUTE_MS }];
  if (dice < 0.12)
    return [
      { ...base, what: 'pauses', series },
      { ...soon, what: 'resumes', series },
    ];
  if (dice < 0.13) return [{ ...base, what: 'revokes', recording: 1 }];
  if (dice < 0.3)
    return [{ ...base, what: random.chance(0.7) ? 'signs up' : 'signs off', who, series }];
  return [];
}

/** What the timetable itself brings. */
function conditions(
  { guild, startsAtMs, endsAtMs, series }: Meeting,
  all: readonly Meeting[],
): Happening[] {
  const isMet = (condition: Condition): Happening => ({
    atMs: startsAtMs,
    guild: guild.index,
    what: 'is met',
    condition,
  });
  const overlaps = all.some(
    (other) =>
      other.series !== series && other.startsAtMs < endsAtMs && startsAtMs < other.endsAtMs,
  );
  return [
    ...(meetsClockChange(startsAtMs) ? [isMet('DST')] : []),
    ...(overlaps ? [isMet('overlapping sessions')] : []),
  ];
}

/** Faults come mostly while something is about to happen, and one seldom comes alone. */
function faults(
  random: Random,
  { guild, startsAtMs }: Meeting,
  { chance, faults: wanted }: Trouble,
): Happening[] {
  return [0, 1, 2].flatMap((): Happening[] => {
    if (!random.chance(chance)) return [];
    const atMs = random.chance(0.8)
      ? startsAtMs + random.between(-12 * MINUTE_MS, 50 * MINUTE_MS)
      : startsAtMs - random.between(0, 25 * 60) * MINUTE_MS;
    return [{ atMs, guild: guild.index, what: 'fault', ...createFault(random, wanted) }];
  });
}
