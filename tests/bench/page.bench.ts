/**
 * How long the public page takes for 500 series over four weeks: asked for the first time after a
 * change, and again from what is kept; and its calendar feed. Beside them stands a bare server of
 * Node's own that sends as many bytes which lie ready. The sessions lie ready as well: what the
 * store and the rules take is measured apart, with the same series.
 */
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import { occurrenceIdOf, occurrencesBetween } from '../../src/domain/recurrence.ts';
import type { RecurrenceRule } from '../../src/domain/schedule.ts';
import type { PublicSession, PublicTimetable } from '../../src/web/public-timetable.ts';
import { startWebServer } from '../../src/web/web-server.ts';
import type { Bench, Figure } from './bench.ts';
import { monotonicMs, quantile } from './measure.ts';

const SERIES = 500;
const ROUNDS = 40;
const UNCACHED_LIMIT_MS = 50;
const CACHED_LIMIT_MS = 5;

const ZONE = 'America/Los_Angeles';
const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 24, 17);
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const OFTEN = ['MO,WE,FR', 'TU,TH,SA', 'WE,FR,SU'];

type Rhythm = 'weekly' | 'three times a week';

interface PlannedSeries {
  readonly id: SeriesId;
  readonly rule: RecurrenceRule;
}

function planSeries(rhythm: Rhythm): PlannedSeries[] {
  return Array.from({ length: SERIES }, (_, index) => {
    const days = rhythm === 'weekly' ? WEEKDAYS[index % 7] : OFTEN[index % 3];
    const hour = String(index % 24).padStart(2, '0');
    const rrule = `FREQ=WEEKLY;BYDAY=${days}`;
    return {
      id: asId<SeriesId>(`series-${index}`),
      rule: {
        zone: ZONE,
        dates: { kind: 'recurring', rrule, anchorDate: '2026-01-05' },
        wallTimes: [`${hour}:30`],
      },
    };
  });
}

function sessionsOf(series: readonly PlannedSeries[], fromMs: number, toMs: number) {
  return series
    .flatMap(({ id, rule }) =>
      occurrencesBetween(rule, fromMs, toMs).map(
        ({ localDate, ordinal, startsAtMs }): PublicSession => ({
          id: occurrenceIdOf(id, localDate, ordinal),
          seriesId: id,
          seriesName: `Practice ${id}`,
          description: 'A short talk, then half an hour of sitting together. For everyone.',
          roomName: 'Practice hall',
          startsAtMs,
          endsAtMs: startsAtMs + 3_600_000,
          cancelled: startsAtMs % 17 === 0,
          isMoved: startsAtMs % 13 === 0,
          sequence: 0,
          zone: ZONE,
        }),
      ),
    )
    .toSorted((a, b) => a.startsAtMs - b.startsAtMs);
}

interface Ready {
  readonly timetable: PublicTimetable;
  /** So that everything is made anew. */
  change(): void;
}

function readyTimetable(sessions: readonly PublicSession[]): Ready {
  let version = 0;
  return {
    timetable: {
      communityName: 'CMSC',
      zone: ZONE,
      version: () => String(version),
      sessionsBetween: (fromMs, toMs) =>
        sessions.filter(({ startsAtMs }) => fromMs <= startsAtMs && startsAtMs < toMs),
    },
    change: () => (version += 1),
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
  readonly rulesMs: number;
}

async function measure(rhythm: Rhythm, bareUrl: string): Promise<Measured> {
  const series = planSeries(rhythm);
  const beganMs = monotonicMs();
  const sessions = sessionsOf(series, NOW_MS, NOW_MS + 28 * DAY_MS).length;
  const rulesMs = monotonicMs() - beganMs;
  const ready = readyTimetable(sessionsOf(series, NOW_MS - 30 * DAY_MS, NOW_MS + 400 * DAY_MS));
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
    rulesMs,
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
      what: `${what}: what the rules take for the same sessions`,
      value: measured.rulesMs,
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
