import { createInWords, createTime, type TimeWords } from '../sections/time.ts';

const words: TimeWords = {
  weekdays: ['dim.', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.'],
  months: [
    'janv.',
    'févr.',
    'mars',
    'avril',
    'mai',
    'juin',
    'juil.',
    'août',
    'sept.',
    'oct.',
    'nov.',
    'déc.',
  ],
  clock: "H 'h' mm",
  date: ({ weekday, day, month }) => `${weekday} ${day === 1 ? '1er' : day} ${month}`,
  dayAndTime: (date, wallTime) => `${date}, ${wallTime}`,
  cityByZone: {
    Mexico_City: 'Mexico',
    Sao_Paulo: 'São Paulo',
    London: 'Londres',
    Lisbon: 'Lisbonne',
    Brussels: 'Bruxelles',
    Vienna: 'Vienne',
    Warsaw: 'Varsovie',
    Athens: 'Athènes',
    Moscow: 'Moscou',
    Singapore: 'Singapour',
    Kolkata: 'Calcutta',
    Algiers: 'Alger',
    Beirut: 'Beyrouth',
  },
  clockInCity: (clock, city) => `${clock} à ${city}`,
  universal: 'temps universel',
  clockUniversal: (clock) => `${clock}, temps universel`,
  lessThanAMinute: 'moins d’une minute',
  minutes: (count) => counted(count, 'minute'),
  hours: (count) => counted(count, 'heure'),
  hoursAndMinutes: (hours, minutes) => `${hours} et ${minutes}`,
  numbers: [
    'zéro',
    'une',
    'deux',
    'trois',
    'quatre',
    'cinq',
    'six',
    'sept',
    'huit',
    'neuf',
    'dix',
    'onze',
    'douze',
  ],
  about: {
    minute: 'environ une minute',
    minutes: (count) => `environ ${count} minutes`,
    halfAnHour: 'environ une demi-heure',
    hour: 'environ une heure',
    hourAndAHalf: 'environ une heure et demie',
    hours: (count) => `environ ${count} heures`,
    hoursAndAHalf: (count) => `environ ${count} heures et demie`,
  },
};

export const time = createTime(words);
export const inWords = createInWords(words);

/** The noun in the singular; its plural ends in `s`, from two on. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${Math.abs(count) < 2 ? '' : 's'}`;
}
