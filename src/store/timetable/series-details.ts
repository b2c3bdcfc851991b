import { asId, type RecordingId, type UserId } from '../../domain/identity.ts';
import type { DefaultChoice } from '../../domain/schedule.ts';
import { nearestSpelling } from '../../domain/spelling.ts';
import { itemsOf, ofType, sourceOf, textOf, type Field, type Reading } from './field.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A session is at least a minute and at most six hours long. */
export const MINUTES_LIMITS = { min: 1, max: 360 } as const;

/** A reminder more than a week before is no reminder. */
export const REMINDER_MAX_DAYS = 7;

/** A sitting that nobody chose is as long as one that can be chosen. */
export const SILENCE_LIMITS = { min: 10, max: 20 } as const;

/** What Discord takes as the description of an event. */
export const DESCRIPTION_MAX_LENGTH = 1000;

/** Part of occurrence and component ids, which Discord limits to 100 characters. */
export const ID_FORM = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/** Discord's ids count milliseconds since 2015 times 2^22: 17 to 19 digits in this century. */
export const USER_ID_FORM = /^\d{17,20}$/;

const REMINDER_FORM = /^(\d{1,5})\s*([mhd])$/;
const MS_OF_UNIT: Readonly<Record<string, number>> = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: DAY_MS };

export function readId(reading: Reading, field: Field): string | null {
  const text = textOf(reading, field, '"morning"', 200);
  if (text === null || ID_FORM.test(text)) return text;
  const near = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '');
  return field.report({ code: 'ID_FORM', found: text, write: near || 'morning' });
}

export function readMinutes(reading: Reading, field: Field): number | null {
  const node = ofType(reading, field, 'number', '60');
  if (node === null) return null;
  const { min, max } = MINUTES_LIMITS;
  if (Number.isInteger(node.value) && node.value >= min && node.value <= max) return node.value;
  return field.report({ code: 'MINUTES_RANGE', found: sourceOf(reading, node), min, max });
}

/** Minutes of patience, a fraction allowed; the session must be longer. Null for a mistake. */
export function readGrace(reading: Reading, field: Field, minutes: number | null): number | null {
  const node = ofType(reading, field, 'number', '5');
  if (node === null) return null;
  if (node.value > 0 && node.value < (minutes ?? MINUTES_LIMITS.max)) return node.value;
  return field.report({ code: 'GRACE_RANGE', found: sourceOf(reading, node), minutes });
}

/** Each as milliseconds before the start, longest first. */
export function readReminders(reading: Reading, list: Field): number[] | null {
  const items = itemsOf(reading, list, '["24h", "1h", "10m"]');
  if (items === null) return null;
  const textByMs = new Map<number, string>();
  let isGood = true;
  for (const item of items) {
    const text = textOf(reading, item, '"1h"', 200);
    const reminderMs = text === null ? null : readReminder(item, text);
    const first = reminderMs === null ? undefined : textByMs.get(reminderMs);
    if (first !== undefined) item.report({ code: 'REMINDER_REPEATED', found: text!, first });
    if (reminderMs === null || first !== undefined) isGood = false;
    else textByMs.set(reminderMs, text!);
  }
  return isGood ? [...textByMs.keys()].toSorted((a, b) => b - a) : null;
}

function readReminder(item: Field, text: string): number | null {
  const match = REMINDER_FORM.exec(text);
  if (!match) {
    const near = /^(\d{1,5})\s*(m|h|d)/i.exec(text);
    const write = near ? `${near[1]}${near[2]!.toLowerCase()}` : '1h';
    return item.report({ code: 'REMINDER_FORM', found: text, write });
  }
  const reminderMs = Number(match[1]) * MS_OF_UNIT[match[2]!]!;
  if (reminderMs > 0 && reminderMs <= REMINDER_MAX_DAYS * DAY_MS) return reminderMs;
  return item.report({ code: 'REMINDER_RANGE', found: text, maxDays: REMINDER_MAX_DAYS });
}

export function readTeachers(reading: Reading, list: Field): UserId[] | null {
  const items = itemsOf(reading, list, '["123456789012345678"]');
  if (items === null) return null;
  const teacherIds = new Set<UserId>();
  let isGood = true;
  for (const item of items) {
    const teacherId = readTeacher(reading, item);
    if (teacherId !== null && teacherIds.has(teacherId)) {
      item.report({ code: 'TEACHER_REPEATED', found: teacherId });
    }
    if (teacherId === null || teacherIds.has(teacherId)) isGood = false;
    else teacherIds.add(teacherId);
  }
  return isGood ? [...teacherIds] : null;
}

function readTeacher(reading: Reading, item: Field): UserId | null {
  if (item.node.type === 'Number') return idIsNumber(reading, item);
  const text = textOf(reading, item, '"123456789012345678"', 200);
  if (text === null) return null;
  if (!USER_ID_FORM.test(text)) return item.report({ code: 'TEACHER_FORM', found: text });
  return asId<UserId>(text);
}

/** A channel by its name or its id. */
export function readChannel(reading: Reading, field: Field, write: string): string | null {
  if (field.node.type === 'Number') return idIsNumber(reading, field);
  return textOf(reading, field, write, 100);
}

function idIsNumber(reading: Reading, field: Field): null {
  const found = sourceOf(reading, field.node);
  return field.report({ code: 'ID_IS_NUMBER', key: field.key, found });
}

/** What people read about a series; it may be empty, and is taken as it is written. */
export function readDescription(reading: Reading, field: Field): string | null {
  const text = ofType(reading, field, 'text', '"Half an hour of silence, then a talk."')?.value;
  if (text === undefined) return null;
  const maxLength = DESCRIPTION_MAX_LENGTH;
  if (text.length <= maxLength) return text;
  return field.report({ code: 'TEXT_TOO_LONG', key: field.key, maxLength });
}

export function readChoice(
  reading: Reading,
  field: Field,
  knownRecordings: ReadonlySet<string> | null,
): DefaultChoice | null {
  const text = textOf(reading, field, '"recording"', 200);
  if (text === null) return null;
  if (text === 'recording') return { kind: 'recording', recordingId: null };
  if (text === 'nothing') return { kind: 'nothing' };
  const silence = /^silence\b\s*(.*)$/i.exec(text);
  if (silence) return readSilence(field, text, silence[1]!);
  if (!ID_FORM.test(text)) return field.report({ code: 'CHOICE_FORM', found: text });
  if (knownRecordings && !knownRecordings.has(text)) {
    const meant = nearestSpelling(text, ['recording', 'nothing', ...knownRecordings]);
    return field.report({ code: 'UNKNOWN_RECORDING', found: text, meant });
  }
  return { kind: 'recording', recordingId: asId<RecordingId>(text) };
}

function readSilence(field: Field, text: string, lengthText: string): DefaultChoice | null {
  const minutes = /^\d{1,3}$/.test(lengthText) ? Number(lengthText) : Number.NaN;
  const { min, max } = SILENCE_LIMITS;
  if (minutes >= min && minutes <= max) return { kind: 'silence', minutes };
  return field.report({ code: 'SILENCE_RANGE', found: text, min, max });
}
