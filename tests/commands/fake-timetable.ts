/** The timetable of the fake app: real edits, over series and sessions in memory. */
import { metChanges } from '../../src/app/changes.ts';
import type { UpcomingSession } from '../../src/app/command.ts';
import type { EditPreview } from '../../src/app/edit-preview.ts';
import type { Editing, TimetableEditor } from '../../src/app/timetable-editor.ts';
import type { Series } from '../../src/domain/schedule.ts';
import { editsOf, type TimetableChange } from '../../src/domain/timetable-change.ts';
import { applyEdits } from '../../src/domain/timetable-edit.ts';
import { sessionsBetween, type Timetable } from '../../src/domain/timetable.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';

export interface FakeTimetable extends TimetableEditor {
  /** What was confirmed, in order. */
  readonly confirmed: readonly TimetableChange[];
}

export function createFakeTimetable(
  sessions: readonly UpcomingSession[],
  nowMs: () => number,
): FakeTimetable {
  const seriesById = new Map(sessions.map(({ series }) => [series.id, series]));
  let timetable: Timetable = {
    guildId: sessions[0]?.occurrence.guildId ?? asId<GuildId>('1'),
    series: [...seriesById.values()],
    // The sessions of a test need not be those that a rule gives.
    exceptions: sessions.map(({ occurrence }) => ({ ...occurrence, placedBy: 'hand' })),
  };
  const changeByDraft = new Map<string, TimetableChange>();
  const confirmed: TimetableChange[] = [];

  function preview(change: TimetableChange, draftId: string): Editing<EditPreview> {
    const reading = editsOf(timetable, change, nowMs());
    if (!reading.ok) return reading;
    const { edits } = reading;
    const [edit] = edits;
    const seriesId = edit?.subject === 'series' ? edit.id : edit?.seriesId;
    const after = applyEdits(timetable, edits);
    const series = [...after.series, ...timetable.series].find(({ id }) => id === seriesId);
    if (!series) throw new Error('An edit is about a series.');
    const met = metChanges(timetable, edits, nowMs());
    const nothing = { next: [], shifted: null, signedUp: 0, isTold: false, undoes: false };
    return { ok: true, value: { ...nothing, draftId, edits, met, series } };
  }

  return {
    confirmed,
    series: (): readonly Series[] => timetable.series,
    signedUp: () => new Map(),
    channelNames: (_guildId, kind) => (kind === 'text' ? ['announcements'] : ['Practice hall']),
    isValidCron: () => true,
    sessionsAhead: (_guildId, untilMs) => sessionsBetween(timetable, nowMs(), untilMs),
    preview(_caller, change) {
      const draftId = `draft-${changeByDraft.size + 1}`;
      changeByDraft.set(draftId, change);
      return preview(change, draftId);
    },
    previewUndo: () => ({ ok: false, refusal: { code: 'NOTHING_TO_UNDO' } }),
    confirm(_caller, draftId) {
      const change = changeByDraft.get(draftId);
      if (!change) return { ok: false, refusal: { code: 'DRAFT_IS_OLD' } };
      changeByDraft.delete(draftId);
      const done = preview(change, draftId);
      if (!done.ok) return done;
      timetable = applyEdits(timetable, done.value.edits);
      confirmed.push(change);
      return done;
    },
    discard: (_caller, draftId) => void changeByDraft.delete(draftId),
  };
}
