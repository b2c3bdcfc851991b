/** Shares seeds out among processes, and gives their results in the order of the seeds. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ToSeedProcess } from './seed-process.ts';
import { runSeed, type Asked, type SeedResult } from './seed-run.ts';

const SEED_PROCESS = fileURLToPath(new URL('seed-process.ts', import.meta.url));

/** Far more than a world needs: one that goes round in circles ends alone, and says which it was. */
const HEAP_MB = 1_000;

/** With one job everything is done in this process, which a profiler can look at. */
export async function* runSeeds(
  seeds: readonly number[],
  jobs: number,
  asked: Asked,
): AsyncGenerator<SeedResult> {
  if (jobs <= 1) {
    for (const seed of seeds) yield await runSeed(seed, asked);
    return;
  }
  const left = [...seeds];
  const bySeed = new Map(seeds.map((seed) => [seed, Promise.withResolvers<SeedResult>()]));
  const workers = Array.from({ length: jobs }, () => work(left, asked, bySeed));
  for (const result of bySeed.values()) yield await result.promise;
  await Promise.all(workers);
}

type Results = ReadonlyMap<number, PromiseWithResolvers<SeedResult>>;

async function work(left: number[], asked: Asked, results: Results): Promise<void> {
  let child: ChildProcess | null = null;
  for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
    child ??= start(asked);
    const result = await askOne(child, seed);
    if (result === null) child = null;
    results.get(seed)?.resolve(result ?? died(seed));
  }
  if (child === null) return;
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
}

function start(asked: Asked): ChildProcess {
  const child = fork(SEED_PROCESS, {
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB}`],
  });
  child.send({ asked } satisfies ToSeedProcess);
  return child;
}

/** Null when the process ended over it. */
function askOne(child: ChildProcess, seed: number): Promise<SeedResult | null> {
  return new Promise((resolve) => {
    const settle = (result: SeedResult | null): void => {
      child.removeAllListeners();
      resolve(result);
    };
    child.once('message', (result: SeedResult) => settle(result));
    child.once('exit', () => settle(null));
    child.send({ seed } satisfies ToSeedProcess);
  });
}

/** What it said of that stands on the error output. */
const died = (seed: number): SeedResult => ({
  seed,
  guildYears: 0,
  events: 0,
  messages: 0,
  cpuSeconds: 0,
  faults: [],
  checks: [],
  broken: 'the simulation itself',
  told: ['', `Seed ${seed} ended its process. Again: npm run simulate -- --seed ${seed} --jobs 1`],
});
