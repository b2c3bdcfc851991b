/** Files that coordinators hand over, from the attachment to what the room hears. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import type { HeardFrame } from '../../src/practice/voice-gateway.ts';
import type { Interaction } from '../../src/practice/world/interaction.ts';
import { readOggOpusFile } from '../data/ogg-opus-file.ts';
import { measureLoudness } from '../loudness-meter.ts';
import { canMakeSound, makeSound, runFfmpegFor } from '../recordings/made-sound.ts';
import { writeOggOpus } from '../recordings/ogg-writer.ts';
import { FRAME_MS, wholeFileAmong } from './heard.ts';
import { answerOf, privateAnswer } from './people.ts';
import { dataFolder, openStage, type Stage } from './stage.ts';

const testWithFfmpeg = canMakeSound('files that are handed over') ? test : test.skip;
jest.setTimeout(240_000);

const SPEECH = join(dataFolder, 'voice/en/bdl/welcome.opus');
/** A melody of plucked strings, a little like one. */
const MUSIC =
  '-f lavfi -i aevalsrc=exprs=0.5*sin(2*PI*220*t)*exp(-2*mod(t\\,1))+0.3*sin(2*PI*330*t)*exp(-3*mod(t\\,0.5))|0.4*sin(2*PI*277*t)*exp(-2*mod(t\\,1)):s=44100:d=9';

const files = [
  {
    title: 'Spoken words',
    make: (folder: string) =>
      runFfmpegFor(
        join(folder, 'words.mp3'),
        `-i ${SPEECH} -t 10 -ar 44100 -c:a libmp3lame -b:a 96k`,
      ),
  },
  {
    title: 'Strings',
    make: (folder: string) => runFfmpegFor(join(folder, 'strings.m4a'), `${MUSIC} -c:a aac`),
  },
  {
    title: 'Hardly there',
    make: (folder: string) =>
      makeSound(join(folder, 'quiet.flac'), { seconds: 8, level: 0.01, output: '-c:a flac' }),
  },
  {
    title: 'Far too loud',
    make: (folder: string) =>
      makeSound(join(folder, 'loud.webm'), { seconds: 8, level: 1, output: '-c:a libopus' }),
  },
  {
    title: 'By telephone',
    make: (folder: string) =>
      makeSound(join(folder, 'phone.wav'), { seconds: 8, sampleRate: 8_000, channels: 1 }),
  },
] as const;

