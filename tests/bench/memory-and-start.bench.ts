/**
 * The program as `npm start` runs it (without npm) against a stand-in for Discord: how long it takes from
 * the start of the process until it says that it is ready, and how much memory it holds while
 * a room hears it. Beside it, turn by turn: Node with nothing, and Node with discord.js loaded.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, Figure } from './bench.ts';
import { quantile } from './measure.ts';
import { startPretendDiscord, type PretendDiscord } from './pretend-discord.ts';
import {
  end,
  lineOf,
  secondsUntil,
  startModule,
  startNode,
  startProgram,
  wallTimeNow,
} from './program.ts';

const STARTS = 5;
const PLAYING_MS = 20_000;
const START_LIMIT_S = 1.5;
const MEMORY_LIMIT_MB = 140;
/** What /proc calls kB is 1,024 bytes; a megabyte here is a million. */
const MEGABYTES_PER_KB = 1_024 / 1_000_000;

const LOADS_DISCORD_JS = "await import('discord.js'); console.log('loaded');";
const LOADS_BOTH =
  "await import('discord.js'); await import('@discordjs/voice'); console.log('loaded'); setInterval(() => {}, 9e8);";

export const bench: Bench = {
  name: 'memory-and-start',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-bench-'));
    const discord = await startPretendDiscord({ guilds: 1 });
    try {
      const start = await measureStarts(discord, folder);
      const memory = await measureMemory(discord, join(folder, 'playing'));
      return { figures: [...start, ...memory] };
    } finally {
      await discord.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measureStarts(discord: PretendDiscord, folder: string): Promise<Figure[]> {
  const own: number[] = [];
  const nothing: number[] = [];
  const library: number[] = [];
  for (let count = 0; count < STARTS; count += 1) {
    nothing.push(await secondsUntil(startNode(['-e', "console.log('loaded')"]), 'loaded'));
    library.push(await secondsUntil(startModule(LOADS_DISCORD_JS), 'loaded'));
    const bot = await startProgram(discord, join(folder, `start-${count}`), '07:00');
    own.push(await secondsUntil(bot, 'Bellkeeper is ready'));
  }
  const what = `start to ready, median of ${STARTS}`;
  const median = { what, value: quantile(own, 0.5), unit: 's', limit: START_LIMIT_S } as const;
  return [
    { ...median, baseline: { what: 'node and discord.js', value: quantile(library, 0.5) } },
    { ...median, limit: null, baseline: { what: 'node alone', value: quantile(nothing, 0.5) } },
    {
      what: `start to ready, slowest of ${STARTS}`,
      value: Math.max(...own),
      unit: 's',
      limit: null,
      baseline: { what: 'node and discord.js', value: Math.max(...library) },
    },
  ];
}

async function measureMemory(discord: PretendDiscord, folder: string): Promise<Figure[]> {
  const { child } = await startProgram(discord, folder, wallTimeNow());
  await lineOf(child, 'Bellkeeper is ready');
  const atReady = memoryOf(child);
  const heard = discord.ask('hearAnything', 0);
  await discord.ask('enter', 0);
  await heard;
  await wait(PLAYING_MS);
  const playing = memoryOf(child);
  await end(child);

  const library = startModule(LOADS_BOTH).child;
  await lineOf(library, 'loaded');
  const loaded = memoryOf(library);
  await end(library);
  const baselineWords = 'node with both libraries loaded';
  const row = (what: string, value: number, baseline: number, limit: number | null): Figure => ({
    what,
    value,
    unit: 'MB',
    limit,
    baseline: { what: baselineWords, value: baseline },
  });
  return [
    row('resident, one room playing', playing.residentMb, loaded.residentMb, MEMORY_LIMIT_MB),
    row('proportional (Pss), one room playing', playing.shareMb, loaded.shareMb, null),
    row('resident at its highest', playing.highestMb, loaded.highestMb, null),
    row('resident when ready, in no room', atReady.residentMb, loaded.residentMb, null),
  ];
}

interface Memory {
  readonly residentMb: number;
  readonly shareMb: number;
  readonly highestMb: number;
}

function memoryOf({ pid }: ChildProcess): Memory {
  const read = (file: string, field: string): number => {
    const path = `/proc/${pid}/${file}`;
    if (!existsSync(path)) throw new Error('Memory is read from /proc, which only Linux has.');
    const [, kb] =
      new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(path, 'utf8')) ?? [];
    return Number(kb) * MEGABYTES_PER_KB;
  };
  return {
    residentMb: read('status', 'VmRSS'),
    shareMb: read('smaps_rollup', 'Pss'),
    highestMb: read('status', 'VmHWM'),
  };
}
