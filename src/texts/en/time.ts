import { lightFormat } from 'date-fns/lightFormat';
import { toZonedTime } from 'date-fns-tz/toZonedTime';
import type { TimeTexts } from '../texts.ts';

const MINUTE_MS = 60_000;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * The process runs with TZ=UTC: elsewhere date-fns-tz is wrong around clock changes. Its own
 * formatInTimeZone would load all of date-fns, for 270 MB and a second of the start.
 */
export const time: TimeTexts = {
  clockIn: (zone, atMs) => lightFormat(toZonedTime(atMs, zone), 'h:mm aaa'),
  wallTime: (zone, atMs) => `${time.clockIn(zone, atMs)} ${placeOf(zone)}`,
  dayAndTime: (zone, atMs) => {
    const local = toZonedTime(atMs, zone);
    const day = `${WEEKDAYS[local.getDay()]} ${local.getDate()} ${MONTHS[local.getMonth()]}`;
    return `${day} ${time.wallTime(zone, atMs)}`;
  },
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
