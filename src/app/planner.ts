/**
 * Makes the database agree with the timetable for the weeks ahead: sessions stand in it with
 * their reminders, written in the same transaction. Sessions are computed from the rules,
 * never from the one before.
 */
import type { ChannelId, GuildId } from '../domain/identity.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import { initialState } from '../domain/session-step.ts';
import { LONGEST_SESSION_MS } from '../domain/timetable-change.ts';
import { sessionsBetween, type Timetable } from '../domain/timetable.ts';
import type { Clock, Directory, Log, NewDue, Store } from './ports.ts';

const HOUR_MS = 3_600_000;
/** How far ahead sessions stand in the database. */
const HORIZON_MS = 35 * 24 * HOUR_MS;
/** A timetable is asked for what was so recently, too: a session that is on, or was just moved. */
const LOOK_BACK_MS = 24 * HOUR_MS;

export interface PlannerPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly log: Log;
}

/** The guild's timetable as it stands in the database. */
export function timetableOf(store: Store, guildId: GuildId, nowMs: number): Timetable {
  return {
    guildId,
    series: store.series.list(guildId),
    exceptions: store.occurrences.exceptions(guildId, nowMs - LOOK_BACK_MS),
  };
}

/**
 * What the reminders of a session were made for. A session and a series are read anew when their
 * rows may have changed, and are other objects then.
 */
const plannedFor = new WeakMap<Occurrence, { readonly series: Series; readonly in: ChannelId }>();

/** Makes the weeks ahead agree with the guild's timetable. It may run as often as one likes. */
export function planAhead(ports: PlannerPorts, guildId: GuildId): void {
  const { store, clock } = ports;
  const nowMs = clock.nowMs();
  store.transaction(() => {
    const timetable = timetableOf(store, guildId, nowMs);
    const seriesById = new Map(timetable.series.map((series) => [series.id, series]));
    const [fromMs, toMs] = [nowMs - LONGEST_SESSION_MS, nowMs + HORIZON_MS];
    const standing = store.occurrences.between(guildId, fromMs, toMs);
    const standingById = new Map(standing.map((occurrence) => [occurrence.id, occurrence]));
    const wanted = new Set<string>();
    for (const session of sessionsBetween(timetable, fromMs, toMs)) {
      const series = seriesById.get(session.seriesId);
      if (!series || session.endsAtMs <= nowMs) continue;
      wanted.add(session.id);
      plan(ports, series, session, standingById.get(session.id) ?? null, nowMs);
    }
    dropUnwanted(ports, guildId, wanted, nowMs);
  });
}

/** `standing`: how it stands in the span that is planned; it may stand outside of it as well. */
function plan(
  ports: PlannerPorts,
  series: Series,
  meant: Occurrence,
  standing: Occurrence | null,
  nowMs: number,
): void {
  const { store } = ports;
  const known = standing ?? store.occurrences.find(meant.guildId, meant.id);
  const hasBegun = known !== null && known.startsAtMs <= nowMs;
  if (hasBegun && known.startsAtMs !== meant.startsAtMs) return;
  const occurrence = known ? placeAnew(store, known, meant, nowMs) : place(store, meant, nowMs);
  const channelId = ports.directory.textChannel(meant.guildId, series.announce);
  if (occurrence.cancelled || channelId === null) return;
  const before = plannedFor.get(occurrence);
  if (before?.series === series && before.in === channelId) return;
  for (const row of remindersOf(channelId, series, occurrence, nowMs)) store.due.add(row, nowMs);
  plannedFor.set(occurrence, { series, in: channelId });
}

/**
 * Keeps a session as it is meant. Its numbers rise with what people meet, and what was planned
 * for how it was before is taken back. What was skipped is final, so a session that comes back
 * counts anew.
 */
export function place(store: Store, meant: Occurrence, nowMs: number): Occurrence {
  const known = store.occurrences.find(meant.guildId, meant.id);
  if (known) return placeAnew(store, known, meant, nowMs);
  store.occurrences.save(meant);
  return meant;
}

function placeAnew(store: Store, known: Occurrence, meant: Occurrence, nowMs: number): Occurrence {
  const hasMoved = known.startsAtMs !== meant.startsAtMs;
  const hasGone = meant.cancelled && !known.cancelled;
  const isBack = known.cancelled && !meant.cancelled;
  const isMet = hasMoved || hasGone || isBack || known.endsAtMs !== meant.endsAtMs;
  const isMeant = known.calledOff === meant.calledOff && known.placedBy === meant.placedBy;
  if (!isMet && isMeant) return known;
  if (hasGone) takeBack(store, known, 'the session is cancelled', nowMs);
  else if (hasMoved) takeBack(store, known, 'the session has moved', nowMs);
  const placed = {
    ...meant,
    revision: known.revision + (hasMoved || isBack ? 1 : 0),
    sequence: known.sequence + (isMet ? 1 : 0),
  };
  store.occurrences.save(placed);
  if (isBack) reinstate(store, placed, nowMs);
  return placed;
}

/** It takes place after all, and may have begun; what was said in it stays said. */
function reinstate(store: Store, { guildId, id: occurrenceId }: Occurrence, nowMs: number): void {
  const state = store.sessions.load(guildId, occurrenceId);
  if (state?.phase !== 'cancelled') return;
  const { welcomedAtMs, practices, turn } = state;
  const anew = { ...initialState(), welcomedAtMs, practices, turn };
  store.sessions.save({ guildId, occurrenceId, state: anew }, nowMs);
}

/** A session that nothing calls for any more is taken away, unless it has begun. */
function dropUnwanted(
  { store }: PlannerPorts,
  guildId: GuildId,
  wanted: ReadonlySet<string>,
  nowMs: number,
): void {
  for (const known of store.occurrences.between(guildId, nowMs, nowMs + HORIZON_MS)) {
    if (wanted.has(known.id) || known.cancelled || known.startsAtMs <= nowMs) continue;
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
  channelId: ChannelId,
  series: Series,
  occurrence: Occurrence,
  nowMs: number,
): NewDue[] {
  const { guildId, id, revision, startsAtMs } = occurrence;
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
