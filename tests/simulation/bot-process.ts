/** The bot's process: its lives one after another, what ends them, and what the gateway brings them. */
import type { Store } from '../../src/app/ports.ts';
import { createFakeCalendarEvents } from '../discord/fake-calendar-events.ts';
import type { createFakeDirectory } from '../discord/fake-directory.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { Killed, startLife, type Life } from './bot-life.ts';
import type { KillPoint } from './happenings.ts';
import type { Platform } from './platform.ts';
import type { SimulatedTime } from './simulated-time.ts';
import type { SimulatedGuild } from './world.ts';

/** A supervisor starts a process that ended by itself again after this. */
const SUPERVISOR_MS = 5_000;

export interface ProcessPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly directory: ReturnType<typeof createFakeDirectory>;
  readonly platform: Platform;
  readonly guilds: readonly SimulatedGuild[];
  /** From now on for so long nothing is expected of the bot but to do no harm. */
  readonly trouble: (forMs: number) => void;
}

export interface BotProcess {
  start(): void;
  life(): Life;
  /** What a process does not catch ends it. */
  guard(work: () => void): void;
  kill(awayMs: number): void;
  killAt(point: Exclude<KillPoint, 'now'>, skip: number, awayMs: number): void;
  failDisk(times: number): void;
  loseNextVoiceState(): void;
  doubleNextVoiceState(): void;
  delayNextVoiceState(byMs: number): void;
}

export function createBotProcess(ports: ProcessPorts): BotProcess {
  const { time, store, directory, platform, guilds } = ports;
  const calendarEvents = createFakeCalendarEvents(time.world);
  const roles = createFakeRoles();
  let life: Life | null = null;
  let pendingKill: { point: KillPoint; skip: number; awayMs: number } | null = null;
  let diskFaults = 0;
  let nextState: 'told' | 'lost' | 'doubled' | { readonly lateMs: number } = 'told';
  let cancelRestart = nothing;

  function current(): Life {
    if (!life) throw new Error('The bot has not been started yet.');
    return life;
  }

  function start(): void {
    // The gateway is asked before anything else, and its answer has a date.
    time.restart();
    time.hear(time.botNowMs());
    life = startLife({
      time,
      store,
      messenger: platform.messenger,
      directory,
      settings: guilds.map(({ settings }) => settings),
      calendarEvents,
      roles,
      isEnd,
      diskFault() {
        if (diskFaults === 0) return null;
        diskFaults -= 1;
        return new DiskFault('database is locked');
      },
    });
  }

  function isEnd(point: Exclude<KillPoint, 'now'>): boolean {
    if (pendingKill?.point !== point) return false;
    if (pendingKill.skip > 0) {
      pendingKill.skip -= 1;
      return false;
    }
    restartAfter(pendingKill.awayMs);
    pendingKill = null;
    // Its sound ends with it, as soon as what is under way here has returned.
    const dying = life;
    time.world.at(time.nowMs(), () => dying?.kill());
    return true;
  }

  function restartAfter(awayMs: number): void {
    ports.trouble(awayMs);
    cancelRestart();
    cancelRestart = time.world.at(time.nowMs() + awayMs, () => {
      current().kill();
      time.stir();
      guard(start);
    });
  }

  function guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof Killed) return;
      if (!(error instanceof DiskFault)) throw error;
      life?.kill();
      restartAfter(SUPERVISOR_MS);
    }
  }

  directory.onEvent((event) => {
    const deliver = (): void => guard(() => current().onGateway(event));
    const how = nextState;
    if (event.type === 'roomChanged') nextState = 'told';
    if (event.type === 'roomChanged' && how === 'lost') return;
    const lateMs = event.type === 'roomChanged' && typeof how === 'object' ? how.lateMs : 0;
    const atMs = Math.max(time.nowMs() + lateMs, time.stalledUntilMs);
    if (atMs > time.nowMs()) time.world.at(atMs, deliver);
    else deliver();
    if (event.type === 'roomChanged' && how === 'doubled') deliver();
  });

  return {
    start,
    life: current,
    guard,
    kill(awayMs) {
      current().kill();
      restartAfter(awayMs);
    },
    killAt(point, skip, awayMs) {
      pendingKill = { point, skip, awayMs };
    },
    failDisk(times) {
      diskFaults = times;
      ports.trouble(30_000);
    },
    loseNextVoiceState: () => void (nextState = 'lost'),
    doubleNextVoiceState: () => void (nextState = 'doubled'),
    delayNextVoiceState: (lateMs) => void (nextState = { lateMs }),
  };
}

class DiskFault extends Error {}

const nothing = (): void => {};
