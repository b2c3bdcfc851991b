import {
  type Caller,
  type CommandApp,
  type Completion,
  defineCommand,
} from '../../src/app/command.ts';
import { localDateOf } from '../../src/domain/local-time.ts';
import type { Series } from '../../src/domain/schedule.ts';
import { DEFAULT_ZONE } from '../../src/domain/zone.ts';
import { MOST_COMPLETIONS, search } from '../search.ts';
import { previewOf, refuseTimetable } from './preview.ts';
import {
  detailOptions,
  minutesOption,
  nameOption,
  newSeriesId,
  readReminders,
  readRule,
  whenOption,
} from './series-options.ts';

const MINUTE_MS = 60_000;
const DEFAULT_REMINDERS_MS = [24 * 60 * MINUTE_MS, 60 * MINUTE_MS, 10 * MINUTE_MS];
const DEFAULT_GRACE_MS = 5 * MINUTE_MS;
const DEFAULT_ANNOUNCE = 'announcements';

export default defineCommand({
  name: 'add',
  audience: 'coordinator',
  options: { name: nameOption, when: whenOption, minutes: minutesOption, ...detailOptions },
  run({ caller, options }, app) {
    const others = app.timetable.series(caller.guildId);
    const name = options.name.trim();
    if (name === '') return refuseTimetable({ code: 'NAME_EMPTY' });
    const namesake = others.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (namesake) return refuseTimetable({ code: 'SERIES_ID_TAKEN', name });
    const zone = others[0]?.rule.zone ?? DEFAULT_ZONE;
    // "Every other" counts from the week in which it is written.
    const known = { zone, anchorDate: localDateOf(zone, app.nowMs()) };
    const rule = readRule(options, known, (text) => app.timetable.isValidCron(text));
    if (!rule.ok) return refuseTimetable(rule.refusal);
    const reminders = options.reminders === null ? null : readReminders(options.reminders);
    if (reminders?.ok === false) return refuseTimetable(reminders.refusal);
    const durationMs = options.minutes * MINUTE_MS;
    const series: Series = {
      id: newSeriesId(name, others),
      name,
      rule: rule.value,
      durationMs,
      room: options.room ?? others[0]?.room ?? firstRoom(caller, app),
      announce: options.announce ?? others[0]?.announce ?? DEFAULT_ANNOUNCE,
      // A session too short for the usual patience waits for half of its time.
      graceMs: Math.min(DEFAULT_GRACE_MS, durationMs / 2),
      remindersMs: reminders?.value ?? DEFAULT_REMINDERS_MS,
      teacherIds: [],
      ifNobodyChooses: { kind: 'recording', recordingId: null },
      description: options.description ?? '',
      paused: false,
      tellsTeacherChanges: options['teacher-changes'] ?? false,
      participantsVote: options.vote ?? false,
    };
    return previewOf(caller, { type: 'addSeries', series }, app);
  },
  complete: (typed, option, caller, app) => completePlace(typed, option, caller, app),
});

/** In a server with one voice channel nobody has to name it. */
function firstRoom({ guildId }: Caller, app: CommandApp): string {
  return app.timetable.channelNames(guildId, 'voice')[0] ?? '';
}

/** The channels that there are: voice for the room, text for the announcements. */
export function completePlace(
  typed: string,
  option: string,
  caller: Caller,
  app: CommandApp,
): readonly Completion[] {
  const names = app.timetable.channelNames(caller.guildId, option === 'room' ? 'voice' : 'text');
  const candidates = names.map((name) => ({
    item: { name, value: name },
    text: name,
    isPreferred: true,
  }));
  return search(candidates, typed, MOST_COMPLETIONS);
}
