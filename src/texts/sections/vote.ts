import { BUTTON_LABEL_LIMIT, discordTime } from '../discord-format.ts';
import { cut, oneLine, plainName } from '../plain.ts';
import type { TimeTexts } from '../texts.ts';
import type { VotedFor, VoteTexts } from '../vote-texts.ts';

export interface VoteWords {
  /** On a button. */
  readonly silence: (minutes: number) => string;
  /** `10 minutes of silence`, after "Your voice is for". */
  readonly forSilence: (minutes: number) => string;
  readonly theRecording: string;
  readonly cast: (p: { readonly choice: string; readonly untilTime: string }) => string;
}

export function createVote(words: VoteWords, time: TimeTexts): VoteTexts {
  const inWords = (choice: VotedFor): string => {
    if (choice.kind === 'silence') return words.forSilence(choice.minutes);
    return choice.title === null ? words.theRecording : `**${plainName(choice.title)}**`;
  };
  return {
    recordingButton: ({ title, lengthMs, voices }) =>
      withVoices(oneLine(title), `, ${time.length(lengthMs)}`, voices),
    sittingButton: ({ minutes, voices }) => withVoices(words.silence(minutes), '', voices),
    cast: ({ choice, untilMs }) =>
      words.cast({ choice: inWords(choice), untilTime: discordTime(untilMs, 't') }),
  };
}

/** The length and the number always stand there whole; a long name gives way to them. */
function withVoices(name: string, length: string, voices: number): string {
  const end = `${length}${voices === 0 ? '' : ` (${voices})`}`;
  return `${cut(name, BUTTON_LABEL_LIMIT - end.length)}${end}`;
}
