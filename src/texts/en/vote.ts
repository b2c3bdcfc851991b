import { createVote, type VoteWords } from '../sections/vote.ts';
import { counted, time } from './time.ts';

const words: VoteWords = {
  silence: (minutes) => `Silence, ${counted(minutes, 'minute')}`,
  forSilence: (minutes) => `${counted(minutes, 'minute')} of silence`,
  theRecording: 'that recording',
  cast: ({ choice, untilTime }) =>
    `Your voice is for ${choice}. You can change it until about ${untilTime}: the newest press counts.`,
};

export const vote = createVote(words, time);
