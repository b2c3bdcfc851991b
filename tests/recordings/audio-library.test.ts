import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AudioRef, Log } from '../../src/app/ports.ts';
import type { AllowlistEntry } from '../../src/domain/playback.ts';
import { loadAudioLibrary } from '../../src/recordings/audio-library.ts';
import { numberedPackets, writeOggOpus } from './ogg-writer.ts';

const nothing = () => undefined;
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const sound = (count: number) => writeOggOpus(numberedPackets(count));

let root = '';
let dataFolder = '';
let recordingsFolder = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'audio-library-'));
  dataFolder = join(root, 'data');
  recordingsFolder = join(root, 'kept');
  mkdirSync(recordingsFolder);
  for (const folder of ['voice/en/bdl', 'voice/en/clb', 'bells', 'recordings']) {
    mkdirSync(join(dataFolder, folder), { recursive: true });
  }
  writeVoice();
  const bell = (id: string, count: number) => put(`bells/${id}.opus`, sound(count));
  putJson('bells/manifest.json', { opening: bell('opening', 30), closing: bell('closing', 20) });
  const { durationMs: lengthMs, ...file } = put('recordings/kindness.opus', sound(100));
  put('recordings/kindness.txt', Buffer.from('May all be well.\n'));
  putJson('recordings/manifest.json', { recordings: [{ ...listed, ...file, lengthMs }] });
});
afterEach(() => rmSync(root, { recursive: true }));

const listed = {
  id: 'kindness',
  title: 'Kindness',
  speaker: 'Someone',
  language: 'en',
  kind: 'practice',
  intensity: 'gentle',
  licence: 'GPL-3.0-or-later',
  credit: 'Someone',
  transcript: 'kindness.txt',
  sample: true,
};

