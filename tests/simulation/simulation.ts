/**
 * A span of time in a simulated world: the real app, outbox and database, with everything outside
 * of them made from a seed. The same seed and the same happenings give the same run.
 */
import { asId, type UserId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createBotProcess } from './bot-process.ts';
import { createHappenings, type Happening } from './happenings.ts';
import { createHealth } from './health.ts';
import { Broken, Checks } from './invariants.ts';
import { watchMessages } from './message-watch.ts';
import { carryOut, type Outside } from './outside.ts';
import { createPlatform } from './platform.ts';
import { createRandom } from './random.ts';
import { startSecondDispatcher } from './second-dispatcher.ts';
import { watchSessions } from './session-watch.ts';
import { createSimulatedTime } from './simulated-time.ts';
import { watchSounds } from './sound-watch.ts';
import { sessionsNear } from './told-sessions.ts';
import { createWorld, HOUR_MS, setGuild, type SimulatedGuild } from './world.ts';

/** Monday 5 January 2026, midnight in Greenwich. */
const FROM_MS = Date.UTC(2026, 0, 5);
const YEAR_MS = 365 * 24 * HOUR_MS;
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
  const bot = createBotProcess({ ...watchPorts, store });
  const sounds = watchSounds({ ...watchPorts, store: opened, life: bot.life });
  const sessions = watchSessions({
    ...watchPorts,
    store: opened,
    life: bot.life,
    wasWelcomed: sounds.wasWelcomed,
    span: { fromMs: FROM_MS, toMs },
  });
  const outside: Outside = {
    ...watchPorts,
    ...bot,
    store,
    startSecondDispatcher: (forMs) => startSecondDispatcher(outside, forMs),
    excuse: (guild) => sessions.excuse(guild.id),
    meetTeacher: (guild) => sessions.meetTeacher(guild.id),
    count: (fault) => void faults.set(fault, (faults.get(fault) ?? 0) + 1),
  };
  for (const guild of guilds) {
    for (const recording of guild.recordings) store.allowlist.save(guild.id, recording, FROM_MS);
  }
  bot.start();
  for (const guild of guilds) bot.life().bot.useSeries(guild.id, guild.series);

  let events = 0;
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
        bot.guard(() => carryOut(outside, happening));
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
    bot.guard(() => {
      isMore = time.runNext(untilMs);
    });
    events += 1;
    sounds.look();
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

/** Lets every promise go on that can. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
