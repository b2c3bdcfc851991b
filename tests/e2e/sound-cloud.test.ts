/**
 * A recording that is heard from its page, with everything as it is: what the room hears and reads
 * when all is well and when SoundCloud fails. A line is printed for each.
 */
import { once } from 'node:events';
import { afterAll, expect, test } from '@jest/globals';
import type { Message } from '../../src/practice/world/entities.ts';
import { pageSha256 } from '../../src/app/page-hash.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { hearTone } from '../recordings/heard-tone.ts';
import { canMakeSound } from '../recordings/made-sound.ts';
import { makePiecedAudio } from '../recordings/sound-cloud-audio.ts';
import type { Failure } from '../recordings/sound-cloud-failures.ts';
import { startSoundCloud } from '../recordings/sound-cloud-standin.ts';
import { customIdOf } from './people.ts';
import { openStage, type Stage } from './stage.ts';

const testWithSound = canMakeSound('the room that hears a page') ? test : test.skip;
const PIECE_SECONDS = 2;
const PIECES = 4;
const WHOLE_MS = PIECES * PIECE_SECONDS * 1000;
const LOUDEST = 0.14;
const page = {
  address: 'https://soundcloud.com/a-community/a-meditation',
  trackId: '293',
  userId: '71',
  durationMs: WHOLE_MS,
};
const lines: string[] = [];

afterAll(() => {
  process.stdout.write(`${lines.join('\n')}\n`);
});

async function openRoom() {
  const seconds = WHOLE_MS / 1000;
  const site = await startSoundCloud({
    tracks: [
      {
        id: 293,
        userId: 71,
        user: 'a-community',
        slug: 'a-meditation',
        title: 'A meditation',
        durationMs: WHOLE_MS,
        audio: [makePiecedAudio({ kind: 'aac', seconds, pieceSeconds: PIECE_SECONDS })],
      },
    ],
  });
  const stage = await openStage({ reminders: [], soundCloud: site });
  const id = asId<RecordingId>('from-its-page');
  const { bot, guildId, recording } = stage;
  const nothingNoted = {
    proposedBy: null,
    approvedBy: null,
    approvedAtMs: null,
    revokedAtMs: null,
    permissionFrom: '',
    permissionAtMs: null,
    source: '',
    sourceSha256: '',
    link: '',
    decidedAtMs: null,
  };
  const streamed = { lengthMs: WHOLE_MS, sha256: pageSha256(page), file: '', stream: page, page };
  const entry = { ...recording, ...nothingNoted, ...streamed, id, title: 'A meditation' };
  bot.store.allowlist.saveKept(guildId, entry, 1);
  return {
    site,
    stage,
    /** Ben plays it; resolves with what was heard of it once it has ended. */
    async hear(name: string, ...failures: Failure[]) {
      site.fail(...failures);
      let from = Infinity;
      await stage.command('Ben', 'play', { recording: id });
      const key = stage.state()?.soundKey ?? '';
      await new Promise<void>((resolve) => {
        const stop = bot.voice.onEvent((_guildId, event) => {
          const isOurs = 'programmeId' in event && event.programmeId.endsWith(`#${key}`);
          if (!isOurs) return;
          // The words before it are the first segment, a breath is the second.
          if (event.type === 'segmentStarted' && event.segment === 2) {
            from = stage.recorder.sounding().length;
          }
          if (event.type !== 'programmeEnded') return;
          stop();
          resolve();
        });
      });
      const frames = stage.recorder.sounding().slice(from);
      const { soundMs, peak } = hearTone(frames.map(({ opus }) => opus));
      lines.push(
        `${name.padEnd(40)} ${(soundMs / 1000).toFixed(1)} s heard, loudest ${peak.toFixed(3)}`,
      );
      // No noise: nothing is ever louder than the tone.
      expect(peak).toBeLessThan(LOUDEST);
      return { soundMs };
    },
    async [Symbol.asyncDispose]() {
      await stage.close();
      await site.close();
    },
  };
}

testWithSound(
  'the room hears the page, and when SoundCloud fails what has come so far and a kind word',
  async () => {
    await using room = await openRoom();
    const { stage } = room;
    stage.enter('Ben');
    await stage.moves.by('started');

    const whole = await room.hear('all is well');
    expect(Math.abs(whole.soundMs - WHOLE_MS)).toBeLessThan(200);
    expect(stage.count(stage.hall, /cannot be heard just now/)).toBe(0);

    const renewed = await room.hear('the address expires', {
      kind: 'addressExpires',
      afterSegments: 2,
    });
    expect(Math.abs(renewed.soundMs - WHOLE_MS)).toBeLessThan(200);

    const stories: readonly (readonly [string, number, Failure])[] = [
      ['another owner', 0, { kind: 'ownerChanged', userId: 72, user: 'another' }],
      ['the page is gone', 0, { kind: 'gone' }],
      ['only encrypted', 0, { kind: 'encryptedOnly' }],
      ['error XML in the middle', 2, { kind: 'errorXml', segment: 2, status: 200 }],
      ['a piece that never ends', 2, { kind: 'stalls', segment: 2 }],
    ];
    for (const [index, [name, pieces, failure]] of stories.entries()) {
      const heard = await room.hear(name, failure);
      expect(Math.abs(heard.soundMs - pieces * PIECE_SECONDS * 1000)).toBeLessThan(200);
      const told = await unavailable(stage, index + 1);
      expect(customIdOf(told, 'choose')).not.toBe('');
      expect(stage.state()?.phase).toBe('choosing');
    }
    const again = await room.hear('all is well again');
    expect(Math.abs(again.soundMs - WHOLE_MS)).toBeLessThan(200);
    for (const words of [/not the one that was approved/, /is gone/, /nothing more came/]) {
      await stage.message(stage.coordinators, words);
    }
  },
  120_000,
);

/** Resolves with the message of that number that says so. */
async function unavailable({ hall, standing, world }: Stage, number: number): Promise<Message> {
  for (;;) {
    const said = standing(hall).filter(({ content }) => /cannot be heard just now/.test(content));
    const [found] = said.slice(number - 1);
    if (found) return found;
    await once(world, 'messagePosted');
  }
}
