/**
 * How long the public page takes for 500 series over four weeks: asked for the first time after a
 * change, and again from what is kept; and its calendar feed. Beside them stands a bare server of
 * Node's own that sends as many bytes which lie ready. The sessions come from a database as the
 * bot has it.
 */
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { planAhead } from '../../src/app/planner.ts';
import { countTimetableChange } from '../../src/app/timetable-signal.ts';
import { asId, type GuildId, type SeriesId } from '../../src/domain/identity.ts';
import type { Series } from '../../src/domain/schedule.ts';
import { readPublicTimetable } from '../../src/public-reading.ts';
import { openStore } from '../../src/store/store.ts';
import type { PublicTimetable } from '../../src/web/public-timetable.ts';
import { startWebServer } from '../../src/web/web-server.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import type { Bench, Figure } from './bench.ts';
import { monotonicMs, quantile } from './measure.ts';

const SERIES = 500;
const ROUNDS = 40;
const UNCACHED_LIMIT_MS = 50;
const CACHED_LIMIT_MS = 5;

const guildId = asId<GuildId>('1');
const ZONE = 'America/Los_Angeles';
const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 24, 17);
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const OFTEN = ['MO,WE,FR', 'TU,TH,SA', 'WE,FR,SU'];

type Rhythm = 'weekly' | 'three times a week';

function planSeries(rhythm: Rhythm): Series[] {
  return Array.from({ length: SERIES }, (_, index) => {
    const days = rhythm === 'weekly' ? WEEKDAYS[index % 7] : OFTEN[index % 3];
    const hour = String(index % 24).padStart(2, '0');
    const rrule = `FREQ=WEEKLY;BYDAY=${days}`;
    const id = asId<SeriesId>(`series-${index}`);
    return {
      id,
      name: `Practice ${id}`,
      description: 'A short talk, then half an hour of sitting together. For everyone.',
      rule: {
        zone: ZONE,
        dates: { kind: 'recurring', rrule, anchorDate: '2026-01-05' },
        wallTimes: [`${hour}:30`],
      },
      durationMs: 3_600_000,
      room: 'Practice hall',
      announce: 'announcements',
      graceMs: 300_000,
      remindersMs: [],
      teacherIds: [],
      ifNobodyChooses: { kind: 'nothing' },
      paused: false,
      tellsTeacherChanges: false,
      participantsVote: false,
    };
  });
}

interface Ready {
  readonly timetable: PublicTimetable;
  /** So that everything is made anew. */
  change(): void;
}

/** A database as the bot has it, planned five weeks ahead. */
async function readyTimetable(series: readonly Series[]): Promise<Ready> {
  const store = await openStore({ path: ':memory:', nowMs: NOW_MS });
  const clock = { nowMs: () => NOW_MS, at: () => () => {}, heartbeat: () => () => {} };
  store.series.replaceAll(guildId, series, NOW_MS);
  planAhead({ store, clock, directory: createFakeDirectory(), log: createSilentLog() }, guildId);
  return {
    timetable: readPublicTimetable({ store, guildId, nowMs: clock.nowMs, communityName: 'CMSC' }),
    change: () => countTimetableChange(store.settings, guildId),
  };
}

/** Milliseconds until the last byte is there, as browsers ask; and how many bytes there were. */
async function timed(address: string): Promise<{ tookMs: number; bytes: number }> {
  const beganMs = monotonicMs();
  const asking = request(address, { headers: { 'Accept-Encoding': 'gzip' } });
  asking.end();
  const [response] = (await once(asking, 'response')) as [AsyncIterable<Buffer>];
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  return { tookMs: monotonicMs() - beganMs, bytes };
}

