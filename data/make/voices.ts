import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pcm } from '../../src/recordings/speech/pcm.ts';
import { speakByRhvoice, type RhvoiceName } from '../../src/recordings/speech/rhvoice.ts';
import { spokenSentence } from '../../src/recordings/speech/spoken-sentence.ts';
import { FFMPEG } from './ffmpeg.ts';

const LICENCE =
  'Rendered audio: GPL-3.0-or-later. Voice data: RHVoice, LGPL-2.1-or-later. ' +
  'Recordings that the voice learned from: CMU ARCTIC, free for any use with this credit.';

function creditOf(voice: RhvoiceName): string {
  return (
    `RHVoice voice ${voice}, by Olga Yakovleva (rhvoice.org), trained on CMU ARCTIC ${voice}, ` +
    'by John Kominek and Alan W Black, Carnegie Mellon University, 2003. Changed: rendered to speech.'
  );
}

export const VOICES = {
  bdl: { name: 'Bdl, a calm low voice', credit: creditOf('bdl'), licence: LICENCE },
  clb: { name: 'Clb, a clear higher voice', credit: creditOf('clb'), licence: LICENCE },
};

/** One sentence as RHVoice says it: without silence at its ends, at -16 LUFS, nothing under 60 Hz. */
export function spoken(voice: RhvoiceName, sentence: string): Pcm {
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-voice-'));
  try {
    const file = join(folder, 'sentence.wav');
    speakByRhvoice(['RHVoice-test'], voice, sentence, file);
    return spokenSentence(FFMPEG, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
