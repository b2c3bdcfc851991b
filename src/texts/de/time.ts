import { createInWords, createTime, type TimeWords } from '../sections/time.ts';

const words: TimeWords = {
  weekdays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
  months: [
    'Jan.',
    'Feb.',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'Aug.',
    'Sept.',
    'Okt.',
    'Nov.',
    'Dez.',
  ],
  clock: "H:mm 'Uhr'",
  date: ({ weekday, day, month }) => `${weekday}, ${day}. ${month}`,
  dayAndTime: (date, wallTime) => `${date}, ${wallTime}`,
  cityByZone: {
    Mexico_City: 'Mexiko-Stadt',
    Rome: 'Rom',
    Vienna: 'Wien',
    Zurich: 'Zürich',
    Brussels: 'Brüssel',
    Warsaw: 'Warschau',
    Lisbon: 'Lissabon',
    Moscow: 'Moskau',
    Athens: 'Athen',
    Tokyo: 'Tokio',
    Singapore: 'Singapur',
    Kolkata: 'Kalkutta',
    Cairo: 'Kairo',
  },
  clockInCity: (clock, city) => `${clock} in ${city}`,
  universal: 'Weltzeit',
  clockUniversal: (clock) => `${clock} Weltzeit`,
  lessThanAMinute: 'weniger als eine Minute',
  minutes: (count) => counted(count, 'Minute'),
  hours: (count) => counted(count, 'Stunde'),
  hoursAndMinutes: (hours, minutes) => `${hours} und ${minutes}`,
  numbers: [
    'kein',
    'ein',
    'zwei',
    'drei',
    'vier',
    'fünf',
    'sechs',
    'sieben',
    'acht',
    'neun',
    'zehn',
    'elf',
    'zwölf',
  ],
  about: {
    minute: 'etwa eine Minute',
    minutes: (count) => `etwa ${count} Minuten`,
    halfAnHour: 'etwa eine halbe Stunde',
    hour: 'etwa eine Stunde',
    hourAndAHalf: 'etwa anderthalb Stunden',
    hours: (count) => `etwa ${count} Stunden`,
    hoursAndAHalf: (count) => `etwa ${count}einhalb Stunden`,
  },
};

export const time = createTime(words);
export const inWords = createInWords(words);

/** The noun in the singular; its plural ends in `n`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 'n'}`;
}
