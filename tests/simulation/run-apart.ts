/** Runs `npm run simulate` in a process of its own, with a deliberate mistake or without. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MUTATIONS, worldOf, type Mutation } from './mutations.ts';

const SIMULATE = fileURLToPath(new URL('simulate.ts', import.meta.url));
const MUTATED = new URL('mutated.ts', import.meta.url).href;

/** An app that is killed again and again leaves promises behind, so it runs apart from whoever asks. */
export async function runApart(
  given: readonly string[],
  mutation?: string,
): Promise<{ code: number | null; told: string }> {
  const hooks = mutation === undefined ? [] : ['--import', MUTATED];
  const child = spawn(
    process.execPath,
    [...hooks, SIMULATE, ...given, '--jobs', '1', '--no-shrink'],
    {
      env: mutation === undefined ? {} : { MUTATION: mutation },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let told = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => (told += text));
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, told };
}

/** The invariant that noticed it first; when none did, what the simulation told instead. */
export async function catcherOf(
  mutation: Mutation,
): Promise<{ readonly invariant: string | null; readonly told: string }> {
  const { told } = await runApart(worldOf(mutation), mutation.name);
  return { invariant: /^Seed \d+ broke: ([^:]+):/m.exec(told)?.[1] ?? null, told };
}

/** A table by lines: each deliberate mistake, and what caught it. Gives whether all were caught. */
export async function tellMutations(say: (line: string) => void): Promise<boolean> {
  let caught = 0;
  say('| deliberate mistake | where | caught by |');
  say('|---|---|---|');
  for (const mutation of MUTATIONS) {
    const { invariant } = await catcherOf(mutation);
    const isMeant = mutation.caughtBy.some((name) => name === invariant);
    if (isMeant) caught += 1;
    const where = [...new Set(mutation.edits.map(({ file }) => file))].join(', ');
    say(`| ${mutation.name} | ${where} | ${isMeant ? invariant : `NOT CAUGHT (${invariant})`} |`);
  }
  say('');
  say(`${caught} of ${MUTATIONS.length} were caught.`);
  return caught === MUTATIONS.length;
}
