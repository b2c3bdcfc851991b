/** Shows what a change would do, with the buttons that do it or leave it. */
import {
  type Answer,
  type ButtonHandlers,
  type Caller,
  type CommandApp,
  refuse,
  replaceWith,
  reply,
} from '../../src/app/command.ts';
import { formatComponentId } from '../../src/app/component-id.ts';
import { previewInWords } from '../../src/app/edit-words.ts';
import type { Button } from '../../src/app/ports.ts';
import type { EditPreview } from '../../src/app/edit-preview.ts';
import type { Editing } from '../../src/app/timetable-editor.ts';
import type { TimetableChange } from '../../src/domain/timetable-change.ts';
import type { TimetableRefusal } from '../../src/domain/timetable-refusal.ts';
import { textsFor } from '../../src/texts/languages.ts';

export function previewOf(caller: Caller, change: TimetableChange, app: CommandApp): Answer {
  return show(caller, app.timetable.preview(caller, change), app);
}

export function show(caller: Caller, editing: Editing<EditPreview>, app: CommandApp): Answer {
  if (!editing.ok) return refuseTimetable(editing.refusal);
  const { schedule } = textsFor(app.signUps.languageOf(caller));
  const { draftId } = editing.value;
  const button = (action: 'confirmDraft' | 'discardDraft', style: Button['style']): Button => ({
    kind: 'button',
    id: formatComponentId({ action, marker: '-', subject: draftId }),
    label: schedule.buttons[action](),
    style,
  });
  const buttons = [button('confirmDraft', 'primary'), button('discardDraft', 'secondary')];
  return reply(schedule.preview(previewInWords(editing.value)), [buttons]);
}

export function refuseTimetable(why: TimetableRefusal): Answer {
  return refuse({ code: 'TIMETABLE', why });
}

export const buttons: ButtonHandlers = {
  confirmDraft: {
    audience: 'coordinator',
    run({ caller, subject }, app) {
      const editing = app.timetable.confirm(caller, subject ?? '');
      if (!editing.ok) return refuseTimetable(editing.refusal);
      return replaceWith(
        textsFor(app.signUps.languageOf(caller)).schedule.done(previewInWords(editing.value)),
      );
    },
  },
  discardDraft: {
    audience: 'coordinator',
    run({ caller, subject }, app) {
      app.timetable.discard(caller, subject ?? '');
      return replaceWith(textsFor(app.signUps.languageOf(caller)).schedule.discarded());
    },
  },
};
