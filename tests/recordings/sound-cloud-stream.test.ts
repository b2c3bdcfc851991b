/** What is heard from a page, and what is heard of it when SoundCloud fails: lines are printed. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AudioFault } from '../../src/app/audio-fault.ts';
import type { AudioFaultCode, OpusSource } from '../../src/app/ports.ts';
import { createPracticeClock } from '../../src/practice/practice-clock.ts';
import { findFfmpeg } from '../../src/recordings/ffmpeg.ts';
import { createRest } from '../../src/recordings/sound-cloud/rest.ts';
import { createStreams } from '../../src/recordings/sound-cloud/streams.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { hearTone } from './heard-tone.ts';
import { canMakeSound } from './made-sound.ts';
import { makePiecedAudio, type PiecedAudio } from './sound-cloud-audio.ts';
import type { Failure } from './sound-cloud-failures.ts';
import { startSoundCloud } from './sound-cloud-standin.ts';

const testWithSound = canMakeSound('what is heard from its page') ? test : test.skip;
const SECONDS = 14;
const PIECE_MS = 4_000;
const PAGE = {
  address: 'https://soundcloud.com/a-community/a-meditation',
  trackId: '293',
  userId: '71',
  durationMs: SECONDS * 1000,
};
const KINDS = ['mp3', 'opus', 'aac'] as const;
/** What a test waits for by the clock comes sooner; the network keeps its own pace. */
const SPEED = 4;
/** Of the tone, with the ripple of the codec. */
const LOUDEST = 0.14;

const log = createSilentLog();
const lines: string[] = [];
let sounds: readonly PiecedAudio[] = [];

beforeAll(() => {
  sounds = KINDS.map((kind) => makePiecedAudio({ kind, seconds: SECONDS }));
});
afterAll(() => {
  process.stdout.write(`${lines.join('\n')}\n`);
});

async function openSite(kind: PiecedAudio['kind'] = 'aac') {
  const clock = createPracticeClock({ startMs: 0, isSounding: () => false });
  clock.setSpeed(SPEED);
  const site = await startSoundCloud({
    tracks: [
      {
        id: 293,
        userId: 71,
        user: 'a-community',
        slug: 'a-meditation',
        title: 'A meditation',
        durationMs: PAGE.durationMs,
        audio: sounds.filter((sound) => sound.kind === kind),
      },
    ],
  });
  const rest = createRest(clock, log);
  const streams = createStreams({ clock, log, ffmpeg: findFfmpeg(), rest, standin: site });
  return {
    ...site,
    clock,
    rest,
    open: () => streams.open(PAGE),
    async [Symbol.asyncDispose]() {
      await childrenGone();
      await site.close();
      clock.close();
    },
  };
}

interface Heard {
  readonly packets: readonly Uint8Array[];
  /** Null at the end of the sound. */
  readonly fault: AudioFaultCode | null;
}

