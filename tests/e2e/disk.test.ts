/** Two at once, and a disk that takes nothing more: what is heard goes on, and nothing is lost. */
import { afterAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openChildStage, type ChildBot, type ChildStage } from './child-bot.ts';
import { numbersBetween, placesOf, spoken, withoutSilence } from './heard.ts';
import { answerOf, repeatedAmong } from './people.ts';
import { mountSmallDisk } from './small-disk.ts';

const TIMEOUT_MS = 150_000;
const INTRO_FRAMES = withoutSilence(spoken('recording-next')).length;
const backupFile = fileURLToPath(new URL('../../src/backup-file.ts', import.meta.url));

test(
  'a second one on the same folder ends and says why; a killed one is in nobody’s way',
  async () => {
    await using stage = await openChildStage();
    const first = stage.start();
    await first.ready();
    const second = stage.start();
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output()).toContain('Bellkeeper is running already with the folder');
    expect(second.output()).toContain('End the other one first');
    for (let round = 0; round < 3; round += 1) {
      const next = round === 0 ? first : stage.start();
      await next.ready();
      await next.kill('SIGKILL');
    }
    const last = stage.start();
    await last.ready();
    console.info(`Ready ${Math.round(performance.now() - last.startedAtMs)} ms after the start.`);
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'a backup while it runs, and one put back that takes its place at the next start',
  async () => {
    await using stage = await openChildStage();
    const first = stage.start();
    await first.ready();
    const databasePath = join(stage.environment.BELLKEEPER_DATA, 'bellkeeper.db');
    const copy = join(stage.folder, 'copy.backup');
    expect(await backUp(stage, 'backup', copy)).toContain('is whole');
    stage.enter('Ben');
    await first.movedBy('started');
    expect(await backUp(stage, 'restore', copy)).toContain('when Bellkeeper is started again');
    await first.kill('SIGTERM');
    expect(sessionsIn(databasePath)).toBe(1);
    const second = stage.start();
    await second.ready();
    expect(second.output()).toContain('is the database from now on');
    const coordinators = stage.world.channelNamed('coordinators');
    await stage.message(coordinators, /was put back from a backup/);
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);

async function backUp(stage: ChildStage, ...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [backupFile, ...words], {
    cwd: stage.folder,
    env: stage.environment,
  });
  return stdout;
}

function sessionsIn(path: string): number {
  const database = new Database(path, { readonly: true });
  const count = database.prepare<[], number>('SELECT count(*) FROM sessions').pluck().get();
  database.close();
  return count ?? 0;
}

/** How the disk is brought to take nothing more, and to take it again. */
interface Trouble {
  readonly code: string;
  readonly told: RegExp;
  begin(databasePath: string): void;
  end(): void;
}

async function healthOf(child: ChildBot): Promise<{ status: number; body: string }> {
  const address = /Its health: (\S+)/.exec(child.output())?.[1] ?? '';
  const answer = await fetch(address);
  return { status: answer.status, body: await answer.text() };
}

const placesHeard = (stage: ChildStage) =>
  placesOf(stage.recorder.sounding().slice(INTRO_FRAMES), stage.packets);

/** A recording plays, the trouble comes and goes, and the recording is heard to its end. */
async function playThrough(stage: ChildStage, dataFolder: string, trouble: Trouble) {
  const coordinators = stage.world.channelNamed('coordinators');
  const child = stage.start({ BELLKEEPER_DATA: dataFolder });
  await child.ready();
  stage.enter('Ben');
  await child.movedBy('started');
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  const heardAfter = (frames: number) =>
    stage.recorder.waitForFrame(() => placesHeard(stage).length >= frames, 60_000);
  await heardAfter(100);
  expect((await healthOf(child)).status).toBe(200);

  trouble.begin(join(dataFolder, 'bellkeeper.db'));
  await child.line(({ msg }) => msg === 'the store is in trouble; this is tried again');
  const health = await healthOf(child);
  expect(health.status).toBe(503);
  expect(health.body).toContain(trouble.code);
  expect(answerOf(await stage.command('Ben', 'signup', { session: 'series:morning' }))).toMatch(
    /nothing was changed/,
  );
  await stage.message(coordinators, trouble.told);
  const before = placesHeard(stage).length;
  await heardAfter(before + 100);

  trouble.end();
  await stage.message(coordinators, /I can save again/);
  expect((await healthOf(child)).status).toBe(200);
  await child.movedBy('practiceOver');
  await stage.recorder.waitForFrame(({ opus }) => stage.packets.at(-1)?.equals(opus) ?? false);
  const heard = placesHeard(stage);
  const end = stage.packets.length - 1;
  expect(heard.slice(0, heard.indexOf(end) + 1)).toEqual(numbersBetween(0, end));
  expect(stage.count(coordinators, trouble.told)).toBe(1);
  expect(repeatedAmong(stage.posted)).toEqual([]);
  const killed = await child.kill('SIGKILL');
  expect(killed.signal).toBe('SIGKILL');
  await stage.start({ BELLKEEPER_DATA: dataFolder }).ready();
}

test(
  'another program holds the database while a recording plays: it is heard whole, and all is told once',
  async () => {
    await using stage = await openChildStage({ recordingSeconds: 45 });
    let other: Database.Database | null = null;
    await playThrough(stage, stage.environment.BELLKEEPER_DATA, {
      code: 'LOCKED',
      told: /another program holds the file/,
      begin(databasePath) {
        other = new Database(databasePath, { timeout: 5_000 });
        other.exec('BEGIN IMMEDIATE');
      },
      end: () => void other?.close(),
    });
  },
  TIMEOUT_MS,
);

const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-disk-'));
const disk = mountSmallDisk(folder, 16);

afterAll(() => {
  disk?.unmount();
  rmSync(folder, { recursive: true, force: true });
});

// Without the right to mount there is no disk that could be full; the test above asks the same of a held one.
(disk ? test : test.skip)(
  'the disk is full while a recording plays: it is heard whole, and all is told once',
  async () => {
    await using stage = await openChildStage({ recordingSeconds: 45 });
    cpSync(stage.environment.BELLKEEPER_DATA, folder, { recursive: true });
    await playThrough(stage, folder, {
      code: 'DISK_FULL',
      told: /the disk that I write to is full/,
      begin(databasePath) {
        // An empty log has to grow for whatever is written next.
        const other = new Database(databasePath, { timeout: 5_000 });
        other.pragma('wal_checkpoint(TRUNCATE)');
        other.close();
        disk?.fill();
      },
      end: () => disk?.empty(),
    });
  },
  TIMEOUT_MS,
);
