/** From what a voice has rendered to a sentence that can stand beside others. */
import { trimmed, type Pcm } from './pcm.ts';
import { decodedFile } from './sound-programs.ts';
import { levelled } from './speech-loudness.ts';

/** Without silence at its ends, at -16 LUFS, nothing under 60 Hz. */
export function spokenSentence(ffmpeg: string, file: string): Pcm {
  return levelled(ffmpeg, trimmed(decodedFile(ffmpeg, file, 'highpass=f=60')));
}
