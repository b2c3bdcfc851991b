import { OPTION_LIMIT } from '../discord-format.ts';
import { cut, oneLine } from '../plain.ts';
import type {
  ButtonName,
  CompletionTexts,
  ControlTexts,
  NamedRecording,
  TimeTexts,
} from '../texts.ts';

export interface ControlWords {
  readonly buttons: Readonly<Record<ButtonName, string>>;
  readonly choosePlaceholder: string;
  readonly silenceLabel: (minutes: number) => string;
  readonly silenceDescription: string;
  /** After a length: `6 minutes, longer than the time left`. */
  readonly tooLong: (length: string) => string;
}

export function createControls(words: ControlWords, time: TimeTexts): ControlTexts {
  const buttons = Object.entries(words.buttons).map(([name, label]) => [name, () => label]);
  return {
    buttons: Object.fromEntries(buttons) as ControlTexts['buttons'],
    choosePlaceholder: () => words.choosePlaceholder,
    recordingLabel: ({ title }) => cut(oneLine(title), OPTION_LIMIT),
    recordingDescription: ({ intensity, ...recording }) => {
      const named = withEnd(oneLine(recording.speaker), lengthOf(recording, time));
      const note = oneLine(intensity);
      return note === '' ? named : cut(`${named}. ${note}`, OPTION_LIMIT);
    },
    silenceLabel: ({ minutes }) => words.silenceLabel(minutes),
    silenceDescription: () => words.silenceDescription,
  };
}

export function createCompletions(words: ControlWords, time: TimeTexts): CompletionTexts {
  return {
    recording: ({ fits, ...recording }) => {
      const length = lengthOf(recording, time);
      return withEnd(oneLine(recording.title), fits ? length : words.tooLong(length));
    },
    session: ({ name, startsAtMs, zone }) =>
      withEnd(oneLine(name), time.dayAndTime(zone, startsAtMs)),
  };
}

const lengthOf = ({ lengthMs }: NamedRecording, time: TimeTexts): string => time.length(lengthMs);

/** A label of at most 100 characters. The end always stands there whole; a long name gives way to it. */
export function withEnd(name: string, end: string): string {
  if (name === '') return end;
  return `${cut(name, OPTION_LIMIT - end.length - 2)}, ${end}`;
}
