/**
 * Makes data/recordings: two recordings that are only samples, their transcripts and manifest.
 * Needs what speak-sentences.ts needs. Run: node data/make/record-samples.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BELL_BIT_RATE_KBPS, rung } from './bell.ts';
import { FFMPEG, SPEECH_BIT_RATE_KBPS, writeOpus } from './ffmpeg.ts';
import { atTargetLoudness } from '../../src/recordings/speech/speech-loudness.ts';
import { madeFile, writeManifest } from './made-file.ts';
import { join, paddedToFrames, samplesOf, silence } from '../../src/recordings/speech/pcm.ts';
import { spoken, VOICES } from './voices.ts';
import { spokenTrack } from '../../src/recordings/speech/spoken-track.ts';

const FOLDER = fileURLToPath(new URL('../recordings/', import.meta.url));
const LICENCE = 'GPL-3.0-or-later';
const QUIET_MS = 5 * 60 * 1000;

interface Line {
  readonly text: string;
  readonly pauseMs: number;
}

/** A pause this long begins a new paragraph in the transcript. */
const PARAGRAPH_PAUSE_MS = 5000;

function transcriptOf(lines: readonly Line[]): string {
  return lines
    .map(({ text, pauseMs }) => text + (pauseMs >= PARAGRAPH_PAUSE_MS ? '\n\n' : ' '))
    .join('')
    .trim();
}

/** The common part of both entries; `lengthMs` is the file's packets times 20. */
function entryOf(id: string, transcript: string): object {
  writeFileSync(`${FOLDER}${id}.txt`, `${transcript}\n`);
  const { sha256, durationMs } = madeFile(`${FOLDER}${id}.opus`);
  return {
    id,
    language: 'en',
    intensity: 'gentle',
    lengthMs: durationMs,
    licence: LICENCE,
    file: `${id}.opus`,
    sha256,
    transcript: `${id}.txt`,
    sample: true,
  };
}

function selfKindness(): object {
  const id = 'sample-self-kindness';
  const lines = JSON.parse(
    readFileSync(new URL('self-kindness.en.json', import.meta.url), 'utf8'),
  ) as Line[];
  const { sound } = spokenTrack(
    lines.map((line) => ({ ...line, sound: spoken('bdl', line.text) })),
  );
  writeOpus(atTargetLoudness(FFMPEG, sound), SPEECH_BIT_RATE_KBPS, `${FOLDER}${id}.opus`);
  return {
    ...entryOf(id, transcriptOf(lines)),
    title: 'Sample: a few minutes of kindness toward yourself',
    speaker: 'Bellkeeper (synthetic voice bdl)',
    kind: 'practice',
    credit: `Words: the Bellkeeper project. Voice: ${VOICES.bdl.credit}`,
  };
}

function fiveMinutesOfQuiet(): object {
  const id = 'sample-five-minutes-of-quiet';
  const bell = rung(1);
  const quiet = join([bell, silence(QUIET_MS)]).subarray(0, samplesOf(QUIET_MS));
  const sound = paddedToFrames(join([quiet, bell]));
  writeOpus(sound, BELL_BIT_RATE_KBPS, `${FOLDER}${id}.opus`);
  return {
    ...entryOf(id, '[A bell.]\n\n[Five minutes of quiet.]\n\n[A bell.]'),
    title: 'Sample: five minutes of quiet',
    speaker: 'nobody (two bells)',
    kind: 'quiet',
    credit: 'Bell: synthesised by the Bellkeeper project.',
  };
}

await writeManifest(`${FOLDER}manifest.json`, {
  recordings: [selfKindness(), fiveMinutesOfQuiet()],
});
