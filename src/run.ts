/**
 * With a token it runs the bot; without one it opens the practice room. Only this file and
 * those that it starts (bot.ts, practice-room.ts) import every room.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import { Health } from './app/health.ts';
import type { Log } from './app/ports.ts';
import { startBot, type Bot } from './bot.ts';
import { createSystemClock, type SystemClock } from './clock.ts';
import {
  readConfig,
  readEnvironment,
  type BotConfig,
  type CommonConfig,
  type ConfigMistake,
  type PracticeConfig,
} from './config.ts';
import { TokenRefused } from './discord/gateway.ts';
import { createLog } from './log.ts';
import { readPublicTimetable } from './public-reading.ts';
import { lockFolder } from './store/folder-lock.ts';
import { takeOverRestored } from './store/restore.ts';
import { StoreFault } from './store/store-fault.ts';
import { healthReport } from './web/health.ts';
import { startMetricsServer, type MetricsServer } from './web/metrics-server.ts';
import { startWebServer, type WebServer } from './web/web-server.ts';

const shippedFolder = fileURLToPath(new URL('../data', import.meta.url));
/** After a bug, what is under way gets so long to end in order. */
const LAST_WORDS_MS = 5_000;
/** Discord's answers tell the time no better than this. */
const CLOCK_OFF_MS = 5_000;

/** What is running, and how it ends. */
interface Running {
  stop(): Promise<void>;
}

interface Outside {
  readonly clock: SystemClock;
  readonly log: Log;
  readonly health: Health;
}

async function runPracticeRoom(config: PracticeConfig, outside: Outside): Promise<Running> {
  // Only here, since the stand-in would cost a bot with a token memory and time.
  const { startPracticeRoom } = await import('./practice-room.ts');
  const room = await startPracticeRoom(
    {
      // Its health has the practice clock.
      clock: outside.clock,
      log: outside.log,
      port: config.port,
      dataFolder: shippedFolder,
      // Not the bot's own: a room that forgets everything must not sweep what another remembers.
      recordingsFolder: join(config.dataFolder, 'practice-recordings'),
      timetablePath: config.timetablePath,
      publicUrl: config.web.publicUrl,
      guild: config.guild,
      programs: config.programs,
      soundCloudAccount: config.soundCloudAccount,
      soundCloudStreaming: config.soundCloudStreaming,
    },
    (url) => say(`The practice room is open: ${url}`),
  );
  const publicPort = config.port === 0 ? 0 : config.port + 1;
  const web = await openPublicPage(config, publicPort, outside, () => room.bot);
  const metrics = await openMetrics(config, outside, () => room.bot);
  say(`The public timetable, as everybody sees it: ${web.url}`);
  say('Bellkeeper is ready. Press Ctrl+C to close the room.');
  return {
    async stop() {
      await metrics?.close();
      await web.close();
      await room.close();
    },
  };
}

/** It answers from the start, and says kindly that it is not ready yet. */
function openPublicPage(
  { web }: CommonConfig,
  port: number,
  { log, health }: Outside,
  bot: () => Bot | null,
): Promise<WebServer> {
  const { host, publicUrl, joinUrl, communityName } = web;
  return startWebServer({
    port,
    host,
    publicUrl,
    joinUrl,
    health: () => healthReport(bot()?.health ?? health),
    nowMs: () => bot()?.clock.nowMs() ?? 0,
    timetable() {
      const running = bot();
      if (!running) return null;
      const { store, guildId, clock } = running;
      return readPublicTimetable({ store, guildId, nowMs: () => clock.nowMs(), communityName });
    },
    onTrouble: (err) => log.error({ err }, 'a page could not be made'),
  });
}

async function runBot(config: BotConfig, outside: Outside): Promise<Running> {
  const { log } = outside;
  const databasePath = join(config.dataFolder, 'bellkeeper.db');
  // Before anything else, so that a second one says why it ends and has touched nothing.
  const lock = lockFolder(databasePath);
  await takeOverBackup(databasePath, outside);
  if (config.caFile !== null) {
    const ca = readFileSync(config.caFile, 'utf8');
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca]);
  }
  let bot: Bot | null = null;
  const web = await openPublicPage(config, config.port, outside, () => bot);
  const metrics = await openMetrics(config, outside, () => bot);
  const running = await startBot({
    ...outside,
    platformTime: outside.clock,
    token: config.token,
    ...(config.apiUrl === null ? {} : { apiUrl: config.apiUrl }),
    guild: { ...config.guild, guildId: config.guildId },
    dataFolder: shippedFolder,
    recordingsFolder: join(config.dataFolder, 'recordings'),
    databasePath,
    timetablePath: config.timetablePath,
    publicUrl: config.web.publicUrl,
    playsSamples: false,
    looksOver: true,
    programs: config.programs,
    soundCloudAccount: config.soundCloudAccount,
    soundCloudStreaming: config.soundCloudStreaming,
  });
  bot = running;
  running.gateway.onGivenUp(({ code, name }) => {
    log.error({ code, name }, 'Discord has ended the connection for good');
    say(`Discord does not let Bellkeeper in any more (${name}). Check DISCORD_TOKEN.`);
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  });
  say(`Bellkeeper is ready. The public timetable: ${web.url} Its health: ${web.healthUrl}`);
  return {
    async stop() {
      await running.stop();
      await metrics?.close();
      await web.close();
      lock.release();
    },
  };
}

