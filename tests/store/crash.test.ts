import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { guild, inTemporaryFolder } from './samples.ts';
import { ROWS_EACH } from './write-for-ever.ts';

/**
 * Lets a child write until it has begun its `begun`th transaction of this life, kills it
 * wherever it then is, and gives the last one that it was told is committed.
 */
async function writeAndKill(path: string, begun: number): Promise<number> {
  const script = fileURLToPath(new URL('write-for-ever.ts', import.meta.url));
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let left = begun;
  let committed = 0;
  createInterface(child.stdout).on('line', (line) => {
    const [what, number] = line.split(' ');
    if (what === 'committed') committed = Number(number);
    else if ((left -= 1) === 0) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return committed;
}

test(
  'after a kill the database is whole, and every transaction is there wholly or not at all',
  () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'store.sqlite');
      for (const begun of [1, 2, 7, 20, 33]) {
        const committed = await writeAndKill(path, begun);
        // Opening looks at every page and every reference, and rejects when one is wrong.
        const store = await openStore({ path, nowMs: 0 });
        const last = Number(store.settings.get('last') ?? 0);
        expect(last).toBeGreaterThanOrEqual(committed);
        expect(store.audit.latest(guild, 1000)).toHaveLength(last);
        for (let number = 1; number <= last; number += 1) {
          const id = asId<OccurrenceId>(`morning@${number}`);
          expect(store.sessions.load(guild, id)?.turn).toBe(number);
          expect(store.sessions.events(guild, id, 9)).toHaveLength(1);
          expect(store.due.ofOccurrence(guild, id)).toHaveLength(ROWS_EACH);
        }
        expect(store.sessions.open()).toHaveLength(last);
        expect(store.occurrences.between(guild, 0, Number.MAX_SAFE_INTEGER)).toHaveLength(last);
        store.close();
      }
    }),
  30_000,
);
