import { createVote, type VoteWords } from '../sections/vote.ts';
import { counted, time } from './time.ts';

const words: VoteWords = {
  silence: (minutes) => `Silence, ${counted(minutes, 'minute')}`,
  forSilence: (minutes) => `un silence de ${counted(minutes, 'minute')}`,
  theRecording: 'cet enregistrement',
  cast: ({ choice, untilTime }) =>
    `Votre voix va à : ${choice}. Vous pouvez la changer jusqu’à ${untilTime} environ ; c’est votre dernier choix qui compte.`,
};

export const vote = createVote(words, time);
