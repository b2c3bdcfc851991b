/**
 * What the app may rely on, whoever keeps the port: the real voice and the fake are held to the
 * same laws. Times are those of the subject's clock.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AudioRef, Segment, Voice, VoiceEvent, VoiceRoom } from '../../src/app/ports.ts';
import { asId, type ChannelId, type GuildId, type RecordingId } from '../../src/domain/identity.ts';
import { programme } from './sounds.ts';

export interface VoiceSubject {
  readonly voice: Voice;
  readonly policy: { allows: boolean };
  /** Lets the time go on until it is true. */
  until(isTrue: () => boolean): Promise<void>;
  /** Audio of some length that the subject's library has, or has not. */
  audio(id: 'short' | 'long' | 'missing', part?: Partial<AudioRef>): AudioRef;
  nowMs(): number;
  /** Breaks the connection; it comes back by itself. */
  breakConnection(): void;
  close(): Promise<void>;
}

export const LAW_GUILD = asId<GuildId>('1001');
export const LAW_HALL = asId<ChannelId>('2001');
export const LAW_OTHER_HALL = asId<ChannelId>('2002');
export const SHORT_MS = 600;
export const LONG_MS = 3000;

export function describeVoiceLaws(name: string, create: () => Promise<VoiceSubject>): void {
  describe(name, () => {
    let subject: VoiceSubject;
    let room: VoiceRoom;
    let told: { atMs: number; event: VoiceEvent }[] = [];

    beforeEach(async () => {
      subject = await create();
      room = subject.voice.room(LAW_GUILD);
      told = [];
      subject.voice.onEvent((_, event) => told.push({ atMs: subject.nowMs(), event }));
    });
    afterEach(() => subject.close());

    const short = () => of(subject.audio('short'));
    const long = (part: Partial<AudioRef> = {}) => of(subject.audio('long', part));
    const seen = (type: VoiceEvent['type'], count = 1) =>
      subject.until(() => told.filter(({ event }) => event.type === type).length >= count);
    const after = (ms: number) => {
      const untilMs = subject.nowMs() + ms;
      return subject.until(() => subject.nowMs() >= untilMs);
    };
    const words = () =>
      told.map(({ event }) => wordsOf(event)).filter((word) => !word.includes('progressed'));
    const timeOf = (word: string) =>
      told.find(({ event }) => wordsOf(event) === word)?.atMs ?? Number.NaN;

    test('a programme is told from its first segment to its end', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', short(), { kind: 'pause', durationMs: 200 }, short()));
      await seen('programmeEnded');
      expect(words()).toEqual([
        'joined',
        'p segment 0',
        'p segment 1',
        'p segment 2',
        'p complete',
      ]);
      const lengthMs = timeOf('p complete') - timeOf('p segment 0');
      expect(lengthMs).toBeGreaterThan(1300);
      expect(lengthMs).toBeLessThan(1700);
    });

    test('nothing is told before a method has returned', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', long()));
      expect(words()).toEqual([]);
      await seen('segmentStarted');
      const before = words();
      room.play(programme('q', short()));
      room.play(programme('r', short()));
      room.endAtNextPause();
      room.fadeOut();
      room.leave();
      expect(words()).toEqual(before);
      await seen('left');
      expect(words().at(-1)).toBe('left');
    });

    test('a programme that may not begin is not heard', async () => {
      room.join(LAW_HALL);
      room.play({ ...programme('p', short()), mayBegin: () => false });
      await seen('programmeEnded');
      expect(words()).toEqual(['joined', 'p refused']);
    });

    test('a recording that may not be played is not heard', async () => {
      subject.policy.allows = false;
      room.join(LAW_HALL);
      const recordingId = asId<RecordingId>('kindness');
      room.play(programme('p', short(), long({ recordingId })));
      await seen('programmeEnded');
      expect(words()).toEqual(['joined', 'p segment 0', 'p refused NOT_APPROVED']);
    });

    test('a file that is not there ends the programme with its fault', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', of(subject.audio('missing'))));
      await seen('programmeEnded');
      expect(words()).toEqual(['joined', 'p failed FILE_MISSING']);
    });

    test('sound fades for 1.5 s, and then what was asked for next begins', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', long()));
      await seen('segmentStarted');
      await after(300);
      const askedAtMs = subject.nowMs();
      room.play(programme('q', short()));
      await seen('programmeEnded', 2);
      expect(words()).toEqual(['joined', 'p segment 0', 'p stopped', 'q segment 0', 'q complete']);
      const fadeMs = timeOf('p stopped') - askedAtMs;
      expect(fadeMs).toBeGreaterThanOrEqual(1480);
      expect(fadeMs).toBeLessThan(1800);
    });

    test('asked to, it ends with the sentence that sounds', async () => {
      const sentences = [
        { fromMs: 100, toMs: 900 },
        { fromMs: 1500, toMs: 2500 },
      ];
      room.join(LAW_HALL);
      room.play(programme('p', long({ sentences }), short()));
      await seen('sentenceStarted');
      room.endAtNextPause();
      await seen('programmeEnded');
      expect(words()).toEqual(['joined', 'p segment 0', 'p sentence 0', 'p stopped']);
      const spokenMs = timeOf('p stopped') - timeOf('p sentence 0');
      expect(spokenMs).toBeGreaterThan(700);
      expect(spokenMs).toBeLessThan(1000);
    });

    test('every sentence is told once, in order', async () => {
      const sentences = [0, 500, 1000, 1500].map((fromMs) => ({ fromMs, toMs: fromMs + 400 }));
      room.join(LAW_HALL);
      room.play(programme('p', long({ sentences })));
      await seen('programmeEnded');
      expect(words().filter((word) => word.includes('sentence'))).toEqual(
        [0, 1, 2, 3].map((i) => `p sentence ${i}`),
      );
    });

    test('every second of sound is told with its place', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', of(subject.audio('long'), 505), short()));
      await seen('programmeEnded');
      const places = told.flatMap(({ event }) =>
        event.type === 'progressed' ? [event.positionMs] : [],
      );
      expect(places).toEqual([1500, 2500]);
    });

    test('what is under way is played to its end before it leaves', async () => {
      room.join(LAW_HALL);
      await seen('joined');
      room.play(programme('p', short()));
      room.leave();
      await seen('left');
      expect(words()).toEqual(['joined', 'p segment 0', 'p complete', 'left']);
    });

    test('what is under way when it is to leave is not heard in another room', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', long()));
      await seen('segmentStarted');
      room.leave();
      room.join(LAW_OTHER_HALL);
      room.play(programme('q', short()));
      await seen('programmeEnded', 2);
      expect(words()).toEqual([
        'joined',
        'p segment 0',
        'p stopped',
        'joined',
        'q segment 0',
        'q complete',
      ]);
    });

    test('with nobody to hear it, it leaves at once', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', long()));
      room.leave();
      await seen('left');
      expect(words()).toEqual(['p stopped', 'left']);
    });

    test('a broken connection is told, and the sound goes on from its place', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', long()));
      await seen('segmentStarted');
      await after(500);
      subject.breakConnection();
      await seen('restored');
      const restored = told.find(({ event }) => event.type === 'restored')?.event;
      const positionMs = restored?.type === 'restored' ? restored.positionMs : null;
      expect(positionMs).toBeGreaterThanOrEqual(440);
      expect(positionMs).toBeLessThan(800);
      await seen('programmeEnded');
      expect(words()).toEqual(['joined', 'p segment 0', 'lost NETWORK', 'restored', 'p complete']);
    });

    test('a recording that was revoked while the connection was broken does not go on', async () => {
      room.join(LAW_HALL);
      room.play(programme('p', long({ recordingId: asId<RecordingId>('kindness') })));
      await seen('segmentStarted');
      subject.policy.allows = false;
      subject.breakConnection();
      await seen('programmeEnded');
      expect(words().slice(-2)).toEqual(['restored', 'p refused NOT_APPROVED']);
    });

    test('it sounds from the first segment to the end, and not otherwise', async () => {
      expect(room.isSounding).toBe(false);
      room.join(LAW_HALL);
      room.play(programme('p', short()));
      await seen('segmentStarted');
      expect(room.isSounding).toBe(true);
      await seen('programmeEnded');
      expect(room.isSounding).toBe(false);
    });
  });
}

function of(audio: AudioRef, fromMs = 0): Segment {
  return { kind: 'audio', audio, fromMs, fadesIn: false };
}

function wordsOf(event: VoiceEvent): string {
  switch (event.type) {
    case 'segmentStarted':
      return `${event.programmeId} segment ${event.segment}`;
    case 'sentenceStarted':
      return `${event.programmeId} sentence ${event.sentence}`;
    case 'programmeEnded':
      return `${event.programmeId} ${event.how} ${event.fault ?? ''}`.trim();
    case 'lost':
    case 'failed':
      return `${event.type} ${event.fault}`;
    case 'joined':
    case 'left':
    case 'restored':
    case 'progressed':
      return event.type;
    default:
      throw new Error(`An event was forgotten: ${JSON.stringify(event satisfies never)}`);
  }
}
