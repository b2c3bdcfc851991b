/**
 * A span of time in a simulated world: the real app, outbox and database, with everything outside
 * of them made from a seed. The same seed and the same happenings give the same run.
 */
import { Dispatcher } from '../../src/app/dispatcher.ts';
import { messageOf } from '../../src/app/messages.ts';
import type { Store } from '../../src/app/ports.ts';
import { asId, type UserId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeCalendarEvents } from '../discord/fake-calendar-events.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { Killed, library, sentenceText, speech, startLife, type Life } from './bot-life.ts';
import { createHappenings, type Happening, type KillPoint } from './happenings.ts';
import { Broken, Checks } from './invariants.ts';
import { watchMessages } from './message-watch.ts';
import { carryOut } from './outside.ts';
import { createPlatform } from './platform.ts';
import { createRandom } from './random.ts';
import { watchSessions } from './session-watch.ts';
import { createSimulatedTime } from './simulated-time.ts';
import { createWorld, HOUR_MS, setGuild, type SimulatedGuild } from './world.ts';
import { createHealth } from './health.ts';
import { sessionsNear } from './told-sessions.ts';

/** Monday 5 January 2026, midnight in Greenwich. */
const FROM_MS = Date.UTC(2026, 0, 5);
const YEAR_MS = 365 * 24 * HOUR_MS;
/** A supervisor starts a process that ended by itself again after this. */
const SUPERVISOR_MS = 5_000;
const LOOK_MS = 45_000;

export interface SimulationOptions {
  readonly seed: number;
  readonly years: number;
  /** Between 1 and 50; by the seed when it is left out. */
  readonly guilds?: number;
  /** `:memory:` or a path. */
  readonly databasePath: string;
  /** Only these of the seed's happenings, by their number: for shrinking. */
  readonly only?: ReadonlySet<number>;
}

export interface Report {
  readonly events: number;
  readonly happenings: readonly Happening[];
  readonly faults: ReadonlyMap<string, number>;
  readonly messages: number;
  readonly checks: ReadonlyMap<string, number>;
  readonly broken: Broken | null;
  /** What the sessions around it went through, when something broke. */
  readonly story: readonly string[];
}

export function happeningsOf({ seed, years, guilds }: SimulationOptions): {
  readonly guilds: SimulatedGuild[];
  readonly happenings: readonly Happening[];
  readonly toMs: number;
} {
  const random = createRandom(`world ${seed}`);
  const count = guilds ?? random.pick([1, 1, 1, 2, 3]);
  const world = createWorld(random, { guilds: count, anchorDate: '2026-01-05' });
  const toMs = FROM_MS + Math.round(years * YEAR_MS);
  return {
    guilds: world,
    happenings: createHappenings(random, world, { fromMs: FROM_MS + 2 * HOUR_MS, toMs }),
    toMs,
  };
}

export async function simulate(options: SimulationOptions): Promise<Report> {
  const { guilds, happenings, toMs } = happeningsOf(options);
  const wanted = happenings.filter((_, at) => options.only?.has(at) ?? true);
  const run = await createRun(options, guilds, toMs);
  for (const happening of wanted) run.plan(happening);
  const broken = await run.until(toMs + 3 * HOUR_MS);
  return {
    events: run.events(),
    happenings,
    faults: run.faults,
    messages: run.messages(),
    checks: run.checks.countByInvariant,
    broken,
    story: run.story(),
  };
}

export interface Outside {
  readonly time: ReturnType<typeof createSimulatedTime>;
  readonly store: Store;
  readonly directory: ReturnType<typeof createFakeDirectory>;
  readonly platform: ReturnType<typeof createPlatform>;
  readonly guilds: readonly SimulatedGuild[];
  life(): Life;
  /** From now on for so long nothing is expected of the bot but to do no harm. */
  trouble(forMs: number): void;
  kill(awayMs: number): void;
  killAt(point: Exclude<KillPoint, 'now'>, skip: number, awayMs: number): void;
  failDisk(times: number): void;
  loseNextVoiceState(): void;
  doubleNextVoiceState(): void;
  delayNextVoiceState(byMs: number): void;
  startSecondDispatcher(forMs: number): void;
  excuse(guild: SimulatedGuild): void;
  meetTeacher(guild: SimulatedGuild): void;
  count(fault: string): void;
}

