import { defineCommand } from '../../src/app/command.ts';
import type { RecordingChanges } from '../../src/domain/recording.ts';
import { aboutOptions, linkOf, permissionDays } from './details.ts';
import { completeRecording, pickedOption } from './pick.ts';
import { previewOf, refuseRecording } from './preview.ts';

export default defineCommand({
  name: 'edit',
  audience: 'coordinator',
  options: {
    recording: pickedOption,
    ...aboutOptions,
    transcript: { type: 'attachment', required: false },
  },
  async run({ caller, options }, app) {
    const recording = app.recordingDesk.find(caller.guildId, options.recording);
    if (!recording) return refuseRecording('UNKNOWN');
    const days = permissionDays(options, app.zone(caller.guildId));
    if (days === null) return refuseRecording('BAD_DATE');
    const transcript =
      options.transcript && (await app.recordingDesk.readTranscript(options.transcript));
    if (transcript?.ok === false) return refuseRecording(`TRANSCRIPT_${transcript.why}`);
    const { title, speaker, language, kind, intensity, credit, link } = options;
    const changes: RecordingChanges = {
      ...written({ title, speaker, language, kind, intensity, credit }),
      ...written({ link: linkOf(link) }),
      ...(transcript ? { transcript: transcript.text } : {}),
      ...written({ permissionFrom: options['permission-from'] }),
      ...(days.given === 'leftOut' ? {} : { permissionAtMs: days.given }),
      ...(days.until === 'leftOut' ? {} : { permissionEndsAtMs: days.until }),
    };
    return previewOf(caller, recording.id, { type: 'edit', changes }, app);
  },
  complete: (typed, _option, caller, app) => completeRecording(typed, caller, app),
});

/** Only what was filled in. */
function written(values: Readonly<Record<string, string | null>>): RecordingChanges {
  const filled = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [[name, value.trim()]],
  );
  return Object.fromEntries(filled) as RecordingChanges;
}
