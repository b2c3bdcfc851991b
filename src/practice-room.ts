/** Wires the practice room: the stand-in for Discord, its page, and the real bot pointed at it. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import type { Clock } from './app/ports.ts';
import { startBot, type Bot, type BotOptions } from './bot.ts';
import { isValidCron } from './clock.ts';
import { asId, type GuildId } from './domain/identity.ts';
import { occurrencesBetween } from './domain/recurrence.ts';
import { startPageServer } from './practice/page-server.ts';
import { createPracticeClock } from './practice/practice-clock.ts';
import { startStandin } from './practice/standin.ts';
import { makeLoopbackCertificate } from './practice/tls.ts';
import { startVoiceServer } from './practice/voice-gateway.ts';
import { createSampleWorld } from './practice/world.ts';
import { readPracticeRoom } from './practice-reading.ts';
import { parseTimetable } from './store/timetable/parse.ts';

/** The room opens so long before a session: just before the last reminder. */
const BEFORE_SESSION_MS = 11 * 60_000;
/** A story begins so long before its session. */
const BEFORE_STORY_MS = 90_000;
const FORTNIGHT_MS = 14 * 24 * 3_600_000;

export type PracticeRoomOptions = Pick<
  BotOptions,
  | 'dataFolder'
  | 'timetablePath'
  | 'publicUrl'
  | 'recordingsFolder'
  | 'programs'
  | 'soundCloudAccount'
  | 'soundCloudStreaming'
  | 'soundCloudStandin'
  | 'log'
> & {
  readonly guild: Omit<BotOptions['guild'], 'guildId'>;
  readonly port: number;
  /** Real time, from which the practice clock takes its first day. */
  readonly clock: Clock;
};

export interface PracticeRoom {
  readonly url: string;
  readonly bot: Bot;
  close(): Promise<void>;
}

/** `onPage` is told the page's address as soon as it can be opened; resolves when the bot is ready. */
export async function startPracticeRoom(
  options: PracticeRoomOptions,
  onPage: (url: string) => void,
): Promise<PracticeRoom> {
  const { log } = options;
  let bot: Bot | null = null;
  const clock = createPracticeClock({
    startMs: await openingMs(options),
    isSounding: () => bot?.voice.isSounding ?? false,
  });
  const certificate = await makeLoopbackCertificate();
  trust(certificate.caPem);
  const world = createSampleWorld(clock);
  const voiceServer = await startVoiceServer({ certificate });
  // Nobody can guess it: a page of the same browser may open sockets to this machine as well.
  const token = `practice.room.${randomBytes(24).toString('base64url')}`;
  const standin = await startStandin({ world, token, voice: voiceServer });
  const guildId = asId<GuildId>(world.firstGuild().id);
  const page = await startPageServer({
    world,
    voiceServer,
    clock,
    port: options.port,
    reader: () => readPracticeRoom(bot, guildId),
    starter: { beginStory: () => skipToStory(bot, guildId, clock) },
  });
  onPage(page.url);
  bot = await startBot({
    ...options,
    token,
    apiUrl: standin.apiUrl,
    guild: { ...options.guild, guildId },
    databasePath: ':memory:',
    playsSamples: true,
    // The clock may run twenty times faster than these: half a minute would be most of a session.
    voiceTimings: { slowRetryMs: 3_000 },
    clock,
    log,
  });
  const running = bot;
  return {
    url: page.url,
    bot: running,
    async close() {
      await running.stop();
      await page.close();
      await standin.close();
      await voiceServer.close();
      clock.close();
    },
  };
}

/** Before the first session that the timetable has from now on, so that something is about to happen. */
async function openingMs({ clock, timetablePath }: PracticeRoomOptions): Promise<number> {
  const nowMs = clock.nowMs();
  const text = await readFile(timetablePath, 'utf8').catch(() => '');
  const reading = parseTimetable(text, { isValidCron, nowMs, knownRecordings: null });
  const series = reading.ok ? reading.series : [];
  const starts = series.flatMap(({ rule }) =>
    occurrencesBetween(rule, nowMs, nowMs + FORTNIGHT_MS).map(({ startsAtMs }) => startsAtMs),
  );
  return starts.length > 0 ? Math.min(...starts) - BEFORE_SESSION_MS : nowMs;
}

/** Skips to shortly before the next session that has not begun. */
async function skipToStory(
  bot: Bot | null,
  guildId: GuildId,
  clock: ReturnType<typeof createPracticeClock>,
): Promise<void> {
  const nowMs = clock.nowMs();
  const next = bot?.bellkeeper.app
    .upcoming(guildId, 10)
    .find(({ occurrence }) => occurrence.startsAtMs > nowMs);
  if (next) await clock.skipTo(next.occurrence.startsAtMs - BEFORE_STORY_MS);
}

/** The voice library always opens wss, so this process trusts the certificate made at its start. */
function trust(caPem: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), caPem]);
}
