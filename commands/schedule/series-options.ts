/** What a series is made of, as coordinators write it. */
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import { isLocalDate } from '../../src/domain/local-time.ts';
import { parseCron } from '../../src/domain/schedule-cron.ts';
import { parseWhen } from '../../src/domain/schedule-suggestion.ts';
import type { RecurrenceRule, Series } from '../../src/domain/schedule.ts';
import type { TimetableRefusal } from '../../src/domain/timetable-refusal.ts';
import { isZone, nearestZone } from '../../src/domain/zone.ts';

/** Discord shows at most 80 characters on a button, and names stand on buttons. */
const NAME_MAX_LENGTH = 80;
/** Longer than a session may be: then the answer says what the limit is. */
const MOST_MINUTES = 1_440;

export const minutesOption = {
  type: 'integer',
  required: true,
  min: 1,
  max: MOST_MINUTES,
} as const;
export const nameOption = { type: 'string', required: true, maxLength: NAME_MAX_LENGTH } as const;
export const whenOption = { type: 'string', required: true, maxLength: 200 } as const;

/** What may be left out, of a new series and of one that is changed. */
export const detailOptions = {
  room: { type: 'string', required: false, maxLength: 100, completes: true },
  announce: { type: 'string', required: false, maxLength: 100, completes: true },
  from: { type: 'string', required: false, maxLength: 20 },
  zone: { type: 'string', required: false, maxLength: 60 },
  reminders: { type: 'string', required: false, maxLength: 100 },
  description: { type: 'string', required: false, maxLength: 500 },
  'teacher-changes': { type: 'flag', required: false },
  vote: { type: 'flag', required: false },
} as const;

type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: TimetableRefusal };

const refused = <T>(refusal: TimetableRefusal): Read<T> => ({ ok: false, refusal });

/**
 * Days and times in words or as cron, in a zone, from a date on. A rule that is changed keeps
 * the first day of the old one unless another is written.
 */
export function readRule(
  written: { readonly when: string; readonly from: string | null; readonly zone: string | null },
  known: { readonly zone: string; readonly anchorDate: string },
  isValidCron: (expression: string) => boolean,
): Read<RecurrenceRule> {
  const place = readZoneAndDate(written, known);
  if (!place.ok) return place;
  const { zone, anchorDate } = place.value;
  const when = written.when.trim();
  // Cron has five fields of digits and signs; everything else is meant as words.
  if (/^[\d*/,\-LW#?\s]+$/i.test(when) && when.split(/\s+/).length === 5) {
    const cron = parseCron(when, isValidCron, anchorDate);
    if (!cron.ok) return refused({ code: 'CRON', found: when });
    return { ok: true, value: { zone, dates: cron.dates, wallTimes: cron.wallTimes } };
  }
  const words = parseWhen(when, anchorDate);
  if (!words.ok) return refused({ code: 'WHEN', mistake: words.mistake });
  return { ok: true, value: { zone, dates: words.dates, wallTimes: words.wallTimes } };
}

/** The zone and the first day, each as written or else as it is known. */
export function readZoneAndDate(
  written: { readonly from: string | null; readonly zone: string | null },
  known: { readonly zone: string; readonly anchorDate: string },
): Read<{ readonly zone: string; readonly anchorDate: string }> {
  const zone = written.zone?.trim() ?? known.zone;
  if (!isZone(zone)) {
    return refused({ code: 'UNKNOWN_ZONE', found: zone, write: nearestZone(zone) });
  }
  const anchorDate = written.from?.trim() ?? known.anchorDate;
  if (!isLocalDate(anchorDate)) return refused({ code: 'NO_SUCH_DATE', found: anchorDate });
  return { ok: true, value: { zone, anchorDate } };
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const WEEK_MS = 7 * 86_400_000;

/** `24h, 1h, 10m`, at most a week ahead, longest first; `none` for no reminders. */
export function readReminders(text: string): Read<readonly number[]> {
  if (/^(none|no|-|0)$/i.test(text.trim())) return { ok: true, value: [] };
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const beforeMs = parts.map((part) => {
    const match = /^(\d{1,4})([mhd])[a-z]*$/i.exec(part);
    return match ? Number(match[1]) * UNIT_MS[match[2]!.toLowerCase()]! : Number.NaN;
  });
  const isGood = beforeMs.length > 0 && beforeMs.every((ms) => ms > 0 && ms <= WEEK_MS);
  if (!isGood) return refused({ code: 'REMINDERS_UNREADABLE', found: text });
  return { ok: true, value: [...new Set(beforeMs)].toSorted((a, b) => b - a) };
}

/** A short id of small letters, digits and hyphens, from the name, that no other series has. */
export function newSeriesId(name: string, others: readonly Series[]): SeriesId {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  const base = plain === '' ? 'series' : plain;
  const taken = new Set<string>(others.map(({ id }) => id));
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  return asId<SeriesId>(id);
}
