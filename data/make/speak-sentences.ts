/**
 * Makes data/voice/en: the welcome and the service sentences in both voices, and their manifest.
 * The words come from data/voice/en/welcome.txt and data/make/words.en.json.
 * Needs: Node 24, the project's npm ci, ffmpeg with libopus (Debian: ffmpeg), and RHVoice 1.8 with its English voices
 * (Debian, components contrib and non-free: rhvoice rhvoice-english).
 * Run: node data/make/speak-sentences.ts
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FFMPEG, SPEECH_BIT_RATE_KBPS, writeOpus } from './ffmpeg.ts';
import { atTargetLoudness } from '../../src/recordings/speech/speech-loudness.ts';
import { madeFile, sha256Of, writeManifest } from './made-file.ts';
import type { RhvoiceName } from '../../src/recordings/speech/rhvoice.ts';
import { spoken, VOICES } from './voices.ts';
import { SENTENCE_GAP_MS, spokenTrack } from '../../src/recordings/speech/spoken-track.ts';

const FOLDER = fileURLToPath(new URL('../voice/en/', import.meta.url));

interface Sentence {
  readonly text: string;
  /** Written where the voice would misread the shown text; else the shown text is spoken. */
  readonly speak?: string;
}

function welcome(): Sentence[] {
  const words = readFileSync(`${FOLDER}welcome.txt`, 'utf8').trimEnd();
  return words.split(/(?<=\.) /).map((text) => ({
    text,
    // Without the spaces it is up to the voice's dictionary whether letters are said.
    speak: text.replace('CMSC', 'C M S C'),
  }));
}

function renderedIn(voice: RhvoiceName, id: string, sentences: readonly Sentence[]): object {
  const track = spokenTrack(
    sentences.map(({ text, speak }) => ({
      text,
      sound: spoken(voice, speak ?? text),
      pauseMs: SENTENCE_GAP_MS,
    })),
  );
  const file = `${voice}/${id}.opus`;
  writeOpus(atTargetLoudness(FFMPEG, track.sound), SPEECH_BIT_RATE_KBPS, `${FOLDER}${file}`);
  return {
    file,
    ...madeFile(`${FOLDER}${file}`),
    sentences: track.sentences,
    pausesAtMs: track.pausesAtMs,
  };
}

function renderedSentences(id: string, sentences: readonly Sentence[]): object {
  const text = sentences.map((sentence) => sentence.text).join(' ');
  return {
    text,
    speak: sentences.map((sentence) => sentence.speak ?? sentence.text).join(' '),
    textSha256: sha256Of(`${text}\n`),
    audio: { bdl: renderedIn('bdl', id, sentences), clb: renderedIn('clb', id, sentences) },
  };
}

const serviceSentences = JSON.parse(
  readFileSync(new URL('words.en.json', import.meta.url), 'utf8'),
) as Record<string, Sentence[]>;

const sentencesById = { welcome: welcome(), ...serviceSentences };

await writeManifest(`${FOLDER}manifest.json`, {
  language: 'en',
  defaultVoice: 'bdl',
  voices: VOICES,
  sentences: Object.fromEntries(
    Object.entries(sentencesById).map(([id, sentences]) => [id, renderedSentences(id, sentences)]),
  ),
});
