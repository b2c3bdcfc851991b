/**
 * Turns series into occurrences and reminders for the weeks ahead. Occurrences are
 * computed from the rule, never from the one before; their reminders are written in the
 * same transaction.
 */
import type { GuildId } from '../domain/identity.ts';
import { occurrenceIdOf, occurrencesBetween } from '../domain/recurrence.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import type { Clock, Directory, Log, NewDue, Store } from './ports.ts';

const HOUR_MS = 3_600_000;
/** How far ahead occurrences stand in the database. */
const HORIZON_MS = 35 * 24 * HOUR_MS;

export interface PlannerPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly log: Log;
}

/** Makes the weeks ahead agree with the guild's series. It may run as often as one likes. */
export function planAhead(ports: PlannerPorts, guildId: GuildId): void {
  const { store, clock } = ports;
  const nowMs = clock.nowMs();
  store.transaction(() => {
    const wanted = new Map<string, readonly [Series, Occurrence]>();
    for (const series of store.series.list(guildId)) {
      for (const occurrence of occurrencesOf(guildId, series, nowMs)) {
        wanted.set(occurrence.id, [series, occurrence]);
      }
    }
    for (const [series, occurrence] of wanted.values()) plan(ports, series, occurrence, nowMs);
    dropUnwanted(ports, guildId, wanted, nowMs);
  });
}

/** What the rule calls for now; the one that is on included. */
function occurrencesOf(guildId: GuildId, series: Series, nowMs: number): Occurrence[] {
  const fromMs = nowMs - series.durationMs;
  return occurrencesBetween(series.rule, fromMs, nowMs + HORIZON_MS).map((meant) => ({
    id: occurrenceIdOf(series.id, meant.localDate, meant.ordinal),
    guildId,
    seriesId: series.id,
    startsAtMs: meant.startsAtMs,
    endsAtMs: meant.startsAtMs + series.durationMs,
    revision: 1,
    cancelled: false,
  }));
}

function plan(ports: PlannerPorts, series: Series, meant: Occurrence, nowMs: number): void {
  const { store } = ports;
  const known = store.occurrences.find(meant.guildId, meant.id);
  const session = store.sessions.load(meant.guildId, meant.id);
  if (session?.phase === 'cancelled') return;
  // It had left the timetable and is back: what was skipped then is final, so it counts anew.
  const isBack = known?.cancelled ?? false;
  const hasMoved = known !== null && known.startsAtMs !== meant.startsAtMs;
  if (known && hasMoved && known.startsAtMs <= nowMs) return;
  const revision = known ? known.revision + (hasMoved || isBack ? 1 : 0) : 1;
  const occurrence = { ...meant, revision };
  if (hasMoved) takeBack(store, known, 'the session has moved', nowMs);
  const isNew = known === null || isBack || hasMoved || known.endsAtMs !== occurrence.endsAtMs;
  if (isNew) store.occurrences.save(occurrence);
  for (const row of remindersOf(ports, series, occurrence, nowMs)) store.due.add(row, nowMs);
}

/** A session that no rule calls for any more is taken away, unless it has begun. */
function dropUnwanted(
  { store }: PlannerPorts,
  guildId: GuildId,
  wanted: ReadonlyMap<string, unknown>,
  nowMs: number,
): void {
  for (const known of store.occurrences.between(guildId, nowMs, nowMs + HORIZON_MS)) {
    const isKept = wanted.has(known.id) || known.cancelled || known.startsAtMs <= nowMs;
    if (isKept || known.startsAtMs > nowMs + HORIZON_MS) continue;
    takeBack(store, known, 'no longer in the timetable', nowMs);
    store.occurrences.remove(guildId, known.id);
  }
}

/** What was planned for a session holds no more: pending rows are skipped, sent reminders go. */
export function takeBack(
  store: Store,
  { guildId, id: occurrenceId }: Occurrence,
  reason: string,
  nowMs: number,
): void {
  store.due.skipPending(guildId, occurrenceId, reason, nowMs);
  for (const sent of store.due.ofOccurrence(guildId, occurrenceId)) {
    if (!isReminder(sent.kind) || sent.status !== 'sent') continue;
    const { kind: ofKind, revision, channelId } = sent;
    const row = { guildId, occurrenceId, revision, channelId, dueAtMs: nowMs };
    const action = { do: 'remove', ofKind } as const;
    const expiresAtMs = nowMs + 24 * HOUR_MS;
    store.due.add({ ...row, kind: `fold.${ofKind}`, expiresAtMs, action }, nowMs);
  }
}

function remindersOf(
  ports: PlannerPorts,
  series: Series,
  occurrence: Occurrence,
  nowMs: number,
): NewDue[] {
  const { guildId, id, revision, startsAtMs } = occurrence;
  const channelId = ports.directory.textChannel(guildId, series.announce);
  if (channelId === null) return [];
  const reminders = series.remindersMs.map((beforeMs): NewDue => ({
    guildId,
    occurrenceId: id,
    revision,
    channelId,
    kind: reminderKind(beforeMs),
    dueAtMs: startsAtMs - beforeMs,
    expiresAtMs: reminderExpiryMs(startsAtMs, beforeMs),
    action: { do: 'post', text: { key: 'reminder', params: { beforeMs } } },
  }));
  // What is past when it is made is never caught up.
  return reminders.filter((row) => row.dueAtMs > nowMs);
}

const REMINDER = 'reminder.';

export const reminderKind = (beforeMs: number): string => `${REMINDER}${beforeMs / 60_000}m`;
export const isReminder = (kind: string): boolean => kind.startsWith(REMINDER);

/**
 * How late a reminder is worth reading: a short one until the start, an hour's until 15 min
 * before, a day's at most 6 h late. The longer ahead, the later it expires, so that of many
 * that are due at once (the dispatcher takes the soonest to expire) the soonest session's goes first.
 */
export function reminderExpiryMs(startsAtMs: number, beforeMs: number): number {
  const shortMs = 10 * 60_000;
  const hourlyMs = beforeMs <= shortMs ? beforeMs : shortMs + 0.7 * (beforeMs - shortMs);
  const dailyMs = Math.min(5.5 * HOUR_MS + beforeMs / 48, 6 * HOUR_MS);
  return startsAtMs - beforeMs + Math.round(Math.min(hourlyMs, dailyMs));
}
