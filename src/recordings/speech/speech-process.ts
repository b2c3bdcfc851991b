/**
 * The process that renders words to speech, since that keeps a core busy for seconds: a job comes
 * on its standard input, and where each sentence stands goes to its standard output, as JSON.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadFlite } from './flite.ts';
import { speakByRhvoice } from './rhvoice.ts';
import { bytesOf, RAW_PCM, runProgram } from './sound-programs.ts';
import type { Pcm } from './pcm.ts';
import { SPEECH_FILE, type SpeechDone, type SpeechEngine, type SpeechJob } from './speech-job.ts';
import { atTargetLoudness } from './speech-loudness.ts';
import { spokenSentence } from './spoken-sentence.ts';
import { SENTENCE_GAP_MS, spokenTrack } from './spoken-track.ts';

function speak({ engine, ffmpegPath, sentences, folder }: SpeechJob): SpeechDone {
  const sayTo = sayingBy(engine, folder);
  const sounds = sentences.map((sentence, at) => {
    const name = `${at}.wav`;
    sayTo(sentence, name);
    const sound = spokenSentence(ffmpegPath, join(folder, name));
    rmSync(join(folder, name));
    return sound;
  });
  const track = spokenTrack(
    sounds.map((sound, at) => ({ text: sentences[at] ?? '', sound, pauseMs: SENTENCE_GAP_MS })),
  );
  writeWav(ffmpegPath, atTargetLoudness(ffmpegPath, track.sound), join(folder, SPEECH_FILE));
  return { spans: track.sentences.map(({ fromMs, toMs }) => ({ fromMs, toMs })) };
}

function sayingBy(engine: SpeechEngine, folder: string): (sentence: string, name: string) => void {
  if (engine.kind === 'flite') return loadFlite(engine.wasmPath, folder);
  return (sentence, name) => speakByRhvoice(engine.command, 'bdl', sentence, join(folder, name));
}

/** 24 bits, so that no rounding is heard after another gain. */
function writeWav(ffmpegPath: string, pcm: Pcm, file: string): void {
  const output = ['-c:a', 'pcm_s24le', '-f', 'wav', file];
  runProgram(ffmpegPath, ['-v', 'error', '-y', ...RAW_PCM, '-i', '-', ...output], bytesOf(pcm));
}

// The only writer is `render-speech.ts`, and the compiler holds it to this shape.
const job = JSON.parse(readFileSync(0, 'utf8')) as SpeechJob;
process.stdout.write(JSON.stringify(speak(job)));
