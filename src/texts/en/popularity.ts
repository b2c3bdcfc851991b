import type { PopularityTexts } from '../popularity-texts.ts';
import type { CommandTexts } from '../texts.ts';
import { time } from './time.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const ON_WEEKDAYS = [
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
  'Sundays',
];

export const popularityCommands: CommandTexts = {
  popularity: {
    name: 'popularity',
    description: 'How many people come, week by week (coordinators)',
    options: {
      weeks: { name: 'weeks', description: 'How many weeks back, 4 to 52; 12 when left out' },
    },
  },
};

export const popularity: PopularityTexts = {
  answer: (span) =>
    `**How many people came**, ${popularity.span(span)}. People are counted, and nobody's name is kept: one or two people are shown as "under 3". The table has the same numbers for a spreadsheet.`,
  answerWithoutPictures: (span) =>
    `**How many people came**, ${popularity.span(span)}. The pictures could not be drawn just now, so here is the table alone; please ask again later for the pictures. People are counted, and nobody's name is kept: one or two people are shown as "under 3".`,
  nothingInTheseWeeks: () =>
    'In these weeks nothing has been counted yet. From the next session on I count how many people are there, and never who.',
  nothingCounted: () => 'Nothing has been counted yet.',
  nothingCountedYet: () => 'After the first sessions this picture fills by itself.',

  span: ({ fromDate, toDate }) => {
    const from = popularity.day(fromDate);
    const isOneYear = yearOf(fromDate) === yearOf(toDate);
    const start = isOneYear ? from : `${from} ${yearOf(fromDate)}`;
    return `${start} to ${popularity.day(toDate)} ${yearOf(toDate)}`;
  },
  day: (date) => `${Number(date.slice(8, 10))} ${popularity.month(date)}`,
  month: (date) => MONTHS[Number(date.slice(5, 7)) - 1] ?? date,
  timeOf: ({ zone }) => {
    const place = time.place(zone);
    return place === time.place('UTC') ? place : `${place} time`;
  },
  count: (shown) => (shown.kind === 'exact' ? String(shown.n) : 'under 3'),

  heatMap: {
    title: () => 'When people come',
    measure: () => 'People in a session, on average',
    weekday: (weekday) => WEEKDAYS[weekday - 1] ?? '',
    hour: (hour) => `${hour % 12 || 12} ${hour < 12 ? 'am' : 'pm'}`,
    noSession: () => 'no session',
    about: ({ span, timeOf }) =>
      `Heat map: how many people are in a session on average, by weekday and hour, ${span}, in ${timeOf}.`,
    slot: ({ weekday, hour, count }) =>
      `${ON_WEEKDAYS[weekday - 1] ?? ''} ${betweenHours(hour)} (${count})`,
    most: ({ slots: [first = '', ...others] }) =>
      others.length === 0
        ? `Most people come on ${first}.`
        : `Most people come on ${first}, then ${others.join(' and ')}.`,
    fewest: ({ slot }) => `Fewest come on ${slot}.`,
  },

  seriesLines: {
    title: () => 'Week by week',
    measure: () => 'People in each series, all on one scale',
    present: () => 'came, on average',
    signedUp: () => 'signed up',
    signedUpCount: ({ count }) => `${count} signed up`,
    more: ({ count }) => `${count} more ${count === 1 ? 'stands' : 'stand'} in the table.`,
    about: ({ span }) =>
      `A line for each series, week by week, ${span}: how many came on average, and how many were signed up.`,
    latest: ({ name, week, present, signedUp }) => {
      const came = present === null ? 'not counted' : `${present} came on average`;
      const signed = signedUp === null ? '' : `, ${signedUp} signed up`;
      return `${name}, week of ${week}: ${came}${signed}.`;
    },
  },
};

/** `between 7 and 8 am`; both halves of the day are named where they differ. */
function betweenHours(hour: number): string {
  const { hour: label } = popularity.heatMap;
  const next = (hour + 1) % 24;
  const isOneHalf = hour < 12 === next < 12;
  return `between ${isOneHalf ? hour % 12 || 12 : label(hour)} and ${label(next)}`;
}

const yearOf = (date: string): string => date.slice(0, 4);
