import type { NamedRecording } from '../../../src/texts/texts.ts';
import {
  type Feature,
  HOUR_MS,
  MINUTE_MS,
  namedSession,
  type Names,
  nothing,
  roomId,
  sectionOf,
  START_MS,
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

const answers = sectionOf(
  'answers',
  (names) => {
    const session = namedSession(names);
    const wordless = wordlessOf(names);
    const listed = {
      ...recordingOf(names),
      kind: names.written,
      intensity: 'gentle',
      credit: names.speaker,
    };
    return {
      sessions: [
        [
          {
            sessions: [
              { ...session, endsAtMs: START_MS + HOUR_MS },
              {
                ...session,
                startsAtMs: START_MS + 48 * HOUR_MS,
                endsAtMs: START_MS + 49 * HOUR_MS,
              },
            ],
            nowMs: START_MS + MINUTE_MS,
          },
        ],
      ],
      noSessions: nothing,
      guidelines: [[{ points: [{ title: 'Share', text: 'Tell your friends, if you like.' }] }]],
      recordings: [
        [{ recordings: [listed, { ...wordless, kind: '', intensity: '', credit: '' }] }],
        [{ recordings: Array.from({ length: 200 }, () => listed) }],
      ],
      noRecordings: nothing,
      statusHeading: [[{ ...session, roomId }], [{ ...session, roomId: null }]],
      welcomeBegins: nothing,
      recordingBegins: [
        [{ title: names.title, afterWelcome: false }],
        [{ title: null, afterWelcome: true }],
      ],
      sittingBegins: [
        [{ minutes: 15, afterWelcome: false }],
        [{ minutes: 15, afterWelcome: true }],
      ],
      stopped: nothing,
      held: [
        [{ untilMs: START_MS, nowMs: START_MS - 5 * MINUTE_MS }],
        [{ untilMs: null, nowMs: START_MS }],
      ],
      handedOver: nothing,
    };
  },
  { sameWords: ['guidelines'] },
);

const controls = sectionOf(
  'controls',
  (names) => {
    const recording = recordingOf(names);
    const wordless = wordlessOf(names);
    return {
      buttons: {
        hold: nothing,
        stop: nothing,
        another: nothing,
        transcript: nothing,
        takeOver: nothing,
        what: nothing,
        guidelines: nothing,
        sessions: nothing,
      },
      choosePlaceholder: nothing,
      recordingLabel: [[recording]],
      recordingDescription: [
        [{ ...recording, intensity: 'Gentle.' }],
        [{ ...wordless, intensity: '' }],
      ],
      silenceLabel: [[{ minutes: 10 }]],
      silenceDescription: nothing,
    };
  },
  {
    sameWords: ['recordingDescription'],
    kinds: { '': 'option', buttons: 'button', choosePlaceholder: 'placeholder' },
  },
);

const completions = sectionOf(
  'completions',
  (names) => {
    const session = namedSession(names);
    const recording = recordingOf(names);
    return {
      recording: [[{ ...recording, fits: true }], [{ ...recording, fits: false }]],
      session: [[session]],
    };
  },
  { kinds: { '': 'option' }, sameWords: ['recording'] },
);

export const features: readonly Feature[] = [answers, controls, completions];
