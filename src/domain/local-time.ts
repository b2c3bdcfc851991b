/** Instants and wall times of a zone, for single moments that a person writes or reads. */
import { Temporal } from 'temporal-polyfill';

/** `2026-12-01`, in the zone. */
export function localDateOf(zone: string, atMs: number): string {
  return zoned(zone, atMs).toPlainDate().toString();
}

/** `07:00`, in the zone. */
export function localTimeOf(zone: string, atMs: number): string {
  return zoned(zone, atMs).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The Monday of the local week, `2026-11-23`. */
export function localMondayOf(zone: string, atMs: number): string {
  const date = zoned(zone, atMs).toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

export type LocalMoment =
  /** `isTwice`: the clock shows it twice that day; the first time is meant. */
  | { readonly ok: true; readonly atMs: number; readonly isTwice: boolean }
  /** The clock jumps over it that day; `nextAtMs` is the same moment after the jump. */
  | { readonly ok: false; readonly nextAtMs: number };

/** The instant of a local date and `HH:mm`. Throws RangeError for an unknown zone or no date. */
export function instantOf(zone: string, date: string, wallTime: string): LocalMoment {
  const wanted = Temporal.PlainDateTime.from(`${date}T${wallTime}`);
  const start = wanted.toZonedDateTime(zone, { disambiguation: 'compatible' });
  const atMs = start.epochMilliseconds;
  if (!start.toPlainDateTime().equals(wanted)) return { ok: false, nextAtMs: atMs };
  const later = wanted.toZonedDateTime(zone, { disambiguation: 'later' });
  return { ok: true, atMs, isTwice: later.epochMilliseconds !== atMs };
}

/** Whether the calendar has this `YYYY-MM-DD`; 30 February would otherwise become 2 March. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const atMs = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

function zoned(zone: string, atMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
}
