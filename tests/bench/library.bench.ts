/**
 * A library of 5,000 recordings, each with a file. How long the program takes from the start of its
 * process until it is ready, beside its start with an empty library, turn by turn; with files that were
 * found right before, and with files that nobody has looked at (as after a move to another machine).
 * Then what a key press costs in the bot itself, and how much of the files a start reads.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from '../../src/app/ports.ts';
import {
  asId,
  type ChannelId,
  type GuildId,
  type RecordingId,
  type UserId,
} from '../../src/domain/identity.ts';
import { loadAudioLibrary } from '../../src/recordings/audio-library.ts';
import { checksInMemory, fingerprintAt } from '../../src/recordings/file-checks.ts';
import { openStore } from '../../src/store/store.ts';
import { countingDisk } from '../recordings/counting-disk.ts';
import { numberedPackets, writeOggOpus } from '../recordings/ogg-writer.ts';
import type { Bench, Figure } from './bench.ts';
import { dataFolder, startBotOfGuilds } from './bot-of-guilds.ts';
import { quantile } from './measure.ts';
import { sessionSeries } from './practice-session.ts';
import { startPretendDiscord, type PretendDiscord } from './pretend-discord.ts';
import { secondsUntil, startProgram } from './program.ts';

const RECORDINGS = 5_000;
const STARTS = 3;
const START_LIMIT_S = 2;
const KEY_LIMIT_MS = 5;
const READY = 'Bellkeeper is ready';
const WORDS = [
  'Kindness',
  'Breath',
  'Body scan',
  'Élan',
  'Evening',
  'Rest',
  'Walking',
  'Listening',
];
/** As people type: letter by letter, and what nobody has. */
const TYPED = ['', 'k', 'ki', 'kind', 'kindn', 'body s', 'elan', '4999', 'evening 12', 'nothing'];

export const bench: Bench = {
  name: 'library',
  async run() {
    const root = mkdtempSync(join(tmpdir(), 'bellkeeper-bench-'));
    const discord = await startPretendDiscord({ guilds: 1 });
    try {
      const guildId = asId<GuildId>(discord.guilds[0]?.guildId ?? '');
      const folders = { known: join(root, 'known'), unseen: join(root, 'unseen') };
      await fill(folders.known, guildId, true);
      await fill(folders.unseen, guildId, false);
      const starts = await measureStarts(discord, folders, join(root, 'empty'));
      return {
        figures: [
          ...starts,
          await bytesReadAtStart(join(folders.unseen, 'recordings')),
          ...(await measureKeys(discord, guildId, root)),
        ],
      };
    } finally {
      await discord.close();
      rmSync(root, { recursive: true, force: true });
    }
  },
};

/** As the bot keeps them: a database and a folder of prepared files. */
async function fill(folder: string, guildId: GuildId, isKnown: boolean): Promise<void> {
  const recordingsFolder = join(folder, 'recordings');
  mkdirSync(recordingsFolder, { recursive: true });
  const store = await openStore({ path: join(folder, 'bellkeeper.db'), nowMs: 0 });
  const made: Recording[] = [];
  const fingerprints: [string, string][] = [];
  for (let index = 0; index < RECORDINGS; index += 1) {
    const file = writeOggOpus(numberedPackets(10, 60), { serial: index });
    const sha256 = createHash('sha256').update(file).digest('hex');
    const path = join(recordingsFolder, `${sha256}.opus`);
    writeFileSync(path, file);
    if (isKnown) fingerprints.push([sha256, await fingerprintAt(path)]);
    made.push(recordingOf(index, sha256));
  }
  store.transaction(() => {
    for (const recording of made) store.allowlist.save(guildId, recording, 1);
    for (const [sha256, fingerprint] of fingerprints) store.fileChecks.save(sha256, fingerprint, 1);
  });
  store.close();
}

