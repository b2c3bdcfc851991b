/**
 * Twenty-five rooms that play a recording at once, each in a session of its own: database, gateway,
 * end-to-end encryption and all. Discord is a process of its own, so the processor time is the
 * bot's. Then the bare library plays the same packets in the same rooms. How evenly packets come
 * is compared with the datagrams of a bare 20 ms timer, which runs in the bot's process meanwhile and
 * is heard by the same listener.
 */
import { createSocket } from 'node:dgram';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Series } from '../../src/domain/schedule.ts';
import { readOggOpusFile } from '../data/ogg-opus-file.ts';
import { joinBare, startBareClient } from './bare-library.ts';
import type { Bench, Figure } from './bench.ts';
import { dataFolder, startBotOfGuilds } from './bot-of-guilds.ts';
import { cpuShareOver, gapsOf, quantile, startBareTimer } from './measure.ts';
import { bringToChoosing, offsetToSession, sessionSeries } from './practice-session.ts';
import { startPretendDiscord, type PretendDiscord } from './pretend-discord.ts';

const ROOMS = 25;
const PLAYING_MS = 20_000;
const RECORDING = 'sample-self-kindness';

const CPU_LIMIT_PERCENT = 0.5;
const GAP_LIMIT_MS = 5;

export interface Measured {
  /** Of one core, a room. */
  readonly cpuPercent: number;
  readonly heard: number;
  readonly lost: number;
  readonly inTheClear: number;
  readonly gapP99Ms: number;
  readonly gapWorstMs: number;
  readonly timerP99Ms: number;
  readonly timerWorstMs: number;
}

export const bench: Bench = {
  name: 'rooms',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-bench-'));
    const offsetMs = offsetToSession();
    const discord = await startPretendDiscord({ guilds: ROOMS, offsetMs });
    try {
      const bellkeeper = await playWithBellkeeper(discord, folder, offsetMs);
      const bare = await playWithBareLibrary(discord);
      return { figures: figuresOf(bellkeeper, bare) };
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
): Promise<Measured> {
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
  const measured = await measure(discord);
  await bot.stop();
  return measured;
}

async function playWithBareLibrary(discord: PretendDiscord): Promise<Measured> {
  const { soundPackets } = readOggOpusFile(join(dataFolder, 'recordings', `${RECORDING}.opus`));
  const client = await startBareClient(discord);
  const rooms = await Promise.all(
    discord.guilds.map((place) => joinBare(place, client.adapterCreator(place.guildId))),
  );
  const heard = Promise.all(rooms.map((_, index) => discord.ask('hearAnything', index)));
  for (const room of rooms) room.play(soundPackets);
  await heard;
  const measured = await measure(discord);
  for (const room of rooms) room.leave();
  await client.close();
  return measured;
}

/** What the rooms hear while the bot plays; the rooms of `discord`, all of them. */
export async function measure(discord: PretendDiscord): Promise<Measured> {
  await discord.ask('record');
  const socket = createSocket('udp4');
  const tick = Buffer.alloc(100);
  const timer = startBareTimer(() => socket.send(tick, discord.timerPort, '127.0.0.1'));
  const cpuShare = await cpuShareOver(PLAYING_MS);
  timer.stop();
  socket.close();
  const { rooms, ticks } = await discord.ask('recorded');
  const timerGaps = gapsOf(ticks);
  const gaps = rooms.flatMap((arrivals) => gapsOf(arrivals.map(({ atMs }) => atMs)));
  const arrivals = rooms.flat();
  return {
    cpuPercent: (100 * cpuShare) / discord.guilds.length,
    heard: arrivals.length,
    lost: rooms.reduce((sum, row) => sum + lostOf(row.map(({ sequence }) => sequence)), 0),
    inTheClear: arrivals.filter(({ isEncrypted }) => !isEncrypted).length,
    gapP99Ms: quantile(gaps, 0.99),
    gapWorstMs: Math.max(...gaps),
    timerP99Ms: quantile(timerGaps, 0.99),
    timerWorstMs: Math.max(...timerGaps),
  };
}

/** How many numbers of 16 bits are missing in a row. */
function lostOf(sequences: readonly number[]): number {
  return gapsOf(sequences).reduce((lost, step) => lost + ((step - 1) & 0xffff), 0);
}

function figuresOf(own: Measured, bare: Measured): Figure[] {
  const bareWords = 'bare library, same packets and rooms';
  const expected = (ROOMS * PLAYING_MS) / 20;
  return [
    {
      what: `processor a room, ${ROOMS} rooms, of one core`,
      value: own.cpuPercent,
      unit: '%',
      limit: CPU_LIMIT_PERCENT,
      baseline: { what: bareWords, value: bare.cpuPercent },
    },
    {
      what: `packets lost of ${own.heard}`,
      value: own.lost,
      unit: '',
      limit: 0,
      baseline: { what: `${bareWords}: of ${bare.heard}`, value: bare.lost },
    },
    {
      what: 'packets readable outside the room',
      value: own.inTheClear,
      unit: '',
      limit: 0,
      baseline: { what: bareWords, value: bare.inTheClear },
    },
    {
      what: 'packets beside the pace of one in 20 ms',
      value: Math.abs(100 * (own.heard / expected - 1)),
      unit: '%',
      limit: 1,
      baseline: { what: bareWords, value: Math.abs(100 * (bare.heard / expected - 1)) },
    },
    {
      what: 'gap between packets, p99',
      value: own.gapP99Ms,
      unit: 'ms',
      limit: GAP_LIMIT_MS,
      limited: 'aboveBaseline',
      baseline: { what: 'bare 20 ms timer meanwhile', value: own.timerP99Ms },
    },
    {
      what: 'gap between packets, longest',
      value: own.gapWorstMs,
      unit: 'ms',
      limit: null,
      baseline: { what: 'bare 20 ms timer meanwhile', value: own.timerWorstMs },
    },
    {
      what: 'gap between packets, p99',
      value: own.gapP99Ms,
      unit: 'ms',
      limit: null,
      baseline: {
        what: `${bareWords} (its timer: ${bare.timerP99Ms.toFixed(1)} ms)`,
        value: bare.gapP99Ms,
      },
    },
  ];
}
