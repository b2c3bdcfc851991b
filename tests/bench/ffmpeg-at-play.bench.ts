/**
 * Ten rooms that hear a recording, as Bellkeeper plays it (prepared once, passed through) and as music bots
 * usually do it: a child ffmpeg for each room that decodes and encodes while it plays, through the same
 * voice library. Both run in this process, one after the other, and the processor time of the children counts.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createAudioPlayer,
  createAudioResource,
  joinVoiceChannel,
  StreamType,
  type VoiceConnection,
} from '@discordjs/voice';
import { once } from 'node:events';
import type { Series } from '../../src/domain/schedule.ts';
import { makeSound } from '../recordings/made-sound.ts';
import { startBareClient } from './bare-library.ts';
import type { Bench, Figure } from './bench.ts';
import { startBotOfGuilds } from './bot-of-guilds.ts';
import { cpuShareOver, monotonicMs, quantile } from './measure.ts';
import { bringToChoosing, offsetToSession, sessionSeries } from './practice-session.ts';
import { startPretendDiscord, type PretendDiscord } from './pretend-discord.ts';

const ROOMS = 10;
const SECONDS = 600;
const PLAYING_MS = 20_000;
const RECORDING = 'sample-self-kindness';
/** The kernel counts processor time in hundredths of a second. */
const TICKS_A_SECOND = 100;

interface Measured {
  /** Of one core, a room, children included. */
  readonly cpuPercent: number;
  /** From the wish to play until something is heard, one for each room. */
  readonly firstMs: readonly number[];
  readonly residentMb: number;
}

export const bench: Bench = {
  name: 'ffmpeg-at-play',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-bench-'));
    const output = '-c:a libmp3lame -b:a 128k';
    const source = makeSound(join(folder, 'talk.mp3'), { seconds: SECONDS, output });
    const offsetMs = offsetToSession();
    const discord = await startPretendDiscord({ guilds: ROOMS, offsetMs });
    try {
      const own = await playPrepared(discord, folder, offsetMs);
      const usual = await playWithFfmpeg(discord, source);
      return { figures: figuresOf(own, usual) };
    } finally {
      await discord.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const oneSession = (): Series[] => [sessionSeries()];

async function playPrepared(
  discord: PretendDiscord,
  folder: string,
  offsetMs: number,
): Promise<Measured> {
  const bot = await startBotOfGuilds({ discord, folder, offsetMs, seriesOf: oneSession });
  const rooms = discord.guilds.map((_, index) => index);
  await bringToChoosing(discord, rooms);
  const choice = [`recording:${RECORDING}`];
  const measured = await measure(discord, [], (index) =>
    discord.ask('press', index, 'choose', choice),
  );
  await bot.stop();
  return measured;
}

async function playWithFfmpeg(discord: PretendDiscord, source: string): Promise<Measured> {
  const client = await startBareClient(discord);
  const connections = await Promise.all(
    discord.guilds.map(async ({ guildId, hallId }): Promise<VoiceConnection> => {
      const connection = joinVoiceChannel({
        guildId,
        channelId: hallId,
        group: 'ffmpeg at play',
        selfDeaf: true,
        adapterCreator: client.adapterCreator(guildId),
      });
      await once(connection, 'transitioned');
      return connection;
    }),
  );
  const children: ChildProcess[] = [];
  const measured = await measure(discord, children, async (index) => {
    const player = createAudioPlayer();
    connections[index]?.subscribe(player);
    const child = transcode(source);
    children.push(child);
    player.play(createAudioResource(child.stdout, { inputType: StreamType.OggOpus }));
  });
  for (const child of children) child.kill('SIGKILL');
  for (const connection of connections) connection.destroy();
  await client.close();
  return measured;
}

function transcode(source: string) {
  const words = `-v error -i ${source} -c:a libopus -b:a 96k -ar 48000 -ac 2 -f ogg pipe:1`;
  return spawn('ffmpeg', words.split(' '), { stdio: ['ignore', 'pipe', 'ignore'] });
}

async function measure(
  discord: PretendDiscord,
  children: readonly ChildProcess[],
  play: (index: number) => Promise<unknown>,
): Promise<Measured> {
  const before = ownSeconds();
  const beganMs = monotonicMs();
  const firstMs = Promise.all(
    discord.guilds.map(async (_, index) => {
      const heard = discord.ask('hearAnything', index);
      const askedMs = monotonicMs();
      await play(index);
      await heard;
      return monotonicMs() - askedMs;
    }),
  );
  const times = await firstMs;
  await cpuShareOver(PLAYING_MS);
  const seconds = ownSeconds() - before + sum(children.map(childSeconds));
  const lastedS = (monotonicMs() - beganMs) / 1_000;
  return {
    cpuPercent: (100 * seconds) / lastedS / discord.guilds.length,
    firstMs: times,
    residentMb: (process.memoryUsage.rss() + sum(children.map(childBytes))) / 1024 / 1024,
  };
}

function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The fields after the name, which stands in brackets and may hold spaces (proc_pid_stat(5)). */
function statOf({ pid }: ChildProcess): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** utime and stime, fields 14 and 15 of all. */
function childSeconds(child: ChildProcess): number {
  const stat = statOf(child);
  return (Number(stat[11]) + Number(stat[12])) / TICKS_A_SECOND;
}

function childBytes({ pid }: ChildProcess): number {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function figuresOf(own: Measured, usual: Measured): Figure[] {
  const what = 'ffmpeg at play time, same library and rooms';
  return [
    {
      what: `processor a room, ${ROOMS} rooms, children included`,
      value: own.cpuPercent,
      unit: '%',
      limit: usual.cpuPercent,
      baseline: { what, value: usual.cpuPercent },
    },
    {
      what: `from the choice to the first sound, ${ROOMS} rooms at once, median`,
      value: quantile(own.firstMs, 0.5),
      unit: 'ms',
      limit: quantile(usual.firstMs, 0.5),
      baseline: { what, value: quantile(usual.firstMs, 0.5) },
    },
    {
      what: `from the choice to the first sound, ${ROOMS} rooms at once, slowest`,
      value: Math.max(...own.firstMs),
      unit: 'ms',
      limit: null,
      baseline: { what, value: Math.max(...usual.firstMs) },
    },
    {
      what: 'memory while it plays, children included',
      value: own.residentMb,
      unit: 'MB',
      limit: usual.residentMb,
      baseline: { what: `${what} (the process has loaded both)`, value: usual.residentMb },
    },
  ];
}
