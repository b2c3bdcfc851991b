/**
 * 2,000 reminders that are due in the same second, ten in each of 200 guilds, through the real
 * discord.js against the rate limits of Discord. Beside it, in the same process and at the same
 * time but against a pretend Discord of its own, discord.js alone posts as many messages.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { REST, Routes } from 'discord.js';
import { reminderExpiryMs } from '../../src/app/planner.ts';
import { asId, type GuildId, type SeriesId } from '../../src/domain/identity.ts';
import type { Series } from '../../src/domain/schedule.ts';
import type { Bench, Figure } from './bench.ts';
import { startBotOfGuilds } from './bot-of-guilds.ts';
import { monotonicMs } from './measure.ts';
import { seriesAt } from './practice-session.ts';
import { startPretendDiscord, TOKEN, type PretendDiscord } from './pretend-discord.ts';

const GUILDS = 200;
/** How long before its session each reminder is due, in minutes: what coordinators would write. */
const AHEAD_MINUTES = [10, 15, 20, 30, 45, 60, 120, 180, 720, 1440];
const REMINDERS = GUILDS * AHEAD_MINUTES.length;
const PER_SECOND = 50;
/** What the platform's limit allows at best: the first 50 leave at once. */
const FLOOR_S = REMINDERS / PER_SECOND - 1;
/** More than the floor by this share is Bellkeeper's own slowness. */
const SLOWER_LIMIT = 1.1;
/** About what Discord takes to answer. */
const LATENCY_MS = 100;
/** Wednesday 2 December 2026, 6:00 am in Los Angeles, which is 14:00 UTC. */
const DUE_MS = Date.UTC(2026, 11, 2, 14, 0);
const LOS_ANGELES_MS = -8 * 3_600_000;
/** So long before they are due the clock stands when everything has started. */
const BEFORE_DUE_MS = 20_000;
const TIMEOUT_MS = 120_000;
/** So many messages may overtake each other, since that many are under way at once. */
const PARALLEL = 25;

interface Posted {
  readonly channelId: string;
  readonly content: string;
  readonly atMs: number;
}

