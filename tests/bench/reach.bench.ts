/**
 * A session that 5,000 people signed up for is moved, and all are told, through the real
 * discord.js against the rate limits of Discord: how soon all of the rows have been taken up,
 * when the last person is mentioned, what it costs in memory, and how long it holds up
 * everything else in the process.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { noteChange } from '../../src/app/changes.ts';
import { WHOLE_GUILD, type Store } from '../../src/app/ports.ts';
import {
  asId,
  type GuildId,
  type OccurrenceId,
  type SeriesId,
  type UserId,
} from '../../src/domain/identity.ts';
import type { Bench, Figure } from './bench.ts';
import { startBotOfGuilds, type BotOfGuilds } from './bot-of-guilds.ts';
import { monotonicMs } from './measure.ts';
import { seriesAt } from './practice-session.ts';
import { startPretendDiscord, type PretendDiscord } from './pretend-discord.ts';

const PEOPLE = 5_000;
/** What one message mentions at most. */
const IN_A_MESSAGE = 70;
const MESSAGES = Math.ceil(PEOPLE / IN_A_MESSAGE);
/** One channel takes five messages in five seconds; the first five leave at once. */
const PER_SECOND = 1;
const FLOOR_S = Math.ceil(MESSAGES / 5 - 1) * (5 / PER_SECOND);
/** More than the floor by this share is Bellkeeper's own slowness. */
const SLOWER_LIMIT = 1.1;
const CLAIMED_LIMIT_S = 2;
const MEMORY_LIMIT_MB = 200;
const LATENCY_MS = 100;
/** Wednesday 2 December 2026, 6:00 am in Los Angeles, which is 14:00 UTC. */
const DUE_MS = Date.UTC(2026, 11, 2, 14, 0);
const BEFORE_DUE_MS = 12_000;
/** So long after a change it is told. */
const FOLD_MS = 50_000;
const TIMEOUT_MS = 150_000;

export const bench: Bench = {
  name: 'reach',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-bench-'));
    const offsetMs = DUE_MS - BEFORE_DUE_MS - Date.now();
    const discord = await startPretendDiscord({ guilds: 1, latencyMs: LATENCY_MS, offsetMs });
    const series = seriesAt('2026-12-02', '09:00');
    const bot = await startBotOfGuilds({ discord, folder, offsetMs, seriesOf: () => [series] });
    try {
      const guildId = asId<GuildId>(discord.guilds[0]?.guildId ?? '');
      signUpEverybody(bot.store, guildId);
      moveSession(bot, guildId);
      await wait(Math.max(0, DUE_MS - offsetMs - Date.now()));
      const dueAtMs = monotonicMs();
      const loop = monitorEventLoopDelay({ resolution: 5 });
      loop.enable();
      const memory = watchMemory();
      const beforeMb = process.memoryUsage.rss() / 1e6;
      const [claimedS, mentions] = await Promise.all([
        secondsUntilClaimed(bot.store, guildId, dueAtMs),
        mentionsUntil(discord, dueAtMs),
      ]);
      loop.disable();
      const refused = await discord.ask('answered', 429);
      return {
        figures: figuresOf({
          claimedS,
          mentions,
          dueAtMs,
          longestStallMs: loop.max / 1e6,
          peakMb: memory.stop(),
          beforeMb,
          refused,
          problems: bot.problems.length,
        }),
      };
    } finally {
      await bot.stop();
      await discord.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function signUpEverybody(store: Store, guildId: GuildId): void {
  store.transaction(() => {
    for (let index = 0; index < PEOPLE; index += 1) {
      const userId = asId<UserId>(String(300_000_000_000_000_000n + BigInt(index)));
      const { number } = store.people.enrol(guildId, userId, 'en-US');
      store.signUps.save({
        guildId,
        number,
        seriesId: asId<SeriesId>('morning'),
        occurrenceId: null,
        wants: true,
        atMs: DUE_MS - BEFORE_DUE_MS,
        hasRole: false,
      });
    }
  });
}

/** As a coordinator would by command: told so much later, in case that more is changed. */
function moveSession({ store, gateway }: BotOfGuilds, guildId: GuildId): void {
  const startsAtMs = DUE_MS + 3 * 3_600_000;
  const endsAtMs = startsAtMs + 3_600_000;
  const clock = { nowMs: () => DUE_MS - FOLD_MS };
  store.transaction(() =>
    noteChange({ store, clock, directory: gateway.directory }, guildId, {
      type: 'session',
      seriesId: asId<SeriesId>('morning'),
      occurrenceId: asId<OccurrenceId>('morning@2026-12-02'),
      before: { startsAtMs: startsAtMs - 3_600_000, endsAtMs: startsAtMs, cancelled: false },
      after: { startsAtMs, endsAtMs, cancelled: false },
    }),
  );
}

/** Until every row of the notice has been taken up once. */
async function secondsUntilClaimed(
  store: Store,
  guildId: GuildId,
  dueAtMs: number,
): Promise<number> {
  while (monotonicMs() - dueAtMs < TIMEOUT_MS) {
    const rows = store.due
      .ofOccurrence(guildId, WHOLE_GUILD)
      .filter(({ kind }) => kind.startsWith('to.'));
    if (rows.length > 0 && rows.every(({ epoch }) => epoch > 0)) {
      return (monotonicMs() - dueAtMs) / 1_000;
    }
    await wait(50);
  }
  return Number.NaN;
}

interface Mention {
  readonly userId: string;
  readonly atMs: number;
}

/** Everybody who was mentioned, once as many as there are have been and nothing more comes. */
async function mentionsUntil(discord: PretendDiscord, sinceMs: number): Promise<Mention[]> {
  // What the platform's limit allows takes so long; asking sooner would only cost memory.
  await wait(FLOOR_S * 1_000);
  for (let count = -1; ;) {
    const posted = await discord.ask('posted');
    const mentions = posted.flatMap(({ content, atMs }) =>
      [...content.matchAll(/<@(\d+)>/g)].map(([, userId = '']) => ({ userId, atMs })),
    );
    const isDone = mentions.length >= PEOPLE && mentions.length === count;
    if (isDone || monotonicMs() - sinceMs > TIMEOUT_MS) return mentions;
    count = mentions.length;
    await wait(1_500);
  }
}

/** The most that the process held, in megabytes. */
function watchMemory(): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100);
  return {
    stop() {
      clearInterval(timer);
      return peak / 1e6;
    },
  };
}

