/** Shows what an act would do, with the buttons that do it or leave it. */
import {
  type Answer,
  type ButtonHandlers,
  type Caller,
  type CommandApp,
  refuse,
  replaceWith,
} from '../../src/app/command.ts';
import { formatComponentId } from '../../src/app/component-id.ts';
import type { Button, ControlRow, MessageFile } from '../../src/app/ports.ts';
import type {
  HeardBefore,
  RecordingAct,
  RecordingDone,
  RecordingPreview,
} from '../../src/app/recordings.ts';
import type { RecordingId } from '../../src/domain/identity.ts';
import type { RecordingRefusal } from '../../src/domain/recording.ts';
import { unreachable } from '../../src/domain/unreachable.ts';
import { textsFor } from '../../src/texts/languages.ts';
import type { Hearing, RecordingTexts } from '../../src/texts/recording-texts.ts';

export function refuseRecording(why: RecordingRefusal): Answer {
  return refuse({ code: 'RECORDING', why });
}

export async function previewOf(
  caller: Caller,
  recordingId: RecordingId,
  act: RecordingAct,
  app: CommandApp,
): Promise<Answer> {
  const outcome = app.recordingDesk.preview(caller, recordingId, act);
  if (!outcome.ok) return refuseRecording(outcome.refusal);
  const preview = outcome.value;
  const { recording: words } = textsFor(app.signUps.languageOf(caller));
  const heard = act.type === 'approve' ? await app.recordingDesk.hear(preview.before) : null;
  // Nobody can vouch for what nobody can hear.
  const rows = heard?.kind === 'missing' ? [] : [buttonsOf(words, preview)];
  const text = previewText(words, preview, heard, app.nowMs());
  const files = heard === null ? [] : filesOf(recordingId, heard);
  return { kind: 'reply', message: { text, rows, ...(files.length > 0 ? { files } : {}) } };
}

function filesOf(recordingId: RecordingId, heard: HeardBefore): MessageFile[] {
  const numbered = (all: readonly Uint8Array[]): MessageFile[] =>
    all.map((bytes, i) => ({ name: `${recordingId}-${i + 1}.opus`, bytes }));
  switch (heard.kind) {
    case 'bytes':
      return [{ name: `${recordingId}.opus`, bytes: heard.bytes }];
    case 'parts':
      return numbered(heard.parts);
    case 'excerpts':
      return numbered(heard.excerpts.map(({ bytes }) => bytes));
    case 'onPage':
    case 'missing':
      return [];
    default:
      return unreachable(heard);
  }
}

function hearingOf(heard: HeardBefore | null): Hearing {
  switch (heard?.kind) {
    case 'bytes':
      return { kind: 'attached' };
    case 'parts':
      return { kind: 'parts', count: heard.parts.length };
    case 'excerpts':
      return { kind: 'excerpts', heard: heard.excerpts, lengthMs: heard.lengthMs };
    case 'onPage':
      return heard;
    case 'missing':
    case undefined:
      return { kind: 'missing' };
    default:
      return unreachable(heard);
  }
}

function buttonsOf(words: RecordingTexts, { draftId, act }: RecordingPreview): ControlRow {
  const button = (action: string, label: string, style: Button['style']): Button => ({
    kind: 'button',
    id: formatComponentId({ action, marker: '-', subject: draftId }),
    label,
    style,
  });
  return [
    button(
      'confirmRecording',
      words.buttons[act.type](),
      act.type === 'revoke' ? 'danger' : 'primary',
    ),
    button('leaveRecording', words.buttons.leave(), 'secondary'),
  ];
}

function previewText(
  { preview: words }: RecordingTexts,
  preview: RecordingPreview,
  heard: HeardBefore | null,
  nowMs: number,
): string {
  const { act, before, after, isPlaying, seriesNames } = preview;
  switch (act.type) {
    case 'approve':
      return words.approve({ recording: before, hearing: hearingOf(heard), nowMs });
    case 'revoke':
      return words.revoke({ recording: before, isPlaying, seriesNames });
    case 'reopen':
      return words.reopen({ recording: before });
    case 'edit':
      return words.edit({ before, after, changes: act.changes });
    default:
      return unreachable(act);
  }
}

function doneText(
  { done: words }: RecordingTexts,
  { act, before, after, isPlaying }: RecordingDone,
) {
  const { title } = after;
  switch (act.type) {
    case 'approve':
      return words.approve({ title });
    case 'revoke':
      return words.revoke({ title, isPlaying });
    case 'reopen':
      return words.reopen({ title });
    case 'edit': {
      const needsReview = before.status === 'approved' && after.status === 'needsReview';
      return words.edit({ title, needsReview });
    }
    default:
      return unreachable(act);
  }
}

export const buttons: ButtonHandlers = {
  confirmRecording: {
    audience: 'coordinator',
    run({ caller, subject }, app) {
      const outcome = app.recordingDesk.confirm(caller, subject ?? '');
      if (outcome === null) return refuse({ code: 'BUTTON_IS_OLD' });
      if (!outcome.ok) return refuseRecording(outcome.refusal);
      const { recording: words } = textsFor(app.signUps.languageOf(caller));
      return replaceWith(doneText(words, outcome.value));
    },
  },
  leaveRecording: {
    audience: 'coordinator',
    run({ caller, subject }, app) {
      app.recordingDesk.discard(caller, subject ?? '');
      return replaceWith(textsFor(app.signUps.languageOf(caller)).recording.leftAlone());
    },
  },
};
