/**
 * `npm run timetable -- check FILE | export [FILE] | import FILE`: looks a timetable file
 * through, writes the timetable of the database into one, or takes one over. It works on the
 * bot's own database, whether or not a bot runs; a running one takes notice within a minute.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from './app/ports.ts';
import { createSystemClock, isValidCron } from './clock.ts';
import { readConfig, readEnvironment } from './config.ts';
import { asId, type GuildId } from './domain/identity.ts';
import { sessionsBetween } from './domain/timetable.ts';
import { DEFAULT_ZONE } from './domain/zone.ts';
import { StoreFault } from './store/store-fault.ts';
import { openStore } from './store/store.ts';
import type { Timetable, TimetableOptions } from './store/timetable/parse.ts';
import {
  importTimetable,
  readTimetableFile,
  storedTimetable,
} from './store/timetable/take-over.ts';
import { writeTimetable } from './store/timetable/write.ts';
import { textsFor } from './texts/languages.ts';
import { describeMistake } from './texts/timetable-mistakes.ts';

const FORTNIGHT_MS = 14 * 24 * 3_600_000;
const SHOWN = 10;
const HOW = `Write one of:
  npm run timetable -- check FILE     reads a file and says every mistake, or what comes next
  npm run timetable -- export [FILE]  writes the bot's timetable, to the screen without a file
  npm run timetable -- import FILE    makes a file the bot's timetable`;

interface Surroundings {
  readonly nowMs: number;
  readonly databasePath: string;
  readonly timetablePath: string;
  /** Null when none is set. */
  readonly guildId: GuildId | null;
}

function surroundings(): Surroundings {
  const clock = createSystemClock();
  const nowMs = clock.nowMs();
  clock.close();
  const environment = readEnvironment();
  const reading = readConfig(environment);
  // A mistake elsewhere in the settings does not matter here.
  const dataFolder = reading.ok
    ? reading.config.dataFolder
    : (environment['BELLKEEPER_DATA'] ?? 'data/var');
  const guild = environment['DISCORD_GUILD_ID']?.trim() ?? '';
  return {
    nowMs,
    databasePath: join(dataFolder, 'bellkeeper.db'),
    timetablePath: reading.ok ? reading.config.timetablePath : 'data/timetable.json',
    guildId: /^\d{15,20}$/.test(guild) ? asId<GuildId>(guild) : null,
  };
}

async function check(path: string, { nowMs }: Surroundings): Promise<void> {
  const timetable = await readOrSay(path, { isValidCron, nowMs });
  if (!timetable) return;
  say(`${path} is in order: ${countsOf(timetable)}. The next sessions:`);
  const { time } = textsFor('en');
  const nameById = new Map(timetable.series.map(({ id, name }) => [id, name]));
  const zoneById = new Map(timetable.series.map(({ id, rule }) => [id, rule.zone]));
  const exceptions = timetable.exceptions.map((exception) => ({
    ...exception,
    guildId: asId<GuildId>('0'),
    cancelled: exception.calledOff,
    revision: 1,
    sequence: 0,
  }));
  const whole = { guildId: asId<GuildId>('0'), series: timetable.series, exceptions };
  const next = sessionsBetween(whole, nowMs, nowMs + FORTNIGHT_MS).filter((one) => !one.cancelled);
  for (const { seriesId, startsAtMs } of next.slice(0, SHOWN)) {
    const zone = zoneById.get(seriesId) ?? timetable.zone;
    say(`- ${time.dayAndTime(zone, startsAtMs)}: ${nameById.get(seriesId)}`);
  }
}

async function exportTo(path: string | null, around: Surroundings): Promise<void> {
  await withStore(around, (store, guildId) => {
    const timetable = storedTimetable(store, guildId, DEFAULT_ZONE, around.nowMs);
    const text = writeTimetable(timetable);
    if (path === null) {
      process.stdout.write(text);
      return;
    }
    writeFileSync(path, text);
    say(`${path} holds the timetable now: ${countsOf(timetable)}.`);
  });
}

async function importFrom(path: string, around: Surroundings): Promise<void> {
  await withStore(around, async (store, guildId) => {
    const { nowMs } = around;
    const recordings = store.allowlist.list(guildId);
    const timetable = await readOrSay(path, {
      isValidCron,
      nowMs,
      // A database that no bot has opened yet knows of no recordings.
      knownRecordings: recordings.length === 0 ? null : new Set(recordings.map(({ id }) => id)),
    });
    if (!timetable) {
      say('Nothing was changed.');
      return;
    }
    importTimetable(store, guildId, timetable, nowMs);
    say(
      `${path} is the timetable now: ${countsOf(timetable)}. A running bot takes notice within a minute.`,
    );
  });
}

async function readOrSay(path: string, options: TimetableOptions): Promise<Timetable | null> {
  const reading = await readTimetableFile(path, options);
  if (reading.ok) return reading.timetable;
  for (const mistake of reading.mistakes) say(describeMistake(mistake));
  process.exitCode = 1;
  return null;
}

async function withStore(
  { guildId, databasePath, nowMs }: Surroundings,
  work: (store: Store, guildId: GuildId) => void | Promise<void>,
): Promise<void> {
  if (guildId === null) {
    return refuse(
      'Set DISCORD_GUILD_ID to the id of your server, a number of 17 to 20 digits, as the bot has it: the database keeps a timetable for each server.',
    );
  }
  if (!existsSync(databasePath)) {
    return refuse(
      `There is no database at ${databasePath} yet. Start the bot once, or set BELLKEEPER_DATA to the folder that holds it.`,
    );
  }
  try {
    const store = await openStore({ path: databasePath, nowMs });
    try {
      await work(store, guildId);
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    refuse(error.message);
  }
}

function countsOf({ series, exceptions }: Timetable): string {
  const sessions = exceptions.length === 0 ? '' : ` and ${exceptions.length} single sessions`;
  return `${series.length} series${sessions}`;
}

function refuse(sentence: string): void {
  say(sentence);
  process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [command, path, ...others] = process.argv.slice(2);
const around = surroundings();
if (others.length > 0) refuse(HOW);
else if (command === undefined || command === 'check')
  await check(path ?? around.timetablePath, around);
else if (command === 'export') await exportTo(path ?? null, around);
else if (command === 'import' && path !== undefined) await importFrom(path, around);
else refuse(HOW);
