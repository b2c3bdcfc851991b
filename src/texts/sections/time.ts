import { lightFormat } from 'date-fns/lightFormat';
import { toZonedTime } from 'date-fns-tz/toZonedTime';
import type { TimeTexts } from '../texts.ts';

const MINUTE_MS = 60_000;

/** How a language speaks of dates, clocks and lengths. */
export interface TimeWords {
  /** Short, from Sunday on. */
  readonly weekdays: readonly string[];
  /** Short, from January on. */
  readonly months: readonly string[];
  /** A pattern of date-fns: `h:mm aaa`, `HH:mm`. */
  readonly clock: string;
  readonly date: (p: {
    readonly weekday: string;
    readonly day: number;
    readonly month: string;
  }) => string;
  readonly dayAndTime: (date: string, wallTime: string) => string;
  /** Cities that have another name here than in their zone, by the zone's last part. */
  readonly cityByZone: Readonly<Record<string, string>>;
  readonly clockInCity: (clock: string, city: string) => string;
  /** A zone that names no city is taken for the world's own time. */
  readonly universal: string;
  readonly clockUniversal: (clock: string) => string;
  readonly lessThanAMinute: string;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly hoursAndMinutes: (hours: string, minutes: string) => string;
  /** Zero to twelve, as people write small numbers. */
  readonly numbers: readonly string[];
  readonly about: {
    readonly minute: string;
    readonly minutes: (count: string) => string;
    readonly halfAnHour: string;
    readonly hour: string;
    readonly hourAndAHalf: string;
    readonly hours: (count: string) => string;
    readonly hoursAndAHalf: (count: string) => string;
  };
}

/** Small numbers as words, as people write them. */
export function createInWords({ numbers }: Pick<TimeWords, 'numbers'>) {
  return (count: number): string => numbers[count] ?? String(count);
}

/**
 * The process runs with TZ=UTC: elsewhere date-fns-tz is wrong around clock changes. Its own
 * formatInTimeZone would load all of date-fns, for 270 MB and a second of the start.
 */
export function createTime(words: TimeWords): TimeTexts {
  const place = (zone: string): string => cityOf(words, zone) ?? words.universal;
  const clockIn = (zone: string, atMs: number): string =>
    lightFormat(toZonedTime(atMs, zone), words.clock);
  const wallTime = (zone: string, atMs: number): string => {
    const city = cityOf(words, zone);
    const clock = clockIn(zone, atMs);
    return city === null ? words.clockUniversal(clock) : words.clockInCity(clock, city);
  };
  const day = (zone: string, atMs: number): string => {
    const local = toZonedTime(atMs, zone);
    return words.date({
      weekday: words.weekdays[local.getDay()] ?? '',
      day: local.getDate(),
      month: words.months[local.getMonth()] ?? '',
    });
  };
  return {
    place,
    clockIn,
    wallTime,
    day,
    dayAndTime: (zone, atMs) => words.dayAndTime(day(zone, atMs), wallTime(zone, atMs)),
    length: (durationMs) => lengthIn(words, Math.round(durationMs / MINUTE_MS)),
    about: (durationMs) => aboutIn(words, Math.max(1, Math.round(durationMs / MINUTE_MS))),
  };
}

function cityOf({ cityByZone }: TimeWords, zone: string): string | null {
  const parts = zone.split('/');
  const city = parts.at(-1);
  if (parts.length < 2 || parts[0] === 'Etc' || !city) return null;
  return cityByZone[city] ?? city.replaceAll('_', ' ');
}

function lengthIn(words: TimeWords, minutes: number): string {
  if (minutes < 1) return words.lessThanAMinute;
  if (minutes < 60) return words.minutes(minutes);
  const hours = words.hours(Math.floor(minutes / 60));
  const rest = minutes % 60;
  return rest === 0 ? hours : words.hoursAndMinutes(hours, words.minutes(rest));
}

/** By single minutes up to twelve, by five up to fifty, by half an hour from then on. */
function aboutIn(words: TimeWords, minutes: number): string {
  const { about } = words;
  const inWords = createInWords(words);
  if (minutes === 1) return about.minute;
  if (minutes < 13) return about.minutes(inWords(minutes));
  if (minutes < 53) {
    const rounded = Math.round(minutes / 5) * 5;
    return rounded === 30 ? about.halfAnHour : about.minutes(inWords(rounded));
  }
  const halves = Math.round(minutes / 30);
  const hours = Math.floor(halves / 2);
  const isHalfOver = halves % 2 === 1;
  if (hours === 1) return isHalfOver ? about.hourAndAHalf : about.hour;
  return (isHalfOver ? about.hoursAndAHalf : about.hours)(inWords(hours));
}
