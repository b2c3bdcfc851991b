import type { IfNobodyChooses, NamedRecording, RoomTexts } from '../../../src/texts/texts.ts';
import {
  type Feature,
  HOUR_MS,
  MINUTE_MS,
  namedSession,
  type Names,
  roomId,
  sectionOf,
  START_MS,
  teacherIds,
  zone,
} from './sample.ts';

const recordingOf = (names: Names): NamedRecording => ({
  title: names.title,
  speaker: names.speaker,
  lengthMs: 6 * MINUTE_MS,
});
const wordlessOf = (names: Names): NamedRecording => ({
  ...recordingOf(names),
  speaker: '',
  lengthMs: 20_000,
});

type WelcomeParameters = Parameters<RoomTexts['welcome']>[0];
type ChoicesParameters = Parameters<RoomTexts['choices']>[0];

const time = sectionOf(
  'time',
  () => ({
    place: [[zone], ['UTC']],
    day: [[zone, START_MS]],
    clockIn: [[zone, START_MS]],
    wallTime: [
      [zone, START_MS],
      ['America/Argentina/Buenos_Aires', START_MS],
      ['UTC', START_MS],
    ],
    dayAndTime: [[zone, START_MS]],
    length: [[20_000], [MINUTE_MS], [15 * MINUTE_MS], [HOUR_MS], [150 * MINUTE_MS]],
    about: [1, 10, 24, 31, 44, 58, 91, 150, 24 * 60].map((minutes) => [minutes * MINUTE_MS]) as [
      [number],
    ],
  }),
  { sameWords: ['place', 'length'] },
);

const announcements = sectionOf('announcements', (names) => {
  const session = namedSession(names);
  const reminder = { ...session, roomId, who: { kind: 'expected' } as const };
  return {
    reminder: [
      [{ ...reminder, aheadMs: 24 * HOUR_MS }],
      [{ ...reminder, aheadMs: HOUR_MS, who: { kind: 'named', userIds: teacherIds.slice(1) } }],
      [{ ...reminder, aheadMs: HOUR_MS, who: { kind: 'named', userIds: teacherIds } }],
      [{ ...reminder, aheadMs: 10 * MINUTE_MS }],
    ],
  };
});

const WELCOME_WORDS = 'On behalf of all of us, welcome.';

const room = sectionOf('room', (names) => {
  const recording = recordingOf(names);
  const wordless = wordlessOf(names);
  return {
    notice: [
      [{ startsAtMs: START_MS, isWelcomeNext: true }],
      [{ startsAtMs: START_MS, isWelcomeNext: false }],
    ],
    held: [[{ untilMs: START_MS }]],
    welcome: [
      ...everyOutcome<[WelcomeParameters]>((ifNobodyChooses) => [
        { words: WELCOME_WORDS, translation: null, ifNobodyChooses, canVote: false },
      ]),
      [
        {
          words: WELCOME_WORDS,
          translation: 'Bienvenida.',
          ifNobodyChooses: 'recording',
          canVote: true,
        },
      ],
    ],
    choices: [
      [{ defaultAtMs: null, ifNobodyChooses: 'nothing', canVote: false }],
      [{ defaultAtMs: START_MS, ifNobodyChooses: 'recording', canVote: true }],
      ...everyOutcome<[ChoicesParameters]>((ifNobodyChooses) => [
        { defaultAtMs: START_MS, ifNobodyChooses, canVote: false },
      ]),
    ],
    playing: [
      [{ ...recording, byDefault: false, voices: 0, ofVoices: 0 }],
      [{ ...wordless, byDefault: true, voices: 0, ofVoices: 0 }],
      [{ ...recording, byDefault: false, voices: 3, ofVoices: 5 }],
    ],
    sitting: [
      [{ minutes: 10, untilMs: START_MS, byDefault: false, voices: 0, ofVoices: 0 }],
      [{ minutes: 15, untilMs: START_MS, byDefault: true, voices: 0, ofVoices: 0 }],
      [{ minutes: 10, untilMs: START_MS, byDefault: false, voices: 1, ofVoices: 1 }],
    ],
    stopped: [[{}]],
    teacherCame: [[{}]],
    teacherOffer: [[{}]],
    wentOn: [[{ minute: 0 }], [{ minute: 12 }]],
    noSound: [[{}]],
    unavailable: [[{}]],
    withdrawn: [[{}]],
    closed: [[{}]],
    pausing: [[{}]],
    cancelled: [[{}]],
  };
});

export function everyOutcome<Args>(sample: (outcome: IfNobodyChooses) => Args): [Args, ...Args[]] {
  return [sample('recording'), sample('silence'), sample('nothing'), sample('goodbye')];
}

export const features: readonly Feature[] = [time, announcements, room];
