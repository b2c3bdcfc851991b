/**
 * `npm run simulate -- --seed 1 --years 1`: years in simulated worlds, with every fault, and what
 * must hold looked at all along. `--seeds 30` runs so many from `--seed` on, `--disk PATH` keeps
 * the database on the disk, and `--only 3,7` brings just these of a seed's happenings.
 */
import { parseArgs } from 'node:util';
import { Killed } from './bot-life.ts';
import { INVARIANTS } from './invariants.ts';
import { shrink } from './shrink.ts';
import { happeningsOf, simulate, type Report, type SimulationOptions } from './simulation.ts';

const SHRINK_TRIES = 150;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    years: { type: 'string', default: '1' },
    guilds: { type: 'string' },
    only: { type: 'string' },
    disk: { type: 'string', default: ':memory:' },
    'no-shrink': { type: 'boolean', default: false },
  },
});

// A process that was killed leaves promises behind that nobody waits for.
process.on('unhandledRejection', (cause) => {
  if (!(cause instanceof Killed)) throw cause;
});

function optionsOf(seed: number): SimulationOptions {
  return {
    seed,
    years: Number(values.years),
    databasePath: values.disk,
    ...(values.guilds === undefined ? {} : { guilds: Number(values.guilds) }),
    ...(values.only === undefined ? {} : { only: new Set(values.only.split(',').map(Number)) }),
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function tellBroken(options: SimulationOptions, report: Report): Promise<void> {
  const { broken } = report;
  if (!broken) return;
  say(`\nSeed ${options.seed} broke: ${broken.message}`);
  const { happenings } = happeningsOf(options);
  const times = happenings.map(({ atMs }) => atMs);
  const isWhole = options.only === undefined && !values['no-shrink'];
  const { only } = isWhole
    ? await shrink(options, broken, times, SHRINK_TRIES)
    : { only: [...(options.only ?? [])] };
  say('The shortest story that was found:');
  for (const at of only) {
    const { atMs, ...rest } = happenings[at]!;
    say(`  ${new Date(atMs).toISOString()} ${JSON.stringify(rest)}`);
  }
  const again = await simulate({ ...options, only: new Set(only) });
  for (const line of again.story) say(line);
  say(
    `Again: npm run simulate -- --seed ${options.seed} --years ${options.years} --only ${only.join(',')}`,
  );
}

/** Adds up what several runs have counted. */
function total(maps: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const map of maps) {
    for (const [name, count] of map) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return sums;
}

function tellTable(reports: readonly Report[], years: number, seconds: number): void {
  const sum = (of: (report: Report) => number): number =>
    reports.reduce((all, one) => all + of(one), 0);
  say(
    `\n${reports.length * years} years, ${sum(({ events }) => events)} events, ${sum(({ messages }) => messages)} messages, ${seconds.toFixed(1)} s`,
  );
  say('\n| fault | times |\n|---|---:|');
  const faults = total(reports.map((report) => report.faults));
  for (const [name, count] of [...faults].toSorted(([a], [b]) => a.localeCompare(b)))
    say(`| ${name} | ${count} |`);
  say('\n| invariant | checks | broken |\n|---|---:|---:|');
  const checks = total(reports.map((report) => report.checks));
  for (const name of INVARIANTS) {
    const broken = reports.filter((report) => report.broken?.invariant === name).length;
    say(`| ${name} | ${checks.get(name) ?? 0} | ${broken} |`);
  }
}

const startedMs = performance.now();
const reports: Report[] = [];
for (let at = 0; at < Number(values.seeds); at += 1) {
  const options = optionsOf(Number(values.seed) + at);
  const report = await simulate(options);
  reports.push(report);
  await tellBroken(options, report);
}
tellTable(reports, Number(values.years), (performance.now() - startedMs) / 1_000);
if (reports.some(({ broken }) => broken)) process.exitCode = 1;
