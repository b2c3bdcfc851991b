import { Temporal } from 'temporal-polyfill';

/** A date as people write it, `2027-03-31`, as the span of that day in a zone; null when it is none. */
export function readDay(
  text: string,
  zone: string,
): { readonly fromMs: number; readonly toMs: number } | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (!year || !month || !day) return null;
  const parts = { year: Number(year), month: Number(month), day: Number(day) };
  const date = Temporal.PlainDate.from(parts);
  // Where there is no such day the nearest one is taken, and that is not what was meant.
  if (date.day !== parts.day || date.month !== parts.month) return null;
  const startOf = (of: Temporal.PlainDate): number => of.toZonedDateTime(zone).epochMilliseconds;
  return { fromMs: startOf(date), toMs: startOf(date.add({ days: 1 })) };
}
