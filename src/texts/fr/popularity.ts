import type { PopularityTexts } from '../popularity-texts.ts';
import type { CommandTexts } from '../texts.ts';
import { time } from './time.ts';

const MONTHS = 'janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.'.split(' ');
const WEEKDAYS = ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'];
const ON_WEEKDAYS = [
  'le lundi',
  'le mardi',
  'le mercredi',
  'le jeudi',
  'le vendredi',
  'le samedi',
  'le dimanche',
];

export const popularityCommands: CommandTexts = {
  popularity: {
    name: 'fréquentation',
    description: 'Combien de personnes viennent, semaine après semaine (coordination)',
    options: {
      weeks: {
        name: 'semaines',
        description: 'Combien de semaines en arrière, de 4 à 52 ; sinon 12',
      },
    },
  },
};

export const popularity: PopularityTexts = {
  answer: (span) =>
    `**Combien de personnes sont venues**, ${popularity.span(span)}. On compte les personnes et aucun nom n’est gardé : une ou deux personnes apparaissent comme « moins de 3 ». Le tableau contient les mêmes nombres pour un tableur.`,
  answerWithoutPictures: (span) =>
    `**Combien de personnes sont venues**, ${popularity.span(span)}. Les images n’ont pas pu être dessinées pour l’instant, voici donc le tableau seul ; redemandez-les plus tard. On compte les personnes et aucun nom n’est gardé : une ou deux personnes apparaissent comme « moins de 3 ».`,
  nothingInTheseWeeks: () =>
    'Rien n’a encore été compté pendant ces semaines. Dès la prochaine séance, je compte combien de personnes sont là, et jamais qui.',
  nothingCounted: () => 'Rien n’a encore été compté.',
  nothingCountedYet: () => 'Cette image se remplira après les premières séances.',

  span: ({ fromDate, toDate }) => {
    const from = popularity.day(fromDate);
    const isOneYear = yearOf(fromDate) === yearOf(toDate);
    const start = isOneYear ? from : `${from} ${yearOf(fromDate)}`;
    return `du ${start} au ${popularity.day(toDate)} ${yearOf(toDate)}`;
  },
  day: (date) => {
    const day = Number(date.slice(8, 10));
    return `${day === 1 ? '1er' : day} ${popularity.month(date)}`;
  },
  month: (date) => MONTHS[Number(date.slice(5, 7)) - 1] ?? date,
  timeOf: ({ zone }) => {
    const place = time.place(zone);
    return place === time.place('UTC') ? place : `heure de ${place}`;
  },
  count: (shown) => (shown.kind === 'exact' ? String(shown.n) : 'moins de 3'),

  heatMap: {
    title: () => 'Quand on vient le plus',
    measure: () => 'Personnes par séance, en moyenne',
    weekday: (weekday) => WEEKDAYS[weekday - 1] ?? '',
    hour: (hour) => `${hour} h`,
    noSession: () => 'pas de séance',
    about: ({ span, timeOf }) =>
      `Carte de chaleur : combien de personnes sont en moyenne dans une séance, par jour et par heure, ${span}, ${timeOf}.`,
    slot: ({ weekday, hour, count }) =>
      `${ON_WEEKDAYS[weekday - 1] ?? ''} entre ${hour} h et ${(hour + 1) % 24} h (${count})`,
    most: ({ slots: [first = '', ...others] }) =>
      others.length === 0
        ? `On vient le plus ${first}.`
        : `On vient le plus ${first}, puis ${others.join(' et ')}.`,
    fewest: ({ slot }) => `On vient le moins ${slot}.`,
  },

  seriesLines: {
    title: () => 'Semaine après semaine',
    measure: () => 'Personnes dans chaque série, à la même échelle',
    present: () => 'présentes, en moyenne',
    signedUp: () => 'inscrites',
    signedUpCount: ({ count }) => `${count} inscrites`,
    more: ({ count }) =>
      count === 1
        ? 'Le tableau en contient 1 de plus.'
        : `Le tableau en contient ${count} de plus.`,
    about: ({ span }) =>
      `Une courbe par série, semaine après semaine, ${span} : combien de personnes sont venues en moyenne, et combien étaient inscrites.`,
    latest: ({ name, week, present, signedUp }) => {
      const came = present === null ? 'non compté' : `${present} présentes en moyenne`;
      const signed = signedUp === null ? '' : `, ${signedUp} inscrites`;
      return `${name}, semaine du ${week} : ${came}${signed}.`;
    },
  },
};

const yearOf = (date: string): string => date.slice(0, 4);
