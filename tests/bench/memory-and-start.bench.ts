/**
 * The program as `npm start` runs it (without npm) against a stand-in for Discord: how long it takes from
 * the start of the process until it says that it is ready, and how much memory it holds while
 * a room hears it. Beside it, turn by turn: Node with nothing, and Node with discord.js loaded.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure } from './bench.ts';
import { monotonicMs, quantile } from './measure.ts';
import { startPretendDiscord, TOKEN, type PretendDiscord } from './pretend-discord.ts';

const STARTS = 5;
const PLAYING_MS = 20_000;
const START_LIMIT_S = 1.5;
const MEMORY_LIMIT_MB = 140;
/** What /proc calls kB is 1,024 bytes; a megabyte here is a million. */
const MEGABYTES_PER_KB = 1_024 / 1_000_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
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

/** From the start of the process to a line that it writes; then it is ended. */
async function secondsUntil(started: Started, line: string): Promise<number> {
  await lineOf(started.child, line);
  const seconds = (monotonicMs() - started.atMs) / 1_000;
  await end(started.child);
  return seconds;
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

interface Started {
  readonly child: ChildProcess;
  readonly atMs: number;
}

function startNode(
  parameters: readonly string[],
  environment: Record<string, string> = {},
): Started {
  const atMs = monotonicMs();
  const child = spawn(process.execPath, parameters, {
    cwd: root,
    // Nothing of this process's own settings may reach the program.
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, atMs };
}

const startModule = (code: string): Started => startNode(['--input-type=module', '-e', code]);

/** What `npm start` hands to Node. */
function startParameters(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  const [program, ...parameters] = scripts.start.split(' ');
  if (program !== 'node') throw new Error(`npm start runs ${program}, not node.`);
  return parameters;
}

/** In a folder of its own, so that each start is a first one. */
async function startProgram(
  discord: PretendDiscord,
  folder: string,
  wallTime: string,
): Promise<Started> {
  const timetablePath = `${folder}.timetable.json`;
  const caPath = `${folder}.ca.pem`;
  await writeFile(timetablePath, timetableAt(wallTime));
  await writeFile(caPath, discord.caPem);
  return startNode(startParameters(), {
    DISCORD_TOKEN: TOKEN,
    DISCORD_GUILD_ID: discord.guilds[0]?.guildId ?? '',
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CA_FILE: caPath,
    BELLKEEPER_DATA: folder,
    BELLKEEPER_TIMETABLE: timetablePath,
    LOG_LEVEL: 'warn',
    PORT: '0',
  });
}

/** A session every day, which waits a second for a teacher and then welcomes. */
function timetableAt(wallTime: string): string {
  return JSON.stringify({
    zone: 'America/Los_Angeles',
    series: [
      {
        id: 'now',
        name: 'Practice now',
        when: `Daily ${wallTime}`,
        minutes: 60,
        room: 'Practice hall',
        announce: 'announcements',
        graceMinutes: 0.02,
      },
    ],
  });
}

/** The minute that is on in Los Angeles. */
function wallTimeNow(): string {
  const zone = { timeZone: 'America/Los_Angeles', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('en', { ...zone, hour: '2-digit', minute: '2-digit' });
  return format.format(Date.now());
}

async function lineOf(child: ChildProcess, beginning: string): Promise<void> {
  if (!child.stdout) throw new Error('Its output is not read.');
  const lines = createInterface(child.stdout);
  for await (const line of lines) {
    if (!line.startsWith(beginning)) continue;
    // Whatever it writes later must not fill the pipe.
    child.stdout.resume();
    return;
  }
  throw new Error(`The process ended before it wrote "${beginning}".`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
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
