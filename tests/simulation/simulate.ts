/**
 * `npm run simulate -- --seed 1 --years 1`: years in simulated worlds, with every fault, and what
 * must hold looked at all along. `--seeds 30` runs so many from `--seed` on, on all cores or as many
 * as `--jobs` says; `--disk PATH` keeps the database on the disk, `--faults kill,stall` brings only
 * these, `--chance 0.5` makes each so likely, and `--only 3,7` brings just these of a seed's happenings.
 * `--mutations` makes each deliberate mistake in the program, and tells what caught it.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { tellMutations } from './run-apart.ts';
import { runSeeds } from './seed-pool.ts';
import type { Asked, SeedResult } from './seed-run.ts';
import { tableOf } from './told-table.ts';

const TOLD_EVERY = 50;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    years: { type: 'string', default: '1' },
    guilds: { type: 'string' },
    only: { type: 'string' },
    disk: { type: 'string', default: ':memory:' },
    faults: { type: 'string' },
    chance: { type: 'string' },
    'no-shrink': { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
  },
});

const asked: Asked = {
  years: Number(values.years),
  databasePath: values.disk,
  guilds: values.guilds === undefined ? null : Number(values.guilds),
  only: values.only?.split(',').map(Number) ?? null,
  faults: values.faults?.split(',') ?? null,
  chance: values.chance === undefined ? null : Number(values.chance),
  shrinks: !values['no-shrink'],
};

function say(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** On the error output, where it is not part of what was found. */
function tellProgress(results: readonly SeedResult[], of: number, startedMs: number): void {
  const broken = results.filter((one) => one.broken !== null).length;
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  process.stderr.write(`${results.length} of ${of} seeds, ${broken} broken, ${seconds} s\n`);
}

async function simulateSeeds(): Promise<boolean> {
  const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.seed) + at);
  const startedMs = performance.now();
  const results: SeedResult[] = [];
  // One file of a database is one world's.
  const jobs = values.disk === ':memory:' ? Math.min(Number(values.jobs), seeds.length) : 1;
  for await (const result of runSeeds(seeds, jobs, asked)) {
    results.push(result);
    say(result.told);
    if (results.length % TOLD_EVERY === 0) tellProgress(results, seeds.length, startedMs);
  }
  say(tableOf(results, (performance.now() - startedMs) / 1_000));
  return results.every(({ broken }) => broken === null);
}

const isWell = values.mutations
  ? await tellMutations((line) => say([line]))
  : await simulateSeeds();
if (!isWell) process.exitCode = 1;
