/** What is told of a batch of changes, to those who are signed up for what changes. */
import type { GuildId, PersonNumber, RoleId, SeriesId } from '../domain/identity.ts';
import { foldChanges, type MetChange } from '../domain/met-change.ts';
import { sessionsBetween } from '../domain/timetable.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { ChangeNews } from '../texts/schedule-texts.ts';
import type { NamedSession } from '../texts/texts.ts';
import type { BulletinKind } from './bulletins.ts';
import type { MessagePorts } from './messages.ts';
import { timetableOf } from './planner.ts';
import type { Due, PersonNumbers, Signed, SignUp } from './ports.ts';

const HORIZON_MS = 100 * 86_400_000;

export const changeBulletin: BulletinKind = {
  post(ports, row, texts) {
    const news = newsOf(ports, row.guildId, changesOf(ports, row));
    return news.length === 0 ? null : texts.notices.change({ news });
  },
  audience(ports, row, among) {
    const changes = told(ports, row);
    // A row for certain people was made when it was known whom the roles reach.
    const roleBySeries = among ? new Map() : mentionedRoles(ports, row.guildId, changes);
    const byNumber = new Map<PersonNumber, Signed>();
    for (const change of changes) {
      for (const one of signedFor(ports, row.guildId, change, among)) {
        const isReached = one.hasRole && roleBySeries.has(change.seriesId);
        const hasRole = isReached || (byNumber.get(one.number)?.hasRole ?? false);
        byNumber.set(one.number, { ...one, hasRole });
      }
    }
    return [...byNumber.values()].toSorted((a, b) => a.number - b.number);
  },
  roles: (ports, row) => [...mentionedRoles(ports, row.guildId, told(ports, row)).values()],
  parts: () => [{}],
  mention: (_ports, _row, texts) => texts.notices.changeMention(),
  direct(ports, row, texts, { number }) {
    const signUps = ports.store.signUps.ofPerson(row.guildId, number);
    const own = changesOf(ports, row).filter((change) => isSignedUp(signUps, change));
    const news = newsOf(ports, row.guildId, own);
    return news.length === 0 ? null : texts.notices.change({ news });
  },
  expiresAtMs: (_ports, row) => row.expiresAtMs,
};

function changesOf({ store }: MessagePorts, { guildId, action }: Due): MetChange[] {
  if (action.do === 'remove') return [];
  return foldChanges(store.changes.ofBatch(guildId, Number(action.text.params['batch'])));
}

/** Those of which there is something to say. */
function told(ports: MessagePorts, row: Due): MetChange[] {
  return changesOf(ports, row).filter((change) => newsOf(ports, row.guildId, [change]).length > 0);
}

// ---- whom it concerns ------------------------------------------------------------------

/** The roles that the post mentions, by the series that they belong to. */
function mentionedRoles(
  ports: MessagePorts,
  guildId: GuildId,
  changes: readonly MetChange[],
): ReadonlyMap<SeriesId, RoleId> {
  const { store, roles } = ports;
  const roleBySeries = new Map<SeriesId, RoleId>();
  if (!roles.mayManage(guildId)) return roleBySeries;
  for (const change of changes) {
    const roleId = store.signUps.roleOf(guildId, change.seriesId);
    if (roleId === null || roleBySeries.has(change.seriesId)) continue;
    if (reachesEveryHolder(ports, guildId, change)) roleBySeries.set(change.seriesId, roleId);
  }
  return roleBySeries;
}

function signedFor(
  { store, nowMs }: MessagePorts,
  guildId: GuildId,
  change: MetChange,
  among?: PersonNumbers,
): Signed[] {
  const { signUps, occurrences } = store;
  const { seriesId } = change;
  if (change.type !== 'series') {
    return signUps.forOccurrence(guildId, seriesId, change.occurrenceId, among);
  }
  // What befalls a series befalls those, too, who signed up for one session of it.
  const ofSessions = occurrences
    .between(guildId, nowMs(), nowMs() + HORIZON_MS)
    .filter((occurrence) => occurrence.seriesId === seriesId)
    .flatMap(({ id }) => signUps.forOccurrence(guildId, seriesId, id, among));
  return [...ofSessions, ...signUps.forSeries(guildId, seriesId, among)];
}

/** Somebody who holds the role and signed off from just this session is not to be told by it. */
function reachesEveryHolder(ports: MessagePorts, guildId: GuildId, change: MetChange): boolean {
  if (change.type === 'series') return true;
  const reached = new Set(signedFor(ports, guildId, change).map(({ number }) => number));
  return ports.store.signUps
    .forSeries(guildId, change.seriesId)
    .every(({ number, hasRole }) => !hasRole || reached.has(number));
}

