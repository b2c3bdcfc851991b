/** A community's own voice, from a coordinator's recording to what the room hears and reads. */
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import type { Interaction } from '../../src/practice/world/interaction.ts';
import { readOggOpusFile } from '../data/ogg-opus-file.ts';
import { canMakeSound, runFfmpegFor } from '../recordings/made-sound.ts';
import { differenceFrom, FRAME_MS, spoken } from './heard.ts';
import { answerOf, privateAnswer } from './people.ts';
import { dataFolder, openStage, type Stage } from './stage.ts';

const testWithFfmpeg = canMakeSound('an own voice') ? test.concurrent : test.skip;
jest.setTimeout(240_000);

/** Three sentences of the shipped welcome in another voice: a person's recording, two pauses in it. */
const WELCOME = `-i ${join(dataFolder, 'voice/en/clb/welcome.opus')} -t 17.8`;
const WELCOME_WORDS = 'Welcome, all. Nobody leads us today. We are all welcome.';
const CLOSE = `-i ${join(dataFolder, 'voice/en/clb/close.opus')}`;
const CLOSE_WORDS = 'Thank you all. We end here. Go gently.';

testWithFfmpeg('the room hears exactly what a coordinator recorded and another one accepted', () =>
  onStage(async (stage, folder) => {
    const welcome = await setAndAccept(stage, folder, 'welcome', WELCOME, WELCOME_WORDS);
    const close = await setAndAccept(stage, folder, 'close', CLOSE, CLOSE_WORDS);
    await holdSession(stage);

    const shown = await stage.message(stage.hall, /Nobody leads us today/);
    expect(shown.content.startsWith(`${WELCOME_WORDS}\n\n`)).toBe(true);
    const goodbye = close.packets.slice(Math.max(0, close.fromMs - 40) / FRAME_MS);
    const expected = heardInOrder(stage, welcome.packets, goodbye);
    expect(differenceFrom(expected, stage.recorder.sounding())).toBeNull();
    expect(welcome.spans).toBe(3);
    expect(stage.standing(stage.coordinators)).toEqual([]);
  }),
);

testWithFfmpeg(
  'a file that was changed is not heard: what ships is, and coordinators are told once',
  () =>
    onStage(async (stage, folder) => {
      const welcome = await setAndAccept(stage, folder, 'welcome', WELCOME, WELCOME_WORDS);
      const close = await setAndAccept(stage, folder, 'close', CLOSE, CLOSE_WORDS);
      appendFileSync(join(stage.folder, `${close.sha256}.opus`), 'x');
      await holdSession(stage);

      const expected = heardInOrder(stage, welcome.packets, spoken('close'));
      expect(differenceFrom(expected, stage.recorder.sounding())).toBeNull();
      await stage.message(stage.coordinators, /not used for \*\*The closing words\*\*/);
      expect(stage.count(stage.coordinators, /not used for/)).toBe(1);
      const listed = answerOf(await stage.command('Chloe', 'voice list'));
      expect(listed).toMatch(/closing words.*as it comes with me; your own is not used/);
    }),
);

testWithFfmpeg(
  'words that nobody recorded are spoken, heard by a coordinator, and can be put back',
  () =>
    onStage(async (stage) => {
      const asked = await stage.command('Chloe', 'voice set', {
        sentence: 'choose',
        words: 'There is time for more. Please choose in the chat.',
      });
      await answerWith(stage, asked, /synthetic voice speaks it/);
      expect(privateAnswer(asked).attachments.map(({ filename }) => filename)).toEqual([
        'choose.opus',
      ]);
      expect(answerOf(asked)).toMatch(/another coordinator listens/);
      const heard = await stage.command('Dora', 'voice preview', { sentence: 'choose' });
      const accepted = await stage.press('Dora', privateAnswer(heard), 'confirmVoice');
      expect(answerOf(accepted)).toMatch(/^Thank you/);
      expect(answerOf(await stage.command('Chloe', 'voice list'))).toMatch(
        /choose again\*\*: your own words/,
      );
      const reset = await stage.command('Chloe', 'voice reset', { sentence: 'choose' });
      expect(answerOf(reset)).toContain('You will find the choices in the chat of this room.');
      await stage.press('Chloe', privateAnswer(reset), 'confirmVoice');
      expect(answerOf(await stage.command('Chloe', 'voice list'))).toMatch(
        /choose again\*\*: as it comes with me/,
      );
    }),
);

async function onStage(run: (stage: Stage, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'own-voice-'));
  await using stage = await openStage({
    reminders: [],
    speed: 1,
    opensBeforeMs: 600_000,
  });
  try {
    stage.world.addPerson({ name: 'Dora', kind: 'coordinator' });
    await run(stage, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Chloe hands it over, Dora listens and accepts. */
async function setAndAccept(
  stage: Stage,
  folder: string,
  sentence: 'welcome' | 'close',
  source: string,
  words: string,
) {
  const path = runFfmpegFor(join(folder, `${sentence}.mp3`), `${source} -c:a libmp3lame -b:a 96k`);
  const { id } = await stage.world.handedFiles.keep(basename(path), readFileSync(path));
  const asked = await stage.command('Chloe', 'voice set', { sentence, recording: id, words });
  await answerWith(stage, asked, /person’s own recording/);
  expect(answerOf(asked)).toContain(words);
  const own = stage.bot.store.ownSentences.find(stage.guildId, 'en', sentence, 'proposed');
  if (!own) throw new Error('Nothing waits to be heard.');
  const heard = await stage.command('Dora', 'voice preview', { sentence });
  const [sound] = privateAnswer(heard).attachments;
  const file = join(stage.folder, `${own.sha256}.opus`);
  expect(Buffer.from(sound?.bytes ?? []).equals(readFileSync(file))).toBe(true);
  await stage.press('Dora', privateAnswer(heard), 'confirmVoice');
  const { soundPackets: packets } = readOggOpusFile(file);
  const { spans, sha256 } = own;
  return { packets, sha256, spans: spans.length, fromMs: spans[0]?.fromMs ?? 0 };
}

/** What such a session sounds like. */
function heardInOrder(
  { packets }: Stage,
  welcome: readonly Buffer[],
  goodbye: readonly Buffer[],
): Buffer[] {
  const before = [...spoken('begin-soon'), ...welcome, ...spoken('recording-next')];
  return [...before, ...packets, ...spoken('choose'), ...goodbye];
}

/** Somebody comes, no teacher does, and nobody chooses. */
async function holdSession(stage: Stage): Promise<void> {
  stage.setSpeed(200);
  stage.enter('Dev');
  await stage.moves.by('closed');
  await stage.botIs('out');
}

/** The words that stand in the place of the answer when they are like these. */
async function answerWith(stage: Stage, asked: Interaction, words: RegExp): Promise<void> {
  while (!words.test(answerOf(asked))) await once(stage.world, 'interactionChanged');
}
