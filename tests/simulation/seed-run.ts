/** One seed's run, with the shortest story of what broke, as plain data that a process can send. */
import { Killed } from './bot-life.ts';
import { shrink } from './shrink.ts';
import { plotOf, simulate, YEAR_MS, type Report, type SimulationOptions } from './simulation.ts';

const SHRINK_TRIES = 150;

/** What is asked for on the command line; `only`: numbers of happenings, `faults`: names. */
export interface Asked {
  readonly years: number;
  readonly databasePath: string;
  readonly guilds: number | null;
  readonly only: readonly number[] | null;
  readonly faults: readonly string[] | null;
  readonly chance: number | null;
  readonly shrinks: boolean;
}

export interface SeedResult {
  readonly seed: number;
  readonly guildYears: number;
  readonly events: number;
  readonly messages: number;
  /** Seconds of one core for the run itself, without the search for a shorter story. */
  readonly cpuSeconds: number;
  readonly faults: readonly (readonly [string, number])[];
  readonly checks: readonly (readonly [string, number])[];
  /** The name of the invariant that did not hold; null when all did. */
  readonly broken: string | null;
  /** What there is to say of it, by lines. */
  readonly told: readonly string[];
}

// A process that was killed leaves promises behind that nobody waits for.
process.on('unhandledRejection', (cause) => {
  if (!(cause instanceof Killed)) throw cause;
});

export async function runSeed(seed: number, asked: Asked): Promise<SeedResult> {
  const options = optionsOf(seed, asked);
  const before = process.cpuUsage();
  const report = await simulate(options);
  const { user, system } = process.cpuUsage(before);
  return {
    seed,
    guildYears: report.guilds * yearsOf(options, report),
    events: report.events,
    messages: report.messages,
    cpuSeconds: (user + system) / 1_000_000,
    faults: [...report.faults],
    checks: [...report.checks],
    broken: report.broken?.invariant ?? null,
    told: await tellBroken(options, asked, report),
  };
}

function optionsOf(seed: number, asked: Asked): SimulationOptions {
  const { years, databasePath, guilds, only, faults, chance } = asked;
  return {
    seed,
    years,
    databasePath,
    ...(guilds === null ? {} : { guilds }),
    ...(faults === null ? {} : { faults: new Set(faults) }),
    ...(chance === null ? {} : { chance }),
    ...(only === null ? {} : { only: new Set(only) }),
  };
}

/** A world that broke ended there. */
function yearsOf(options: SimulationOptions, { broken }: Report): number {
  return broken ? (broken.atMs - plotOf(options).fromMs) / YEAR_MS : options.years;
}

async function tellBroken(
  options: SimulationOptions,
  asked: Asked,
  { broken, story: whole }: Report,
): Promise<string[]> {
  if (!broken) return [];
  const { happenings } = plotOf(options);
  const times = happenings.map(({ atMs }) => atMs);
  const isShorter = asked.only === null && asked.shrinks;
  // The search takes a while, and somebody may be waiting for the first that breaks.
  if (isShorter) process.stderr.write(`Seed ${options.seed} broke: ${broken.message}\n`);
  const only = isShorter
    ? (await shrink(options, broken, times, SHRINK_TRIES)).only
    : (asked.only ?? []);
  const story = isShorter ? (await simulate({ ...options, only: new Set(only) })).story : whole;
  return [
    '',
    `Seed ${options.seed} broke: ${broken.message}`,
    ...(isShorter ? ['The shortest story that was found:'] : []),
    ...only.map((at) => {
      const { atMs, ...rest } = happenings[at]!;
      return `  ${new Date(atMs).toISOString()} ${JSON.stringify(rest)}`;
    }),
    ...story,
    `Again: ${commandOf(options, only)}`,
  ];
}

function commandOf(options: SimulationOptions, only: readonly number[]): string {
  const { seed, years, guilds, faults, chance, databasePath } = options;
  return [
    `npm run simulate -- --seed ${seed} --years ${years}`,
    ...(guilds === undefined ? [] : [`--guilds ${guilds}`]),
    ...(faults === undefined ? [] : [`--faults ${[...faults].join(',')}`]),
    ...(chance === undefined ? [] : [`--chance ${chance}`]),
    ...(databasePath === ':memory:' ? [] : [`--disk ${databasePath}`]),
    ...(only.length === 0 ? [] : [`--only ${only.join(',')}`]),
  ].join(' ');
}
