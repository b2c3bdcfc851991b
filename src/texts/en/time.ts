import { formatInTimeZone } from 'date-fns-tz/formatInTimeZone';
import type { TimeTexts } from '../texts.ts';

const MINUTE_MS = 60_000;

/** The process runs with TZ=UTC: elsewhere date-fns-tz is wrong around clock changes. */
export const time: TimeTexts = {
  clockIn: (zone, atMs) => formatInTimeZone(atMs, zone, 'h:mm aaa'),
  wallTime: (zone, atMs) => `${time.clockIn(zone, atMs)} ${placeOf(zone)}`,
  dayAndTime: (zone, atMs) =>
    `${formatInTimeZone(atMs, zone, 'EEE d MMM')} ${time.wallTime(zone, atMs)}`,
  length: (durationMs) => {
    const minutes = Math.round(durationMs / MINUTE_MS);
    if (minutes < 1) return 'less than a minute';
    if (minutes < 60) return counted(minutes, 'minute');
    const hours = counted(Math.floor(minutes / 60), 'hour');
    const rest = minutes % 60;
    return rest === 0 ? hours : `${hours} and ${counted(rest, 'minute')}`;
  },
  about: (durationMs) => {
    const minutes = Math.max(1, Math.round(durationMs / MINUTE_MS));
    if (minutes === 1) return 'about a minute';
    if (minutes < 13) return `about ${inWords(minutes)} minutes`;
    if (minutes < 53) {
      const rounded = Math.round(minutes / 5) * 5;
      return rounded === 30 ? 'about half an hour' : `about ${inWords(rounded)} minutes`;
    }
    return aboutHours(minutes);
  },
};

function aboutHours(minutes: number): string {
  const halves = Math.round(minutes / 30);
  const hours = Math.floor(halves / 2);
  const isHalfOver = halves % 2 === 1;
  if (hours === 1) return isHalfOver ? 'about an hour and a half' : 'about an hour';
  return `about ${inWords(hours)}${isHalfOver ? ' and a half' : ''} hours`;
}

/** `in Los Angeles`; a zone that names no city is taken for the world's own time. */
function placeOf(zone: string): string {
  const parts = zone.split('/');
  const city = parts.at(-1);
  const namesCity = parts.length > 1 && parts[0] !== 'Etc' && city;
  return namesCity ? `in ${city.replaceAll('_', ' ')}` : 'universal time';
}

const WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Small numbers as words, as people write them. */
export function inWords(count: number): string {
  return WORDS[count] ?? String(count);
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
