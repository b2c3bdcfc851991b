/**
 * Bellkeeper as people start it: `node src/main.ts` in a process of its own, on a stand-in and a
 * voice server that live on while the process is killed and started again. The clock is real.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { createRecorder } from '../../src/practice/listener.ts';
import { startStandin } from '../../src/practice/standin.ts';
import { makeLoopbackCertificate } from '../../src/practice/tls.ts';
import { startVoiceServer } from '../../src/practice/voice-gateway.ts';
import type { Message } from '../../src/practice/world/entities.ts';
import { createSampleWorld } from '../../src/practice/world.ts';
import { openStore } from '../../src/store/store.ts';
import { followPeople } from './people.ts';
import { prepareRecording, timetableOf, type TimetableOptions } from './prepared.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
export const TOKEN = 'Y2hpbGQ.stage.token';
const MINUTE = 60_000;

/** This process may step its wall clock less than it is asked for the time. */
const realClock = { nowMs: () => Math.floor(performance.timeOrigin + performance.now()) };

/** What a log line may hold. */
interface Line {
  readonly text: string;
  readonly msg?: string;
  readonly rule?: string;
  readonly phase?: string;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ChildBot {
  /** Monotonic, as `performance.now()`, right before the process was made. */
  readonly startedAtMs: number;
  readonly ended: Promise<Ending>;
  kill(signal: NodeJS.Signals): Promise<Ending>;
  /** Everything that it has written on both of its outputs. */
  output(): string;
  /** Resolves with the first line that fits, written already or to come; rejects when it ends without one. */
  line(fits: (line: Line) => boolean): Promise<Line>;
  /** Resolves when it says that it is ready. */
  ready(): Promise<void>;
  /** Resolves when the session has moved by that rule. */
  movedBy(rule: string): Promise<unknown>;
}

const children = new Set<ChildProcess>();

/** Of those that nobody has waited for. */
export function endChildren(): void {
  for (const child of children) child.kill('SIGKILL');
}

/** The environment is only what is given, so that nothing of this machine is taken for config. */
export function startChild(folder: string, environment: Record<string, string>): ChildBot {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const lines: Line[] = [];
  const watchers = new Set<() => void>();
  let errors = '';
  createInterface(child.stdout).on('line', (text) => {
    lines.push(lineOf(text));
    for (const watch of watchers) watch();
  });
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  // Closed is later than ended: everything that was written has been read.
  const ended = once(child, 'close').then(([code, signal]): Ending => {
    children.delete(child);
    return { code, signal };
  });
  const output = (): string => [...lines.map(({ text }) => text), errors].join('\n');

  function line(fits: (line: Line) => boolean): Promise<Line> {
    const { promise, resolve, reject } = Promise.withResolvers<Line>();
    const look = (): void => {
      const found = lines.find(fits);
      if (found) resolve(found);
    };
    watchers.add(look);
    look();
    void ended.then(() => reject(new Error(`It ended without that line:\n${output()}`)));
    return promise.finally(() => watchers.delete(look));
  }

  return {
    startedAtMs,
    ended,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
    output,
    line,
    async ready() {
      await line(({ text }) => text.startsWith('Bellkeeper is ready'));
    },
    movedBy: (rule) => line((entry) => entry.rule === rule),
  };
}

function lineOf(text: string): Line {
  return text.startsWith('{') ? { ...(JSON.parse(text) as object), text } : { text };
}

export interface ChildStageOptions extends TimetableOptions {
  readonly recordingSeconds?: number;
}

export type ChildStage = Awaited<ReturnType<typeof openChildStage>>;

/** A session begins within the minute that is now. Nothing has been started yet. */
export async function openChildStage(options: ChildStageOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-child-'));
  const recordings = join(folder, 'data', 'recordings');
  mkdirSync(recordings, { recursive: true });
  const { recording, packets } = prepareRecording(
    recordings,
    'tone',
    options.recordingSeconds ?? 3,
  );
  const certificate = await makeLoopbackCertificate();
  writeFileSync(join(folder, 'ca.pem'), certificate.caPem);
  const beganAtMs = Math.floor(realClock.nowMs() / MINUTE) * MINUTE;
  const once = new Date(beganAtMs).toISOString().slice(0, '2026-12-01T07:00'.length);
  // In universal time no hour comes twice, whatever the day on which this runs.
  const timetable = timetableOf({ reminders: [], when: { once }, zone: 'UTC', ...options });
  writeFileSync(join(folder, 'timetable.json'), timetable);

  const world = createSampleWorld(realClock);
  const voiceServer = await startVoiceServer({ certificate });
  const standin = await startStandin({ world, token: TOKEN, voice: voiceServer });
  const guildId = asId<GuildId>(world.firstGuild().id);
  const hall = world.channelNamed('Practice hall');
  const recorder = createRecorder(voiceServer, { guildId, channelId: hall.id });
  const posted: Message[] = [];
  world.on('messagePosted', (message) => {
    if (message.authorId === world.bot.id) posted.push(message);
  });
  const nowMs = realClock.nowMs();
  const store = await openStore({ path: join(folder, 'data', 'bellkeeper.db'), nowMs });
  store.allowlist.save(guildId, recording, nowMs);
  store.close();

  const environment = {
    DISCORD_TOKEN: TOKEN,
    DISCORD_GUILD_ID: guildId,
    DISCORD_API_URL: standin.apiUrl,
    DISCORD_CA_FILE: join(folder, 'ca.pem'),
    BELLKEEPER_DATA: join(folder, 'data'),
    BELLKEEPER_TIMETABLE: join(folder, 'timetable.json'),
    PORT: '0',
    LOG_LEVEL: 'info',
  };
  const started: ChildBot[] = [];
  return {
    folder,
    /** When the session began: the minute that was on. */
    beganAtMs,
    environment,
    world,
    standin,
    voiceServer,
    recorder,
    guildId,
    hall,
    recording,
    packets,
    posted,
    ...followPeople(world, hall),
    start(changes: Record<string, string> = {}): ChildBot {
      const child = startChild(folder, { ...environment, ...changes });
      started.push(child);
      return child;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all(started.map((child) => child.kill('SIGKILL')));
      recorder.stop();
      await standin.close();
      await voiceServer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