/** Sends as many bytes as its address says. */
async function startBareServer(): Promise<Server> {
  const bytes = Buffer.alloc(4 * 1024 * 1024);
  const server = createServer(({ url = '' }, response) => {
    response.end(bytes.subarray(0, Number(url.slice(1))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

interface Measured {
  readonly firstMs: number;
  readonly uncachedMs: readonly number[];
  readonly cachedMs: readonly number[];
  readonly bareMs: readonly number[];
  readonly feedMs: number;
  readonly feedBytes: number;
  /** The longest that anything else had to wait while the feed was made. */
  readonly heldUpMs: number;
  /** The same in as much time with nothing to do. */
  readonly idleHeldUpMs: number;
  readonly sessions: number;
  readonly readMs: number;
}

async function measure(rhythm: Rhythm, bareUrl: string): Promise<Measured> {
  const series = planSeries(rhythm);
  const ready = await readyTimetable(series);
  const beganMs = monotonicMs();
  const sessions = ready.timetable.sessionsBetween(NOW_MS, NOW_MS + 28 * DAY_MS).length;
  const readMs = monotonicMs() - beganMs;
  const server = await startWebServer({
    port: 0,
    health: () => ({ isReady: true, reasons: [] }),
    timetable: () => ready.timetable,
    nowMs: () => NOW_MS,
    publicUrl: 'https://practice.example.org',
  });
  const page = `${server.url}en`;
  const first = await timed(page);
  const [uncachedMs, cachedMs, bareMs]: number[][] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    ready.change();
    uncachedMs?.push((await timed(page)).tookMs);
    cachedMs?.push((await timed(page)).tookMs);
    bareMs?.push((await timed(`${bareUrl}/${first.bytes}`)).tookMs);
  }
  const delays = watchDelays();
  const feed = await timed(`${server.url}calendar.ics`);
  const heldUpMs = delays.stop();
  const idle = watchDelays();
  await wait(feed.tookMs);
  const idleHeldUpMs = idle.stop();
  await server.close();
  return {
    firstMs: first.tookMs,
    uncachedMs: uncachedMs ?? [],
    cachedMs: cachedMs ?? [],
    bareMs: bareMs ?? [],
    feedMs: feed.tookMs,
    feedBytes: feed.bytes,
    heldUpMs,
    idleHeldUpMs,
    sessions,
    readMs,
  };
}

/** How long a timer of 1 ms was late, at worst: as a packet of sound would have been. */
function watchDelays(): { stop(): number } {
  let lastMs = monotonicMs();
  let worstMs = 0;
  const look = (): void => {
    const atMs = monotonicMs();
    worstMs = Math.max(worstMs, atMs - lastMs - 1);
    lastMs = atMs;
  };
  const timer = setInterval(look, 1);
  return {
    stop() {
      look();
      clearInterval(timer);
      return worstMs;
    },
  };
}

export const bench: Bench = {
  name: 'page',
  async run() {
    const bare = await startBareServer();
    const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
    const figures: Figure[] = [];
    for (const rhythm of ['weekly', 'three times a week'] as const) {
      figures.push(...figuresOf(rhythm, await measure(rhythm, bareUrl)));
    }
    bare.close();
    return { figures };
  },
};

const p99 = (values: readonly number[]): string => `(p99 ${quantile(values, 0.99).toFixed(1)} ms)`;

function figuresOf(rhythm: Rhythm, measured: Measured): Figure[] {
  const isLimited = rhythm === 'weekly';
  const what = `${SERIES} series ${rhythm}`;
  const bareMs = quantile(measured.bareMs, 0.5);
  const baseline = { what: 'bare server, as many bytes that lie ready', value: bareMs };
  const { uncachedMs, cachedMs } = measured;
  return [
    {
      what: `${what}, ${measured.sessions} sessions: page after a change, median ${p99(uncachedMs)}`,
      value: quantile(uncachedMs, 0.5),
      unit: 'ms',
      limit: isLimited ? UNCACHED_LIMIT_MS : null,
      baseline,
    },
    {
      what: `${what}: page from what is kept, median ${p99(cachedMs)}`,
      value: quantile(cachedMs, 0.5),
      unit: 'ms',
      limit: CACHED_LIMIT_MS,
      baseline,
    },
    {
      what: `${what}: the very first page of a process`,
      value: measured.firstMs,
      unit: 'ms',
      limit: null,
      baseline: null,
    },
    {
      what: `${what}: what reading the sessions takes of it`,
      value: measured.readMs,
      unit: 'ms',
      limit: null,
      baseline: null,
    },
    {
      what: `${what}: a year's feed (${(measured.feedBytes / 1024 / 1024).toFixed(1)} MB compressed)`,
      value: measured.feedMs,
      unit: 'ms',
      limit: null,
      baseline: null,
    },
    {
      what: `${what}: longest that the feed holds up anything else`,
      value: measured.heldUpMs,
      unit: 'ms',
      limit: null,
      baseline: { what: 'as long with nothing to do', value: measured.idleHeldUpMs },
    },
  ];
}
