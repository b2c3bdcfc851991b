/**
 * `npm run soak -- --minutes 120 --seed 1`: ten rooms in real time, a session in each every quarter of an
 * hour, and something goes wrong every half minute. It watches the process's memory, sockets and timers,
 * prints how they rise, and draws them: what leaks shows as a slope. Ctrl+C ends it early, with what it
 * has seen until then.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inspect, parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Series } from '../../src/domain/schedule.ts';
import { png } from '../../src/pictures/canvas.ts';
import { startBotOfGuilds } from '../bench/bot-of-guilds.ts';
import { monotonicMs } from '../bench/measure.ts';
import { offsetToSession, seriesAt } from '../bench/practice-session.ts';
import { startPretendDiscord, type PretendDiscord } from '../bench/pretend-discord.ts';
import { TROUBLES } from '../bench/troubles.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { plot } from './plot.ts';
import { slopeAnHour } from './slope.ts';

const ROOMS = 10;
const TROUBLE_EVERY_MS = 30_000;
const SAMPLE_EVERY_MS = 10_000;
const SESSION_EVERY_MINUTES = 15;
/** Nearly all of it, so that silence and sound are not what is compared. */
const SESSION_MS = 14.5 * 60_000;
/** Until then caches and code settle. */
const SETTLING_MINUTES = 10;
const SLOPE_LIMIT_MB = 1;
const MB = 1024 * 1024;
const resultsFolder = fileURLToPath(new URL('../../data/var/soak', import.meta.url));

interface Sample {
  readonly atMinute: number;
  /** Of the whole process, as the system sees it. */
  readonly residentMb: number;
  /** What is alive: JavaScript objects after a collection, and buffers. */
  readonly aliveMb: number;
  readonly files: number;
  readonly sockets: number;
  readonly timers: number;
  /** Frames that the rooms have heard since the sample before. */
  readonly frames: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '120' },
      seed: { type: 'string', default: '1' },
    },
  });
  const minutes = Number(values.minutes);
  const faults: string[] = [];
  for (const name of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(name, (cause: unknown) => faults.push(`${name}: ${inspect(cause)}`));
  }
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-soak-'));
  const offsetMs = offsetToSession();
  const discord = await startPretendDiscord({ guilds: ROOMS, offsetMs });
  const bot = await startBotOfGuilds({
    discord,
    folder,
    offsetMs,
    seriesOf: () => [sessionsOver(minutes)],
  });
  const rooms = discord.guilds.map((_, index) => index);
  for (const index of rooms) {
    await discord.ask('keepChoosing', index);
    await discord.ask('enter', index);
  }
  const samples: Sample[] = [];
  const isEnough = endOf(minutes);
  const troubles = await soak(discord, isEnough, createRandom(`soak ${values.seed}`), samples);
  const problems = Map.groupBy(bot.problems, (problem) => String(Reflect.get(problem, 'text')));
  await bot.stop();
  await discord.close();
  // What was ended in order needs a turn to be gone.
  await wait(500);
  rmSync(folder, { recursive: true, force: true });
  report({ samples, troubles, problems, faults, left: process.getActiveResourcesInfo() });
  await draw(samples);
}

/** One session after another, with half a minute between them. */
function sessionsOver(minutes: number): Series {
  const count = Math.ceil(minutes / SESSION_EVERY_MINUTES);
  const wallTimes = Array.from({ length: count }, (_, index) => {
    const minute = 7 * 60 + index * SESSION_EVERY_MINUTES;
    return [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':');
  });
  const series = seriesAt('2026-12-02', '07:00', { durationMs: SESSION_MS, graceMs: 2_000 });
  return { ...series, rule: { ...series.rule, wallTimes } };
}

/** Whether the time is up, or somebody has pressed Ctrl+C. */
function endOf(minutes: number): () => boolean {
  const endsMs = monotonicMs() + minutes * 60_000;
  let isInterrupted = false;
  process.once('SIGINT', () => {
    isInterrupted = true;
  });
  return () => isInterrupted || monotonicMs() >= endsMs;
}

