import { defineCommand } from '../../src/app/command.ts';
import { completeRecording, pickedOption } from './pick.ts';
import { previewOf, refuseRecording } from './preview.ts';

export default defineCommand({
  name: 'approve',
  audience: 'coordinator',
  options: { recording: pickedOption },
  run({ caller, options }, app) {
    const recording = app.recordingDesk.find(caller.guildId, options.recording);
    if (!recording) return refuseRecording('UNKNOWN');
    return previewOf(caller, recording.id, { type: 'approve' }, app);
  },
  complete: (typed, _option, caller, app) =>
    completeRecording(
      typed,
      caller,
      app,
      ({ status }) => status === 'proposed' || status === 'needsReview',
    ),
});
