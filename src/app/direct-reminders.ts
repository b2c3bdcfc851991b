/**
 * Reminders at times of a person's own, by direct message. Their rows are made an hour ahead,
 * each under a name of its own, so that looking often makes nothing twice.
 */
import type { GuildId } from '../domain/identity.ts';
import { localDateOf } from '../domain/local-time.ts';
import type { Occurrence } from '../domain/schedule.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import { reminderExpiryMs } from './planner.ts';
import type { Clock, Directory, Person, Store } from './ports.ts';
import { directBudgetOf } from './reach.ts';
import { OWN_TIME } from './reminder-bulletin.ts';
import { timetableZone } from './sign-ups.ts';

const HOUR_MS = 3_600_000;
/** The longest that anybody can choose before a session. */
const LONGEST_AHEAD_MS = 24 * HOUR_MS;
/** Rows are made so long before they are due. */
const PLANNED_AHEAD_MS = HOUR_MS;

export interface DirectReminderPorts {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
}

/** Makes due what people want to be reminded of within the next hour. */
export function planDirectReminders(ports: DirectReminderPorts, guildId: GuildId): void {
  const { store, clock } = ports;
  const nowMs = clock.nowMs();
  const untilMs = nowMs + LONGEST_AHEAD_MS + PLANNED_AHEAD_MS;
  for (const occurrence of store.occurrences.between(guildId, nowMs, untilMs)) {
    if (occurrence.cancelled || occurrence.startsAtMs <= nowMs) continue;
    const soon = soonOf(store, occurrence, nowMs);
    if (soon.length === 0) continue;
    store.transaction(() => {
      for (const { person, beforeMs } of soon) addRow(ports, occurrence, person, beforeMs, nowMs);
    });
  }
}

/** Who wants to be reminded of it within the next hour, and how long before its start. */
function soonOf(
  store: Store,
  occurrence: Occurrence,
  nowMs: number,
): { readonly person: Person; readonly beforeMs: number }[] {
  return withOwnTimes(store, occurrence).flatMap((person) =>
    (person.remindersMs ?? [])
      .map((beforeMs) => ({ person, beforeMs, dueAtMs: occurrence.startsAtMs - beforeMs }))
      .filter(({ dueAtMs }) => nowMs < dueAtMs && dueAtMs <= nowMs + PLANNED_AHEAD_MS),
  );
}

function withOwnTimes(store: Store, { guildId, seriesId, id }: Occurrence): Person[] {
  return store.signUps
    .forOccurrence(guildId, seriesId, id)
    .filter(({ wantsDirect }) => wantsDirect)
    .map(({ number }) => store.people.byNumber(guildId, number))
    .filter((person) => person !== null)
    .filter(({ remindersMs }) => remindersMs !== null);
}

function addRow(
  { store, directory, guilds }: DirectReminderPorts,
  { guildId, id: occurrenceId, seriesId, revision, startsAtMs }: Occurrence,
  { number }: Person,
  beforeMs: number,
  nowMs: number,
): void {
  const series = store.series.find(guildId, seriesId);
  const channelId = series && directory.textChannel(guildId, series.announce);
  if (!channelId) return;
  const kind = `own.${beforeMs / 60_000}m.${number}`;
  if (store.due.find(guildId, occurrenceId, kind, revision)) return;
  const dueAtMs = startsAtMs - beforeMs;
  const day = localDateOf(timetableZone(store, guildId), dueAtMs);
  const isSpent = !store.people.spendDirect(guildId, day, directBudgetOf(guilds.get(guildId)));
  const params = { beforeMs, [OWN_TIME]: true, isSpent };
  store.due.add(
    {
      guildId,
      occurrenceId,
      revision,
      channelId,
      kind,
      dueAtMs,
      expiresAtMs: reminderExpiryMs(startsAtMs, beforeMs),
      action: {
        do: 'post',
        text: { key: 'reminder', params },
        to: { in: 'direct', number, ofKind: null },
      },
    },
    nowMs,
  );
}
