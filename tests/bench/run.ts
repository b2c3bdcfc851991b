/**
 * `npm run bench`: every bench in a process of its own, one after another, and a table of what they
 * found. `npm run bench -- first-packet rooms` runs only these. Machines are noisy, so read a
 * figure beside its baseline, which was measured in the same process or the same minute.
 */
import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchResult } from './bench.ts';
import { tableOf } from './table.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const resultsFolder = fileURLToPath(new URL('../../data/var/bench', import.meta.url));

/** As `npm start` has them, so that memory is measured as the bot would use it. */
const FLAGS_OF_THE_BOT = ['--max-semi-space-size=2'];

type Outcome =
  | (BenchResult & { readonly name: string; readonly tookMs: number })
  | { readonly name: string; readonly fault: string };

function runAlone(name: string): Promise<Outcome> {
  const beganMs = performance.now();
  const path = join(folder, `${name}.bench.ts`);
  const one = fileURLToPath(new URL('./one.ts', import.meta.url));
  const child = fork(one, [path], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: FLAGS_OF_THE_BOT,
  });
  return new Promise((resolve) => {
    child.on('message', (result: BenchResult) =>
      resolve({ name, ...result, tookMs: performance.now() - beganMs }),
    );
    child.on('exit', (code) => resolve({ name, fault: `it ended with code ${code}` }));
  });
}

const known = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const asked = process.argv.slice(2);
const stray = asked.filter((name) => !known.includes(name));
if (stray.length > 0) {
  console.error(`There is no bench called ${stray.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}

const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  node: process.version,
};
console.log(`${machine.cores} cores (${machine.processor}), Node ${machine.node}\n`);
const outcomes: Outcome[] = [];
for (const name of asked.length > 0 ? asked : known) {
  const outcome = await runAlone(name);
  outcomes.push(outcome);
  console.log(
    `${name}: ${'fault' in outcome ? outcome.fault : `${Math.round(outcome.tookMs / 1000)} s`}`,
  );
}
mkdirSync(resultsFolder, { recursive: true });
const at = new Date().toISOString();
const file = join(resultsFolder, `${at.replaceAll(':', '-')}.json`);
writeFileSync(file, `${JSON.stringify({ at, machine, outcomes }, null, 2)}\n`);
console.log(`\n${tableOf(outcomes)}\n\nThe same as JSON: ${file}`);
process.exitCode = outcomes.some((outcome) => 'fault' in outcome) ? 1 : 0;