function recordingOf(index: number, sha256: string): Recording {
  return {
    id: asId<RecordingId>(`recording-${index}`),
    title: `${WORDS[index % WORDS.length]} in the ${WORDS[(index * 7) % WORDS.length]} ${index}`,
    speaker: `Speaker ${index % 40}`,
    language: 'en',
    lengthMs: 60_000 * (1 + (index % 60)),
    status: 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
    sha256,
    kind: 'practice',
    intensity: 'gentle',
    licence: 'CC0-1.0',
    credit: '',
    // Some minutes of speech, which nobody needs while they type.
    transcript: 'Breathe in, and breathe out. '.repeat(150),
    file: `${sha256}.opus`,
  };
}

async function measureStarts(
  discord: PretendDiscord,
  folders: { readonly known: string; readonly unseen: string },
  emptyRoot: string,
): Promise<Figure[]> {
  const seconds = { empty: [] as number[], known: [] as number[], unseen: [] as number[] };
  const until = async (folder: string): Promise<number> =>
    secondsUntil(await startProgram(discord, folder, '07:00'), READY);
  for (let count = 0; count < STARTS; count += 1) {
    seconds.empty.push(await until(`${emptyRoot}-${count}`));
    seconds.known.push(await until(folders.known));
    // The first of these starts sees every file for the first time; later ones go on from there.
    seconds.unseen.push(await until(folders.unseen));
  }
  const baseline = { what: 'an empty library', value: quantile(seconds.empty, 0.5) };
  const row = (what: string, values: readonly number[]): Figure => ({
    what: `start to ready with ${RECORDINGS} recordings, ${what}`,
    value: Math.max(...values),
    unit: 's',
    limit: START_LIMIT_S,
    baseline,
  });
  return [
    row(`slowest of ${STARTS}`, seconds.known),
    row('their files never seen before', seconds.unseen),
  ];
}

async function bytesReadAtStart(recordingsFolder: string): Promise<Figure> {
  const disk = countingDisk();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const options = { dataFolder, recordingsFolder, fileChecks: checksInMemory(), disk, log };
  await loadAudioLibrary(options);
  const ofPrepared = disk.opened.filter((path) => path.startsWith(recordingsFolder));
  return {
    what: `prepared files opened at start, of ${RECORDINGS}`,
    value: ofPrepared.length,
    unit: '',
    limit: 0,
    baseline: null,
  };
}

async function measureKeys(
  discord: PretendDiscord,
  guildId: GuildId,
  root: string,
): Promise<Figure[]> {
  const folder = join(root, 'keys');
  mkdirSync(folder);
  await fill(folder, guildId, true);
  const bot = await startBotOfGuilds({
    discord,
    folder,
    offsetMs: 0,
    seriesOf: () => [sessionSeries()],
  });
  const coordinator = bot.gateway.directory.role(guildId, 'Coordinator');
  const caller = {
    guildId,
    userId: asId<UserId>('1'),
    channelId: asId<ChannelId>('1'),
    roleIds: coordinator === null ? [] : [coordinator],
    locale: 'en-US',
  };
  const figures: Figure[] = [];
  for (const path of ['play', 'recording show']) {
    const times: number[] = [];
    for (let round = 0; round < 50; round += 1) {
      for (const typed of TYPED) {
        // As while a recording is begun now and then: the list is read anew.
        if (round % 25 === 0 && typed === '') {
          bot.store.allowlist.markPlayed(guildId, asId<RecordingId>('recording-7'), round);
        }
        let given = 0;
        const beganMs = performance.now();
        await bot.bellkeeper.handle(
          // Another person each round: one alone is held back long before.
          {
            type: 'complete',
            path,
            option: 'recording',
            typed,
            caller: { ...caller, userId: asId<UserId>(`${path.length}${round}`) },
          },
          {
            defer: () => Promise.resolve(),
            answer: () => Promise.resolve(),
            update: () => Promise.resolve(true),
            replace: () => Promise.resolve(),
            complete: async (completions) => void (given = completions.length),
          },
        );
        times.push(performance.now() - beganMs);
        if (given === 0 && typed === 'k') throw new Error(`/${path} offered nothing.`);
      }
    }
    figures.push({
      what: `a key press in /${path}, p95 (slowest, as the list is read anew: ${Math.max(...times).toFixed(0)} ms)`,
      value: quantile(times, 0.95),
      unit: 'ms',
      limit: KEY_LIMIT_MS,
      baseline: null,
    });
  }
  await bot.stop();
  return figures;
}
