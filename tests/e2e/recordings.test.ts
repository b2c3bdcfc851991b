/** A recording from being put forward to being taken back, as coordinators and the room meet it. */
import { expect, test } from '@jest/globals';
import { answerOf, privateAnswer, repeatedAmong } from './people.ts';
import { openStage } from './stage.ts';

const TIMEOUT_MS = 60_000;
/** From the press to the last frame that anybody hears; 0.4 s of that is the fade. */
const LONGEST_END_MS = 1_000;

test.concurrent(
  'it is heard when somebody has listened and approved, and taken back while it plays it falls silent',
  async () => {
    await using stage = await openStage({ reminders: [], recordingSeconds: 20 });
    const { bot, guildId, recording } = stage;
    bot.store.allowlist.save(guildId, { ...recording, status: 'proposed' }, 1);
    stage.enter('Ben');
    await stage.moves.by('started');
    const choice = { recording: recording.id };
    expect(answerOf(await stage.command('Ben', 'play', choice))).toMatch(/not been approved yet/);

    const asked = await stage.command('Chloe', 'recording approve', choice);
    expect(answerOf(asked)).toMatch(/The sound is attached/);
    expect(privateAnswer(asked).attachments.map(({ filename }) => filename)).toEqual([
      `${recording.id}.opus`,
    ]);
    await stage.press('Chloe', privateAnswer(asked), 'confirmRecording');

    await stage.command('Ben', 'play', choice);
    await stage.message(stage.hall, /We listen to \*\*Tone tone\*\*/);
    // Beyond the words that come before it.
    await stage.heard(400);
    const takenBack = await stage.command('Chloe', 'recording revoke', choice);
    expect(answerOf(takenBack)).toMatch(/It is playing just now/);
    const ended = stage.programmeEnds();
    const pressedAtMs = performance.now();
    await stage.press('Chloe', privateAnswer(takenBack), 'confirmRecording');
    await ended;
    const lastHeardAtMs = stage.recorder.sounding().at(-1)?.arrivedAtMs ?? NaN;
    expect(lastHeardAtMs - pressedAtMs).toBeLessThan(LONGEST_END_MS);
    await stage.message(stage.hall, /may no longer be played here/);
    await stage.message(stage.hall, /What would you like to do now/);
    expect(answerOf(await stage.command('Ben', 'play', choice))).toMatch(/no longer on the/);
    await stage.message(stage.coordinators, /Somebody asked for \*\*Tone tone\*\*/);
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);
