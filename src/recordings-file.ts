/**
 * `npm run recordings -- add FILE | list | check | export FILE`: puts recordings forward, lists
 * them and looks after their files. It works on the bot's own database, whether or not a bot runs.
 * What is added is proposed, and is heard by nobody before a coordinator has approved it.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Recording, Store } from './app/ports.ts';
import { createSystemClock } from './clock.ts';
import { readConfig, readEnvironment } from './config.ts';
import { asId, type GuildId, type RecordingId } from './domain/identity.ts';
import { preparedPath, sha256OfFile, sweepOrphans } from './recordings/prepared-folder.ts';
import { prepareRecording, type PreparedRecording } from './recordings/prepare.ts';
import { StoreFault } from './store/store-fault.ts';
import { openStore } from './store/store.ts';
import * as texts from './texts/recordings-file.ts';

const MAX_TEXT = 200;
const MAX_ID = 32;
const OPTIONS = {
  title: { type: 'string' },
  speaker: { type: 'string' },
  language: { type: 'string' },
  kind: { type: 'string' },
  intensity: { type: 'string' },
  licence: { type: 'string' },
  credit: { type: 'string' },
} as const;
/** As `recordings/manifest.json` writes where a file is. */
const shippedFolder = fileURLToPath(new URL('../data/recordings', import.meta.url));

type Details = Pick<
  Recording,
  'title' | 'speaker' | 'language' | 'kind' | 'intensity' | 'licence' | 'credit'
>;

interface Desk {
  readonly store: Store;
  readonly guildId: GuildId;
  readonly clock: ReturnType<typeof createSystemClock>;
  /** Of prepared recordings. */
  readonly folder: string;
}

const environment = readEnvironment();

async function add(path: string, details: Details, desk: Desk): Promise<void> {
  const { clock, folder } = desk;
  await sweepOrphans({ folder, nowMs: clock.nowMs(), named: null });
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const bar = createBar();
  const ffmpegPath = environment['FFMPEG_PATH']?.trim() ?? '';
  const prepared = await prepareRecording(resolve(path), {
    ...(ffmpegPath === '' ? {} : { ffmpegPath }),
    searchPath: environment['PATH'] ?? '',
    folder,
    clock,
    signal: stopping.signal,
    onProgress: bar.show,
  });
  bar.end();
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (!prepared.ok) return refuse(texts.describePrepareFault(prepared.fault.code));
  say(keep(prepared, basename(path), details, desk));
}

/** One transaction, so that the same file that is added twice at once is there once. */
function keep(
  prepared: PreparedRecording,
  source: string,
  details: Details,
  { store, guildId, clock }: Desk,
): string {
  const { sha256, lengthMs, loudnessLufs, gainDb } = prepared;
  return store.transaction(() => {
    const listed = store.allowlist.listKept(guildId);
    const same = listed.find((one) => one.sha256 === sha256);
    if (same) return texts.alreadyThereText(same);
    const recording = {
      ...details,
      id: newId(details.title, new Set(listed.map(({ id }) => id))),
      lengthMs,
      status: 'proposed',
      permissionEndsAtMs: null,
      lastPlayedAtMs: null,
      sha256,
      transcript: '',
      file: `${sha256}.opus`,
      proposedBy: null,
      approvedBy: null,
      approvedAtMs: null,
      revokedAtMs: null,
      permissionFrom: '',
      permissionAtMs: null,
      source,
      link: '',
      decidedAtMs: null,
      stream: null,
      page: null,
      sourceSha256: prepared.sourceSha256,
    } as const;
    const atMs = clock.nowMs();
    store.allowlist.saveKept(guildId, recording, atMs);
    store.audit.add({
      guildId,
      atMs,
      actorId: null,
      action: 'recording.add',
      subject: `recording:${recording.id}`,
      before: null,
      after: recording,
    });
    return texts.addedText({ ...recording, loudnessLufs, gainDb });
  });
}

/** `body-scan`, or `body-scan-2` where there is one already. */
function newId(title: string, taken: ReadonlySet<string>): RecordingId {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  const slug = plain.slice(0, MAX_ID - 4).replaceAll(/^-+|-+$/g, '') || 'recording';
  let id = slug;
  for (let count = 2; taken.has(id); count += 1) id = `${slug}-${count}`;
  return asId<RecordingId>(id);
}

function list({ store, guildId }: Desk): void {
  const recordings = store.allowlist.list(guildId);
  for (const recording of recordings) say(texts.recordingLine(recording));
  say(texts.recordingCount(recordings.length));
}

async function check({ store, guildId, folder }: Desk): Promise<void> {
  const recordings = store.allowlist.list(guildId).filter(({ status }) => status !== 'revoked');
  let wrong = 0;
  for (const recording of recordings) {
    const state = await stateOf(recording, folder);
    if (state !== 'inOrder') wrong += 1;
    say(texts.checkLine(recording, state));
  }
  say(texts.checkedText(recordings.length, wrong));
  if (wrong > 0) process.exitCode = 1;
}

/** A recording is named by its hash, unless it ships. */
async function stateOf({ sha256, file }: Recording, folder: string): Promise<texts.FileState> {
  const path = [preparedPath(folder, sha256), join(shippedFolder, file)].find(existsSync);
  if (path === undefined) return 'missing';
  try {
    return (await sha256OfFile(path)) === sha256 ? 'inOrder' : 'changed';
  } catch {
    // A folder in its place, a link, or no right to read it: it can't be played either way.
    return 'unreadable';
  }
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
      await work({ store, guildId: asId<GuildId>(guild), clock, folder });
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

interface Given {
  readonly title?: string;
  readonly speaker?: string;
  readonly language?: string;
  readonly kind?: string;
  readonly intensity?: string;
  readonly licence?: string;
  readonly credit?: string;
}

function detailsOf(given: Given): Details | texts.AddMistake {
  const { title = '', speaker = '', language = '' } = given;
  const details = {
    title: title.trim(),
    speaker: speaker.trim(),
    language: language.trim(),
    kind: given.kind?.trim() ?? 'practice',
    intensity: given.intensity?.trim() ?? '',
    licence: given.licence?.trim() ?? '',
    credit: given.credit?.trim() ?? speaker.trim(),
  };
  if (details.title === '') return 'TITLE';
  if (details.speaker === '') return 'SPEAKER';
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(details.language)) return 'LANGUAGE';
  return Object.values(details).every(isPlain) ? details : 'TEXT';
}

function isPlain(text: string): boolean {
  return text.length <= MAX_TEXT && !/\p{Cc}/u.test(text);
}

function refuse(sentence: string): void {
  say(sentence);
  process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, path, ...others] = positionals;
  const hasPath = path !== undefined && others.length === 0;
  if (command === 'add' && hasPath) {
    const details = detailsOf(values);
    if (typeof details === 'string') return refuse(texts.describeAddMistake(details));
    return withDesk((desk) => add(path, details, desk));
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
