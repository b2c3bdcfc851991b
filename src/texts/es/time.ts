import { createInWords, createTime, type TimeWords } from '../sections/time.ts';

const words: TimeWords = {
  weekdays: ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'],
  months: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sept', 'oct', 'nov', 'dic'],
  clock: 'H:mm',
  date: ({ weekday, day, month }) => `${weekday} ${day} ${month}`,
  dayAndTime: (date, wallTime) => `${date}, ${wallTime}`,
  cityByZone: {
    Los_Angeles: 'Los Ángeles',
    New_York: 'Nueva York',
    Mexico_City: 'Ciudad de México',
    Bogota: 'Bogotá',
    Panama: 'Panamá',
    Sao_Paulo: 'São Paulo',
    London: 'Londres',
    Paris: 'París',
    Berlin: 'Berlín',
    Rome: 'Roma',
    Zurich: 'Zúrich',
    Moscow: 'Moscú',
    Tokyo: 'Tokio',
    Sydney: 'Sídney',
    Kolkata: 'Calcuta',
    Singapore: 'Singapur',
  },
  clockInCity: (clock, city) => `${clock} en ${city}`,
  universal: 'hora universal',
  clockUniversal: (clock) => `${clock}, hora universal`,
  lessThanAMinute: 'menos de un minuto',
  minutes: (count) => counted(count, 'minuto'),
  hours: (count) => counted(count, 'hora'),
  hoursAndMinutes: (hours, minutes) => `${hours} y ${minutes}`,
  numbers: [
    'ninguno',
    'uno',
    'dos',
    'tres',
    'cuatro',
    'cinco',
    'seis',
    'siete',
    'ocho',
    'nueve',
    'diez',
    'once',
    'doce',
  ],
  about: {
    minute: 'más o menos un minuto',
    minutes: (count) => `unos ${count} minutos`,
    halfAnHour: 'una media hora',
    hour: 'más o menos una hora',
    hourAndAHalf: 'más o menos una hora y media',
    hours: (count) => `unas ${count} horas`,
    hoursAndAHalf: (count) => `unas ${count} horas y media`,
  },
};

export const time = createTime(words);
export const inWords = createInWords(words);

/** The noun in the singular; its plural ends in `s`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
