/**
 * `npm run recordings -- add FILE | list | check | export FILE`: puts recordings forward, lists
 * them and looks after their files. It works on the bot's own database, whether or not a bot runs.
 * What is added is proposed, and is heard by nobody before a coordinator has approved it.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Preparer } from './app/ingest-port.ts';
import { IngestDesk } from './app/ingest.ts';
import { approvedUserIds } from './app/page-keeper.ts';
import type { Store } from './app/ports.ts';
import { Turns } from './app/turns.ts';
import { createSystemClock, type SystemClock } from './clock.ts';
import { readConfig, readEnvironment, readPrograms } from './config.ts';
import { readDay } from './domain/day-words.ts';
import { asId, type GuildId } from './domain/identity.ts';
import type { RecordingDetails } from './domain/ingest.ts';
import { createLog } from './log.ts';
import { checksInStore } from './recordings/file-checks.ts';
import { sweepOrphans } from './recordings/prepared-folder.ts';
import { createPreparer, takeLocalFile } from './recordings/preparer.ts';
import { createPages } from './recordings/sound-cloud/pages.ts';
import { createRest } from './recordings/sound-cloud/rest.ts';
import { StoreFault } from './store/store-fault.ts';
import { openStore } from './store/store.ts';
import { forTerminal } from './texts/plain.ts';
import * as texts from './texts/recordings-file.ts';

const OPTIONS = {
  title: { type: 'string' },
  speaker: { type: 'string' },
  language: { type: 'string' },
  kind: { type: 'string' },
  intensity: { type: 'string' },
  licence: { type: 'string' },
  credit: { type: 'string' },
  link: { type: 'string' },
  page: { type: 'string' },
  'permission-from': { type: 'string' },
  'permission-given': { type: 'string' },
  'permission-until': { type: 'string' },
} as const;
/** As `recordings/manifest.json` writes where a file is. */
const shippedFolder = fileURLToPath(new URL('../data/recordings', import.meta.url));

interface Desk {
  readonly store: Store;
  readonly guildId: GuildId;
  readonly clock: SystemClock;
  /** Of prepared recordings. */
  readonly folder: string;
  readonly preparer: Preparer;
  /** As SOUNDCLOUD_ACCOUNT names it; null when it names none. */
  readonly soundCloudAccount: string | null;
}

const environment = readEnvironment();
/** Whoever sits at the machine reads sentences; what lies behind a fault is for LOG_LEVEL to ask for. */
const log = createLog({ level: environment['LOG_LEVEL'] ?? 'silent', secrets: [] });

async function add(path: string, given: Given, desk: Desk): Promise<void> {
  const { store, guildId, clock, folder } = desk;
  const details = detailsOf(given, zoneOf(desk));
  if (typeof details === 'string') return refuse(texts.describeAddMistake(details));
  const named = store.allowlist.namedSha256s();
  await sweepOrphans({ folder, nowMs: clock.nowMs(), named });
  const pages = createPages({
    account: desk.soundCloudAccount,
    approvedUserIds: () => approvedUserIds(store, [guildId]),
    clock,
    log,
    rest: createRest(clock, log),
    standin: null,
  });
  const ingest = new IngestDesk({
    store,
    clock,
    take: takeLocalFile,
    preparer: desk.preparer,
    pages,
    turns: new Turns(),
    log,
  });
  const stop = (): void => void ingest.stop();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const bar = createBar();
  const file = { name: basename(path), sizeBytes: 0, address: resolve(path) };
  const pageAddress = given.page?.trim() ?? null;
  const end = await ingest.add({ guildId, by: null, file, details, pageAddress }, (progress) => {
    if (progress.phase === 'preparing') bar.show(progress.fraction);
  });
  bar.end();
  process.off('SIGINT', stop).off('SIGTERM', stop);
  await pages.close();
  const words = texts.describeEnd(details.title, end);
  if (end.end === 'added' || end.end === 'alreadyThere') say(words);
  else refuse(words);
}

function list({ store, guildId }: Desk): void {
  const recordings = store.allowlist.list(guildId);
  for (const recording of recordings) say(texts.recordingLine(recording));
  say(texts.recordingCount(recordings.length));
}

async function check({ store, guildId, preparer }: Desk): Promise<void> {
  const recordings = store.allowlist
    .list(guildId)
    .filter(({ status, stream }) => status !== 'revoked' && stream === null);
  let wrong = 0;
  for (const recording of recordings) {
    const state = await preparer.stateOf(recording);
    if (state !== 'inOrder') wrong += 1;
    say(texts.checkLine(recording, state));
  }
  say(texts.checkedText(recordings.length, wrong));
  if (wrong > 0) process.exitCode = 1;
}

