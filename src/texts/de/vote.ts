import { createVote, type VoteWords } from '../sections/vote.ts';
import { counted, time } from './time.ts';

const words: VoteWords = {
  silence: (minutes) => `Stille, ${counted(minutes, 'Minute')}`,
  forSilence: (minutes) => `${counted(minutes, 'Minute')} Stille`,
  theRecording: 'diese Aufnahme',
  cast: ({ choice, untilTime }) =>
    `Deine Stimme gilt für: ${choice}. Du kannst sie bis etwa ${untilTime} ändern; was du zuletzt drückst, zählt.`,
};

export const vote = createVote(words, time);
