import type { CronMistake } from '../domain/schedule-cron.ts';
import type { RruleMistake } from '../domain/schedule-rrule.ts';
import type { WhenMistake } from '../domain/schedule-suggestion.ts';
import { MAX_WALL_TIMES } from '../domain/schedule-words.ts';
import { unreachable } from '../domain/unreachable.ts';

/** Why a time in words could not be read, and what to write instead. */
export function describeWhenMistake({ code, found, word, write }: WhenMistake): string {
  switch (code) {
    case 'WHEN_UNREADABLE':
      return `"${found}" is not a time I can read. Write for example "${write}".`;
    case 'WHEN_UNKNOWN_WORD':
      return `I do not know the word "${word}" in "${found}". Write for example "${write}".`;
    case 'WHEN_NO_TIME':
      return `"${found}" has no time of day. Write for example "${write}".`;
    case 'WHEN_NO_DAY':
      return `"${found}" does not say on which days. Write for example "${write}".`;
    case 'WHEN_TIME_UNCLEAR':
      return `"${word}" in "${found}" may be morning or evening. Write for example "${write}".`;
    case 'WHEN_NO_SUCH_TIME':
      return `No clock shows "${word}", which stands in "${found}". Write for example "${write}".`;
    case 'WHEN_TIMES_DIFFER':
      return `"${found}" has days with times of their own. Make a series for each, and write here for example "${write}".`;
    case 'WHEN_EVERY_NTH':
      return `"${found}" can be understood in two ways. Write "${write}" for once a month, or "every other" for every second week.`;
    case 'WHEN_MIXED':
      return `"${found}" mixes ways to count days that I cannot join. Make a series for each, and write here for example "${write}".`;
    case 'WHEN_IS_DATE':
      return `"${found}" is a single date. Write "once" instead of "when", for example "once": "2026-12-01T07:00".`;
    case 'WHEN_TOO_MANY_TIMES':
      return `"${found}" has more than ${MAX_WALL_TIMES} sessions a day. Write at most ${MAX_WALL_TIMES} times.`;
    default:
      return unreachable(code);
  }
}

/** Why a cron expression was refused, and what to write instead. */
export function describeCronMistake({ code, found, part }: CronMistake): string {
  switch (code) {
    case 'CRON_UNREADABLE':
      return part === null
        ? `"${found}" names no day that ever comes. Write for example "0 7 * * 1,3,5", or use "when".`
        : `I cannot read "${part}" in "${found}". Write for example "0 7 * * 1,3,5", or use "when".`;
    case 'CRON_FIELD_COUNT':
      return `"${found}" is not a cron expression of five parts: minute, hour, day of the month, month, day of the week. Write for example "0 7 * * 1,3,5", or use "when".`;
    case 'CRON_SECONDS':
      return `"${found}" has six parts, and sessions are not timed by the second. Write five: minute, hour, day of the month, month, day of the week.`;
    case 'CRON_NICKNAME':
      return `"${found}" does not say at what time. Write the five parts, for example "0 7 * * *" for every day at 7:00.`;
    case 'CRON_SPECIAL_SIGN':
      return `I do not follow "${part}" in "${found}", since programs read it in different ways. Use "when", for example "when": "last Friday 18:00".`;
    case 'CRON_STEP_TOO_LONG':
      return `The step in "${part}" is longer than what it counts through, so it would not do what it seems to. Write the minutes or hours one by one, for example "0 7,19 * * *".`;
    case 'CRON_TWO_KINDS_OF_DAY':
      return `"${found}" names both a day of the month and a day of the week, and programs differ on whether both must fit or either. Write * for one of them, or use "when", for example "when": "first Monday 07:00".`;
    case 'CRON_TOO_MANY_TIMES':
      return `"${found}" means more than ${MAX_WALL_TIMES} sessions a day. Write at most ${MAX_WALL_TIMES}, for example "0 7,19 * * *".`;
    default:
      return unreachable(code);
  }
}

/** Why an iCalendar rule was refused, and what to write instead. */
export function describeRruleMistake({ code, found, part }: RruleMistake): string {
  switch (code) {
    case 'RRULE_FREQUENCY':
      return `"${found}" does not say how often in a way that I can keep. Begin with FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY, for example "FREQ=MONTHLY;BYDAY=1SA".`;
    case 'RRULE_PART':
      return `I do not follow "${part}" in "${found}". What I know, each once, is INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, WKST, and COUNT or UNTIL with a date such as 20261231.`;
    case 'RRULE_TWO_ENDS':
      return `"${found}" says in two ways when it ends. Keep COUNT or UNTIL.`;
    default:
      return unreachable(code);
  }
}