async function createRun(
  options: SimulationOptions,
  guilds: readonly SimulatedGuild[],
  toMs: number,
) {
  const time = createSimulatedTime(FROM_MS);
  const checks = new Checks(() => time.nowMs());
  const opened = await openStore({ path: options.databasePath, nowMs: FROM_MS });
  const directory = createFakeDirectory();
  const platform = createPlatform(time, createRandom(`platform ${options.seed}`));
  const selfId = asId<UserId>('800000000000000001');
  directory.selfId = selfId;
  for (const guild of guilds) setGuild(directory, guild, true);
  const faults = new Map<string, number>();
  const health = createHealth(() => time.nowMs());
  const watchPorts = { time, platform, checks, selfId, guilds, directory, ...health };
  const messages = watchMessages({ ...watchPorts, store: opened });
  const { store } = messages;
  let events = 0;
  let life: Life | null = null;
  let pendingKill: { point: KillPoint; skip: number; awayMs: number } | null = null;
  let diskFaults = 0;
  let nextState: 'told' | 'lost' | 'doubled' | { readonly lateMs: number } = 'told';
  const sessions = watchSessions({
    ...watchPorts,
    store: opened,
    life: current,
    span: { fromMs: FROM_MS, toMs },
  });
  const calendarEvents = createFakeCalendarEvents(time.world);
  const roles = createFakeRoles();

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
      isEnd(point) {
        if (pendingKill?.point !== point) return false;
        if (pendingKill.skip > 0) pendingKill.skip -= 1;
        else {
          restartAfter(pendingKill.awayMs);
          pendingKill = null;
          // Its sound ends with it, as soon as what is under way here has returned.
          const dying = life;
          time.world.at(time.nowMs(), () => dying?.kill());
          return true;
        }
        return false;
      },
      diskFault() {
        if (diskFaults === 0) return null;
        diskFaults -= 1;
        return new DiskFault('database is locked');
      },
    });
  }

  let cancelRestart = nothing;
  function restartAfter(awayMs: number): void {
    health.trouble(awayMs);
    cancelRestart();
    cancelRestart = time.world.at(time.nowMs() + awayMs, () => {
      current().kill();
      time.stir();
      guard(start);
    });
  }

  /** What a process does not catch ends it. */
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

  const outside: Outside = {
    time,
    store,
    directory,
    platform,
    guilds,
    life: current,
    trouble: (forMs) => health.trouble(forMs),
    kill(awayMs) {
      current().kill();
      restartAfter(awayMs);
    },
    killAt(point, skip, awayMs) {
      pendingKill = { point, skip, awayMs };
    },
    failDisk(times) {
      diskFaults = times;
      health.trouble(30_000);
    },
    loseNextVoiceState: () => void (nextState = 'lost'),
    doubleNextVoiceState: () => void (nextState = 'doubled'),
    delayNextVoiceState: (lateMs) => void (nextState = { lateMs }),
    startSecondDispatcher: (forMs) => startSecond(forMs),
    excuse: (guild) => sessions.excuse(guild.id),
    meetTeacher: (guild) => sessions.meetTeacher(guild.id),
    count: (fault) => void faults.set(fault, (faults.get(fault) ?? 0) + 1),
  };

  /** Another process over the same database, which sends what is due as well. */
  function startSecond(forMs: number): void {
    const clock = time.clockOf(() => true);
    const settings = new Map(guilds.map((guild) => [guild.id, guild.settings]));
    const ports = {
      store,
      clock,
      directory,
      guilds: settings,
      library,
      roles,
      messenger: platform.messenger,
    };
    const messagePorts = {
      ...ports,
      sentenceText,
      speech,
      nowMs: () => clock.nowMs(),
      publicUrl: null,
    };
    const second = new Dispatcher({
      ...ports,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      messageOf: (row, marker) => messageOf(messagePorts, row, marker),
      reach: { ...ports, messages: messagePorts },
    });
    second.start();
    const cancelBeat = clock.heartbeat(() => second.nudge());
    time.world.at(time.nowMs() + forMs, () => {
      cancelBeat();
      void second.stop();
    });
  }

  for (const guild of guilds) {
    for (const recording of guild.recordings) store.allowlist.save(guild.id, recording, FROM_MS);
  }
  start();
  for (const guild of guilds) current().bot.useSeries(guild.id, guild.series);

  let lookedAtMs = -Infinity;
  let story: readonly string[] = [];
  return {
    story: () => story,
    checks,
    faults,
    events: () => events,
    messages: () => platform.posted,
    plan(happening: Happening): void {
      time.world.at(happening.atMs, () => {
        time.stir();
        guard(() => carryOut(outside, happening));
      });
    },
    async until(untilMs: number): Promise<Broken | null> {
      try {
        while (step(untilMs)) await turn();
        messages.checkRows();
      } catch (error) {
        if (!(error instanceof Broken)) throw error;
      } finally {
        if (checks.first) story = sessionsNear(opened, guilds, time.nowMs());
        opened.close();
      }
      return checks.first;
    },
  };

  /** A session is found by a heartbeat within ten minutes before its start. */
  function beatBeforeSessions(): void {
    for (const { id } of guilds) {
      const nowMs = time.nowMs();
      for (const { startsAtMs } of opened.occurrences.between(id, nowMs, nowMs + 13 * HOUR_MS)) {
        time.beatBy(startsAtMs - 9 * 60_000);
        time.beatBy(startsAtMs - 60_000);
      }
    }
  }

  function step(untilMs: number): boolean {
    let isMore = true;
    guard(() => {
      isMore = time.runNext(untilMs);
    });
    events += 1;
    sessions.look();
    if (time.nowMs() - lookedAtMs >= LOOK_MS) {
      lookedAtMs = time.nowMs();
      beatBeforeSessions();
      sessions.lookAtAll();
      messages.checkRows();
    }
    if (checks.first) throw checks.first;
    return isMore;
  }
}

class DiskFault extends Error {}

const nothing = (): void => {};

/** Lets every promise go on that can. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
