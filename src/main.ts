/**
 * The one way in. With a token it runs the bot; without one it opens the practice room.
 * Only this file and those that it starts (bot.ts, practice-room.ts) import every room.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import { startBot, type Bot } from './bot.ts';
import { createSystemClock, type SystemClock } from './clock.ts';
import { readConfig, readEnvironment, type BotConfig, type CommonConfig } from './config.ts';
import { createLog } from './log.ts';
import { startPracticeRoom } from './practice-room.ts';
import { startHealthServer, type Health } from './web/health.ts';

const shippedFolder = fileURLToPath(new URL('../data', import.meta.url));

/** What is running, and how it ends. */
interface Running {
  stop(): Promise<void>;
}

async function runPracticeRoom(config: CommonConfig, clock: SystemClock): Promise<Running> {
  const room = await startPracticeRoom(
    {
      port: config.port,
      dataFolder: shippedFolder,
      recordingsFolder: join(config.dataFolder, 'recordings'),
      timetablePath: config.timetablePath,
      guild: { ...config.guild, language: 'en' },
      clock,
      // Whoever tries it out reads the page; the log speaks up only when something is wrong.
      log: createLog({ level: config.logLevel ?? 'warn', secrets: [] }),
    },
    (url) => say(`The practice room is open: ${url}`),
  );
  say('Bellkeeper is ready. Press Ctrl+C to close the room.');
  return { stop: () => room.close() };
}

async function runBot(config: BotConfig, clock: SystemClock): Promise<Running> {
  const log = createLog({ level: config.logLevel ?? 'info', secrets: [config.token] });
  if (config.caFile !== null) {
    const ca = readFileSync(config.caFile, 'utf8');
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca]);
  }
  let bot: Bot | null = null;
  const health = await startHealthServer(config.port, () => healthOf(bot));
  const running = await startBot({
    token: config.token,
    ...(config.apiUrl === null ? {} : { apiUrl: config.apiUrl }),
    guild: { ...config.guild, guildId: config.guildId, language: 'en' },
    dataFolder: shippedFolder,
    recordingsFolder: join(config.dataFolder, 'recordings'),
    databasePath: join(config.dataFolder, 'bellkeeper.db'),
    timetablePath: config.timetablePath,
    playsSamples: false,
    clock,
    log,
  });
  bot = running;
  say(`Bellkeeper is ready. Its health: ${health.url}`);
  return {
    async stop() {
      await running.stop();
      await health.close();
    },
  };
}

function healthOf(bot: Bot | null): Health {
  const isReady = bot?.gateway.isReady ?? false;
  return { isReady, reasons: isReady ? [] : ['The connection to Discord is not there.'] };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const reading = readConfig(readEnvironment());
  if (!reading.ok) {
    for (const { name, found, remedy } of reading.mistakes) {
      say(`${name}${found === null ? ' is missing' : ` is ${found}`}. ${remedy}`);
    }
    process.exitCode = 1;
    return;
  }
  const { config } = reading;
  mkdirSync(join(config.dataFolder, 'recordings'), { recursive: true });
  const clock = createSystemClock();
  const running =
    config.mode === 'bot' ? await runBot(config, clock) : await runPracticeRoom(config, clock);

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await running.stop();
    clock.close();
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

await main();
