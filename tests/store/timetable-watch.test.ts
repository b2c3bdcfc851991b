import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSystemClock, isValidCron, type SystemClock } from '../../src/clock.ts';
import { watchTimetable } from '../../src/store/timetable/watch.ts';
import { createManualClock } from '../manual-clock.ts';

let folder: string;
let path: string;
let clock: SystemClock;
let told: EventEmitter;
const stops: (() => void)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellkeeper-timetable-'));
  path = join(folder, 'timetable.json');
  clock = createSystemClock();
  told = new EventEmitter();
});

afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  clock.close();
  await rm(folder, { recursive: true });
});

function timetable(time: string): string {
  const series = {
    id: 'morning',
    name: 'Morning practice',
    when: `Mon ${time}`,
    minutes: 60,
    room: 'Practice hall',
    announce: 'announcements',
  };
  return JSON.stringify({ series: [series] });
}

/** Emits `good` with the wall time, or `bad` with the codes. */
async function start(
  onClock: Parameters<typeof watchTimetable>[1]['clock'] = clock,
): Promise<string[]> {
  const story: string[] = [];
  const tell = (kind: 'good' | 'bad', words: string): void => {
    story.push(`${kind} ${words}`);
    told.emit('told', `${kind} ${words}`);
  };
  const stop = await watchTimetable(path, {
    clock: onClock,
    isValidCron,
    knownRecordings: () => null,
    onGood: ({ series }) => tell('good', series[0]!.rule.wallTimes.join()),
    onBad: (mistakes) => tell('bad', mistakes.map(({ code }) => code).join()),
  });
  stops.push(stop);
  return story;
}

async function next(): Promise<string> {
  const [words] = (await once(told, 'told')) as [string];
  return words;
}

test('the first reading is told before the promise is kept', async () => {
  await writeFile(path, timetable('07:00'));
  expect(await start()).toEqual(['good 07:00']);
});

test('a file that is written anew is read again', async () => {
  await writeFile(path, timetable('07:00'));
  await start();
  const heard = next();
  await writeFile(path, timetable('08:00'));
  expect(await heard).toBe('good 08:00');
});

test('a file that is replaced, as editors do, is read again, and again', async () => {
  await writeFile(path, timetable('07:00'));
  await start();
  for (const time of ['08:00', '09:00']) {
    const heard = next();
    await writeFile(`${path}.new`, timetable(time));
    await rename(`${path}.new`, path);
    expect(await heard).toBe(`good ${time}`);
  }
});

test('a bad file is told as bad, and a mended one as good', async () => {
  await writeFile(path, timetable('07:00'));
  const story = await start();
  let heard = next();
  await writeFile(path, '{ "series": 7 }');
  await heard;
  heard = next();
  await writeFile(path, timetable('07:00'));
  await heard;
  expect(story).toEqual(['good 07:00', 'bad WRONG_TYPE', 'good 07:00']);
});

test('a file that goes away and comes back', async () => {
  await writeFile(path, timetable('07:00'));
  await start();
  let heard = next();
  await unlink(path);
  expect(await heard).toBe('bad FILE_MISSING');
  heard = next();
  await writeFile(path, timetable('08:00'));
  expect(await heard).toBe('good 08:00');
});

test('a folder in the place of the file is unreadable', async () => {
  await mkdir(path);
  expect(await start()).toEqual(['bad FILE_UNREADABLE']);
});

test('the same content, written again, is not told again', async () => {
  await writeFile(path, timetable('07:00'));
  const story = await start();
  const heard = next();
  await writeFile(path, timetable('07:00'));
  await writeFile(join(folder, 'other.json'), 'not ours');
  await writeFile(path, timetable('08:00'));
  await heard;
  expect(story).toEqual(['good 07:00', 'good 08:00']);
});

test('a folder that comes later is noticed by the heartbeat', async () => {
  path = join(folder, 'later', 'timetable.json');
  const manual = createManualClock(Date.UTC(2026, 0, 5));
  const story = await start(manual);
  expect(story).toEqual(['bad FILE_MISSING']);
  await mkdir(join(folder, 'later'));
  await writeFile(path, timetable('07:00'));
  // The heartbeat looks at a real file, which takes the machine's time and none of this clock's.
  while (story.length === 1) await manual.advanceBy(15_000);
  expect(story[1]).toBe('good 07:00');
});

test('nothing is told after the watch was stopped, and nothing waits any more', async () => {
  await writeFile(path, timetable('07:00'));
  const manual = createManualClock(Date.UTC(2026, 0, 5));
  const story = await start(manual);
  stops.pop()!();
  await writeFile(path, timetable('08:00'));
  await manual.advanceBy(60_000);
  expect(story).toEqual(['good 07:00']);
  expect(manual.waitingCount()).toBe(0);
});
