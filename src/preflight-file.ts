/**
 * `npm run preflight`: looks over everything that a session needs, and says what to mend. It changes
 * nothing, and leaves a running bot alone: only while none runs on the folder it joins the rooms,
 * since it has the same account, which would be taken out of its room.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import { Health } from './app/health.ts';
import { Meter } from './app/meter.ts';
import { lookOver } from './app/preflight.ts';
import { lookAtFiles, type CheckedFile } from './app/preflight-files.ts';
import { RoomTrials } from './app/preflight-room.ts';
import type { Log, Store } from './app/ports.ts';
import { createSystemClock, type SystemClock } from './clock.ts';
import { readConfig, readEnvironment, type BotConfig } from './config.ts';
import { createGateway, type Gateway } from './discord/gateway.ts';
import { viewByRest } from './discord/rest-view.ts';
import {
  isBroken,
  preflightLine,
  type NamedChannel,
  type PreflightLine,
} from './domain/preflight.ts';
import { createLog } from './log.ts';
import { preflightOutside } from './preflight-outside.ts';
import { loadAudioLibrary } from './recordings/audio-library.ts';
import { checksInMemory } from './recordings/file-checks.ts';
import { createPreparer } from './recordings/preparer.ts';
import { soundThread } from './sound-worker.ts';
import { lockFolder, type FolderLock } from './store/folder-lock.ts';
import { openReadOnly } from './store/read-only.ts';
import { StoreFault } from './store/store-fault.ts';
import { textsFor } from './texts/languages.ts';
import { forTerminal } from './texts/plain.ts';
import { preflightNeedsToken, preflightTable } from './texts/preflight-table.ts';
import { createVoice, type SpeakingVoice } from './voice/voice.ts';

const shippedFolder = fileURLToPath(new URL('../data', import.meta.url));
/** The bot itself waits for Discord as long as it takes; whoever sits here wants an answer. */
const GATEWAY_MS = 20_000;
const ZONE_DATA_KEY = 'preflight.zoneData';

interface Surroundings {
  readonly config: BotConfig;
  readonly clock: SystemClock;
  readonly log: Log;
  /** Null when there is none of this version, or none that can be read. */
  readonly store: Store | null;
  readonly isBotRunning: boolean;
}

async function preflight(surroundings: Surroundings): Promise<readonly PreflightLine[]> {
  const { config, clock, log, store, isBotRunning } = surroundings;
  const { token, guildId, apiUrl, dataFolder, programs, guild } = config;
  const folder = join(dataFolder, 'recordings');
  const fileChecks = checksInMemory();
  const view = await viewByRest({ token, apiUrl, guildId, log });
  const library = await loadAudioLibrary({
    dataFolder: shippedFolder,
    recordingsFolder: folder,
    fileChecks,
    log,
  });
  const preparer = createPreparer({
    ...programs,
    folder,
    fileChecks,
    shippedFolder: join(shippedFolder, 'recordings'),
    clock,
  });
  const rooms = openRooms(surroundings);
  try {
    return await lookOver({
      ...preflightOutside({
        token,
        apiUrl,
        folder,
        clock,
        log,
        permissions: view.kind === 'seen' ? view.permissions : { inChannel: () => null },
      }),
      settings: { ...guild, guildId },
      isInvited: view.kind !== 'notInvited',
      series: store?.series.list(guildId).filter(({ paused }) => !paused) ?? null,
      directory: view.kind === 'seen' ? view.directory : null,
      zoneDataUsed: store?.settings.get(ZONE_DATA_KEY) ?? null,
      hasFfmpeg: () => preparer.isReady(),
      async lookAtFiles() {
        const checked: CheckedFile[] = [];
        for (const recording of store?.allowlist.listKept(guildId) ?? []) {
          if (recording.status === 'revoked') continue;
          const file = recording.stream === null ? await preparer.stateOf(recording) : 'none';
          checked.push({ recording, file });
        }
        return lookAtFiles({ library, language: guild.language, checked });
      },
      tryRoom: (channel) =>
        isBotRunning
          ? Promise.resolve(preflightLine('BOT_RUNS', { channel }))
          : rooms.tryRoom(channel),
      signal: new AbortController().signal,
    });
  } finally {
    await rooms.close();
  }
}

// ---- the rooms -----------------------------------------------------------------------

interface Rooms {
  tryRoom(channel: NamedChannel): Promise<PreflightLine>;
  close(): Promise<void>;
}