testWithFfmpeg('five files of five formats are handed over, approved, and heard', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handed-over-'));
  await using stage = await openStage({ reminders: [], speed: 1 });
  try {
    stage.world.addPerson({ name: 'Dora', kind: 'coordinator' });
    const softer = new Set<string>();
    for (const { title, make } of files) {
      const answer = await add(stage, title, make(folder));
      if (/stays a little softer/.test(answer)) softer.add(title);
    }
    stage.setSpeed(200);
    stage.enter('Ben');
    await stage.moves.by('started');
    stage.setSpeed(1);
    for (const { title, make } of files) {
      const path = make(folder);
      await approveAsAnother(stage, title);
      await hear(stage, title, lengthMsOf(path), softer.has(title));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('without ffmpeg it is told what to install, and everything else works', async () => {
  const programs = { ffmpegPath: '/nowhere/ffmpeg', searchPath: '' };
  await using stage = await openStage({ reminders: [], recordingSeconds: 3, programs });
  const { id } = await stage.world.handedFiles.keep('talk.mp3', Buffer.from('sound'));
  const given = { file: id, title: 'Resting', language: 'en' };
  const asked = await stage.command('Chloe', 'recording add', given);
  expect(answerOf(asked)).toMatch(/ffmpeg.*apt install ffmpeg.*Docker.*brew.*winget/);
  stage.enter('Ben');
  await stage.moves.by('started');
  stage.setSpeed(1);
  const ended = stage.programmeEnds();
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  await ended;
  if (wholeFileAmong(stage.recorder.frames, stage.packets) === null) await stage.programmeEnds();
  expect(wholeFileAmong(stage.recorder.frames, stage.packets)).not.toBeNull();
});

async function add(stage: Stage, title: string, path: string): Promise<string> {
  const { id } = await stage.world.handedFiles.keep(basename(path), readFileSync(path));
  const given = { file: id, title, language: 'en', speaker: 'Ana', 'permission-from': 'Ana' };
  const asked = await stage.command('Chloe', 'recording add', given);
  const answer = await answerWith(stage, asked, / is prepared\./);
  expect(answer).toContain(`**${title}** is prepared.`);
  expect(answer).toContain('/recording approve');
  const again = await stage.command('Dora', 'recording add', { ...given, title: 'The same' });
  expect(await answerWith(stage, again, /there already/)).toContain(
    `**${title}** (waiting for approval)`,
  );
  return answer;
}

async function approveAsAnother(stage: Stage, title: string): Promise<void> {
  const choice = { recording: title };
  const own = await stage.command('Chloe', 'recording approve', choice);
  expect(answerOf(own)).toMatch(/another coordinator/);
  const asked = await stage.command('Dora', 'recording approve', choice);
  await stage.press('Dora', privateAnswer(asked), 'confirmRecording');
}

async function hear(
  stage: Stage,
  title: string,
  lengthMs: number,
  isSofter: boolean,
): Promise<void> {
  const { bot, guildId, recorder, folder } = stage;
  const entry = bot.store.allowlist.listKept(guildId).find((one) => one.title === title);
  if (!entry) throw new Error(`${title} is not on the list.`);
  expect(entry).toMatchObject({ status: 'approved', source: expect.any(String) });
  expect(Math.abs(entry.lengthMs - lengthMs)).toBeLessThan(500);
  const file = join(folder, `${entry.sha256}.opus`);
  const { soundPackets } = readOggOpusFile(file);
  const before = recorder.frames.length;
  const ended = stage.programmeEnds();
  await stage.command('Ben', 'play', { recording: entry.id });
  await stage.message(stage.hall, new RegExp(`We listen to \\*\\*${title}\\*\\*`));
  await ended;
  const among = (): readonly HeardFrame[] | null =>
    wholeFileAmong(recorder.frames.slice(before), soundPackets);
  // What sounded before it may be what has ended; then it is the next that ends.
  if (among() === null) await stage.programmeEnds();
  const heard = among();
  if (heard === null) throw new Error(`${title} was not heard byte for byte.`);
  expect(Math.abs(heard.length * FRAME_MS - lengthMs)).toBeLessThan(500);
  const loudness = loudnessOf(
    heard.map(({ opus }) => opus),
    file,
    folder,
  );
  if (isSofter) {
    // Its loudest moment is where it may be, and so nothing more was possible.
    expect(loudness.integratedLufs).toBeLessThan(-16);
    expect(loudness.truePeakDbfs).toBeGreaterThan(-3);
  } else {
    expect(Math.abs(loudness.integratedLufs + 16)).toBeLessThan(1);
  }
  expect(loudness.truePeakDbfs).toBeLessThanOrEqual(-1);
}

/** As a person's ears have it: what a mono file holds is measured as mono. */
function loudnessOf(packets: readonly Uint8Array[], prepared: string, folder: string) {
  const channels = readOggOpusFile(prepared).head[9] ?? 2;
  const path = join(folder, 'heard.ogg');
  writeFileSync(path, writeOggOpus(packets, { channels }));
  return measureLoudness(path);
}

function lengthMsOf(path: string): number {
  const { stdout } = spawnSync(
    'ffprobe',
    ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path],
    { encoding: 'utf8' },
  );
  return Number(stdout) * 1000;
}

/** The words that stand in the place of the answer when they are like these. */
async function answerWith(stage: Stage, asked: Interaction, words: RegExp): Promise<string> {
  while (!words.test(answerOf(asked))) await once(stage.world, 'interactionChanged');
  return answerOf(asked);
}
