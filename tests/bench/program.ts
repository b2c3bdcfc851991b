/** The program itself in a process of its own, as `npm start` runs it (without npm). */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { monotonicMs } from './measure.ts';
import { TOKEN, type PretendDiscord } from './pretend-discord.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Started {
  readonly child: ChildProcess;
  readonly atMs: number;
}

export function startNode(
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

export const startModule = (code: string): Started =>
  startNode(['--input-type=module', '-e', code]);

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
export async function startProgram(
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
export function wallTimeNow(): string {
  const zone = { timeZone: 'America/Los_Angeles', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('en', { ...zone, hour: '2-digit', minute: '2-digit' });
  return format.format(Date.now());
}

export async function lineOf(child: ChildProcess, beginning: string): Promise<void> {
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

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** From the start of the process to a line that it writes; then it is ended. */
export async function secondsUntil(started: Started, line: string): Promise<number> {
  await lineOf(started.child, line);
  const seconds = (monotonicMs() - started.atMs) / 1_000;
  await end(started.child);
  return seconds;
}
