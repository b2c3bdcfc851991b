import type { PopularityTexts } from '../popularity-texts.ts';
import type { CommandTexts } from '../texts.ts';
import { time } from './time.ts';

const MONTHS = 'Jan. Feb. März April Mai Juni Juli Aug. Sept. Okt. Nov. Dez.'.split(' ');
const WEEKDAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];
const ON_WEEKDAYS = [
  'montags',
  'dienstags',
  'mittwochs',
  'donnerstags',
  'freitags',
  'samstags',
  'sonntags',
];

export const popularityCommands: CommandTexts = {
  popularity: {
    name: 'zulauf',
    description: 'Wie viele kommen, Woche für Woche (Koordination)',
    options: {
      weeks: { name: 'wochen', description: 'Wie viele Wochen zurück, 4 bis 52; sonst 12' },
    },
  },
};

export const popularity: PopularityTexts = {
  answer: (span) =>
    `**Wie viele gekommen sind**, ${popularity.span(span)}. Gezählt wird nur, Namen werden nicht gespeichert: Eine oder zwei Personen stehen hier als „unter 3“. Die Tabelle enthält dieselben Zahlen für eine Tabellenkalkulation.`,
  answerWithoutPictures: (span) =>
    `**Wie viele gekommen sind**, ${popularity.span(span)}. Die Bilder konnten gerade nicht gezeichnet werden, also steht hier nur die Tabelle; frag für die Bilder später noch einmal. Gezählt wird nur, Namen werden nicht gespeichert: Eine oder zwei Personen stehen hier als „unter 3“.`,
  nothingInTheseWeeks: () =>
    'In diesen Wochen wurde noch nichts gezählt. Ab dem nächsten Treffen zähle ich, wie viele da sind, und nie, wer.',
  nothingCounted: () => 'Bisher wurde noch nichts gezählt.',
  nothingCountedYet: () => 'Nach den ersten Treffen füllt sich dieses Bild von selbst.',

  span: ({ fromDate, toDate }) => {
    const from = popularity.day(fromDate);
    const isOneYear = yearOf(fromDate) === yearOf(toDate);
    const start = isOneYear ? from : `${from} ${yearOf(fromDate)}`;
    return `${start} bis ${popularity.day(toDate)} ${yearOf(toDate)}`;
  },
  day: (date) => `${Number(date.slice(8, 10))}. ${popularity.month(date)}`,
  month: (date) => MONTHS[Number(date.slice(5, 7)) - 1] ?? date,
  timeOf: ({ zone }) => {
    const place = time.place(zone);
    return place === time.place('UTC') ? place : `Zeit in ${place}`;
  },
  count: (shown) => (shown.kind === 'exact' ? String(shown.n) : 'unter 3'),

  heatMap: {
    title: () => 'Wann die meisten kommen',
    measure: () => 'Menschen je Treffen, im Durchschnitt',
    weekday: (weekday) => WEEKDAYS[weekday - 1] ?? '',
    hour: (hour) => `${hour} Uhr`,
    noSession: () => 'kein Treffen',
    about: ({ span, timeOf }) =>
      `Heatmap: wie viele Menschen im Durchschnitt bei einem Treffen sind, nach Wochentag und Stunde, ${span}, ${timeOf}.`,
    slot: ({ weekday, hour, count }) =>
      `${ON_WEEKDAYS[weekday - 1] ?? ''} zwischen ${hour} und ${(hour + 1) % 24} Uhr (${count})`,
    most: ({ slots: [first = '', ...others] }) =>
      others.length === 0
        ? `Die meisten kommen ${first}.`
        : `Die meisten kommen ${first}, dann ${others.join(' und ')}.`,
    fewest: ({ slot }) => `Die wenigsten kommen ${slot}.`,
  },

  seriesLines: {
    title: () => 'Woche für Woche',
    measure: () => 'Menschen in jeder Reihe, alle im selben Maßstab',
    present: () => 'gekommen, im Durchschnitt',
    signedUp: () => 'angemeldet',
    signedUpCount: ({ count }) => `${count} angemeldet`,
    more: ({ count }) =>
      count === 1 ? '1 weitere steht in der Tabelle.' : `${count} weitere stehen in der Tabelle.`,
    about: ({ span }) =>
      `Eine Linie je Reihe, Woche für Woche, ${span}: wie viele im Durchschnitt gekommen sind und wie viele angemeldet waren.`,
    latest: ({ name, week, present, signedUp }) => {
      const came = present === null ? 'nicht gezählt' : `im Durchschnitt ${present} gekommen`;
      const signed = signedUp === null ? '' : `, ${signedUp} angemeldet`;
      return `${name}, Woche vom ${week}: ${came}${signed}.`;
    },
  },
};

const yearOf = (date: string): string => date.slice(0, 4);
