/** What a change of the timetable is, for its words: in the preview and in the answer after it. */
import type { MetChange } from '../domain/met-change.ts';
import type { Series } from '../domain/schedule.ts';
import type { TimetableEdit } from '../domain/timetable-edit.ts';
import type { ChangeInWords, EditedField, PreviewInWords } from '../texts/schedule-texts.ts';
import type { NamedSession } from '../texts/texts.ts';
import type { EditPreview } from './edit-preview.ts';

export function previewInWords(preview: EditPreview): PreviewInWords {
  return {
    what: changeInWords(preview),
    undoes: preview.undoes,
    series: preview.series,
    next: preview.next,
    shiftedAtMs: preview.shifted?.startsAtMs ?? null,
    signedUp: preview.signedUp,
    isTold: preview.isTold,
  };
}

function changeInWords({ edits, met, series }: EditPreview): ChangeInWords {
  const whole = edits.find((edit) => edit.subject === 'series');
  if (whole) return seriesInWords(whole, series);
  const [edit] = edits;
  const change = met.find(({ type }) => type === 'session');
  if (edit?.subject !== 'session' || change?.type !== 'session') {
    throw new Error('A change is about a series or about a session.');
  }
  return sessionInWords(edit, change, series);
}

function seriesInWords(
  { before, after }: Extract<TimetableEdit, { subject: 'series' }>,
  { name }: Series,
): ChangeInWords {
  if (!before) return { type: 'addSeries', name };
  if (!after) return { type: 'removeSeries', name };
  if (before.paused !== after.paused) {
    return { type: after.paused ? 'pauseSeries' : 'resumeSeries', name };
  }
  return {
    type: 'editSeries',
    name,
    fields: FIELDS.filter((field) => differs(before, after, field)),
  };
}

const FIELDS: readonly EditedField[] = [
  'name',
  'rule',
  'durationMs',
  'room',
  'announce',
  'graceMs',
  'remindersMs',
  'teacherIds',
  'ifNobodyChooses',
  'description',
  'tellsTeacherChanges',
  'participantsVote',
];

function differs(before: Series, after: Series, field: EditedField): boolean {
  return JSON.stringify(before[field]) !== JSON.stringify(after[field]);
}

function sessionInWords(
  edit: Extract<TimetableEdit, { subject: 'session' }>,
  { before, after }: Extract<MetChange, { type: 'session' }>,
  { name, rule: { zone } }: Series,
): ChangeInWords {
  const session = (startsAtMs: number): NamedSession => ({ name, startsAtMs, zone });
  if (!before && after) return { type: 'addSession', session: session(after.startsAtMs) };
  if (before && !after) return { type: 'dropSession', session: session(before.startsAtMs) };
  if (!before || !after) throw new Error(`Nothing changes for ${edit.id}.`);
  if (after.cancelled) return { type: 'cancelSession', session: session(before.startsAtMs) };
  if (before.cancelled) return { type: 'restoreSession', session: session(after.startsAtMs) };
  return { type: 'moveSession', session: session(before.startsAtMs), toMs: after.startsAtMs };
}
