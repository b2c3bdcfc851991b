import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodedFile, runProgram } from './ffmpeg.ts';
import { levelled } from './loudness.ts';
import { trimmed, type Pcm } from './pcm.ts';

export type VoiceName = 'bdl' | 'clb';

const LICENCE =
  'Rendered audio: GPL-3.0-or-later. Voice data: RHVoice, LGPL-2.1-or-later. ' +
  'Recordings that the voice learned from: CMU ARCTIC, free for any use with this credit.';

function creditOf(voice: VoiceName): string {
  return (
    `RHVoice voice ${voice}, by Olga Yakovleva (rhvoice.org), trained on CMU ARCTIC ${voice}, ` +
    'by John Kominek and Alan W Black, Carnegie Mellon University, 2003. Changed: rendered to speech.'
  );
}

export const VOICES = {
  bdl: { name: 'Bdl, a calm low voice', credit: creditOf('bdl'), licence: LICENCE },
  clb: { name: 'Clb, a clear higher voice', credit: creditOf('clb'), licence: LICENCE },
};

/** Slower than RHVoice's own pace, and apart because their own paces differ: both about 131 words a minute. */
const RATE_PERCENT_BY_VOICE = { bdl: 78, clb: 88 };
/** The voices were trained at 24 kHz; asking for more adds nothing. */
const RENDERED_RATE_HZ = 24_000;

/** One sentence as RHVoice says it: without silence at its ends, at -16 LUFS, nothing under 60 Hz. */
export function spoken(voice: VoiceName, sentence: string): Pcm {
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-voice-'));
  try {
    const file = join(folder, 'sentence.wav');
    runProgram(
      'RHVoice-test',
      [
        '-p',
        voice,
        '-r',
        String(RATE_PERCENT_BY_VOICE[voice]),
        '-q',
        'max',
        '-R',
        String(RENDERED_RATE_HZ),
        '-o',
        file,
      ],
      new TextEncoder().encode(sentence),
    );
    return levelled(trimmed(decodedFile(file, 'highpass=f=60')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