function exportTo(path: string, { store, guildId }: Desk): void {
  const recordings = store.allowlist.listKept(guildId);
  try {
    writeFileSync(path, `${JSON.stringify({ recordings }, null, 2)}\n`);
  } catch {
    // The folder is missing, or may not be written to: whoever runs this chooses another.
    return refuse(texts.notWrittenText(path));
  }
  say(texts.exportedText(path, recordings.length));
}

// ---- the command line -------------------------------------------------------

async function withDesk(work: (desk: Desk) => void | Promise<void>): Promise<void> {
  const reading = readConfig(environment);
  // A mistake elsewhere in the settings does not matter here.
  const dataFolder = reading.ok
    ? reading.config.dataFolder
    : (environment['BELLKEEPER_DATA'] ?? 'data/var');
  const guild = environment['DISCORD_GUILD_ID']?.trim() ?? '';
  if (!/^\d{15,20}$/.test(guild)) return refuse(texts.guildMissingText);
  const path = join(dataFolder, 'bellkeeper.db');
  if (!existsSync(path)) return refuse(texts.databaseMissingText(path));
  const clock = createSystemClock();
  try {
    const store = await openStore({ path, nowMs: clock.nowMs() });
    try {
      const folder = join(dataFolder, 'recordings');
      const { ffmpegPath, searchPath } = readPrograms(environment);
      const fileChecks = checksInStore(store.fileChecks, { clock, log });
      const preparer = createPreparer({
        ffmpegPath,
        searchPath,
        folder,
        shippedFolder,
        fileChecks,
        clock,
      });
      const soundCloudAccount = reading.ok ? reading.config.soundCloudAccount : null;
      await work({
        store,
        guildId: asId<GuildId>(guild),
        clock,
        folder,
        preparer,
        soundCloudAccount,
      });
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    refuse(error.message);
  } finally {
    clock.close();
  }
}

/** A bar that is drawn over itself, or a line for every step of 5 % where nobody watches. */
function createBar(): { readonly show: (fraction: number) => void; readonly end: () => void } {
  const { stdout } = process;
  let shown = -1;
  return {
    show(fraction) {
      const step = Math.floor(fraction * (stdout.isTTY ? 100 : 20));
      if (step <= shown) return;
      shown = step;
      if (stdout.isTTY) stdout.write(`\r${texts.progressBar(fraction)}`);
      else say(texts.progressLine(fraction));
    },
    end() {
      if (stdout.isTTY && shown >= 0) stdout.write('\n');
    },
  };
}

type Given = Partial<Readonly<Record<keyof typeof OPTIONS, string>>>;

/** The first or the last moment of each day; a permission holds to the end of its last one. */
function detailsOf(given: Given, zone: string): RecordingDetails | texts.AddMistake {
  const { title = '', speaker = '', language = '' } = given;
  const givenDay = dayOf(given['permission-given'], zone);
  const untilDay = dayOf(given['permission-until'], zone);
  if (givenDay === 'unreadable' || untilDay === 'unreadable') return 'DATE';
  const details: RecordingDetails = {
    title: title.trim(),
    speaker: speaker.trim(),
    language: language.trim(),
    kind: given.kind?.trim() ?? 'practice',
    intensity: given.intensity?.trim() ?? '',
    licence: given.licence?.trim() ?? '',
    credit: given.credit?.trim() ?? speaker.trim(),
    link: given.link?.trim() ?? '',
    permissionFrom: given['permission-from']?.trim() ?? '',
    permissionAtMs: givenDay?.fromMs ?? null,
    permissionEndsAtMs: untilDay?.toMs ?? null,
    transcript: '',
  };
  return details.speaker === '' && details.title !== '' ? 'SPEAKER' : details;
}

function dayOf(text: string | undefined, zone: string): ReturnType<typeof readDay> | 'unreadable' {
  if (text === undefined) return null;
  return readDay(text.trim(), zone) ?? 'unreadable';
}

function zoneOf({ store, guildId }: Desk): string {
  return store.series.list(guildId)[0]?.rule.zone ?? 'America/Los_Angeles';
}

function refuse(sentence: string): void {
  say(sentence);
  process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${forTerminal(line)}\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, path, ...others] = positionals;
  const hasPath = path !== undefined && others.length === 0;
  if (command === 'add' && hasPath) {
    return withDesk((desk) => add(path, values, desk));
  }
  if (Object.keys(values).length > 0) return refuse(texts.recordingsHow);
  if (command === 'list' && path === undefined) return withDesk(list);
  if (command === 'check' && path === undefined) return withDesk(check);
  if (command === 'export' && hasPath) return withDesk((desk) => exportTo(path, desk));
  refuse(texts.recordingsHow);
}

function readArguments(): { readonly values: Given; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch {
    // An option that is not known or stands alone: what there is to write is said instead.
    return { values: {}, positionals: [] };
  }
}

await main();
