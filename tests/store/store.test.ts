import { afterAll, beforeAll } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/store.ts';
import { storeContract } from './store-contract.ts';

let folder: string;
let opened = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellkeeper-store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

storeContract('a store in memory', () => openStore({ path: ':memory:', nowMs: 0 }));

storeContract('a store in a file', () => {
  opened += 1;
  return openStore({ path: join(folder, 'made', `store-${opened}.sqlite`), nowMs: 0 });
});
