/**
 * The one way in which the timetable changes: a preview first, then the same edits in one
 * transaction with their audit, their notices and the plan that follows from them.
 */
import type { GuildId, OccurrenceId, SeriesId } from '../domain/identity.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import { unreachable } from '../domain/unreachable.ts';
import { editsOf, type TimetableChange } from '../domain/timetable-change.ts';
import {
  applyEdits,
  isCurrent,
  reversed,
  touchesBegun,
  type TimetableEdit,
} from '../domain/timetable-edit.ts';
import type { EditRefusal } from '../domain/timetable-refusal.ts';
import { sessionsBetween, type Timetable } from '../domain/timetable.ts';
import { noteChange } from './changes.ts';
import type { Caller } from './command.ts';
import { Drafts, type Draft } from './drafts.ts';
import { inTheWay, previewEdits, type EditPreview } from './edit-preview.ts';
import { place, planAhead, timetableOf, type PlannerPorts } from './planner.ts';
import type { AuditEntry } from './ports.ts';
import type { SessionHost } from './session-host.ts';
import { countTimetableChange } from './timetable-signal.ts';

const DAY_MS = 86_400_000;
/** So far back the last change is looked for. */
const AUDIT_DEPTH = 50;
/** The audit's names for what this file does; undo finds it by them. */
const EDITED = 'timetable.edited';
const UNDONE = 'timetable.undone';

export type Editing<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: EditRefusal };

/** What commands may do to the timetable. Nothing happens before `confirm`. */
export interface TimetableEditor {
  series(guildId: GuildId): readonly Series[];
  /** How many people are signed up for each, or for a single session of it. */
  signedUp(guildId: GuildId): ReadonlyMap<SeriesId, number>;
  /** The channels that a series may meet or be announced in, by name. */
  channelNames(guildId: GuildId, kind: 'text' | 'voice'): readonly string[];
  /** node-cron's judgement of an expression. */
  isValidCron(expression: string): boolean;
  /** The sessions that can still be changed, soonest first, cancelled ones included. */
  sessionsAhead(guildId: GuildId, untilMs: number): readonly Occurrence[];
  preview(caller: Caller, change: TimetableChange): Editing<EditPreview>;
  /** The last change, turned round. */
  previewUndo(caller: Caller): Editing<EditPreview>;
  /** Does what was previewed. What is no longer possible is refused, and nothing is done. */
  confirm(caller: Caller, draftId: string): Editing<EditPreview>;
  /** The person has thought better of it. */
  discard(caller: Caller, draftId: string): void;
}

export interface TimetableEditorPorts extends PlannerPorts {
  readonly host: SessionHost;
  /** Whatever follows from the timetable looks at it anew. */
  readonly onTimetableChanged: () => void;
  readonly newDraftId: () => string;
  readonly isValidCron: (expression: string) => boolean;
}

