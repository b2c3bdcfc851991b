import { type ControlWords, createCompletions, createControls } from '../sections/controls.ts';
import type { CommandTexts } from '../texts.ts';
import { counted, time } from './time.ts';

const words: ControlWords = {
  buttons: {
    hold: 'Attendre encore un peu',
    stop: 'Arrêter le son',
    another: 'Autre chose',
    transcript: 'Les mots',
    takeOver: 'Prendre la salle en main',
    what: 'Que se passe-t-il ?',
    guidelines: 'Nos repères',
    sessions: 'Prochaines séances',
  },
  choosePlaceholder: 'Choisissez un enregistrement ou le silence',
  silenceLabel: (minutes) => `Silence ensemble, ${counted(minutes, 'minute')}`,
  silenceDescription: 'Une cloche ouvre ce temps, et une cloche le referme',
  tooLong: (length) => `${length}, plus que le temps qui reste`,
};

export const controls = createControls(words, time);
export const completions = createCompletions(words, time);

export const commands: CommandTexts = {
  sessions: {
    name: 'séances',
    description: 'Quand commencent les prochaines séances, à votre heure',
  },
  guidelines: {
    name: 'repères',
    description: 'Ce que nous nous demandons les uns aux autres pendant nos séances',
  },
  recordings: {
    name: 'enregistrements',
    description: 'Les enregistrements approuvés',
  },
  welcome: {
    name: 'accueil',
    description: 'Lire le mot d’accueil maintenant (bénévoles)',
  },
  play: {
    name: 'écouter',
    description: 'Lancer un enregistrement approuvé (bénévoles)',
    options: {
      recording: {
        name: 'enregistrement',
        description: 'Tapez quelques lettres et choisissez un titre',
      },
    },
  },
  sit: {
    name: 'silence',
    description: 'Rester ensemble en silence, avec une cloche avant et après (bénévoles)',
    options: {
      minutes: { name: 'minutes', description: 'Combien de temps, de 10 à 20 minutes' },
    },
  },
  stop: {
    name: 'arrêter',
    description: 'Arrêter le son (bénévoles)',
  },
  status: {
    name: 'état',
    description: 'Ce que fait la séance, et pourquoi',
  },
};
