/** A timetable file becomes the guild's timetable, as a whole. */
import { readFile } from 'node:fs/promises';
import { place } from '../../app/planner.ts';
import type { Store } from '../../app/store-port.ts';
import { countTimetableChange } from '../../app/timetable-signal.ts';
import type { GuildId, OccurrenceId } from '../../domain/identity.ts';
import type { Occurrence, Series } from '../../domain/schedule.ts';
import { initialState } from '../../domain/session-step.ts';
import type { TimetableMistake } from '../../domain/timetable-mistake.ts';
import type { TimetableException } from './exceptions.ts';
import { parseTimetable, type Timetable, type TimetableOptions } from './parse.ts';

export type FileReading =
  | { readonly ok: true; readonly timetable: Timetable }
  | { readonly ok: false; readonly mistakes: readonly TimetableMistake[] };

/** What the file says, or every mistake in it, that it is not there included. */
export async function readTimetableFile(
  path: string,
  options: TimetableOptions,
): Promise<FileReading> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    // Whatever the system says, the coordinator's remedy is one of two.
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const code = isMissing ? 'FILE_MISSING' : 'FILE_UNREADABLE';
    return {
      ok: false,
      mistakes: [{ line: 1, column: 1, path: '', seriesId: null, code, found: path }],
    };
  }
  const reading = parseTimetable(text, options);
  if (!reading.ok) return reading;
  const { zone, series, exceptions } = reading;
  return { ok: true, timetable: { zone, series, exceptions } };
}

export type StarterReading =
  /** `isTaken`: just now, and not long ago. */
  | { readonly ok: true; readonly isTaken: boolean }
  | { readonly ok: false; readonly mistakes: readonly TimetableMistake[] };

/**
 * Takes the starter file over, once: a guild that has a timetable, or had one, keeps it.
 * Where the file has mistakes nothing is done, and the next call looks at it again.
 */
export async function importStarter(
  store: Store,
  guildId: GuildId,
  path: string,
  options: TimetableOptions & { readonly nowMs: number },
): Promise<StarterReading> {
  const key = `timetable.starter.${guildId}`;
  if (store.settings.get(key) !== null) return { ok: true, isTaken: false };
  if (store.series.list(guildId).length > 0) {
    store.settings.set(key, 'not needed');
    return { ok: true, isTaken: false };
  }
  const reading = await readTimetableFile(path, options);
  if (!reading.ok) return reading;
  store.transaction(() => {
    takeOver(store, guildId, reading.timetable, options.nowMs);
    store.settings.set(key, 'taken over');
  });
  return { ok: true, isTaken: true };
}

/**
 * Makes the guild's series and exceptions exactly those of the timetable, in one transaction
 * with its audit entry, and tells a running bot. What has begun or is over stays as it was.
 * Whoever is signed up for a series that stays, by its id, stays signed up.
 */
export function importTimetable(
  store: Store,
  guildId: GuildId,
  timetable: Timetable,
  nowMs: number,
): void {
  store.transaction(() => {
    takeOver(store, guildId, timetable, nowMs);
    store.settings.set(`timetable.starter.${guildId}`, 'not needed');
    countTimetableChange(store.settings, guildId);
  });
}

/** The guild's timetable as a file would say it; exceptions that are over are left out. */
export function storedTimetable(
  store: Store,
  guildId: GuildId,
  defaultZone: string,
  nowMs: number,
): Timetable {
  const series = store.series.list(guildId);
  const ids = new Set(series.map(({ id }) => id));
  const exceptions = store.occurrences
    .exceptions(guildId, nowMs)
    .filter(({ seriesId }) => ids.has(seriesId))
    .map(({ id, seriesId, startsAtMs, endsAtMs, calledOff, placedBy }) => ({
      id,
      seriesId,
      startsAtMs,
      endsAtMs,
      calledOff,
      placedBy,
    }));
  return { zone: commonZone(series) ?? defaultZone, series, exceptions };
}

function takeOver(store: Store, guildId: GuildId, timetable: Timetable, nowMs: number): void {
  const before = {
    series: store.series.list(guildId),
    exceptions: store.occurrences.exceptions(guildId, nowMs),
  };
  store.series.replaceAll(guildId, timetable.series, nowMs);
  const exceptions = timetable.exceptions.filter(({ endsAtMs }) => endsAtMs > nowMs);
  const wanted = new Set<OccurrenceId>(exceptions.map(({ id }) => id));
  for (const known of before.exceptions) {
    if (!wanted.has(known.id) && !hasBegun(known, nowMs)) followTheRule(store, known, nowMs);
  }
  for (const exception of exceptions) placeException(store, guildId, exception, nowMs);
  store.audit.add({
    atMs: nowMs,
    guildId,
    actorId: null,
    action: 'timetable.imported',
    subject: 'timetable',
    before,
    after: { series: timetable.series, exceptions: timetable.exceptions },
  });
}

/** An exception no more: the plan puts it where the rule says, or takes it away. */
function followTheRule(store: Store, known: Occurrence, nowMs: number): void {
  const { guildId, id } = known;
  // One that left with its series may be gone from the table already.
  const stored = store.occurrences.find(guildId, id);
  if (!stored) return;
  store.occurrences.save({ ...stored, calledOff: false, placedBy: 'rule' });
  takeBackCancellation(store, guildId, id, nowMs);
}

function placeException(
  store: Store,
  guildId: GuildId,
  exception: TimetableException,
  nowMs: number,
): void {
  const known = store.occurrences.find(guildId, exception.id);
  if (known && hasBegun(known, nowMs)) return;
  const cancelled = exception.calledOff;
  place(store, { ...exception, guildId, cancelled, revision: 1, sequence: 0 }, nowMs);
  if (!cancelled) takeBackCancellation(store, guildId, exception.id, nowMs);
}

/** It was called off before it began, and takes place after all. */
function takeBackCancellation(
  store: Store,
  guildId: GuildId,
  occurrenceId: OccurrenceId,
  nowMs: number,
): void {
  if (store.sessions.load(guildId, occurrenceId)?.phase !== 'cancelled') return;
  store.sessions.save({ guildId, occurrenceId, state: initialState() }, nowMs);
}

function hasBegun({ startsAtMs, cancelled }: Occurrence, nowMs: number): boolean {
  return startsAtMs <= nowMs && !cancelled;
}

/** The zone of most series; the first of those that are named equally often. */
function commonZone(series: readonly Series[]): string | null {
  const seriesByZone = Map.groupBy(series, ({ rule }) => rule.zone);
  const zones = [...seriesByZone].toSorted(([, a], [, b]) => b.length - a.length);
  return zones[0]?.[0] ?? null;
}
