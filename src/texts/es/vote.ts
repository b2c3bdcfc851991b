import { createVote, type VoteWords } from '../sections/vote.ts';
import { counted, time } from './time.ts';

const words: VoteWords = {
  silence: (minutes) => `Silencio, ${counted(minutes, 'minuto')}`,
  forSilence: (minutes) => `un silencio de ${counted(minutes, 'minuto')}`,
  theRecording: 'esa grabación',
  cast: ({ choice, untilTime }) =>
    `Tu voz es para ${choice}. Puedes cambiarla hasta las ${untilTime}, más o menos: cuenta lo último que pulses.`,
};

export const vote = createVote(words, time);