export function createTimetableEditor(ports: TimetableEditorPorts): TimetableEditor {
  const { store, clock } = ports;
  const drafts = new Drafts(clock, ports.newDraftId);

  return {
    series: (guildId) => store.series.list(guildId),
    signedUp: (guildId) => store.signUps.countBySeries(guildId),
    channelNames: (guildId, kind) => ports.directory.channelNames(guildId, kind),
    isValidCron: ports.isValidCron,
    sessionsAhead(guildId, untilMs) {
      const nowMs = clock.nowMs();
      return sessionsBetween(timetableOf(store, guildId, nowMs), nowMs - DAY_MS, untilMs).filter(
        ({ endsAtMs }) => endsAtMs > nowMs,
      );
    },
    preview(caller, change) {
      const nowMs = clock.nowMs();
      const before = timetableOf(store, caller.guildId, nowMs);
      const reading = editsOf(before, change, nowMs);
      if (!reading.ok) return reading;
      return previewOf(before, caller, reading.edits, false);
    },
    previewUndo(caller) {
      const last = lastEdits(caller.guildId);
      if (!last) return refused({ code: 'NOTHING_TO_UNDO' });
      const nowMs = clock.nowMs();
      const before = timetableOf(store, caller.guildId, nowMs);
      const edits = reversed(last);
      const isPossible = isCurrent(before, edits) && !touchesBegun(edits, nowMs);
      if (!isPossible) return refused({ code: 'UNDO_TOO_LATE' });
      return previewOf(before, caller, edits, true);
    },
    confirm(caller, draftId) {
      const draft = drafts.take(caller, draftId);
      if (!draft) return refused({ code: 'DRAFT_IS_OLD' });
      return confirm(caller, draft);
    },
    discard: (caller, draftId) => void drafts.take(caller, draftId),
  };

  function previewOf(
    before: Timetable,
    caller: Caller,
    edits: readonly TimetableEdit[],
    undoes: boolean,
  ): Editing<EditPreview> {
    const after = applyEdits(before, edits);
    const refusal = inTheWay(ports, after, edits);
    if (refusal) return refused(refusal);
    const draftId = drafts.add(caller, { edits, undoes });
    return { ok: true, value: previewEdits(ports, draftId, { before, after, edits, undoes }) };
  }

  function confirm(caller: Caller, draft: Draft): Editing<EditPreview> {
    const { guildId } = caller;
    const { edits, undoes } = draft;
    const nowMs = clock.nowMs();
    const before = timetableOf(store, guildId, nowMs);
    if (!isCurrent(before, edits)) return refused({ code: 'DRAFT_IS_OLD' });
    const after = applyEdits(before, edits);
    const refusal = inTheWay(ports, after, edits);
    if (refusal) return refused(refusal);
    const preview = previewEdits(ports, '', { before, after, edits, undoes });
    store.transaction(() => {
      // A series that comes back is saved before it is told of, one that goes is still known.
      for (const edit of edits) write(guildId, edit, nowMs);
      for (const change of preview.met) noteChange(ports, guildId, change);
      store.audit.add(auditOf(caller, draft, nowMs));
      countTimetableChange(store.settings, guildId);
      planAhead(ports, guildId);
    });
    for (const edit of edits) {
      // A session that is on and was called off falls silent.
      if (edit.subject !== 'session' || !edit.after?.calledOff) continue;
      const { userId: by } = caller;
      ports.host.apply(guildId, edit.id, { type: 'cancelled', atMs: nowMs, by });
    }
    ports.onTimetableChanged();
    return { ok: true, value: preview };
  }

  function write(guildId: GuildId, edit: TimetableEdit, nowMs: number): void {
    switch (edit.subject) {
      case 'series':
        if (edit.after) store.series.save(guildId, edit.after, nowMs);
        else store.series.remove(guildId, edit.id, nowMs);
        return;
      case 'session':
        writeSession(guildId, edit.id, edit.after, nowMs);
        return;
      default:
        unreachable(edit);
    }
  }

  function writeSession(
    guildId: GuildId,
    id: OccurrenceId,
    after: Occurrence | null,
    nowMs: number,
  ): void {
    const known = store.occurrences.find(guildId, id);
    if (!after) {
      // An exception no more: the plan puts it where the rule says, or takes it away.
      if (known) store.occurrences.save({ ...known, calledOff: false, placedBy: 'rule' });
    } else {
      place(store, { ...after, cancelled: after.calledOff }, nowMs);
    }
  }

  /** The newest change that was not undone yet: each undo goes one step further back. */
  function lastEdits(guildId: GuildId): readonly TimetableEdit[] | null {
    let undone = 0;
    for (const { action, after } of store.audit.latest(guildId, AUDIT_DEPTH)) {
      if (action === UNDONE) undone += 1;
      else if (action === EDITED && undone > 0) undone -= 1;
      // It was written by auditOf, from edits.
      else if (action === EDITED)
        return (after as { readonly edits: TimetableEdit[] }).edits.map(asNow);
    }
    return null;
  }
}

/** A change from before a series could let the room vote: as the stored ones, it is taken not to. */
function asNow(edit: TimetableEdit): TimetableEdit {
  if (edit.subject !== 'series') return edit;
  return { ...edit, before: withVote(edit.before), after: withVote(edit.after) };
}

function withVote(series: Series | Omit<Series, 'participantsVote'> | null): Series | null {
  return (
    series && {
      ...series,
      participantsVote: 'participantsVote' in series && series.participantsVote,
    }
  );
}

const refused = <T>(refusal: EditRefusal): Editing<T> => ({ ok: false, refusal });

function auditOf(caller: Caller, { edits, undoes }: Draft, atMs: number): AuditEntry {
  return {
    atMs,
    guildId: caller.guildId,
    actorId: caller.userId,
    action: undoes ? UNDONE : EDITED,
    subject: edits.map(({ subject, id }) => `${subject}:${id}`).join(' '),
    before: { values: edits.map(({ before }) => before) },
    after: { edits },
  };
}
