import { unreachable } from '../../domain/unreachable.ts';
import { discordTime } from '../discord-format.ts';
import { plainName } from '../plain.ts';
import type { IfNobodyChooses, NamedRecording, RoomTexts, TimeTexts } from '../texts.ts';

/** Times come as Discord's own marks, recordings in words, both ready to stand in a sentence. */
export interface RoomWords {
  readonly noticeOfWelcome: (atTime: string) => string;
  readonly noticeOfChoice: (atTime: string) => string;
  readonly held: (untilTime: string) => string;
  readonly whatNow: string;
  readonly chooseHere: string;
  /** Stands above the buttons of a vote. */
  readonly voteHere: string;
  readonly noHurry: string;
  /** When nobody chooses: what follows, with `within two minutes` or `by 7:10`. */
  readonly recordingFollows: (byThen: string) => string;
  readonly silenceFollows: (byThen: string) => string;
  readonly goodbyeFollows: (byThen: string) => string;
  readonly soonAfterWelcome: string;
  readonly by: (time: string) => string;
  /** Stands above the words of the welcome in the language of the room. */
  readonly translation: string;
  readonly recordingBy: (p: {
    readonly title: string;
    readonly speaker: string;
    readonly length: string;
  }) => string;
  readonly playing: (recording: string) => string;
  readonly playingByDefault: (recording: string) => string;
  readonly sitting: (p: Sitting) => string;
  readonly sittingByDefault: (p: Sitting) => string;
  readonly chosenByRoom: (p: { readonly voices: number; readonly ofVoices: number }) => string;
  readonly freeToLeave: string;
  readonly stopped: string;
  readonly teacherCame: string;
  readonly teacherOffer: string;
  readonly wentOnWhereWeWere: string;
  readonly wentOnAt: (minute: number) => string;
  readonly noSound: string;
  readonly unavailable: string;
  readonly withdrawn: string;
  readonly closed: string;
  readonly pausing: string;
  readonly cancelled: string;
}

interface Sitting {
  readonly minutes: number;
  readonly untilTime: string;
}

/** A title with its speaker and length, as a message names it. */
export function createRecordingInWords(words: Pick<RoomWords, 'recordingBy'>, time: TimeTexts) {
  return ({ title, speaker, lengthMs }: NamedRecording): string => {
    const length = time.length(lengthMs);
    const named = `**${plainName(title)}**`;
    return speaker.trim() === ''
      ? `${named}, ${length}`
      : words.recordingBy({ title: named, speaker: plainName(speaker), length });
  };
}

export function createRoom(words: RoomWords, time: TimeTexts): RoomTexts {
  const recordingInWords = createRecordingInWords(words, time);
  return {
    notice: ({ startsAtMs, isWelcomeNext }) =>
      (isWelcomeNext ? words.noticeOfWelcome : words.noticeOfChoice)(discordTime(startsAtMs, 't')),
    held: ({ untilMs }) => words.held(discordTime(untilMs, 't')),
    welcome: ({ words: welcome, translation, ifNobodyChooses, canVote }) =>
      [
        welcome,
        ...(translation === null ? [] : [`${words.translation}\n${translation}`]),
        `${chooseHere(words, canVote)} ${whatFollows(words, ifNobodyChooses, words.soonAfterWelcome)}`,
      ].join('\n\n'),
    choices: ({ defaultAtMs, ifNobodyChooses, canVote }) => {
      const next =
        defaultAtMs === null
          ? words.noHurry
          : whatFollows(words, ifNobodyChooses, words.by(discordTime(defaultAtMs, 't')));
      return `${words.whatNow} ${chooseHere(words, canVote)} ${next}`;
    },
    playing: ({ byDefault, voices, ofVoices, ...recording }) => {
      const begin = byDefault ? words.playingByDefault : words.playing;
      const chosen = chosenByRoom(words, { voices, ofVoices });
      return `${begin(recordingInWords(recording))}${chosen} ${words.freeToLeave}`;
    },
    sitting: ({ minutes, untilMs, byDefault, voices, ofVoices }) => {
      const begin = byDefault ? words.sittingByDefault : words.sitting;
      const chosen = chosenByRoom(words, { voices, ofVoices });
      const begun = begin({ minutes, untilTime: discordTime(untilMs, 't') });
      return `${begun}${chosen} ${words.freeToLeave}`;
    },
    stopped: () => words.stopped,
    teacherCame: () => words.teacherCame,
    teacherOffer: () => words.teacherOffer,
    wentOn: ({ minute }) => (minute === 0 ? words.wentOnWhereWeWere : words.wentOnAt(minute)),
    noSound: () => words.noSound,
    unavailable: () => words.unavailable,
    withdrawn: () => words.withdrawn,
    closed: () => words.closed,
    pausing: () => words.pausing,
    cancelled: () => words.cancelled,
  };
}

const chooseHere = (words: RoomWords, canVote: boolean): string =>
  canVote ? `${words.chooseHere} ${words.voteHere}` : words.chooseHere;

/** With a space before it, or empty where nobody voted. */
function chosenByRoom(
  words: RoomWords,
  votes: { readonly voices: number; readonly ofVoices: number },
): string {
  return votes.ofVoices > 0 ? ` ${words.chosenByRoom(votes)}` : '';
}

function whatFollows(words: RoomWords, what: IfNobodyChooses, byThen: string): string {
  switch (what) {
    case 'recording':
      return words.recordingFollows(byThen);
    case 'silence':
      return words.silenceFollows(byThen);
    case 'goodbye':
      return words.goodbyeFollows(byThen);
    case 'nothing':
      return words.noHurry;
    default:
      return unreachable(what);
  }
}