/** Gives how often each trouble was made. */
async function soak(
  discord: PretendDiscord,
  isEnough: () => boolean,
  random: Random,
  samples: Sample[],
): Promise<ReadonlyMap<string, number>> {
  const troubles = new Map<string, number>();
  const collect = garbageCollector();
  const beganMs = monotonicMs();
  let troubleAtMs = beganMs + TROUBLE_EVERY_MS;
  await discord.ask('record');
  while (!isEnough()) {
    await wait(SAMPLE_EVERY_MS);
    const { rooms } = await discord.ask('recorded');
    await discord.ask('record');
    const frames = rooms.reduce((sum, row) => sum + row.length, 0);
    collect();
    samples.push(takeSample((monotonicMs() - beganMs) / 60_000, frames));
    if (samples.length % 30 === 0) console.log(lineOf(samples.at(-1)));
    if (monotonicMs() < troubleAtMs) continue;
    troubleAtMs += TROUBLE_EVERY_MS;
    const trouble = random.pick(TROUBLES);
    troubles.set(trouble, (troubles.get(trouble) ?? 0) + 1);
    await discord.ask('trouble', trouble, random.between(0, ROOMS - 1));
  }
  return troubles;
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function takeSample(atMinute: number, frames: number): Sample {
  const { rss, heapUsed, external } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const count = (kind: RegExp): number => resources.filter((name) => kind.test(name)).length;
  return {
    atMinute,
    residentMb: rss / MB,
    aliveMb: (heapUsed + external) / MB,
    files: readdirSync('/proc/self/fd').length,
    sockets: count(/TCP|TLS|UDP|Pipe/),
    timers: count(/Timeout/),
    frames,
  };
}

function lineOf(sample: Sample | undefined): string {
  if (!sample) return '';
  const { atMinute, residentMb, aliveMb, files, sockets, timers, frames } = sample;
  return `minute ${atMinute.toFixed(0)}: ${residentMb.toFixed(0)} MB resident, ${aliveMb.toFixed(1)} MB alive, ${files} files, ${sockets} sockets, ${timers} timers, ${frames} frames in 10 s`;
}

interface Findings {
  readonly samples: readonly Sample[];
  readonly troubles: ReadonlyMap<string, number>;
  readonly problems: ReadonlyMap<string, readonly object[]>;
  readonly faults: readonly string[];
  readonly left: readonly string[];
}

function report({ samples, troubles, problems, faults, left }: Findings): void {
  const settled = samples.filter(({ atMinute }) => atMinute >= SETTLING_MINUTES);
  const slope = (of: (sample: Sample) => number): number =>
    slopeAnHour(settled.map((sample) => ({ atMinute: sample.atMinute, value: of(sample) })));
  const aliveMb = slope((sample) => sample.aliveMb);
  const silent = samples.filter(({ frames }) => frames === 0).length;
  console.log(
    [
      '',
      `${samples.length} samples; after the first ${SETTLING_MINUTES} minutes, an hour:`,
      `  memory alive ${signed(aliveMb)} MB (limit ${SLOPE_LIMIT_MB})`,
      `  memory resident ${signed(slope((sample) => sample.residentMb))} MB`,
      `  files ${signed(slope(({ files }) => files))}, sockets ${signed(slope(({ sockets }) => sockets))}, timers ${signed(slope(({ timers }) => timers))}`,
      `  samples without any sound in ${ROOMS} rooms: ${silent} (between sessions)`,
      ...[...troubles].map(([name, count]) => `  made: ${name}: ${count}`),
      ...[...problems].map(([name, each]) => `  logged: ${name}: ${each.length}`),
      `  left when everything has ended: ${left.join(', ') || 'nothing'}`,
      ...faults,
    ].join('\n'),
  );
  if (faults.length > 0 || !(aliveMb <= SLOPE_LIMIT_MB)) process.exitCode = 1;
}

const signed = (value: number): string => `${value >= 0 ? '+' : ''}${value.toFixed(2)}`;

async function draw(samples: readonly Sample[]): Promise<void> {
  const line = (name: string, unit: string, of: (sample: Sample) => number) => ({
    name,
    unit,
    points: samples.map((sample) => ({ atMinute: sample.atMinute, value: of(sample) })),
  });
  const drawing = plot(`Soak: ${ROOMS} rooms, a trouble every ${TROUBLE_EVERY_MS / 1_000} s`, [
    line('memory alive', 'MB', ({ aliveMb }) => aliveMb),
    line('memory resident', 'MB', ({ residentMb }) => residentMb),
    line('files and sockets open', '', ({ files }) => files),
    line('timers', '', ({ timers }) => timers),
    line('frames heard in 10 s', '', ({ frames }) => frames),
  ]);
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, 'soak.json'), JSON.stringify(samples, null, 1));
  writeFileSync(join(resultsFolder, 'soak.png'), await png(drawing));
  console.log(`The figures and the picture: ${resultsFolder}`);
}

await main();
