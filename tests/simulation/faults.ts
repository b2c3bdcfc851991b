/** What may go wrong outside of the bot, each by its name in the table, and how a seed makes one. */
import type { Random } from './random.ts';

export const KILLS = [
  'kill',
  'kill before a commit',
  'kill after a commit',
  'kill before a post',
  'kill after a post',
  'kill before a sound',
  'kill after a sound',
] as const;
export type Kill = (typeof KILLS)[number];

/** What the platform answers; a timeout after the work, and a page of HTML, may have done it. */
export const REST_ANSWERS = [
  '429',
  '5xx',
  'timeout before the work',
  'timeout after the work',
  '401',
  '403',
  '404',
  'HTML instead of JSON',
] as const;
export type RestAnswer = (typeof REST_ANSWERS)[number];

/** What a room's connection meets; `ROOM_FAULTS` in outside-voice.ts says what the bot's port tells. */
export const VOICE_FAULTS = [
  'voice close 4006',
  'voice close 4009',
  'voice close 4011',
  'voice close 4014',
  'voice close 4015',
  'voice close 4016',
  'voice close 4017',
  'voice close 4021',
  'voice close 4022',
  'silence on UDP',
  'moved',
  'muted',
  'channel full',
] as const;
export type VoiceFault = (typeof VOICE_FAULTS)[number];

export const CLOCK_STEPS = {
  'clock step of 3 s': 3_000,
  'clock step of 1 h': 3_600_000,
  'clock step of 1 day': 86_400_000,
} as const;
export type ClockStep = keyof typeof CLOCK_STEPS;

/** Made with the timetable and with who comes when, and counted like the others. */
export const CONDITIONS = ['DST', 'overlapping sessions', 'a teacher who comes and goes'] as const;
export type Condition = (typeof CONDITIONS)[number];

export type Fault =
  | Each<Kill, { readonly skip: number; readonly awayMs: number }>
  | Each<ClockStep, { readonly isBack: boolean }>
  | Each<RestAnswer | VoiceFault, { readonly forMs: number }>
  | Each<
      | 'two instances at once'
      | 'stall'
      | 'suspend'
      | 'gateway resume'
      | 'invalid session'
      | 'database full'
      | 'database read-only'
      | 'channel deleted'
      | 'role deleted'
      | 'permission deleted',
      { readonly forMs: number }
    >
  | Each<'lost voice state' | 'doubled voice state' | 'late voice state' | 'file changed on disk'>
  | Each<'database busy', { readonly times: number }>
  /** The copy is older by `agoMs` than what it replaces. */
  | Each<'database restored from backup', { readonly agoMs: number; readonly awayMs: number }>
  /** Right after the claim, or only when the row's address was found. */
  | Each<
      'cancel between claim and post' | 'move between claim and post',
      { readonly isLater: boolean }
    >;

type Each<N extends string, Rest = unknown> = N extends string
  ? { readonly fault: N } & Rest
  : never;

export type FaultName = Fault['fault'] | Condition;

type Rest = (random: Random) => object;

const awayMs: Rest = (random) => ({
  skip: random.pick([0, 0, 1, 3]),
  awayMs: random.pick([seconds(random, 1, 5), seconds(random, 5, 60), seconds(random, 60, 1_200)]),
});
const lasting =
  (...spans: readonly (readonly [from: number, to: number])[]): Rest =>
  (random) => ({ forMs: seconds(random, ...random.pick(spans)) });

/** What belongs together is as likely as any other trouble, however many names it has. */
const KINDS: readonly { readonly names: readonly Fault['fault'][]; readonly rest: Rest }[] = [
  { names: KILLS, rest: awayMs },
  { names: REST_ANSWERS, rest: lasting([1, 60], [60, 900]) },
  { names: VOICE_FAULTS, rest: lasting([1, 90]) },
  {
    names: ['clock step of 3 s', 'clock step of 1 h', 'clock step of 1 day'],
    rest: (random) => ({ isBack: random.chance(0.5) }),
  },
  {
    names: ['two instances at once', 'stall', 'gateway resume', 'invalid session'],
    rest: lasting([2, 30], [30, 300]),
  },
  { names: ['suspend'], rest: lasting([30, 4_000]) },
  { names: ['database full', 'database read-only'], rest: lasting([1, 300]) },
  {
    names: ['channel deleted', 'role deleted', 'permission deleted'],
    rest: lasting([60, 7_200]),
  },
  { names: ['lost voice state', 'doubled voice state', 'late voice state'], rest: () => ({}) },
  { names: ['database busy'], rest: (random) => ({ times: random.between(1, 3) }) },
  {
    names: ['database restored from backup'],
    rest: (random) => ({
      agoMs: random.pick([seconds(random, 10, 600), seconds(random, 600, 100_000)]),
      awayMs: seconds(random, 5, 600),
    }),
  },
  {
    names: ['cancel between claim and post', 'move between claim and post'],
    rest: (random) => ({ isLater: random.chance(0.5) }),
  },
  { names: ['file changed on disk'], rest: () => ({}) },
];

/** One of those that are wanted; null wants all. */
export function createFault(random: Random, wanted: ReadonlySet<string> | null): Fault {
  const kinds = KINDS.flatMap(({ names, rest }) => {
    const open = names.filter((name) => wanted?.has(name) ?? true);
    return open.length === 0 ? [] : [{ names: open, rest }];
  });
  const { names, rest } = random.pick(kinds);
  // The table above gives each name what its fault has besides.
  return { fault: random.pick(names), ...rest(random) } as Fault;
}

function seconds(random: Random, from: number, to: number): number {
  return random.between(from * 1_000, to * 1_000);
}
