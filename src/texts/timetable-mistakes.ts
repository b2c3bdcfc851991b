import type {
  DetailProblem,
  JsonProblem,
  ScheduleProblem,
  SessionProblem,
  ShapeProblem,
  TimetableMistake,
} from '../domain/timetable-mistake.ts';
import { unreachable } from '../domain/unreachable.ts';
import {
  describeCronMistake,
  describeRruleMistake,
  describeWhenMistake,
} from './timetable-times.ts';

/**
 * What is wrong in the timetable file and what to write instead, for coordinators:
 * `Line 12, series "evening": "Tues 7pm-ish" is not a time I can read. Write for example "Tue 19:00".`
 */
export function describeMistake(mistake: TimetableMistake): string {
  switch (mistake.code) {
    case 'FILE_MISSING':
      return `I cannot find the timetable at ${mistake.found}. Put the file there, or set BELLKEEPER_TIMETABLE to where it is.`;
    case 'FILE_UNREADABLE':
      return `I am not allowed to read the timetable at ${mistake.found}. It must be a file that my account may read.`;
    default:
      return `${placeOf(mistake)}: ${sentenceOf(mistake)}`;
  }
}

function placeOf({ line, path, seriesId }: TimetableMistake): string {
  const index = /^series\[(\d+)\]/.exec(path)?.[1];
  if (seriesId !== null) return `Line ${line}, series "${seriesId}"`;
  return index === undefined ? `Line ${line}` : `Line ${line}, series ${Number(index) + 1}`;
}

type InFile = JsonProblem | ShapeProblem | ScheduleProblem | DetailProblem | SessionProblem;

function sentenceOf(problem: InFile): string {
  return (
    sentenceOfJson(problem) ??
    sentenceOfShape(problem) ??
    sentenceOfSchedule(problem) ??
    sentenceOfSession(problem) ??
    sentenceOfDetail(problem as DetailProblem)
  );
}

function sentenceOfJson(problem: InFile): string | null {
  switch (problem.code) {
    case 'JSON_TRAILING_COMMA':
      return 'There is a comma after the last entry. Take this comma away.';
    case 'JSON_MISSING_COMMA':
      return 'A comma is missing between two entries. Write one at the end of this line.';
    case 'JSON_COMMENT':
      return 'This file cannot hold comments. Take this one away.';
    case 'JSON_QUOTES':
      return `Texts stand between straight double quotes. Write " instead of ${problem.found}.`;
    case 'JSON_OPEN_TEXT':
      return 'A text that begins on this line has no closing quote. Write " where it ends.';
    case 'JSON_ENDS_EARLY':
      return 'The file ends too early. A closing }, ] or " is missing.';
    case 'JSON_UNEXPECTED':
      return `I did not expect ${quoted(problem.found)} here. Texts stand between double quotes, entries are divided by commas, and every bracket is closed.`;
    default:
      return null;
  }
}

const WANTED = {
  text: 'a text between double quotes',
  number: 'a number without quotes',
  flag: 'true or false, without quotes',
  list: 'a list between [ and ]',
  object: 'entries between { and }',
} as const;

function sentenceOfShape(problem: InFile): string | null {
  switch (problem.code) {
    case 'WRONG_TYPE':
      return `"${problem.key}" must be ${WANTED[problem.wants]}, and I found ${problem.found}. Write for example ${problem.write}.`;
    case 'UNKNOWN_KEY':
      return problem.meant === null
        ? `I do not know "${problem.key}". What I know here is ${listed(problem.allowed)}.`
        : `I do not know "${problem.key}". Write "${problem.meant}" if that is what you mean.`;
    case 'MISSING_KEY':
      return `"${problem.key}" is missing. Write for example "${problem.key}": ${problem.write}.`;
    case 'DUPLICATE_KEY':
      return `"${problem.key}" stands here a second time, after line ${problem.firstLine}. Keep one of them.`;
    case 'EMPTY_TEXT':
      return `"${problem.key}" is empty. Write for example ${problem.write}.`;
    case 'TEXT_TOO_LONG':
      return `"${problem.key}" is too long. Write at most ${problem.maxLength} characters.`;
    case 'ID_IS_NUMBER':
      return `${problem.found} is written as a number, and numbers of that size lose their last digits. Write it between quotes: "${problem.found}".`;
    default:
      return null;
  }
}

function sentenceOfSchedule(problem: InFile): string | null {
  switch (problem.code) {
    case 'UNKNOWN_ZONE':
      return `${quoted(problem.found)} is not a time zone that I know. Write for example "${problem.write}".`;
    case 'NO_TIME_GIVEN':
      return 'It does not say when it takes place. Write for example "when": "Mon, Wed, Fri 07:00".';
    case 'SEVERAL_TIMES_GIVEN':
      return `It says when it takes place in more than one way: ${listed(problem.keys)}. Keep one of them.`;
    case 'WHEN':
      return describeWhenMistake(problem.mistake);
    case 'CRON':
      return describeCronMistake(problem.mistake);
    case 'RRULE':
      return describeRruleMistake(problem.mistake);
    case 'RRULE_WITHOUT_TIMES':
      return 'It does not say at what time. Write for example "times": ["07:00"].';
    case 'TIMES_WITHOUT_RRULE':
      return '"times" stands only beside "rrule". Take it away, and write the times into the other entry.';
    case 'TIMES_COUNT':
      return `"times" must hold from 1 to ${problem.max} times of day. Write for example ["07:00"].`;
    case 'TIME_FORM':
      return `${quoted(problem.found)} is not a time of day that I can read. Write for example "${problem.write}".`;
    case 'TIME_REPEATED':
      return `The time "${problem.found}" stands here twice. Keep one of them.`;
    case 'ONCE_FORM':
      return `${quoted(problem.found)} is not a single date and time that I can read. Write for example "${problem.write}", in the time zone of the timetable.`;
    case 'ONCE_NO_SUCH_TIME':
      return `The calendar has no ${quoted(problem.found)}. Write a day and a time that exist, for example "2026-12-01T07:00".`;
    case 'FROM_FORM':
      return `${quoted(problem.found)} is not a date that I can read. Write for example "2026-01-04".`;
    case 'FROM_NO_SUCH_DATE':
      return `The calendar has no ${quoted(problem.found)}. Write a date that exists, for example "2026-01-04".`;
    case 'FROM_WITH_ONCE':
      return 'A session that takes place once needs no "from". Take it away.';
    case 'ROOM_OVERLAP':
      return describeOverlap(problem);
    default:
      return null;
  }
}

