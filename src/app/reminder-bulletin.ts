/** The reminder of a session, for those who are signed up for it. */
import type { Occurrence } from '../domain/schedule.ts';
import type { BulletinKind } from './bulletins.ts';
import type { MessagePorts } from './messages.ts';
import { reminderExpiryMs } from './planner.ts';
import type { Due, DueText, Signed } from './ports.ts';
import { sessionContext, type SessionContext } from './session-context.ts';
import { whoTeaches } from './status-words.ts';

/** Set on a reminder at a time of the person's own; it goes to nobody else. */
export const OWN_TIME = 'own';

export const reminderBulletin: BulletinKind = {
  post(ports, row, texts) {
    const context = contextOf(ports, row);
    if (!context || context.roomId === null) return null;
    return texts.announcements.reminder({
      ...named(context),
      aheadMs: aheadMsOf(row),
      roomId: context.roomId,
      who: whoTeaches(context.teacherIds),
    });
  },
  audience(ports, row, among) {
    const { store } = ports;
    const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
    if (!occurrence) return [];
    const { seriesId, id } = occurrence;
    const isOwnTime = paramsOf(row)[OWN_TIME] === true;
    return store.signUps
      .forOccurrence(row.guildId, seriesId, id, among)
      .filter((person) => isOwnTime === wantsOwnTimes(ports, row, person, isOwnTime));
  },
  roles(ports, row) {
    const { store, roles } = ports;
    const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
    // Who holds a role can't be trusted where the bot does not look after it any more.
    if (!occurrence || !roles.mayManage(row.guildId)) return [];
    const roleId = store.signUps.roleOf(row.guildId, occurrence.seriesId);
    return roleId !== null && wantedByEveryHolder(ports, occurrence) ? [roleId] : [];
  },
  parts: () => [{}],
  mention(ports, row, texts) {
    const context = contextOf(ports, row);
    return context && texts.signUp.mentionReminder(named(context));
  },
  direct(ports, row, texts) {
    const context = contextOf(ports, row);
    if (!context || context.roomId === null) return null;
    return texts.signUp.directReminder({ ...named(context), roomId: context.roomId });
  },
  expiresAtMs(ports, row) {
    const occurrence = ports.store.occurrences.find(row.guildId, row.occurrenceId);
    return occurrence ? reminderExpiryMs(occurrence.startsAtMs, aheadMsOf(row)) : row.expiresAtMs;
  },
};

/**
 * Who is reminded directly at times of their own is left out of the series' reminders.
 * `atThisTime`: whether this reminder is at one of them.
 */
function wantsOwnTimes(
  { store }: MessagePorts,
  row: Due,
  { number, wantsDirect }: Signed,
  atThisTime: boolean,
): boolean {
  if (!wantsDirect) return false;
  const times = store.people.byNumber(row.guildId, number)?.remindersMs ?? null;
  if (times === null) return false;
  return atThisTime ? times.includes(aheadMsOf(row)) : true;
}

/** Whoever holds the role and has left out just this session is not to be called by it. */
function wantedByEveryHolder({ store }: MessagePorts, occurrence: Occurrence): boolean {
  const { guildId, seriesId, id } = occurrence;
  const signed = store.signUps.forOccurrence(guildId, seriesId, id);
  const wanted = new Set(signed.map(({ number }) => number));
  return store.signUps
    .forSeries(guildId, seriesId)
    .every(({ number, hasRole }) => !hasRole || wanted.has(number));
}

function contextOf(ports: MessagePorts, row: Due): SessionContext | null {
  return sessionContext(ports, row.guildId, row.occurrenceId);
}

const named = ({ series, occurrence }: SessionContext) => ({
  name: series.name,
  startsAtMs: occurrence.startsAtMs,
  zone: series.rule.zone,
});

const paramsOf = (row: Due): DueText['params'] =>
  row.action.do === 'remove' ? {} : row.action.text.params;

const aheadMsOf = (row: Due): number => Number(paramsOf(row)['beforeMs']);
