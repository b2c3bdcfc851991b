/** Everything that comes to the bot from outside, as a list that a seed makes and that can be cut. */
import type { SeriesId } from '../../src/domain/identity.ts';
import { occurrencesBetween } from '../../src/domain/recurrence.ts';
import type { Random } from './random.ts';
import { HOUR_MS, type SimulatedGuild } from './world.ts';

/** The faults of the outside; each is told by its name in the table. */
export type Fault =
  | {
      readonly fault: 'kill';
      readonly when: KillPoint;
      readonly skip: number;
      readonly awayMs: number;
    }
  | { readonly fault: 'two instances'; readonly forMs: number }
  | { readonly fault: 'stall'; readonly forMs: number }
  | { readonly fault: 'clock step'; readonly byMs: number }
  | { readonly fault: 'suspend'; readonly forMs: number }
  | { readonly fault: 'rest'; readonly answer: RestMishap; readonly forMs: number }
  | { readonly fault: 'gateway away'; readonly forMs: number }
  | { readonly fault: 'voice state lost' | 'voice state doubled' }
  | { readonly fault: 'voice state late'; readonly byMs: number }
  | { readonly fault: 'voice lost'; readonly forMs: number }
  | {
      readonly fault: 'join refused';
      readonly how: 'CHANNEL_FULL' | 'MISSING_CONNECT' | 'NETWORK' | 'TIMEOUT';
    }
  | { readonly fault: 'file changed' }
  | { readonly fault: 'database busy'; readonly times: number }
  | { readonly fault: 'permission gone'; readonly forMs: number }
  | { readonly fault: 'role gone'; readonly forMs: number };

export type KillPoint = 'now' | 'before commit' | 'after commit' | 'before post' | 'after post';
/** What the platform answers; the last two do the work first. */
export type RestMishap = 'limited' | 'server error' | 'timeout before' | 'timeout after' | 'html';

export type Happening = { readonly atMs: number; readonly guild: number } & (
  | { readonly what: 'enters' | 'leaves'; readonly who: Who; readonly room: number }
  | { readonly what: 'holds' | 'stops' | 'asks for the welcome' | 'takes over' }
  | { readonly what: 'chooses'; readonly recording: number | null; readonly who: Who }
  | { readonly what: 'signs up' | 'signs off'; readonly who: Who; readonly series: SeriesId }
  | { readonly what: 'cancels' }
  | { readonly what: 'undoes' }
  | { readonly what: 'moves'; readonly byMs: number }
  | { readonly what: 'pauses'; readonly series: SeriesId }
  | { readonly what: 'resumes'; readonly series: SeriesId }
  | { readonly what: 'revokes'; readonly recording: number }
  | ({ readonly what: 'fault' } & Fault)
);

export interface Who {
  readonly group: 'teachers' | 'volunteers' | 'participants';
  readonly index: number;
}

const MINUTE_MS = 60_000;

/** In order of time. */
export function createHappenings(
  random: Random,
  guilds: readonly SimulatedGuild[],
  span: { readonly fromMs: number; readonly toMs: number },
): Happening[] {
  const happenings = guilds.flatMap((guild) =>
    ofGuild(random.fork(`happenings ${guild.index}`), guild, span),
  );
  return happenings.toSorted((a, b) => a.atMs - b.atMs);
}

function ofGuild(
  random: Random,
  guild: SimulatedGuild,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Happening[] {
  return guild.series.flatMap((series) => {
    const room = guild.rooms.findIndex(({ name }) => name === series.room);
    return occurrencesBetween(series.rule, fromMs, toMs).flatMap(({ startsAtMs }) => {
      const session = { guild, startsAtMs, endsAtMs: startsAtMs + series.durationMs, room };
      return [
        ...visits(random, session),
        ...wishes(random, session),
        ...coordination(random, session, series.id),
        ...faults(random, session),
      ];
    });
  });
}

interface Meeting {
  readonly guild: SimulatedGuild;
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
    flapping: () =>
      flaps.flatMap((atMs) => stay(teacher, atMs, atMs + random.between(5, 150) * 1_000)),
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
    ...some(0.15, () => ({ ...base, atMs: at(6, 40), what: 'stops' as const })),
    ...some(0.3, () => ({ ...base, atMs: at(8, 45), what: 'takes over' as const })),
  ];
}

/** Coordinators change things, mostly long before, and sometimes at the worst moment. */
function coordination(
  random: Random,
  { guild, startsAtMs }: Meeting,
  series: SeriesId,
): Happening[] {
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

/** One session in three meets a fault, mostly while something is about to happen. */
function faults(random: Random, { guild, startsAtMs }: Meeting): Happening[] {
  if (!random.chance(0.35)) return [];
  const atMs = random.chance(0.8)
    ? startsAtMs + random.between(-12 * MINUTE_MS, 50 * MINUTE_MS)
    : startsAtMs - random.between(0, 25 * 60) * MINUTE_MS;
  return [{ atMs, guild: guild.index, what: 'fault', ...createFault(random) }];
}

function createFault(random: Random): Fault {
  const seconds = (from: number, to: number): number => random.between(from * 1_000, to * 1_000);
  const kinds: readonly (() => Fault)[] = [
    () => ({
      fault: 'kill',
      when: random.pick([
        'now',
        'before commit',
        'after commit',
        'before post',
        'after post',
      ] as const),
      skip: random.between(0, 5),
      awayMs: random.pick([seconds(1, 5), seconds(5, 60), seconds(60, 1_200)]),
    }),
    () => ({
      fault: 'kill',
      when: random.pick(['before commit', 'after commit', 'before post', 'after post'] as const),
      skip: random.between(0, 3),
      awayMs: seconds(1, 90),
    }),
    () => ({ fault: 'two instances', forMs: seconds(30, 600) }),
    () => ({ fault: 'stall', forMs: seconds(2, 120) }),
    () => ({
      fault: 'clock step',
      byMs: random.pick([-86_400_000, -3_600_000, -3_000, 3_000, 3_600_000, 86_400_000]),
    }),
    () => ({ fault: 'suspend', forMs: seconds(30, 4_000) }),
    () => ({
      fault: 'rest',
      answer: random.pick([
        'limited',
        'server error',
        'timeout before',
        'timeout after',
        'html',
      ] as const),
      forMs: seconds(1, 300),
    }),
    () => ({ fault: 'gateway away', forMs: seconds(1, 300) }),
    () => ({ fault: random.pick(['voice state lost', 'voice state doubled'] as const) }),
    () => ({ fault: 'voice state late', byMs: seconds(1, 60) }),
    () => ({ fault: 'voice lost', forMs: seconds(1, 120) }),
    () => ({
      fault: 'join refused',
      how: random.pick(['CHANNEL_FULL', 'MISSING_CONNECT', 'NETWORK', 'TIMEOUT'] as const),
    }),
    () => ({ fault: 'file changed' }),
    () => ({ fault: 'database busy', times: random.between(1, 3) }),
    () => ({ fault: 'permission gone', forMs: seconds(60, 7_200) }),
    () => ({ fault: 'role gone', forMs: seconds(60, 7_200) }),
  ];
  return random.pick(kinds)();
}
