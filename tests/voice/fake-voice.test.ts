import { expect, test } from '@jest/globals';
import { unreachable } from '../../src/domain/unreachable.ts';
import type { AudioRef, Segment, VoiceEvent } from '../../src/app/ports.ts';
import { asId, type ChannelId, type GuildId, type RecordingId } from '../../src/domain/identity.ts';
import { createManualClock } from '../manual-clock.ts';
import { createFakeVoice, type FakeVoiceOptions } from './fake-voice.ts';
import { programme } from './sounds.ts';

const guildId = asId<GuildId>('1');
const channelId = asId<ChannelId>('2');

function audio(durationMs: number, part: Partial<AudioRef> = {}): Segment {
  const ref = { id: 'voice/en/bdl/welcome', path: '', sha256: '', sentences: [], durationMs };
  return {
    kind: 'audio',
    audio: { ...ref, recordingId: null, ...part },
    fromMs: 0,
    fadesIn: false,
  };
}
function setUp(options: FakeVoiceOptions = {}) {
  const clock = createManualClock(0);
  const voice = createFakeVoice(clock, options);
  const told: string[] = [];
  voice.onEvent((_, event) => told.push(`${clock.nowMs()} ${words(event)}`));
  return { clock, voice, room: voice.room(guildId), told };
}
function words(event: VoiceEvent): string {
  switch (event.type) {
    case 'sentenceStarted':
      return `sentence ${event.sentence}`;
    case 'segmentStarted':
      return `segment ${event.segment}`;
    case 'progressed':
      return `at ${event.positionMs}`;
    case 'programmeEnded':
      return `${event.programmeId} ${event.how} ${event.fault ?? ''}`.trim();
    case 'restored':
      return `restored ${event.positionMs}`;
    case 'lost':
    case 'failed':
      return `${event.type} ${event.fault}`;
    case 'joined':
    case 'left':
      return event.type;
    default:
      return unreachable(event);
  }
}
const besidesProgress = (told: readonly string[]) => told.filter((word) => !word.includes(' at '));
const sentences = [
  { fromMs: 400, toMs: 3000 },
  { fromMs: 4250, toMs: 6000 },
];

test('tells the sentences, the progress and the end at their times', async () => {
  const { clock, room, told } = setUp();
  room.join(channelId);
  const pause: Segment = { kind: 'pause', durationMs: 1000 };
  room.play(programme('a', audio(6600, { sentences }), pause, audio(500)));
  await clock.advanceBy(10_000);
  const progress = told.filter((word) => word.includes(' at '));
  expect(progress).toEqual([1, 2, 3, 4, 5, 6].map((s) => `${s * 1000 + 240} at ${s * 1000}`));
  expect(besidesProgress(told)).toEqual([
    '200 joined',
    '240 segment 0',
    '640 sentence 0',
    '4480 sentence 1',
    '6840 segment 1',
    '7840 segment 2',
    '8340 a complete',
  ]);
});

test('ends after the sentence that sounds, and then leaves', async () => {
  const { clock, room, told } = setUp();
  room.join(channelId);
  room.play(programme('a', audio(6600, { sentences })));
  await clock.advanceBy(1000);
  room.endAtNextPause();
  room.leave();
  await clock.advanceBy(10_000);
  expect(told.slice(-2)).toEqual(['3240 a stopped', '3240 left']);
});

test('fades for 1.5 s before the next programme begins', async () => {
  const { clock, room, told, voice } = setUp();
  room.join(channelId);
  room.play(programme('a', audio(60_000)));
  await clock.advanceBy(1240);
  room.play(programme('b', audio(1000)));
  await clock.advanceBy(10_000);
  expect(besidesProgress(told).slice(2)).toEqual([
    '2740 a stopped',
    '2780 segment 0',
    '3780 b complete',
  ]);
  expect(voice.heard.map((h) => [h.programmeId, h.fromMs, h.toMs])).toEqual([
    ['a', 0, 2500],
    ['b', 0, 1000],
  ]);
});

test('nothing is heard of a recording that may not be played', async () => {
  const { clock, room, told, voice } = setUp({ mayPlay: () => false });
  room.join(channelId);
  room.play(programme('a', audio(1000, { recordingId: asId<RecordingId>('r') })));
  await clock.advanceBy(1000);
  expect(told).toEqual(['200 joined', '240 a refused NOT_APPROVED']);
  expect(voice.heard).toEqual([]);
});

test('goes on from where the connection broke', async () => {
  const { clock, room, told, voice } = setUp();
  room.join(channelId);
  room.play(programme('a', audio(3000)));
  await clock.advanceBy(1240);
  voice.loseConnection(guildId, 'NETWORK', 4000);
  await clock.advanceBy(10_000);
  expect(besidesProgress(told).slice(2)).toEqual([
    '1240 lost NETWORK',
    '5240 restored 1000',
    '7240 a complete',
  ]);
});

test('a join or a file can be made to fail', async () => {
  const { clock, room, told, voice } = setUp();
  voice.failNextJoin('MISSING_SPEAK', 30_000);
  voice.failNextPlay('HASH_MISMATCH');
  room.join(channelId);
  room.play(programme('a', audio(3000)));
  await clock.advanceBy(40_000);
  expect(told).toEqual([
    '200 failed MISSING_SPEAK',
    '30200 joined',
    '30240 a failed HASH_MISMATCH',
  ]);
});