/** Takes all that comes, as fast as it comes, until the end or a fault. */
async function hearAll(source: OpusSource): Promise<Heard> {
  const packets: Uint8Array[] = [];
  try {
    for (;;) {
      const packet = source.next();
      if (packet === null) return { packets, fault: null };
      if (packet !== 'notYet') packets.push(packet);
      else await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (cause) {
    if (cause instanceof AudioFault) return { packets, fault: cause.code };
    throw cause;
  } finally {
    source.close();
  }
}

async function hearPage(open: () => Promise<OpusSource>): Promise<Heard> {
  try {
    return await hearAll(await open());
  } catch (cause) {
    if (cause instanceof AudioFault) return { packets: [], fault: cause.code };
    throw cause;
  }
}

/** Nothing but the tone, from a place of it on, without a gap: no noise, nothing left out. */
function expectTone(packets: readonly Uint8Array[], fromMs: number): number {
  const { soundMs, peak, placesMs } = hearTone(packets);
  expect(peak).toBeLessThan(LOUDEST);
  // The first fifth of a second has the codec's beginning in it, the last its end.
  for (const [index, placeMs] of placesMs.entries()) {
    if (index === 0 || index === placesMs.length - 1) continue;
    expect(Math.abs((placeMs ?? Infinity) - (fromMs + index * 200))).toBeLessThan(60);
  }
  return soundMs;
}

function childCount(): number {
  return readdirSync('/proc/self/task')
    .map((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim())
    .flatMap((children) => (children === '' ? [] : children.split(' '))).length;
}

/** Resolves when no process that was started is left; a test that waits for ever fails. */
async function childrenGone(): Promise<void> {
  while (childCount() > 0) await new Promise((resolve) => setImmediate(resolve));
}

testWithSound.each(KINDS)('the whole sound is heard, handed out as %s', async (kind) => {
  await using site = await openSite(kind);
  const { packets, fault } = await hearAll(await site.open());
  expect(fault).toBeNull();
  expect(Math.abs(expectTone(packets, 0) - PAGE.durationMs)).toBeLessThan(100);
});

testWithSound.each(KINDS)('a seek begins at its place, handed out as %s', async (kind) => {
  await using site = await openSite(kind);
  const source = await site.open();
  await source.seek(9_500);
  expect(source.positionMs).toBe(9_500);
  const { packets, fault } = await hearAll(source);
  expect(fault).toBeNull();
  expect(Math.abs(expectTone(packets, 9_500) - 4_500)).toBeLessThan(100);
});

testWithSound('a short way back asks nobody, and nothing is left out', async () => {
  await using site = await openSite();
  const source = await site.open();
  const first: Uint8Array[] = [];
  while (first.length < 100) {
    const packet = source.next();
    if (packet === 'notYet') await new Promise((resolve) => setImmediate(resolve));
    else if (packet) first.push(packet);
  }
  const asked = site.requests.length;
  await source.seek(source.positionMs - 400);
  expect(source.positionMs).toBe(1_600);
  const again = Array.from({ length: 20 }, () => source.next());
  expect(again).toEqual(first.slice(80));
  expect(site.requests.filter(({ stage }) => stage === 'media')).toHaveLength(1);
  expect(asked).toBeGreaterThan(0);
  const { packets } = await hearAll(source);
  expectTone([...first, ...packets], 0);
});

interface Story {
  readonly name: string;
  readonly failures: readonly Failure[];
  /** Null when nobody is to notice. */
  readonly fault: AudioFaultCode | null;
  /** How many pieces of four seconds are heard before it. */
  readonly pieces: number;
}

const WHOLE = SECONDS * 1000;
const stories: readonly Story[] = [
  { name: '403 at the start', failures: [{ kind: 'forbidden' }], fault: 'UNREACHABLE', pieces: 0 },
  {
    name: 'the address expires after two pieces',
    failures: [{ kind: 'addressExpires', afterSegments: 2 }],
    fault: null,
    pieces: 4,
  },
  {
    name: 'error XML with 403 instead of the third piece',
    failures: [{ kind: 'errorXml', segment: 2, status: 403 }],
    fault: 'UNREACHABLE',
    pieces: 2,
  },
  {
    name: 'error XML that says it is sound',
    failures: [{ kind: 'errorXml', segment: 2, status: 200 }],
    fault: 'DECODE',
    pieces: 2,
  },
  {
    name: 'noise instead of the third piece',
    failures: [{ kind: 'noise', segment: 2 }],
    fault: 'DECODE',
    pieces: 2,
  },
  {
    name: 'the third piece never ends',
    failures: [{ kind: 'stalls', segment: 2 }],
    fault: 'STALLED',
    pieces: 2,
  },
  {
    name: 'the third piece is cut off',
    failures: [{ kind: 'cutShort', segment: 2 }],
    fault: 'UNREACHABLE',
    pieces: 2,
  },
  {
    name: 'the third piece is half of what it was',
    failures: [{ kind: 'truncated', segment: 2 }],
    fault: 'DECODE',
    pieces: 2,
  },
  {
    name: 'slow bytes',
    failures: [{ kind: 'slow', bytesPerSecond: 2_000 }],
    fault: 'STALLED',
    pieces: 0,
  },
  {
    name: 'pieces redirect to this machine',
    failures: [{ kind: 'redirects', at: 'segment', to: 'https://127.0.0.1/' }],
    fault: 'UNREACHABLE',
    pieces: 0,
  },
  {
    name: 'the API redirects to a private address',
    failures: [{ kind: 'redirects', at: 'api', to: 'https://169.254.169.254/latest' }],
    fault: 'UNREACHABLE',
    pieces: 0,
  },
  { name: 'the page is gone', failures: [{ kind: 'gone' }], fault: 'GONE', pieces: 0 },
  {
    name: 'too many requests',
    failures: [{ kind: 'rateLimited' }],
    fault: 'RATE_LIMITED',
    pieces: 0,
  },
  {
    name: 'too many requests for pieces',
    failures: [{ kind: 'status', at: ['segment'], status: 429 }],
    fault: 'RATE_LIMITED',
    pieces: 0,
  },
  {
    name: 'HTML instead of JSON',
    failures: [{ kind: 'htmlForJson' }],
    fault: 'UNREACHABLE',
    pieces: 0,
  },
  { name: 'only a preview', failures: [{ kind: 'previewOnly' }], fault: 'PREVIEW_ONLY', pieces: 0 },
  { name: 'only encrypted', failures: [{ kind: 'encryptedOnly' }], fault: 'DRM', pieces: 0 },
  {
    name: 'another owner',
    failures: [{ kind: 'ownerChanged', userId: 72, user: 'another' }],
    fault: 'IDENTITY_CHANGED',
    pieces: 0,
  },
  {
    name: 'another recording',
    failures: [{ kind: 'trackReplaced', id: 294 }],
    fault: 'IDENTITY_CHANGED',
    pieces: 0,
  },
  {
    name: 'another length',
    failures: [{ kind: 'durationChanged', durationMs: 19_000 }],
    fault: 'IDENTITY_CHANGED',
    pieces: 0,
  },
  {
    name: 'connections for pieces are reset',
    failures: [{ kind: 'reset', at: ['segment'] }],
    fault: 'UNREACHABLE',
    pieces: 0,
  },
  {
    name: 'no handshake is finished',
    failures: [{ kind: 'noHandshake' }],
    fault: 'UNREACHABLE',
    pieces: 0,
  },
  {
    name: 'the playlist is never answered',
    failures: [{ kind: 'silent', at: ['playlist'] }],
    fault: 'UNREACHABLE',
    pieces: 0,
  },
];

testWithSound.each(stories)(
  '$name',
  async ({ name, failures, fault, pieces }) => {
    await using site = await openSite();
    site.fail(...failures);
    const beganAtMs = site.clock.nowMs();
    const heard = await hearPage(site.open);
    const tookMs = site.clock.nowMs() - beganAtMs;
    const heardMs = heard.packets.length === 0 ? 0 : expectTone(heard.packets, 0);
    lines.push(
      `${name.padEnd(46)} ${(heard.fault ?? 'heard whole').padEnd(17)} ` +
        `${(heardMs / 1000).toFixed(1).padStart(5)} s heard, told after ${(tookMs / 1000).toFixed(1)} s`,
    );
    expect(heard.fault).toBe(fault);
    expect(Math.abs(heardMs - Math.min(WHOLE, pieces * PIECE_MS))).toBeLessThan(150);
    expect(site.requests.every(({ stage }) => stage !== null)).toBe(true);
  },
  30_000,
);

testWithSound(
  'after three failures in a row nobody is asked for a quarter of an hour',
  async () => {
    await using site = await openSite();
    site.fail({ kind: 'forbidden' });
    for (let times = 0; times < 3; times += 1) await hearPage(site.open);
    const asked = site.requests.length;
    site.fail();
    expect((await hearPage(site.open)).fault).toBe('UNREACHABLE');
    expect(site.requests).toHaveLength(asked);
    expect(site.rest.untilMs()).toBeGreaterThan(site.clock.nowMs() + 14 * 60_000);
  },
);

testWithSound('whoever leaves in the middle leaves no process behind', async () => {
  await using site = await openSite();
  const source = await site.open();
  expect(childCount()).toBeGreaterThan(0);
  source.close();
  await childrenGone();
  expect(source.next()).toBeNull();
  expect(site.rest.untilMs()).toBeNull();
});
