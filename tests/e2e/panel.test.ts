/** While something plays everybody can see what it is: the panel, the room's status, what latecomers read. */
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import type { Message } from '../../src/practice/world/entities.ts';
import { answerOf, customIdOf, privateAnswer } from './people.ts';
import { openStage, type Stage } from './stage.ts';

const TIMEOUT_MS = 90_000;
const EDIT = /^\/channels\/\d+\/messages\/\d+$/;

/** Resolves when the message says so; it may say it already. */
async function says(stage: Stage, message: Message, words: RegExp): Promise<void> {
  while (!words.test(message.content)) await once(stage.world, 'messageEdited');
}

/** Resolves when that stands under the room's name. */
async function shows(stage: Stage, status: RegExp | null): Promise<void> {
  const isShown = (): boolean => {
    const { voiceStatus } = stage.world.channel(stage.hall.id);
    return status === null ? voiceStatus === null : status.test(voiceStatus ?? '');
  };
  while (!isShown()) await once(stage.world, 'voiceStatusChanged');
}

test.concurrent(
  'a sitting: the minutes move, in no more edits than there are minutes, and the room shows it',
  async () => {
    await using stage = await openStage({ reminders: [], speed: 60 });
    stage.enter('Ben');
    stage.enter('Dev');
    await stage.moves.by('started');
    await stage.command('Ben', 'sit', { minutes: 10 });
    const panel = await stage.message(stage.hall, /We sit in silence for 10 minutes/);
    const beganAtMs = stage.clock.nowMs();
    await shows(stage, /^Silence together, until 7:1\d am in Los Angeles$/);
    await says(stage, panel, /Still to go: about seven minutes/);
    await says(stage, panel, /Still to go: about three minutes/);
    await stage.moves.by('practiceOver');
    await shows(stage, null);
    await says(stage, panel, /^Our sitting has ended\.$/);
    const edits = stage.standin.requests
      .matching('PATCH', EDIT)
      .filter(({ path }) => path.endsWith(panel.id));
    const words = edits.map(({ body }) => JSON.stringify(body));
    const longestMs = stage.clock.nowMs() - beganAtMs;
    expect(edits.map(({ status }) => status)).toEqual(edits.map(() => 200));
    expect(new Set(words).size).toBe(words.length);
    expect(edits.length).toBeLessThanOrEqual(11);
    expect(edits.length).toBeLessThanOrEqual(longestMs / 15_000 + 1);
    expect(() => customIdOf(panel, 'stop')).toThrow('no control');
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a recording: seen by all, read about by a latecomer, and made way for another one',
  async () => {
    await using stage = await openStage({ reminders: [], recordingSeconds: 40 });
    const { allowlist } = stage.bot.store;
    const kept = allowlist.kept(stage.guildId, stage.recording.id);
    if (!kept) throw new Error('There is no recording.');
    const changes = { transcript: 'It climbs, and climbs.', link: 'https://example.org/tone' };
    allowlist.saveKept(stage.guildId, { ...kept, ...changes }, stage.clock.nowMs());
    stage.enter('Ben');
    await stage.moves.by('started');
    await stage.command('Ben', 'play', { recording: stage.recording.id });
    const panel = await stage.message(stage.hall, /We listen to \*\*Tone tone\*\*/);
    expect(panel.content).toContain('Intensity: gentle');
    expect(panel.content).toContain('<https://example.org/tone>');
    await shows(stage, /^Tone tone, until 7:0\d am in Los Angeles$/);
    await says(stage, panel, /It ends at <t:\d+:t> \(<t:\d+:R>\)/);

    stage.enter('Dev');
    const told = await stage.press('Dev', panel, 'what');
    expect(answerOf(told)).toMatch(
      /^\*\*Tone tone\*\* is playing, with about a minute to go\. You are welcome/,
    );
    expect(answerOf(told)).not.toContain('What happened');
    expect(answerOf(await stage.press('Dev', panel, 'transcript'))).toContain(
      'It climbs, and climbs',
    );
    expect(answerOf(await stage.press('Dev', panel, 'another'))).toMatch(/Only volunteers/);
    expect(answerOf(await stage.press('Dev', panel, 'stop'))).toMatch(/Only volunteers/);

    const offer = privateAnswer(await stage.press('Ben', panel, 'another'));
    await stage.press('Ben', offer, 'choose', ['silence:10']);
    const next = await stage.message(stage.hall, /We sit in silence for 10 minutes/);
    await shows(stage, /^Silence together/);
    await says(stage, panel, /\*\*Tone tone\*\* has made way for something else/);

    await stage.press('Ben', next, 'stop');
    await shows(stage, null);
    await says(stage, next, /Our sitting was ended by a volunteer/);
    expect(stage.standing(stage.coordinators)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'what a person has written under the room’s name stays there',
  async () => {
    await using stage = await openStage({ reminders: [], recordingSeconds: 3 });
    stage.world.setVoiceStatus(stage.hall.id, 'Quiet, please');
    stage.enter('Ben');
    await stage.moves.by('started');
    await stage.command('Ben', 'play', { recording: stage.recording.id });
    await stage.moves.by('practiceOver');
    await stage.message(stage.hall, /What would you like to do now/);
    expect(stage.world.channel(stage.hall.id).voiceStatus).toBe('Quiet, please');
  },
  TIMEOUT_MS,
);
