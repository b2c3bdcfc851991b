import type { CommandTexts, OptionWords } from '../texts.ts';

/** What a series is made of; of one that is changed, only what is filled in. */
const ofSeries: Readonly<Record<string, OptionWords>> = {
  when: {
    name: 'quand',
    description:
      'En anglais : Mon, Wed, Fri 7:00 · every other Sunday 16:30 · first Saturday 9am · ou cron',
  },
  minutes: { name: 'minutes', description: 'La durée d’une séance' },
  room: { name: 'salle', description: 'Le salon vocal' },
  announce: { name: 'annonces', description: 'Le salon textuel des rappels' },
  from: { name: 'dès', description: 'Le premier jour, par exemple 2026-12-01' },
  zone: { name: 'fuseau', description: 'Le fuseau horaire, par exemple America/Los_Angeles' },
  reminders: { name: 'rappels', description: 'Combien de temps avant, par exemple 24h, 1h, 10m' },
  description: { name: 'description', description: 'Une ou deux phrases à son sujet' },
  'teacher-changes': {
    name: 'changements-de-guide',
    description: 'Prévenir quand une autre personne guide',
  },
  vote: { name: 'vote', description: 'Si la salle peut voter pour la suite' },
};

const series: OptionWords = { name: 'série', description: 'Tapez quelques lettres et choisissez' };
const session: OptionWords = {
  name: 'séance',
  description: 'Tapez quelques lettres et choisissez',
};

/** `/schedule` and what stands under it. */
export const scheduleCommands: CommandTexts = {
  schedule: {
    name: 'programme',
    description: 'Le programme (coordination)',
  },
  'schedule add': {
    name: 'ajouter',
    description: 'Mettre une nouvelle série au programme',
    options: {
      name: { name: 'nom', description: 'Ce que les gens lisent, par exemple Pratique du matin' },
      ...ofSeries,
    },
  },
  'schedule edit': {
    name: 'modifier',
    description: 'Modifier une série : seulement ce que vous remplissez',
    options: {
      series,
      name: { name: 'nom', description: 'Le nouveau nom' },
      ...ofSeries,
    },
  },
  'schedule pause': {
    name: 'pause',
    description: 'Pas de séance d’une série jusqu’à la reprise',
    options: {
      series,
    },
  },
  'schedule resume': {
    name: 'reprendre',
    description: 'Faire reprendre une série en pause',
    options: {
      series,
    },
  },
  'schedule remove': {
    name: 'retirer',
    description: 'Retirer une série du programme',
    options: {
      series,
    },
  },
  'schedule list': {
    name: 'liste',
    description: 'Toutes les séries et leur prochaine séance',
  },
  'schedule cancel': {
    name: 'annuler',
    description: 'Annuler une séance',
    options: {
      session,
    },
  },
  'schedule move': {
    name: 'déplacer',
    description: 'Déplacer une séance à une autre heure',
    options: {
      session,
      to: { name: 'vers', description: 'La nouvelle heure : 8:30, Thu 8:00 ou 3 Dec 8am' },
      minutes: { name: 'minutes', description: 'La durée d’une séance' },
    },
  },
  'schedule add-once': {
    name: 'ajouter-une',
    description: 'Ajouter une seule séance à une série',
    options: {
      series,
      at: { name: 'heure', description: 'L’heure : Thu 8:00, 3 Dec 8am ou 2026-12-03 08:00' },
    },
  },
  'schedule undo': {
    name: 'défaire',
    description: 'Annuler la dernière modification du programme',
  },
};