export const bench: Bench = {
  name: 'reminders',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-bench-'));
    const offsetMs = DUE_MS - BEFORE_DUE_MS - Date.now();
    const options = { guilds: GUILDS, latencyMs: LATENCY_MS, offsetMs };
    const [discord, bareDiscord] = await Promise.all([
      startPretendDiscord(options),
      startPretendDiscord(options),
    ]);
    const bot = await startBotOfGuilds({ discord, folder, offsetMs, seriesOf: tenSeries });
    try {
      const plannedMs = timeOf(() => {
        const guildId = asId<GuildId>(discord.guilds[0]?.guildId ?? '');
        bot.bellkeeper.onGateway({ type: 'directoryChanged', guildId });
      });
      await wait(Math.max(0, DUE_MS - offsetMs - Date.now()));
      const dueAtMs = monotonicMs();
      const [own, bare] = await Promise.all([postedUntil(discord, dueAtMs), postBare(bareDiscord)]);
      const refusals = await Promise.all(
        [discord, bareDiscord].map((each) => each.ask('answered', 429)),
      );
      return {
        figures: figuresOf({ own, dueAtMs, bare, refusals, plannedMs, problems: bot.problems }),
      };
    } finally {
      await bot.stop();
      await discord.close();
      await bareDiscord.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function timeOf(work: () => void): number {
  const beganMs = performance.now();
  work();
  return performance.now() - beganMs;
}

const tenSeries = (): Series[] => AHEAD_MINUTES.map(seriesStarting);

/** Its one reminder is due at the same instant as those of all the others. */
function seriesStarting(aheadMinutes: number): Series {
  const startsAtMs = DUE_MS + aheadMinutes * 60_000;
  const local = new Date(startsAtMs + LOS_ANGELES_MS).toISOString();
  return seriesAt(local.slice(0, 10), local.slice(11, 16), {
    id: asId<SeriesId>(`ahead-${aheadMinutes}`),
    name: `Practice in ${aheadMinutes} minutes`,
    graceMs: 3_600_000,
    remindersMs: [aheadMinutes * 60_000],
  });
}

/** The reminders, once as many as are due stand and nothing more comes. */
async function postedUntil(discord: PretendDiscord, sinceMs: number): Promise<readonly Posted[]> {
  for (let count = -1; monotonicMs() - sinceMs < TIMEOUT_MS;) {
    const posted = await discord.ask('posted');
    if (posted.length >= REMINDERS && posted.length === count) return posted;
    count = posted.length;
    await wait(1_500);
  }
  return await discord.ask('posted');
}

/** How many seconds discord.js takes for as many messages, all asked for at once. */
async function postBare(discord: PretendDiscord): Promise<number> {
  const rest = new REST({ api: discord.apiUrl }).setToken(TOKEN);
  const beganMs = monotonicMs();
  const rounds = AHEAD_MINUTES.map((minutes) => `Practice in ${minutes} minutes`);
  await Promise.all(
    rounds.flatMap((content) =>
      discord.guilds.map(({ announcementsId }) =>
        rest.post(Routes.channelMessages(announcementsId), { body: { content } }),
      ),
    ),
  );
  return (monotonicMs() - beganMs) / 1_000;
}

const aheadOf = ({ content }: Posted): number => {
  const [, minutes] = /Practice in (\d+) minutes/.exec(content) ?? [];
  return Number(minutes);
};

/** By how many places one came after another that should have come later, at worst. */
function worstInversion(order: readonly number[]): number {
  const lastPlace = new Map(order.toSorted((a, b) => a - b).map((rank, place) => [rank, place]));
  return Math.max(...order.map((rank, place) => place - (lastPlace.get(rank) ?? place)), 0);
}

/** When a reminder is not worth sending any more. */
const expiryOf = (message: Posted): number =>
  reminderExpiryMs(DUE_MS + aheadOf(message) * 60_000, aheadOf(message) * 60_000);

interface Measured {
  readonly own: readonly Posted[];
  readonly dueAtMs: number;
  /** Seconds that discord.js alone took. */
  readonly bare: number;
  /** How often each was refused: Bellkeeper, discord.js alone. */
  readonly refusals: readonly number[];
  /** How long a change in one guild held up everything else. */
  readonly plannedMs: number;
  readonly problems: readonly object[];
}

function figuresOf({ own, dueAtMs, bare, refusals, plannedMs, problems }: Measured): Figure[] {
  const [refused = 0, bareRefused = 0] = refusals;
  const reminders = own.filter((message) => !Number.isNaN(aheadOf(message)));
  const places = new Set(reminders.map((each) => `${each.channelId} ${aheadOf(each)}`));
  const lastAtMs = Math.max(...reminders.map(({ atMs }) => atMs));
  const seconds = (lastAtMs - dueAtMs) / 1_000;
  const bareWords = 'discord.js alone, at the same time';
  return [
    {
      what: `missing of ${REMINDERS}`,
      value: REMINDERS - places.size,
      unit: '',
      limit: 0,
      baseline: null,
    },
    {
      what: 'posted twice',
      value: reminders.length - places.size,
      unit: '',
      limit: 0,
      baseline: null,
    },
    {
      what: 'other messages, and warnings in the log',
      value: own.length - reminders.length + problems.length,
      unit: '',
      limit: 0,
      baseline: null,
    },
    {
      what: 'from due to the last one standing',
      value: seconds,
      unit: 's',
      limit: FLOOR_S * SLOWER_LIMIT,
      baseline: { what: `the limit of ${PER_SECOND} a second`, value: FLOOR_S },
    },
    {
      what: 'from due to the last one standing',
      value: seconds,
      unit: 's',
      limit: null,
      baseline: { what: bareWords, value: bare },
    },
    {
      what: 'places after a later session, at worst',
      value: worstInversion(reminders.map(aheadOf)),
      unit: '',
      limit: PARALLEL,
      baseline: {
        what: 'places after one that expires later',
        value: worstInversion(reminders.map(expiryOf)),
      },
    },
    {
      what: 'refused by the platform (429)',
      value: refused,
      unit: '',
      limit: null,
      baseline: { what: bareWords, value: bareRefused },
    },
    {
      what: `planning anew after a change in one of ${GUILDS} guilds`,
      value: plannedMs,
      unit: 'ms',
      limit: null,
      baseline: null,
    },
  ];
}