interface Measured {
  readonly claimedS: number;
  readonly mentions: readonly Mention[];
  readonly dueAtMs: number;
  readonly longestStallMs: number;
  readonly peakMb: number;
  /** Just before the notice was due. */
  readonly beforeMb: number;
  readonly refused: number;
  readonly problems: number;
}

function figuresOf(measured: Measured): Figure[] {
  const { mentions, dueAtMs } = measured;
  const people = new Set(mentions.map(({ userId }) => userId));
  const lastAtMs = Math.max(...mentions.map(({ atMs }) => atMs));
  const counted = { unit: '', limit: 0, baseline: null } as const;
  return [
    { what: `not mentioned of ${PEOPLE}`, value: PEOPLE - people.size, ...counted },
    { what: 'mentioned twice', value: mentions.length - people.size, ...counted },
    { what: 'warnings in the log', value: measured.problems, ...counted },
    {
      what: 'from due until every row was taken up',
      value: measured.claimedS,
      unit: 's',
      limit: CLAIMED_LIMIT_S,
      baseline: null,
    },
    {
      what: 'from due until the last person is mentioned',
      value: (lastAtMs - dueAtMs) / 1_000,
      unit: 's',
      limit: FLOOR_S * SLOWER_LIMIT,
      baseline: { what: `${MESSAGES} messages at five in five seconds`, value: FLOOR_S },
    },
    {
      what: 'memory of the whole process, at most',
      value: measured.peakMb,
      unit: 'MB',
      limit: MEMORY_LIMIT_MB,
      baseline: { what: 'before the notice was due', value: measured.beforeMb },
    },
    {
      what: 'longest time in which nothing else ran',
      value: measured.longestStallMs,
      unit: 'ms',
      limit: null,
      baseline: null,
    },
    {
      what: 'refused by the platform (429)',
      value: measured.refused,
      unit: '',
      limit: null,
      baseline: null,
    },
  ];
}
