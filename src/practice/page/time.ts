/** Times as people write them. All formatting is the browser's own, in the zone that is named. */
import { words } from './words.ts';

/** What the page itself speaks. */
const LOCALE = 'en-US';

/** Where somebody's device is, and what it speaks. */
export interface Device {
  readonly zone: string;
  readonly locale: string;
}

type Shape = Intl.DateTimeFormatOptions;

const formatByKey = new Map<string, Intl.DateTimeFormat>();

function format(
  atMs: number,
  zone: string,
  key: string,
  shape: Shape,
  locale: string = LOCALE,
): string {
  const name = `${key} ${zone} ${locale}`;
  const made =
    formatByKey.get(name) ?? new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone });
  formatByKey.set(name, made);
  return made.format(atMs).replaceAll('\u202f', ' ').replace('AM', 'am').replace('PM', 'pm');
}

/** "6:58 am" */
export function clockTime(atMs: number, zone: string): string {
  return format(atMs, zone, 't', { hour: 'numeric', minute: '2-digit' });
}

/** "Mon 6:58 am" */
export function dayAndTime(atMs: number, zone: string): string {
  return `${format(atMs, zone, 'weekday', { weekday: 'short' })} ${clockTime(atMs, zone)}`;
}

/** "Monday, October 5" */
export function day(atMs: number, zone: string): string {
  return format(atMs, zone, 'day', { weekday: 'long', month: 'long', day: 'numeric' });
}

/** "Tue, Dec 8, 7:00 am" */
export function dateAndTime(atMs: number, zone: string): string {
  const shape = { weekday: 'short', month: 'short', day: 'numeric' } as const;
  return `${format(atMs, zone, 'date', shape)}, ${clockTime(atMs, zone)}`;
}

/** "Los Angeles" */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

const STAMP_SHAPES: Readonly<Record<string, Shape>> = {
  t: { hour: 'numeric', minute: '2-digit' },
  T: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
  d: { month: '2-digit', day: '2-digit', year: 'numeric' },
  D: { month: 'long', day: 'numeric', year: 'numeric' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

/** What Discord shows for `<t:...:style>` on a device that is there and speaks that. */
export function stamp(atMs: number, style: string, nowMs: number, device: Device): string {
  const { zone, locale } = device;
  if (style === 'R') return relative(atMs - nowMs, locale);
  const shape = STAMP_SHAPES[style] ?? STAMP_SHAPES['f'] ?? {};
  return format(atMs, zone, `stamp ${style}`, shape, locale);
}

const UNITS = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const relativeFormatByLocale = new Map<string, Intl.RelativeTimeFormat>();

/** "in 5 minutes", "2 hours ago" */
function relative(distanceMs: number, locale: string): string {
  const known = relativeFormatByLocale.get(locale);
  const relativeFormat = known ?? new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  relativeFormatByLocale.set(locale, relativeFormat);
  const [unit, unitMs] = UNITS.find(([, ms]) => Math.abs(distanceMs) >= ms) ?? ['second', 1_000];
  return relativeFormat.format(Math.round(distanceMs / unitMs), unit);
}

/** "in 5 min", short enough for a button. */
export function wait(durationMs: number): string {
  if (durationMs < 1_000) return words.now;
  if (durationMs < 60_000) return words.inTime(words.seconds(Math.round(durationMs / 1_000)));
  const minutes = Math.round(durationMs / 60_000);
  if (minutes < 60) return words.inTime(words.minutes(minutes));
  const hours = Math.round(minutes / 60);
  return words.inTime(hours < 36 ? words.hours(hours) : words.days(Math.round(hours / 24)));
}
