import {
  DEFAULT_ANCHOR_DATE,
  readWhen,
  wallTimeOf,
  WHEN_WORDS,
  type WhenMeaning,
  type WhenMistakeCode,
} from './schedule-words.ts';
import { nearestSpelling } from './spelling.ts';
import { unreachable } from './unreachable.ts';

/** Why a time in words could not be read, and what to write instead. */
export interface WhenMistake {
  readonly code: WhenMistakeCode;
  /** The whole text, as written. */
  readonly found: string;
  /** The word at fault, in lower case; null when it is none alone. */
  readonly word: string | null;
  /** A near text that can be read. */
  readonly write: string;
}

/** `readWhen`, with a text to write instead where it cannot be read. */
export function parseWhen(
  text: string,
  anchorDate: string = DEFAULT_ANCHOR_DATE,
): ({ readonly ok: true } & WhenMeaning) | { readonly ok: false; readonly mistake: WhenMistake } {
  const reading = readWhen(text, anchorDate);
  if (reading.ok) return reading;
  const { code, word } = reading.fault;
  return { ok: false, mistake: { code, found: text, word, write: readableNear(text, code, word) } };
}

/** The first repair that can be read; the last one always can. */
function readableNear(text: string, code: WhenMistakeCode, word: string | null): string {
  const repairs = [...repairsOf(text, code, word), daysAndTimeIn(text)];
  return repairs.find((repair) => readWhen(repair).ok) ?? 'Mon, Wed, Fri 07:00';
}

function repairsOf(text: string, code: WhenMistakeCode, word: string | null): string[] {
  const trimmed = text.trim();
  switch (code) {
    case 'WHEN_UNKNOWN_WORD': {
      const meant = word === null ? null : nearestSpelling(word, WHEN_WORDS);
      return meant === null ? [] : [withWord(trimmed, word!, capitalised(meant))];
    }
    case 'WHEN_TIME_UNCLEAR':
      return [withWord(trimmed, word!, wallTimeOf(Number(word), 0) ?? '07:00')];
    case 'WHEN_NO_SUCH_TIME':
      return [withWord(trimmed, word!, '07:00')];
    case 'WHEN_NO_TIME':
      return [`${trimmed} 07:00`];
    case 'WHEN_NO_DAY':
      return [`daily ${trimmed}`];
    case 'WHEN_EVERY_NTH':
      return [trimmed.replace(/^every\s+/i, '')];
    case 'WHEN_TIMES_DIFFER':
      return beginningsOf(trimmed);
    case 'WHEN_IS_DATE':
      return ['Mon, Wed, Fri 07:00'];
    case 'WHEN_UNREADABLE':
    case 'WHEN_MIXED':
    case 'WHEN_TOO_MANY_TIMES':
      return [];
    default:
      return unreachable(code);
  }
}

function withWord(text: string, word: string, other: string): string {
  const at = text.toLowerCase().indexOf(word);
  return at === -1 ? text : `${text.slice(0, at)}${other}${text.slice(at + word.length)}`;
}

/** "Mon 07:00, Tue 19:00" begins with "Mon 07:00". The longest come first. */
function beginningsOf(text: string): string[] {
  const words = text.split(/\s+/);
  return words.map((_, index) =>
    words
      .slice(0, words.length - index)
      .join(' ')
      .replace(/,$/, ''),
  );
}

/** What can be made out in a text: its days or its group of days, and its first time. */
function daysAndTimeIn(text: string): string {
  const days = [...text.matchAll(/\b(mon(?!th)|tue|wed|thu|fri|sat|sun)/gi)].map(([name]) =>
    capitalised(name.toLowerCase()),
  );
  const group = /\b(daily|weekdays|weekends)\b/i.exec(text)?.[0].toLowerCase();
  const time = /\b(\d{1,2})(?!\d|st|nd|rd|th)(?:[:.](\d{2}))?\s*(am|pm)?/i.exec(text);
  const wallTime =
    time && wallTimeOf(Number(time[1]), Number(time[2] ?? 0), time[3]?.toLowerCase());
  const dayText = days.length > 0 ? [...new Set(days)].join(', ') : (group ?? 'Mon, Wed, Fri');
  return `${dayText} ${wallTime ?? '07:00'}`;
}

function capitalised(word: string): string {
  const isDay = /^(mon|tue|wed|thu|fri|sat|sun)/.test(word);
  return isDay ? `${word[0]!.toUpperCase()}${word.slice(1)}` : word;
}
