/** The bot's process: its lives one after another, what ends them, and what the gateway brings them. */
import type { GuildId } from '../../src/domain/identity.ts';
import type { Store } from '../../src/app/ports.ts';
import { outsideFault, StoreFault } from '../../src/store/store-fault.ts';
import { createFakeCalendarEvents } from '../discord/fake-calendar-events.ts';
import type { createFakeDirectory } from '../discord/fake-directory.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { Killed, startLife, type KillPoint, type Life } from './bot-life.ts';
import type { Platform } from './platform.ts';
import type { SimulatedTime } from './simulated-time.ts';
import type { Backup, Storage } from './storage.ts';
import type { SimulatedGuild } from './world.ts';

/** A supervisor starts a process that ended by itself again after this. */
const SUPERVISOR_MS = 5_000;

export interface ProcessPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly directory: ReturnType<typeof createFakeDirectory>;
  readonly platform: Platform;
  readonly guilds: readonly SimulatedGuild[];
  readonly storage: Storage;
  /**
   * From now on for so long nothing is expected of the bot, there or (without a guild) anywhere,
   * but to do no harm.
   */
  readonly trouble: (forMs: number, guildId?: GuildId) => void;
}

export interface BotProcess {
  readonly start: () => void;
  readonly life: () => Life;
  /** How many there have been. */
  readonly lives: () => number;
  /** What a process does not catch ends it. */
  readonly guard: (work: () => void) => void;
  readonly kill: (awayMs: number) => void;
  readonly killAt: (point: KillPoint, skip: number, awayMs: number) => void;
  /** It ends, and when it begins again its database is the older one. */
  readonly restoreFrom: (backup: Backup, awayMs: number) => void;
  readonly failDisk: (times: number) => void;
  readonly bringNextVoiceState: (how: VoiceStateFault) => void;
}

export type VoiceStateFault = 'lost' | 'doubled' | { readonly lateMs: number };

export function createBotProcess(ports: ProcessPorts): BotProcess {
  const { time, store, directory, platform, guilds } = ports;
  const calendarEvents = createFakeCalendarEvents(time.world);
  const roles = createFakeRoles();
  let life: Life | null = null;
  let lives = 0;
  let pendingKill: { point: KillPoint; skip: number; awayMs: number } | null = null;
  let diskFaults = 0;
  let nextState: 'told' | VoiceStateFault = 'told';
  let cancelRestart = nothing;

  function current(): Life {
    if (!life) throw new Error('The bot has not been started yet.');
    return life;
  }

  function start(): void {
    // The gateway is asked before anything else, and its answer has a date.
    lives += 1;
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
        // What could not be saved is tried again at the next beat.
        time.stir();
        return outsideFault('LOCKED', 'simulated');
      },
    });
  }

  function isEnd(point: KillPoint): boolean {
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

  function restartAfter(awayMs: number, prepare: () => Promise<void> = nothingToPrepare): void {
    ports.trouble(awayMs);
    cancelRestart();
    cancelRestart = time.world.at(time.nowMs() + awayMs, () => {
      current().kill();
      time.stir();
      if (prepare === nothingToPrepare) guard(start);
      else void prepare().then(() => guard(start));
    });
  }

  function guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof Killed) return;
      if (!(error instanceof StoreFault)) throw error;
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
    lives: () => lives,
    guard,
    kill(awayMs) {
      current().kill();
      restartAfter(awayMs);
    },
    killAt(point, skip, awayMs) {
      pendingKill = { point, skip, awayMs };
    },
    restoreFrom(backup, awayMs) {
      current().kill();
      restartAfter(awayMs, () => ports.storage.restore(backup, time.nowMs()));
    },
    failDisk(times) {
      diskFaults = times;
      ports.trouble(30_000);
    },
    bringNextVoiceState: (how) => void (nextState = how),
  };
}

const nothing = (): void => {};
const nothingToPrepare = (): Promise<void> => Promise.resolve();
