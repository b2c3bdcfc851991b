/**
 * Everything that may be heard, as files: the spoken words, the bells, the recordings. What is
 * played is what was approved, byte for byte, or it is not played.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AudioLibrary, AudioRef, Log, OpusSource } from '../app/ports.ts';
import { AudioFiles, type AudioDisk } from './audio-files.ts';
import { recordingRef } from './audio-refs.ts';
import { checksInMemory, type FileChecks } from './file-checks.ts';
import { checkInRounds, type FileRounds, type LostFile } from './file-rounds.ts';
import { openOggOpus } from './ogg-opus.ts';
import { preparedPath } from './prepared-folder.ts';
import { seekIndexBeside } from './seek-index.ts';
import {
  loadBells,
  loadShipped,
  loadSpeech,
  type LibraryFault,
  type Loading,
  type ShippedRecording,
} from './shipped-sound.ts';
import { openStreamed } from './sound-cloud/streams.ts';
import { loadProposals, wordingOf } from './welcome-words.ts';

export interface LoadedAudioLibrary extends AudioLibrary {
  readonly faults: readonly LibraryFault[];
  /** What ships and is in order, approved, for seeding an allowlist. */
  readonly shippedRecordings: readonly ShippedRecording[];
  /** The words of a sentence as people are shown them; null when this language has none. */
  sentenceText(language: string, sentenceId: string): string | null;
  /**
   * Looks at the prepared files of these hashes in the background, one after another: those that
   * were touched since they were last found right are read, and what is not what was approved is told.
   */
  checkPrepared(
    sha256s: ReadonlySet<string>,
    onLost: (sha256: string, code: LostFile) => void,
  ): FileRounds;
}

export interface AudioLibraryOptions {
  /** What ships: `voice/<language>/`, `bells/` and `recordings/`, each with a manifest. */
  readonly dataFolder: string;
  /** Recordings that coordinators added, each named by its hash: `<sha256>.opus`. */
  readonly recordingsFolder: string;
  /** Id of the voice that speaks; each language's default when absent. */
  readonly voice?: string;
  /** What was found out about files before; without it every process reads each file once. */
  readonly fileChecks?: FileChecks;
  /** The file system's own when left out. */
  readonly disk?: AudioDisk;
  readonly log: Log;
}

/**
 * Reads the manifests and looks at every file that ships. Prepared recordings are not read: however
 * many there are, each is looked at when it is opened, and by `checkPrepared`. Never rejects for a
 * file: what is wrong is in `faults`.
 */
export async function loadAudioLibrary(options: AudioLibraryOptions): Promise<LoadedAudioLibrary> {
  const { dataFolder, recordingsFolder } = options;
  const loading: Loading = {
    files: new AudioFiles(
      [dataFolder, recordingsFolder],
      options.fileChecks ?? checksInMemory(),
      options.disk,
    ),
    faults: [],
    voice: options.voice ?? null,
  };
  const proposals = await loadProposals(join(dataFolder, 'voice'));
  const speech = await loadSpeech(loading, join(dataFolder, 'voice'), proposals);
  const bells = await loadBells(loading, join(dataFolder, 'bells'));
  const shipped = await loadShipped(loading, join(dataFolder, 'recordings'));
  const shippedPathBySha256 = new Map(
    shipped.map(({ path, recording }) => [recording.sha256, path] as const),
  );
  /** A prepared file is found by its name alone, whether it was there at the start or not. */
  const pathOf = (sha256: string): string | null => {
    if (!isSha256(sha256)) return null;
    const prepared = preparedPath(recordingsFolder, sha256);
    return shippedPathBySha256.get(sha256) ?? (existsSync(prepared) ? prepared : null);
  };
  for (const fault of loading.faults) {
    options.log.warn({ subject: fault.subject, code: fault.code, err: fault.cause }, 'audio fault');
  }
  const isFaulty = new Set(loading.faults.map((fault) => fault.subject));
  const sentenceOf = (language: string, id: string) =>
    speech.get(language)?.get(id) ?? speech.get(language.split('-')[0] ?? '')?.get(id);

  return {
    faults: loading.faults,
    shippedRecordings: shipped
      .map(({ recording }) => recording)
      .filter((recording) => !isFaulty.has(`recording/${recording.id}`)),
    sentence: (language, id) => sentenceOf(language, id)?.audio ?? null,
    welcome: (language) => {
      const spoken = sentenceOf(language, 'welcome');
      return {
        spoken: spoken?.audio ? wordingOf(spoken.text) : null,
        proposed: proposals.get(language) ?? null,
      };
    },
    sentenceText: (language, id) => sentenceOf(language, id)?.text ?? null,
    bell: (bellId) => bells[bellId],
    recording: (entry) => {
      if (entry.stream) return { ...recordingRef(entry, ''), stream: entry.stream };
      const path = pathOf(entry.sha256);
      return path === null ? null : recordingRef(entry, path);
    },
    open: (audio) =>
      audio.stream ? openStreamed(null, audio, audio.stream) : openAudio(loading.files, audio),
    checkPrepared(sha256s, onLost) {
      const prepared = [...sha256s]
        .filter((sha256) => isSha256(sha256) && !shippedPathBySha256.has(sha256))
        .map((sha256) => ({ sha256, path: preparedPath(recordingsFolder, sha256) }));
      const rounds = checkInRounds(loading.files, prepared, onLost);
      const done = rounds.done.catch((err: unknown) => {
        options.log.error({ err }, 'the prepared files are not looked at any further');
      });
      return { ...rounds, done };
    },
  };
}

/** Opens a file if it is what was approved. Rejects with an AudioFault. */
export async function openAudio(files: AudioFiles, audio: AudioRef): Promise<OpusSource> {
  const file = await files.open(audio.path, audio.sha256);
  return openOggOpus(file, { guard: file, seekIndex: seekIndexBeside(audio) });
}

/** Names come from a database that people may write to; this one can't lead anywhere else. */
function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
