/** `npm run timetable`, as people start it. */
import { expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TIMETABLE_CHANGED_KEY } from '../../src/app/timetable-signal.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { inTemporaryFolder, sampleSeries } from './samples.ts';

// Each start of the program takes its time where all the cores are busy.
jest.setTimeout(60_000);

const script = fileURLToPath(new URL('../../src/timetable-file.ts', import.meta.url));
const starter = fileURLToPath(new URL('../../data/timetable.json', import.meta.url));
const server = '100200300400500600';
const serverId = asId<GuildId>(server);

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** Runs it in a folder of its own, so that no settings of this machine are read. */
function run(folder: string, args: readonly string[], guildId = server): Promise<Ended> {
  const env = { PATH: process.env['PATH'], BELLKEEPER_DATA: folder, DISCORD_GUILD_ID: guildId };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    );
  });
}

test('check says that a file is in order, or every mistake', () =>
  inTemporaryFolder(async (folder) => {
    const good = await run(folder, ['check', starter], '');
    expect(good.code).toBe(0);
    expect(good.said).toContain('is in order: 3 series. The next sessions:');
    expect(good.said.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(10);
    const path = join(folder, 'bad.json');
    await writeFile(path, '{ "series": [7], "sessions": {} }');
    const bad = await run(folder, ['check', path], '');
    expect(bad.code).toBe(1);
    expect(bad.said.trim().split('\n')).toEqual([
      expect.stringMatching(/^Line 1, series 1: .*I found 7/),
    ]);
    expect(await run(folder, ['check', join(folder, 'none.json')], '')).toMatchObject({
      code: 1,
      said: expect.stringContaining('I cannot find the timetable'),
    });
  }));

test(
  'a file is imported beside a running bot, and exported as the same',
  () =>
    inTemporaryFolder(async (folder) => {
      const store = await openStore({ path: join(folder, 'bellkeeper.db'), nowMs: 0 });
      store.series.replaceAll(serverId, [sampleSeries({ name: 'Before' })], 0);
      const imported = await run(folder, ['import', starter]);
      expect(imported).toEqual({ code: 0, said: expect.stringContaining('3 series') });
      expect(store.series.list(serverId).map(({ id }) => id)).toEqual([
        'morning',
        'evening',
        'long-sitting',
      ]);
      expect(store.settings.get(TIMETABLE_CHANGED_KEY(serverId))).toBe('1');
      expect(store.audit.latest(serverId, 1)).toMatchObject([{ action: 'timetable.imported' }]);

      const path = join(folder, 'out.json');
      expect((await run(folder, ['export', path])).code).toBe(0);
      const before = store.series.list(serverId);
      expect((await run(folder, ['import', path])).code).toBe(0);
      expect(store.series.list(serverId)).toEqual(before);
      expect((await run(folder, ['export'])).said).toBe(await readFile(path, 'utf8'));

      await writeFile(path, '{ "series": [7] }');
      const refused = await run(folder, ['import', path]);
      expect(refused).toMatchObject({
        code: 1,
        said: expect.stringContaining('Nothing was changed'),
      });
      expect(store.series.list(serverId)).toEqual(before);
      store.close();
    }),
  30_000,
);

test('what is missing is said', () =>
  inTemporaryFolder(async (folder) => {
    const without = [
      [run(folder, ['export'], ''), 'Set DISCORD_GUILD_ID'],
      [run(folder, ['export']), 'There is no database'],
      [run(folder, ['import']), 'Write one of'],
      [run(folder, ['improt', starter]), 'Write one of'],
    ] as const;
    for (const [ended, said] of without) {
      expect(await ended).toEqual({ code: 1, said: expect.stringContaining(said) });
    }
  }));
