import {
  type Caller,
  type CommandApp,
  type Completion,
  defineCommand,
  refuse,
} from '../src/app/command.ts';
import type { Recording } from '../src/app/ports.ts';
import { standingOf } from '../src/domain/recording.ts';
import { textsFor } from '../src/texts/languages.ts';
import { askFor } from './choice.ts';
import { findableRecording } from './recording-text.ts';
import { folded, MOST_COMPLETIONS, search } from './search.ts';

export default defineCommand({
  name: 'play',
  audience: 'volunteer',
  options: {
    recording: {
      type: 'string',
      required: true,
      completes: true,
    },
  },
  run({ caller, options }, app) {
    const recording =
      findOnList(app.recordings(caller.guildId), options.recording) ??
      findKept(caller, options.recording, app);
    if (!recording) return refuse({ code: 'UNKNOWN_RECORDING' });
    return askFor(caller, null, { kind: 'recording', recordingId: recording.id }, app);
  },
  complete(typed, _option, caller, app): readonly Completion[] {
    const { completions } = textsFor(app.signUps.languageOf(caller));
    const timeLeftMs = app.timeLeftMs(caller) ?? Infinity;
    const nowMs = app.nowMs();
    const candidates = app.recordingDesk
      .titles(caller.guildId)
      .filter((recording) => standingOf(recording, nowMs) === 'approved')
      .map((recording) => findableRecording(recording, recording.lengthMs <= timeLeftMs));
    return search(candidates, typed, MOST_COMPLETIONS).map((recording) => ({
      name: completions.recording({ ...recording, fits: recording.lengthMs <= timeLeftMs }),
      value: recording.id,
    }));
  },
});

/** What a completion gave before it left the list: asked for all the same, it says why not. */
function findKept({ guildId }: Caller, written: string, app: CommandApp): Recording | null {
  const found = app.recordingDesk.find(guildId, written);
  return found?.id === written ? found : null;
}

/** An id on the list, or the whole title of just one entry; an address is neither. */
function findOnList(recordings: readonly Recording[], written: string): Recording | null {
  const byId = recordings.find(({ id }) => id === written);
  if (byId) return byId;
  const wanted = folded(written);
  const [byTitle, ...others] = recordings.filter(({ title }) => folded(title) === wanted);
  return byTitle && others.length === 0 ? byTitle : null;
}
