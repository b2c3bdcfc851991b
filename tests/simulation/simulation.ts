/**
 * A span of time in a simulated world: the real app, outbox and database, with everything outside
 * of them made from a seed. The same seed and the same happenings give the same run.
 */
import { asId, type UserId } from '../../src/domain/identity.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createBotProcess } from './bot-process.ts';
import { watchBudgets } from './budget-watch.ts';
import { createHappenings, type Happening, type Span } from './happenings.ts';
import { createHealth } from './health.ts';
import { Broken, Checks } from './invariants.ts';
import { watchMessages } from './message-watch.ts';
import { carryOut, type Outside } from './outside.ts';
import { createPlatform } from './platform.ts';
import { createRandom, type Random } from './random.ts';
import { watchRows } from './row-watch.ts';
import { startSecondDispatcher } from './second-dispatcher.ts';
import { watchSessions } from './session-watch.ts';
import { createSimulatedTime } from './simulated-time.ts';
import { watchSounds } from './sound-watch.ts';
import { createStorage } from './storage.ts';
import { sessionsNear } from './told-sessions.ts';
import { createWorld, HOUR_MS, setGuild, type SimulatedGuild } from './world.ts';

/** Midnight in Greenwich, on Mondays of 2026; the last two lie before the clocks change. */
const BEGINNINGS = ['2026-01-05', '2026-02-23', '2026-10-19'] as const;
export const YEAR_MS = 365 * 24 * HOUR_MS;
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
  /** Only these faults, by name. */
  readonly faults?: ReadonlySet<string>;
  /** How likely each of three faults in a session is. */
  readonly chance?: number;
}

const USUAL_CHANCE = 0.14;

export interface Report {
  readonly guilds: number;
  readonly events: number;
  readonly happenings: readonly Happening[];
  readonly faults: ReadonlyMap<string, number>;
  readonly messages: number;
  readonly checks: ReadonlyMap<string, number>;
  readonly broken: Broken | null;
  /** What the sessions around it went through, when something broke. */
  readonly story: readonly string[];
}

export interface Plot extends Span {
  readonly guilds: SimulatedGuild[];
  readonly happenings: readonly Happening[];
}

export function plotOf({ seed, years, guilds, faults, chance }: SimulationOptions): Plot {
  const random = createRandom(`world ${seed}`);
  const count = guilds ?? guildsOf(seed, random);
  // A whole year meets both changes of the clocks wherever it begins.
  const anchorDate = random.pick(BEGINNINGS);
  const world = createWorld(random, { guilds: count, anchorDate });
  const fromMs = Date.parse(`${anchorDate}T00:00:00Z`);
  const toMs = fromMs + Math.round(years * YEAR_MS);
  const trouble = { chance: chance ?? USUAL_CHANCE, faults: faults ?? null };
  const span = { fromMs: fromMs + 2 * HOUR_MS, toMs };
  return {
    guilds: world,
    happenings: createHappenings(random.fork('happenings'), world, span, trouble),
    fromMs,
    toMs,
  };
}

/** Mostly a few; one seed in a hundred has a dozen, and one in five hundred fifty. */
function guildsOf(seed: number, random: Random): number {
  const few = random.pick([1, 1, 1, 2, 3]);
  if (seed % 500 === 0) return 50;
  return seed % 100 === 0 ? 12 : few;
}

export async function simulate(options: SimulationOptions): Promise<Report> {
  const plot = plotOf(options);
  const wanted = plot.happenings.filter((_, at) => options.only?.has(at) ?? true);
  const run = await createRun(options, plot);
  for (const happening of wanted) run.plan(happening);
  const broken = await run.until(plot.toMs + 3 * HOUR_MS);
  return {
    guilds: plot.guilds.length,
    events: run.events(),
    happenings: plot.happenings,
    faults: run.faults,
    messages: run.messages(),
    checks: run.checks.countByInvariant,
    broken,
    story: run.story(),
  };
}

async function createRun(options: SimulationOptions, { guilds, fromMs, toMs }: Plot) {
  const time = createSimulatedTime(fromMs);
  const checks = new Checks(() => time.nowMs());
  const storage = await createStorage(options.databasePath, fromMs);
  const opened = storage.store;
  const directory = createFakeDirectory();
  const platform = createPlatform(time, createRandom(`platform ${options.seed}`));
  const selfId = asId<UserId>('800000000000000001');
  directory.selfId = selfId;
  for (const guild of guilds) setGuild(directory, guild);
  const faults = new Map<string, number>();
  const health = createHealth(() => time.nowMs());
  const budgets = watchBudgets({ time, checks, platform, directory });
  const watchPorts = {
    time,
    platform,
    checks,
    selfId,
    guilds,
    storage,
    ...health,
    directory: budgets.directory,
  };
  const messages = watchMessages({ ...watchPorts, store: opened, lives: () => bot.lives() });
  const { store } = messages;
  const checkRows = watchRows({ ...watchPorts, store: opened, claimed: messages.claimed });
  const bot = createBotProcess({
    ...watchPorts,
    store,
    storage: {
      ...storage,
      async restore(backup, nowMs) {
        await storage.restore(backup, nowMs);
        sounds.forget(backup.takenAtMs);
        messages.forget(backup.takenAtMs);
        sessions.takeWelcomesAsSpoken();
      },
    },
  });
  const sounds = watchSounds({
    ...watchPorts,
    store: opened,
    life: bot.life,
    onVoiceCommand: budgets.onCommand,
    onLostWelcome: (...session) => sessions.loseWelcome(...session),
  });
  const sessions = watchSessions({
    ...watchPorts,
    store: opened,
    life: bot.life,
    wasWelcomed: sounds.wasWelcomed,
    span: { fromMs, toMs },
  });
  const outside: Outside = {
    ...watchPorts,
    ...bot,
    store,
    startSecondDispatcher: (forMs) => startSecondDispatcher(outside, forMs),
    excuse: (guild) => sessions.excuse(guild.id),
    meetTeacher: (guild) => sessions.meetTeacher(guild.id),
    handOver: (guild) => sounds.handOver(guild.id),
    afterNextClaim: (guild, work) => messages.afterNextClaim(guild.id, work),
    count: (fault) => void faults.set(fault, (faults.get(fault) ?? 0) + 1),
  };
  for (const guild of guilds) {
    for (const recording of guild.recordings) store.allowlist.save(guild.id, recording, fromMs);
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
        checkRows();
      } catch (error) {
        if (!(error instanceof Broken)) throw error;
      } finally {
        if (checks.first) story = sessionsNear(opened, guilds, time.nowMs());
        bot.life().kill();
        await turn();
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
      checkRows();
    }
    if (checks.first) throw checks.first;
    return isMore;
  }
}

/** Lets every promise go on that can. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
