/**
 * `npm run bench`: every bench in a process of its own, one after another, and a table of what they
 * found. `npm run bench -- first-packet rooms` runs only these, and
 * `npm run bench -- --compare a.json b.json` lays two runs side by side. Machines are noisy, so read a
 * figure beside its baseline, which was measured in the same process or the same minute.
 */
import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchResult } from './bench.ts';
import { compared, readRun } from './compare.ts';
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

/** All of them when none is asked for. Ends the process when one is not known. */
function namesOf(asked: readonly string[]): readonly string[] {
  const known = readdirSync(folder)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.replace('.bench.ts', ''));
  const stray = asked.filter((name) => !known.includes(name));
  if (stray.length > 0) {
    console.error(`There is no bench called ${stray.join(', ')}. There are: ${known.join(', ')}.`);
    process.exit(1);
  }
  return asked.length > 0 ? asked : known;
}

async function runAll(names: readonly string[]): Promise<void> {
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
  };
  console.log(`${machine.cores} cores (${machine.processor}), Node ${machine.node}\n`);
  const outcomes: Outcome[] = [];
  for (const name of names) {
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
}

const { values, positionals } = parseArgs({
  options: { compare: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [before, after] = positionals;
if (!values.compare) await runAll(namesOf(positionals));
else if (before === undefined || after === undefined) {
  console.error('Name two files that npm run bench has written: --compare before.json after.json');
  process.exitCode = 1;
} else console.log(compared(readRun(before), readRun(after)));
