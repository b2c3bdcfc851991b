import type { PopularityTexts } from '../popularity-texts.ts';
import type { CommandTexts } from '../texts.ts';
import { time } from './time.ts';

const MONTHS = 'ene feb mar abr may jun jul ago sept oct nov dic'.split(' ');
const WEEKDAYS = ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'];
const ON_WEEKDAYS = [
  'los lunes',
  'los martes',
  'los miércoles',
  'los jueves',
  'los viernes',
  'los sábados',
  'los domingos',
];

export const popularityCommands: CommandTexts = {
  popularity: {
    name: 'popularidad',
    description: 'Cuántas personas vienen, semana a semana (coordinación)',
    options: {
      weeks: {
        name: 'semanas',
        description: 'Cuántas semanas atrás, de 4 a 52; si no se indica, 12',
      },
    },
  },
};

export const popularity: PopularityTexts = {
  answer: (span) =>
    `**Cuántas personas han venido**, ${popularity.span(span)}. Se cuenta a las personas y no se guarda ningún nombre: cuando son una o dos se muestra «menos de 3». La tabla tiene los mismos números para una hoja de cálculo.`,
  answerWithoutPictures: (span) =>
    `**Cuántas personas han venido**, ${popularity.span(span)}. Ahora mismo no he podido dibujar las imágenes, así que aquí está solo la tabla; vuelve a pedirlas más tarde. Se cuenta a las personas y no se guarda ningún nombre: cuando son una o dos se muestra «menos de 3».`,
  nothingInTheseWeeks: () =>
    'En estas semanas todavía no se ha contado nada. Desde la próxima sesión cuento cuántas personas hay, y nunca quiénes son.',
  nothingCounted: () => 'Todavía no se ha contado nada.',
  nothingCountedYet: () => 'Tras las primeras sesiones, esta imagen se irá llenando sola.',

  span: ({ fromDate, toDate }) => {
    const from = popularity.day(fromDate);
    const isOneYear = yearOf(fromDate) === yearOf(toDate);
    const start = isOneYear ? from : `${from} de ${yearOf(fromDate)}`;
    return `del ${start} al ${popularity.day(toDate)} de ${yearOf(toDate)}`;
  },
  day: (date) => `${Number(date.slice(8, 10))} ${popularity.month(date)}`,
  month: (date) => MONTHS[Number(date.slice(5, 7)) - 1] ?? date,
  timeOf: ({ zone }) => {
    const place = time.place(zone);
    return place === time.place('UTC') ? place : `hora de ${place}`;
  },
  count: (shown) => (shown.kind === 'exact' ? String(shown.n) : 'menos de 3'),

  heatMap: {
    title: () => 'Cuándo viene la gente',
    measure: () => 'Personas por sesión, de media',
    weekday: (weekday) => WEEKDAYS[weekday - 1] ?? '',
    hour: (hour) => `${hour}:00`,
    noSession: () => 'sin sesión',
    about: ({ span, timeOf }) =>
      `Mapa de calor: cuántas personas hay de media en una sesión, por día de la semana y hora, ${span}, ${timeOf}.`,
    slot: ({ weekday, hour, count }) =>
      `${ON_WEEKDAYS[weekday - 1] ?? ''} de ${hour}:00 a ${(hour + 1) % 24}:00 (${count})`,
    most: ({ slots: [first = '', ...others] }) =>
      others.length === 0
        ? `Vienen más personas ${first}.`
        : `Vienen más personas ${first}; después, ${others.join(' y ')}.`,
    fewest: ({ slot }) => `Vienen menos ${slot}.`,
  },

  seriesLines: {
    title: () => 'Semana a semana',
    measure: () => 'Personas en cada serie, con la misma escala',
    present: () => 'vinieron, de media',
    signedUp: () => 'inscritas',
    signedUpCount: ({ count }) => `${count} inscritas`,
    more: ({ count }) => (count === 1 ? 'Hay 1 más en la tabla.' : `Hay ${count} más en la tabla.`),
    about: ({ span }) =>
      `Una línea por serie, semana a semana, ${span}: cuántas personas vinieron de media y cuántas estaban inscritas.`,
    latest: ({ name, week, present, signedUp }) => {
      const came = present === null ? 'sin contar' : `vinieron ${present} de media`;
      const signed = signedUp === null ? '' : `, ${signedUp} inscritas`;
      return `${name}, semana del ${week}: ${came}${signed}.`;
    },
  },
};

const yearOf = (date: string): string => date.slice(0, 4);
