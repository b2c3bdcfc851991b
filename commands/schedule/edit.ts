import { type CommandApp, defineCommand, type OptionValues } from '../../src/app/command.ts';
import { localDateOf } from '../../src/domain/local-time.ts';
import type { RecurrenceRule, Series } from '../../src/domain/schedule.ts';
import { completePlace } from './add.ts';
import { completeSeries, findSeries, pickedOption } from './pick.ts';
import { previewOf, refuseTimetable } from './preview.ts';
import {
  detailOptions,
  minutesOption,
  nameOption,
  readReminders,
  readRule,
  readZoneAndDate,
  whenOption,
} from './series-options.ts';

const MINUTE_MS = 60_000;

export default defineCommand({
  name: 'edit',
  audience: 'coordinator',
  options: {
    series: pickedOption,
    name: { ...nameOption, required: false },
    when: { ...whenOption, required: false },
    minutes: { ...minutesOption, required: false },
    ...detailOptions,
  },
  run({ caller, options }, app) {
    const before = findSeries(options.series, caller, app);
    if (!before) return refuseTimetable({ code: 'UNKNOWN_SERIES' });
    const name = options.name?.trim() ?? before.name;
    if (name === '') return refuseTimetable({ code: 'NAME_EMPTY' });
    const rule = changedRule(before.rule, options, app);
    if (!rule.ok) return refuseTimetable(rule.refusal);
    const reminders = options.reminders === null ? null : readReminders(options.reminders);
    if (reminders?.ok === false) return refuseTimetable(reminders.refusal);
    const durationMs = options.minutes === null ? before.durationMs : options.minutes * MINUTE_MS;
    const series: Series = {
      ...before,
      name,
      rule: rule.value,
      durationMs,
      room: options.room ?? before.room,
      announce: options.announce ?? before.announce,
      graceMs: Math.min(before.graceMs, durationMs / 2),
      remindersMs: reminders?.value ?? before.remindersMs,
      description: options.description ?? before.description,
      tellsTeacherChanges: options['teacher-changes'] ?? before.tellsTeacherChanges,
      participantsVote: options.vote ?? before.participantsVote,
    };
    return previewOf(caller, { type: 'editSeries', series }, app);
  },
  complete: (typed, option, caller, app) =>
    option === 'series'
      ? completeSeries(typed, caller, app)
      : completePlace(typed, option, caller, app),
});

/** What is not written stays: days and times, the zone, and the date from which they count. */
function changedRule(
  rule: RecurrenceRule,
  written: Pick<OptionValues<typeof detailOptions>, 'from' | 'zone'> & {
    readonly when: string | null;
  },
  app: CommandApp,
): ReturnType<typeof readRule> {
  const { zone, dates } = rule;
  const anchorDate = dates.kind === 'recurring' ? dates.anchorDate : localDateOf(zone, app.nowMs());
  if (written.when !== null) {
    const { when } = written;
    const isValid = (text: string): boolean => app.timetable.isValidCron(text);
    return readRule({ ...written, when }, { zone, anchorDate }, isValid);
  }
  const place = readZoneAndDate(written, { zone, anchorDate });
  if (!place.ok) return place;
  const { value } = place;
  return {
    ok: true,
    value: {
      ...rule,
      zone: value.zone,
      dates: dates.kind === 'recurring' ? { ...dates, anchorDate: value.anchorDate } : dates,
    },
  };
}
