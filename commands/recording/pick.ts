/** A recording as coordinators pick it while they type, whatever its standing. */
import type { Caller, CommandApp, Completion } from '../../src/app/command.ts';
import type { AllowlistEntry } from '../../src/domain/playback.ts';
import { standingOf } from '../../src/domain/recording.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { findableRecording } from '../recording-text.ts';
import { MOST_COMPLETIONS, search } from '../search.ts';

export const pickedOption = { type: 'string', required: true, completes: true } as const;

export function completeRecording(
  typed: string,
  caller: Caller,
  app: CommandApp,
  isPreferred: (recording: AllowlistEntry) => boolean = () => true,
): Completion[] {
  const { recording: words } = textsFor(app.signUps.languageOf(caller));
  const nowMs = app.nowMs();
  const candidates = app.recordingDesk
    .titles(caller.guildId)
    .map((recording) => findableRecording(recording, isPreferred(recording)));
  return search(candidates, typed, MOST_COMPLETIONS).map((recording) => ({
    name: words.completion({ ...recording, standing: standingOf(recording, nowMs) }),
    value: recording.id,
  }));
}
