import { defineCommand } from '../../src/app/command.ts';
import { readDay } from '../../src/domain/day-words.ts';
import type { RecordingChanges } from '../../src/domain/recording.ts';
import { completeRecording, pickedOption } from './pick.ts';
import { previewOf, refuseRecording } from './preview.ts';

const NONE = 'none';

const words = (maxLength: number) => ({ type: 'string', required: false, maxLength }) as const;

export default defineCommand({
  name: 'edit',
  audience: 'coordinator',
  options: {
    recording: pickedOption,
    title: words(100),
    speaker: words(100),
    language: words(20),
    kind: words(80),
    intensity: words(100),
    credit: words(200),
    link: words(300),
    'permission-from': words(200),
    'permission-given': words(20),
    'permission-until': words(20),
  },
  run({ caller, options }, app) {
    const recording = app.recordingDesk.find(caller.guildId, options.recording);
    if (!recording) return refuseRecording('UNKNOWN');
    const zone = app.zone(caller.guildId);
    const given = dayOf(options['permission-given'], zone, 'first');
    const until = dayOf(options['permission-until'], zone, 'last');
    if (given === 'unreadable' || until === 'unreadable') return refuseRecording('BAD_DATE');
    const { title, speaker, language, kind, intensity, credit, link } = options;
    const changes: RecordingChanges = {
      ...written({ title, speaker, language, kind, intensity, credit }),
      ...written({ link: link?.trim() === NONE ? '' : link }),
      ...written({ permissionFrom: options['permission-from'] }),
      ...(given === 'leftOut' ? {} : { permissionAtMs: given }),
      ...(until === 'leftOut' ? {} : { permissionEndsAtMs: until }),
    };
    return previewOf(caller, recording.id, { type: 'edit', changes }, app);
  },
  complete: (typed, _option, caller, app) => completeRecording(typed, caller, app),
});

/** Only what was filled in. */
function written(values: Readonly<Record<string, string | null | undefined>>): RecordingChanges {
  const filled = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.trim()]] : [],
  );
  return Object.fromEntries(filled) as RecordingChanges;
}

/** Its first or its last moment; a permission holds to the end of its last day. */
function dayOf(
  text: string | null,
  zone: string,
  end: 'first' | 'last',
): number | null | 'leftOut' | 'unreadable' {
  if (text === null) return 'leftOut';
  if (text.trim().toLowerCase() === NONE) return null;
  const day = readDay(text.trim(), zone);
  if (day === null) return 'unreadable';
  return end === 'first' ? day.fromMs : day.toMs;
}
