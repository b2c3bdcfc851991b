/**
 * Ten rooms that play a recording while the bot's main thread is kept busy: for 40 ms in every second,
 * and once for two seconds. The listener is in another process. Beside it the same rooms with nobody in
 * the way, and the bare library in the very thread that is kept busy.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Series } from '../../src/domain/schedule.ts';
import { readOggOpusFile } from '../data/ogg-opus-file.ts';
import { joinBare, startBareClient } from './bare-library.ts';
import type { Bench, Figure } from './bench.ts';
import { dataFolder, startBotOfGuilds } from './bot-of-guilds.ts';
import { bringToChoosing, offsetToSession, sessionSeries } from './practice-session.ts';
import { startPretendDiscord, type PretendDiscord } from './pretend-discord.ts';
import { measure, type Measured } from './rooms.bench.ts';

const ROOMS = 10;
const RECORDING = 'sample-self-kindness';
const BUSY_MS = 40;
const EVERY_MS = 1_000;
const LONG_BUSY_MS = 2_000;
/** As with a clock that is set: three rounds of the library, which nobody hears. */
const GAP_LIMIT_MS = 60;
const LIMIT_MS = 3;

interface Runs {
  readonly quiet: Measured;
  readonly busy: Measured;
  readonly blockedOnce: Measured;
}

export const bench: Bench = {
  name: 'blocked-thread',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-bench-'));
    const offsetMs = offsetToSession();
    const discord = await startPretendDiscord({ guilds: ROOMS, offsetMs });
    try {
      const own = await playWithBellkeeper(discord, folder, offsetMs);
      const bare = await playWithBareLibrary(discord);
      return { figures: figuresOf(own, bare) };
    } finally {
      await discord.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const oneSession = (): Series[] => [sessionSeries()];

async function playWithBellkeeper(
  discord: PretendDiscord,
  folder: string,
  offsetMs: number,
): Promise<Runs> {
  const bot = await startBotOfGuilds({ discord, folder, offsetMs, seriesOf: oneSession });
  const rooms = discord.guilds.map((_, index) => index);
  await bringToChoosing(discord, rooms);
  await Promise.all(
    rooms.map(async (index) => {
      const heard = discord.ask('hearAnything', index);
      await discord.ask('press', index, 'choose', [`recording:${RECORDING}`]);
      await heard;
    }),
  );
  const runs = await measureRuns(discord);
  await bot.stop();
  return runs;
}

async function playWithBareLibrary(discord: PretendDiscord): Promise<Runs> {
  const { soundPackets } = readOggOpusFile(join(dataFolder, 'recordings', `${RECORDING}.opus`));
  const client = await startBareClient(discord);
  const rooms = await Promise.all(
    discord.guilds.map((place) => joinBare(place, client.adapterCreator(place.guildId))),
  );
  const heard = Promise.all(rooms.map((_, index) => discord.ask('hearAnything', index)));
  for (const room of rooms) room.play(soundPackets);
  await heard;
  const runs = await measureRuns(discord);
  for (const room of rooms) room.leave();
  await client.close();
  return runs;
}

async function measureRuns(discord: PretendDiscord): Promise<Runs> {
  const quiet = await measure(discord);
  const often = setInterval(() => keepBusy(BUSY_MS), EVERY_MS);
  const busy = await measure(discord);
  clearInterval(often);
  const once = setTimeout(() => keepBusy(LONG_BUSY_MS), EVERY_MS);
  const blockedOnce = await measure(discord);
  clearTimeout(once);
  return { quiet, busy, blockedOnce };
}

/** As a query, a page or an ingest does that takes so long. */
function keepBusy(forMs: number): void {
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) continue;
}

function figuresOf(own: Runs, bare: Runs): Figure[] {
  const bareWords = 'bare library in the busy thread';
  const busyWords = `main thread busy for ${BUSY_MS} ms a second`;
  return [
    {
      what: `gap between packets, p99, ${busyWords}`,
      value: own.busy.gapP99Ms,
      unit: 'ms',
      limit: LIMIT_MS,
      limited: 'aboveBaseline',
      baseline: { what: 'the same with nobody in the way', value: own.quiet.gapP99Ms },
    },
    {
      what: `gap between packets, p99, ${busyWords}`,
      value: own.busy.gapP99Ms,
      unit: 'ms',
      limit: null,
      baseline: { what: bareWords, value: bare.busy.gapP99Ms },
    },
    {
      what: `gap between packets, longest, main thread busy for ${LONG_BUSY_MS / 1_000} s`,
      value: own.blockedOnce.gapWorstMs,
      unit: 'ms',
      limit: GAP_LIMIT_MS,
      baseline: { what: bareWords, value: bare.blockedOnce.gapWorstMs },
    },
    {
      what: `packets lost of ${own.busy.heard}, ${busyWords}`,
      value: own.busy.lost,
      unit: '',
      limit: 0,
      baseline: { what: bareWords, value: bare.busy.lost },
    },
  ];
}