/** Connects when the first room is to be tried. */
function openRooms({ config, clock, log, store }: Surroundings): Rooms {
  const { token, guildId, apiUrl, dataFolder } = config;
  let gateway: Gateway | null = null;
  let trials: Promise<RoomTrials | null> | null = null;
  let voice: SpeakingVoice | null = null;

  async function connect(): Promise<RoomTrials | null> {
    if (store === null) return null;
    gateway = createGateway({
      token,
      guildIds: [guildId],
      clock,
      log,
      ...(apiUrl === null ? {} : { apiUrl }),
    });
    const { directory, voiceAccess: access } = gateway;
    if (!(await isInView(gateway, clock, log))) return null;
    // Silence is all that is heard, whatever is approved.
    voice = createVoice({
      startThread: soundThread({
        dataFolder: shippedFolder,
        recordingsFolder: join(dataFolder, 'recordings'),
        timings: {},
        streaming: null,
      }),
      access,
      fileChecks: checksInMemory(),
      mayPlay: () => false,
      health: new Health(clock),
      meter: new Meter(),
      log,
    });
    await voice.warmUp();
    const connected = new RoomTrials({ voice, clock, directory, store });
    gateway.onEvent((event) => connected.onGateway(event));
    return connected;
  }

  return {
    async tryRoom(channel) {
      trials ??= connect();
      const connected = await trials;
      return connected?.tryRoom(guildId, channel) ?? preflightLine('ROOM_UNSEEN', { channel });
    },
    async close() {
      await voice?.close();
      await gateway?.stop();
    },
  };
}

/** Whether the server came into view in time. */
async function isInView(gateway: Gateway, clock: SystemClock, log: Log): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<false>();
  const cancel = clock.at(clock.nowMs() + GATEWAY_MS, () => resolve(false));
  const started = gateway.start().then(
    () => true,
    (err: unknown) => {
      log.warn({ err }, 'the gateway did not let the preflight in');
      return false;
    },
  );
  return Promise.race([started, tooLate]).finally(cancel);
}

// ---- the command line ------------------------------------------------------------------

/** Null where a bot runs already; a lock that can't be made is for the line about the disk to tell. */
function takeFolder(databasePath: string, log: Log): { readonly lock: FolderLock | null } | null {
  try {
    return { lock: lockFolder(databasePath) };
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    log.warn({ err: error }, 'the folder for data could not be locked');
    return error.code === 'IN_USE' ? null : { lock: null };
  }
}

function openStoreBeside(databasePath: string, log: Log): Store | null {
  const report = (err: StoreFault): void => log.warn({ err }, 'a row can not be read');
  try {
    return openReadOnly(databasePath, report);
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    log.warn({ err: error }, 'the database could not be read');
    return null;
  }
}

function trust(caFile: string | null): void {
  if (caFile === null) return;
  const ca = readFileSync(caFile, 'utf8');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca]);
}

async function main(): Promise<void> {
  const reading = readConfig(readEnvironment());
  if (!reading.ok) {
    return refuse(reading.mistakes.map(({ name, remedy }) => `${name}: ${remedy}`).join('\n'));
  }
  const { config } = reading;
  if (config.mode !== 'bot') return refuse(preflightNeedsToken);
  trust(config.caFile);
  // Whoever sits at the machine reads sentences; what lies behind them is for LOG_LEVEL to ask for.
  const log = createLog({ level: config.logLevel ?? 'silent', secrets: [config.token] });
  makeFolder(join(config.dataFolder, 'recordings'), log);
  const databasePath = join(config.dataFolder, 'bellkeeper.db');
  const clock = createSystemClock();
  const taken = takeFolder(databasePath, log);
  const store = openStoreBeside(databasePath, log);
  try {
    const isBotRunning = taken === null;
    const lines = await preflight({ config, clock, log, store, isBotRunning });
    say(preflightTable(textsFor(config.guild.language), lines));
    if (lines.some(isBroken)) process.exitCode = 1;
  } finally {
    store?.close();
    taken?.lock?.release();
    clock.close();
  }
}

/** As the bot does at its start; where it may not, the line about the disk says so. */
function makeFolder(folder: string, log: Log): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (err) {
    log.warn({ err }, 'the folder for recordings could not be made');
  }
}

function refuse(sentence: string): void {
  say(sentence);
  process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`${forTerminal(text)}\n`);
}

await main();