function isSignedUp(signUps: readonly SignUp[], change: MetChange): boolean {
  const ofSeries = signUps.filter(({ seriesId }) => seriesId === change.seriesId);
  if (change.type === 'series') return ofSeries.some(({ wants }) => wants);
  const whole = ofSeries.some(({ occurrenceId, wants }) => occurrenceId === null && wants);
  const single = ofSeries.find(({ occurrenceId }) => occurrenceId === change.occurrenceId);
  return single ? single.wants : whole;
}

// ---- what it says ------------------------------------------------------------------------

function newsOf(
  ports: MessagePorts,
  guildId: GuildId,
  changes: readonly MetChange[],
): ChangeNews[] {
  return changes.flatMap((change) => newsOfChange(ports, guildId, change));
}

function newsOfChange(ports: MessagePorts, guildId: GuildId, change: MetChange): ChangeNews[] {
  switch (change.type) {
    case 'session':
      return sessionNews(ports, guildId, change);
    case 'series':
      return seriesNews(ports, guildId, change);
    case 'teacher':
      return teacherNews(ports, guildId, change);
    default:
      return unreachable(change);
  }
}

function sessionNews(
  { store }: MessagePorts,
  guildId: GuildId,
  { seriesId, before, after }: Extract<MetChange, { type: 'session' }>,
): ChangeNews[] {
  const series = store.series.find(guildId, seriesId);
  if (!series) return [];
  const session = (startsAtMs: number): NamedSession => ({
    name: series.name,
    startsAtMs,
    zone: series.rule.zone,
  });
  const wasOn = before !== null && !before.cancelled;
  const isOn = after !== null && !after.cancelled;
  if (!wasOn && !isOn) return [];
  if (!isOn) return before ? [{ type: 'cancelled', session: session(before.startsAtMs) }] : [];
  if (!before) return [{ type: 'added', session: session(after.startsAtMs) }];
  if (!wasOn) return [{ type: 'back', session: session(after.startsAtMs) }];
  if (before.startsAtMs !== after.startsAtMs) {
    return [{ type: 'moved', session: session(after.startsAtMs), fromMs: before.startsAtMs }];
  }
  const durationMs = after.endsAtMs - after.startsAtMs;
  return [{ type: 'length', session: session(after.startsAtMs), durationMs }];
}

function seriesNews(
  ports: MessagePorts,
  guildId: GuildId,
  { seriesId, name, before, after }: Extract<MetChange, { type: 'series' }>,
): ChangeNews[] {
  if (!after) return [{ type: 'removed', name }];
  if (after.paused) return before?.paused ? [] : [{ type: 'paused', name }];
  const next = nextOf(ports, guildId, seriesId);
  if (!before || before.paused) return [{ type: 'resumed', name, next }];
  const news: ChangeNews[] = [];
  if (JSON.stringify(before.rule) !== JSON.stringify(after.rule)) {
    news.push({ type: 'newTime', name, rule: after.rule, next });
  }
  if (before.room !== after.room) news.push({ type: 'newRoom', name, room: after.room });
  if (before.durationMs !== after.durationMs) {
    news.push({ type: 'newLength', name, durationMs: after.durationMs });
  }
  return news;
}

function nextOf(
  { store, nowMs }: MessagePorts,
  guildId: GuildId,
  seriesId: string,
): NamedSession | null {
  const timetable = timetableOf(store, guildId, nowMs());
  const series = timetable.series.find(({ id }) => id === seriesId);
  if (!series) return null;
  const own = { ...timetable, series: [series] };
  const next = sessionsBetween(own, nowMs(), nowMs() + HORIZON_MS).find(
    ({ cancelled }) => !cancelled,
  );
  return next ? { name: series.name, startsAtMs: next.startsAtMs, zone: series.rule.zone } : null;
}

function teacherNews(
  { store }: MessagePorts,
  guildId: GuildId,
  { seriesId, occurrenceId, after }: Extract<MetChange, { type: 'teacher' }>,
): ChangeNews[] {
  const series = store.series.find(guildId, seriesId);
  const occurrence = store.occurrences.find(guildId, occurrenceId);
  if (!series || !occurrence || occurrence.cancelled) return [];
  const session = { name: series.name, startsAtMs: occurrence.startsAtMs, zone: series.rule.zone };
  const teacher = after === null ? null : store.people.byNumber(guildId, after);
  const who = teacher
    ? ({ kind: 'named', userIds: [teacher.userId] } as const)
    : ({ kind: 'expected' } as const);
  return [{ type: 'teacher', session, who }];
}