function put(path: string, content: Buffer) {
  writeFileSync(join(dataFolder, path), content);
  const file = path.replace(/^(bells|recordings|voice\/en)\//, '');
  return { file, sha256: sha256(content), durationMs: 20 * 100 };
}
function putJson(path: string, content: unknown): void {
  writeFileSync(join(dataFolder, path), JSON.stringify(content));
}
function writeVoice(): void {
  const text = 'Welcome. Be well.';
  const sentences = [{ text: 'Welcome.', fromMs: 400, toMs: 900 }];
  const speech = (voice: string, count: number) => ({
    ...put(`voice/en/${voice}/welcome.opus`, sound(count)),
    sentences,
  });
  const audio = { bdl: speech('bdl', 60), clb: speech('clb', 70) };
  putJson('voice/en/manifest.json', {
    language: 'en',
    defaultVoice: 'bdl',
    sentences: { welcome: { text, speak: text, textSha256: sha256(`${text}\n`), audio } },
  });
}
const load = (voice?: 'bdl' | 'clb') =>
  loadAudioLibrary({ dataFolder, recordingsFolder, log, ...(voice && { voice }) });
function entryOf(sha: string): AllowlistEntry {
  const { id, title, speaker, language } = listed;
  const entry = { id, title, speaker, language, lengthMs: 2000, sha256: sha };
  return {
    ...entry,
    id: id as AllowlistEntry['id'],
    status: 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
  };
}

test('offers what ships, each as the file that its manifest names', async () => {
  const library = await load();
  expect(library.faults).toEqual([]);
  const welcome = library.sentence('en', 'welcome');
  expect(welcome).toMatchObject({
    id: 'voice/en/bdl/welcome',
    sentences: [{ fromMs: 400, toMs: 900 }],
    recordingId: null,
  });
  expect(library.sentence('en-GB', 'welcome')).toEqual(welcome);
  expect(library.sentence('fi', 'welcome')).toBeNull();
  expect(library.sentence('en', 'nothing')).toBeNull();
  expect(library.sentenceText('en', 'welcome')).toBe('Welcome. Be well.');
  expect(library.bell('opening').path).toBe(join(dataFolder, 'bells', 'opening.opus'));
  expect(library.shippedRecordings).toMatchObject([
    { id: 'kindness', status: 'approved', transcript: 'May all be well.', isSample: true },
  ]);
  const [recording] = library.shippedRecordings;
  if (!recording) throw new Error('There should be one.');
  const source = await library.open(library.recording(recording) as AudioRef);
  expect(source.durationMs).toBe(2000);
  source.close();
});

test('speaks with the voice that was chosen', async () => {
  const library = await load('clb');
  expect(library.sentence('en', 'welcome')?.id).toBe('voice/en/clb/welcome');
});

test('a sentence whose shown words have changed is not spoken', async () => {
  put('voice/en/welcome.txt', Buffer.from('Welcome. Be quick.\n'));
  const library = await load();
  expect(library.sentence('en', 'welcome')).toBeNull();
  expect(library.sentenceText('en', 'welcome')).toBe('Welcome. Be quick.');
  expect(library.faults).toMatchObject([
    { subject: 'voice/en/bdl/welcome', code: 'WORDS_CHANGED' },
  ]);
});

test('words that are only proposed are offered by their hash, and no voice is missed', async () => {
  mkdirSync(join(dataFolder, 'voice/de'), { recursive: true });
  put('voice/de/welcome.proposed.txt', Buffer.from('Willkommen.\n'));
  const library = await load();
  expect(library.faults).toEqual([]);
  expect(library.welcome('de')).toEqual({
    spoken: null,
    proposed: { words: 'Willkommen.', sha256: sha256(Buffer.from('Willkommen.\n')) },
  });
  expect(library.welcome('en')).toEqual({
    spoken: { words: 'Welcome. Be well.', sha256: sha256('Welcome. Be well.\n') },
    proposed: null,
  });
  expect(library.welcome('tlh')).toEqual({ spoken: null, proposed: null });
  rmSync(join(dataFolder, 'voice/de'), { recursive: true });
});

test('tells at start what is missing or not what was approved, and goes on', async () => {
  writeFileSync(join(dataFolder, 'bells/opening.opus'), sound(31));
  rmSync(join(dataFolder, 'voice/en/bdl/welcome.opus'));
  rmSync(join(dataFolder, 'recordings/manifest.json'));
  const library = await load();
  expect(library.faults.map(({ subject, code }) => [subject, code])).toEqual([
    ['voice/en/bdl/welcome', 'FILE_MISSING'],
    ['bell/opening', 'HASH_MISMATCH'],
    [join(dataFolder, 'recordings/manifest.json'), 'MANIFEST'],
  ]);
  expect(library.sentence('en', 'welcome')).toBeNull();
  expect(library.shippedRecordings).toEqual([]);
  await expect(library.open(library.bell('opening'))).rejects.toMatchObject({
    name: 'AudioFault',
    code: 'HASH_MISMATCH',
  });
});

test('finds a recording that was added, before the start or after it', async () => {
  const [before, after] = [sound(40), sound(50)];
  writeFileSync(join(recordingsFolder, `${sha256(before)}.opus`), before);
  const library = await load();
  expect(library.recording(entryOf(sha256(after)))).toBeNull();
  writeFileSync(join(recordingsFolder, `${sha256(after)}.opus`), after);
  for (const content of [before, after]) {
    const audio = library.recording(entryOf(sha256(content)));
    expect(audio).toMatchObject({ id: 'recording/kindness', recordingId: 'kindness' });
    (await library.open(audio as AudioRef)).close();
  }
});

test('a file that is exchanged after the start is found out, even with the same size and time', async () => {
  const library = await load();
  const audio = library.bell('closing');
  const time = new Date(1_700_000_000_000);
  utimesSync(audio.path, time, time);
  (await library.open(audio)).close();
  const other = readFileSync(audio.path);
  other[other.length - 1] = 0;
  const beside = join(dataFolder, 'bells', 'beside');
  writeFileSync(beside, other);
  utimesSync(beside, time, time);
  renameSync(beside, audio.path);
  await expect(library.open(audio)).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
});

test('a file that was only touched is played', async () => {
  const library = await load();
  const audio = library.bell('closing');
  copyFileSync(audio.path, `${audio.path}.copy`);
  renameSync(`${audio.path}.copy`, audio.path);
  const source = await library.open(audio);
  expect(source.next()).toEqual(Buffer.from(numberedPackets(1)[0] ?? []));
  source.close();
});

test('nothing outside of the folders is opened, nor through a link', async () => {
  const library = await load();
  const content = sound(10);
  const outside = join(root, 'outside.opus');
  writeFileSync(outside, content);
  const link = join(recordingsFolder, 'link.opus');
  symlinkSync(outside, link);
  cpSync(recordingsFolder, join(root, 'elsewhere'), { recursive: true });
  writeFileSync(join(root, 'elsewhere', 'a.opus'), content);
  symlinkSync(join(root, 'elsewhere'), join(recordingsFolder, 'folder'));
  const paths = [
    outside,
    link,
    join(recordingsFolder, '..', 'outside.opus'),
    join(recordingsFolder, 'folder', 'a.opus'),
    recordingsFolder,
    join(recordingsFolder, 'folder'),
  ];
  const base = { ...library.bell('opening'), sha256: sha256(content) };
  for (const path of paths) {
    await expect(library.open({ ...base, path })).rejects.toMatchObject({
      name: 'AudioFault',
      code: 'FILE_MISSING',
    });
  }
});

test('what is not Ogg Opus is refused although its hash is right', async () => {
  const content = Buffer.from('This is not sound.');
  writeFileSync(join(recordingsFolder, `${sha256(content)}.opus`), content);
  const library = await load();
  const audio = library.recording(entryOf(sha256(content)));
  await expect(library.open(audio as AudioRef)).rejects.toMatchObject({ code: 'DECODE' });
});

test('everything that ships with the bot is in order', async () => {
  const shipped = join(import.meta.dirname, '..', '..', 'data');
  const library = await loadAudioLibrary({ dataFolder: shipped, recordingsFolder, log });
  expect(library.faults).toEqual([]);
  const refs = [
    library.bell('opening'),
    library.bell('closing'),
    library.sentence('en', 'welcome') as AudioRef,
    ...library.shippedRecordings.map((entry) => library.recording(entry) as AudioRef),
  ];
  expect(refs.length).toBeGreaterThan(3);
  for (const audio of refs) {
    const source = await library.open(audio);
    expect(source.durationMs).toBe(audio.durationMs);
    await source.seek(audio.durationMs - 20);
    expect(source.next()).toBeInstanceOf(Uint8Array);
    source.close();
  }
});
