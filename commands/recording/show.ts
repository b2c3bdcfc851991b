import { defineCommand, reply } from '../../src/app/command.ts';
import { formatComponentId } from '../../src/app/component-id.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { completeRecording, pickedOption } from './pick.ts';
import { refuseRecording } from './preview.ts';

export default defineCommand({
  name: 'show',
  audience: 'coordinator',
  options: { recording: pickedOption },
  run({ caller, options }, app) {
    const recording = app.recordingDesk.find(caller.guildId, options.recording);
    if (!recording) return refuseRecording('UNKNOWN');
    const { recording: words } = textsFor(app.signUps.languageOf(caller));
    const text = words.show({ recording, nowMs: app.nowMs() });
    if (recording.status !== 'revoked') return reply(text);
    // What was taken back comes back only by somebody's look at it.
    const draft = app.recordingDesk.preview(caller, recording.id, { type: 'reopen' });
    if (!draft.ok) return reply(text);
    const subject = draft.value.draftId;
    return reply(text, [
      [
        {
          kind: 'button',
          id: formatComponentId({ action: 'confirmRecording', marker: '-', subject }),
          label: words.buttons.reopen(),
          style: 'secondary',
        },
      ],
    ]);
  },
  complete: (typed, _option, caller, app) => completeRecording(typed, caller, app),
});