/** A backup that was put back while a bot ran waits for this moment. */
async function takeOverBackup(databasePath: string, { clock, log }: Outside): Promise<void> {
  const replaced = await takeOverRestored(databasePath, clock.nowMs());
  if (replaced === null) return;
  log.warn({ replaced }, 'a backup has taken the place of the database');
  say('The backup that was put back is the database from now on.');
}

/** Null where nobody asked for it. */
async function openMetrics(
  { metrics }: CommonConfig,
  { log }: Outside,
  bot: () => Bot | null,
): Promise<MetricsServer | null> {
  if (metrics === null) return null;
  const server = await startMetricsServer({
    ...metrics,
    meter: () => bot()?.meter ?? null,
    onTrouble: (err) => log.error({ err }, 'the metrics could not be read'),
  });
  say(`Metrics for Prometheus: ${server.url}`);
  return server;
}

/** Ends in order when it is asked to, and after a bug; a new process goes on from what is saved. */
function endInOrder(running: Running, { clock, log }: Outside): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await running.stop();
    clock.close();
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  // A promise that nobody waits for (a library's rare race) is written down, and harms no room.
  process.on('unhandledRejection', (cause) => log.error({ err: cause }, 'unhandled rejection'));
  process.on('uncaughtException', (err) => {
    log.error({ err }, 'uncaught exception');
    process.exitCode = 1;
    setTimeout(() => process.exit(1), LAST_WORDS_MS).unref();
    void stop();
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function describeMistake({ name, found, remedy }: ConfigMistake): string {
  return `${name} ${found === null ? 'is missing' : `is ${JSON.stringify(found)}`}. ${remedy}`;
}

/** What whoever started it can do about it; the log has the rest. */
function describeStartFault(error: unknown, port: number): string {
  if (error instanceof TokenRefused) {
    return 'Discord does not accept the token. Copy DISCORD_TOKEN anew from the Bot page of the Developer Portal.';
  }
  if (error instanceof StoreFault) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    // The practice room takes the port after its own as well.
    const taken = 'port' in error ? String(error.port) : String(port);
    return `Something else uses port ${taken} already. Set PORT to another number, or to 0 for any free one.`;
  }
  return 'Bellkeeper could not start. The line of the log above says why.';
}

/** Resolves when it is ready; a wrong environment is told, and sets the exit code. */
export async function run(): Promise<void> {
  const reading = readConfig(readEnvironment());
  if (!reading.ok) {
    for (const mistake of reading.mistakes) say(describeMistake(mistake));
    process.exitCode = 1;
    return;
  }
  const { config } = reading;
  mkdirSync(join(config.dataFolder, 'recordings'), { recursive: true });
  const isBot = config.mode === 'bot';
  // Whoever opens the practice room reads the page; there the log speaks up only when something is wrong.
  const log = createLog({
    level: config.logLevel ?? (isBot ? 'info' : 'warn'),
    secrets: isBot ? [config.token] : [],
  });
  const clock = createSystemClock({
    onCorrection(correction) {
      log.warn(correction, "the machine's clock was wrong");
      const isWrong = Math.abs(correction.correctionMs) > CLOCK_OFF_MS;
      if (isWrong) health.report('CLOCK_WRONG');
      else health.clear('CLOCK_WRONG');
    },
  });
  const health = new Health(clock);
  health.report('STARTING');
  const outside: Outside = { clock, log, health };
  try {
    const running = isBot ? await runBot(config, outside) : await runPracticeRoom(config, outside);
    endInOrder(running, outside);
  } catch (err) {
    outside.log.error({ err }, 'could not start');
    say(describeStartFault(err, config.port));
    process.exit(1);
  }
}
