import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { lockFolder, lockPathOf } from '../../src/store/folder-lock.ts';
import { openStore } from '../../src/store/store.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import { inTemporaryFolder } from './samples.ts';

const script = fileURLToPath(new URL('hold-folder.ts', import.meta.url));

function startHolder(path: string) {
  const child = spawn(process.execPath, [script, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const said = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  return {
    said,
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function refusal(work: () => unknown): StoreFault {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreFault) return error;
    throw error;
  }
  throw new Error('it was let in');
}

test('a second process is refused in words that say what to do', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'bellkeeper.db');
    const lock = lockFolder(path);
    const other = startHolder(path);
    expect(await other.said).toBe('IN_USE');
    await other.kill();
    const fault = refusal(() => lockFolder(path));
    expect(fault).toMatchObject({ code: 'IN_USE' });
    expect(fault.message).toContain('End the other one first');
    expect(fault.message).toContain(folder);
    lock.release();
    lock.release();
  }));

test(
  'a process that is killed leaves nothing that the next one stumbles over, ten times in a row',
  () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'bellkeeper.db');
      for (let round = 0; round < 10; round += 1) {
        const holder = startHolder(path);
        expect(await holder.said).toBe('held');
        expect(refusal(() => lockFolder(path)).code).toBe('IN_USE');
        await holder.kill();
      }
      lockFolder(path).release();
      expect(statSync(lockPathOf(path)).size).toBe(0);
    }),
  30_000,
);

test('the database itself stays open to the tools that work beside a bot', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'bellkeeper.db');
    const lock = lockFolder(path);
    const store = await openStore({ path, nowMs: 0 });
    const beside = await openStore({ path, nowMs: 0 });
    beside.settings.set('a', '1');
    expect(store.settings.get('a')).toBe('1');
    beside.close();
    store.close();
    lock.release();
    expect(existsSync(lockPathOf(path))).toBe(true);
  }));

test('a lock that can not be made is told as what it is', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'bellkeeper.db');
    await mkdir(lockPathOf(path));
    expect(refusal(() => lockFolder(path)).code).toBe('READ_ONLY');
  }));