function describeOverlap(problem: Extract<InFile, { code: 'ROOM_OVERLAP' }>): string {
  const { room, otherId, otherLine, meetsItself, atMs, zone } = problem;
  const when = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(atMs);
  if (meetsItself) {
    return `On ${when}, its own session before is still in the room "${room}". Choose times further apart or fewer minutes.`;
  }
  return `On ${when}, "${otherId}" (line ${otherLine}) is still in the room "${room}". Choose another time, another room or fewer minutes.`;
}

function sentenceOfSession(problem: InFile): string | null {
  switch (problem.code) {
    case 'SESSION_UNNAMED':
      return 'It does not say which session it is about. Write for example "session": "morning@2026-12-01", or for one that is added "series": "morning".';
    case 'SESSION_AND_SERIES':
      return 'It names a session and a series. Keep "session" for one that is cancelled or moved, and "series" for one that is added.';
    case 'SESSION_FORM':
      return `${quoted(problem.found)} names no session. Write the series and the date it stands on in the timetable, for example "${problem.write}".`;
    case 'SESSION_TAKEN':
      return `The session "${problem.found}" stands on line ${problem.firstLine} already. Keep one of them.`;
    case 'SESSION_UNKNOWN_SERIES':
      return problem.meant === null
        ? `This file has no series "${problem.found}". Write the id of one that it has.`
        : `This file has no series "${problem.found}". Write "${problem.meant}" if that is what you mean.`;
    case 'SESSION_NOT_CALLED_FOR':
      return `The timetable has no session "${problem.found}", so there is nothing to cancel or to lengthen. Write a date on which the series takes place.`;
    case 'SESSION_UNCHANGED':
      return 'It does not say what is different. Write "cancelled": true, or for example "movedTo": "2026-12-01T08:00".';
    case 'SESSION_KEY':
      return `"${problem.key}" does not belong here. Write ${problem.write}.`;
    case 'MOMENT_FORM':
      return `${quoted(problem.found)} is not a date and time that I can read. Write for example "${problem.write}", in the time zone of the series.`;
    case 'MOMENT_NO_SUCH_TIME':
      return `The calendar has no ${quoted(problem.found)}. Write a day and a time that exist, for example "2026-12-01T08:00".`;
    case 'MOMENT_IN_GAP':
      return `The clocks jump over ${quoted(problem.found)} that day. Write for example "${problem.write}".`;
    default:
      return null;
  }
}

function sentenceOfDetail(problem: DetailProblem): string {
  switch (problem.code) {
    case 'ID_FORM':
      return `${quoted(problem.found)} cannot be an id. Write small letters, digits and hyphens, at most 32, for example "${problem.write}".`;
    case 'ID_TAKEN':
      return `The id "${problem.found}" belongs to the series on line ${problem.firstLine}. Give this one an id of its own.`;
    case 'MINUTES_RANGE':
      return `"minutes" is ${problem.found}. Write a whole number from ${problem.min} to ${problem.max}.`;
    case 'GRACE_RANGE':
      return `"graceMinutes" is ${problem.found}. Write a number above 0 and ${belowLength(problem.minutes)}, for example 5.`;
    case 'REMINDER_FORM':
      return `${quoted(problem.found)} is not a reminder that I can read. Write minutes, hours or days before the start, for example "${problem.write}".`;
    case 'REMINDER_RANGE':
      return `The reminder "${problem.found}" is out of reach. Write from "1m" to "${problem.maxDays}d".`;
    case 'REMINDER_REPEATED':
      return `The reminder "${problem.found}" comes at the same time as "${problem.first}". Keep one of them.`;
    case 'TEACHER_FORM':
      return `${quoted(problem.found)} is not a person's id. In Discord, turn on Developer Mode, open the person's menu, choose Copy User ID, and write it between quotes.`;
    case 'TEACHER_REPEATED':
      return `The teacher "${problem.found}" stands here twice. Keep one of them.`;
    case 'CHOICE_FORM':
      return `${quoted(problem.found)} is not something I can do when nobody chooses. Write "recording", "silence 15", "nothing", or the id of a recording.`;
    case 'SILENCE_RANGE':
      return `${quoted(problem.found)} has no length that I can keep. Write "silence" with ${problem.min} to ${problem.max} minutes, for example "silence 15".`;
    case 'UNKNOWN_RECORDING':
      return problem.meant === null
        ? `There is no recording "${problem.found}". Write "recording", "silence 15", "nothing", or the id of a recording from the approved list.`
        : `There is no recording "${problem.found}". Write "${problem.meant}" if that is what you mean.`;
    default:
      return unreachable(problem);
  }
}

function belowLength(minutes: number | null): string {
  return minutes === null ? 'below the length of the session' : `below the session's ${minutes}`;
}

function listed(keys: readonly string[]): string {
  const texts = keys.map((key) => `"${key}"`);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

function quoted(found: string): string {
  return `"${found.length > 60 ? `${found.slice(0, 59)}…` : found}"`;
}
