/**
 * Everything that may be heard, as files: the spoken words, the bells, the recordings. What is
 * played is what was approved, byte for byte, or it is not played.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AudioFault } from '../app/audio-fault.ts';
import type {
  AudioFaultCode,
  AudioLibrary,
  AudioRef,
  Log,
  OpusSource,
  Recording,
} from '../app/ports.ts';
import { asId, type RecordingId } from '../domain/identity.ts';
import { AudioFiles, type AudioDisk } from './audio-files.ts';
import { recordingRef, refOf } from './audio-refs.ts';
import { checksInMemory, type FileChecks } from './file-checks.ts';
import { checkInRounds, type FileRounds, type LostFile } from './file-rounds.ts';
import {
  readBellManifest,
  readRecordingManifest,
  readVoiceManifest,
  type ListedFile,
  type ListedRecording,
  type VoiceManifest,
} from './manifests.ts';
import { openOggOpus } from './ogg-opus.ts';
import { preparedPath } from './prepared-folder.ts';
import { seekIndexBeside } from './seek-index.ts';
import { openStreamed, type Streams } from './sound-cloud/streams.ts';
import {
  loadProposals,
  type Proposals,
  sha256OfText,
  shownText,
  wordingOf,
} from './welcome-words.ts';

/** What is wrong with the files at start. The bot runs on without them. */
export interface LibraryFault {
  /** `voice/en/bdl/welcome`, `bell/opening`, `recording/self-kindness`, or a manifest's path. */
  readonly subject: string;
  /** `WORDS_CHANGED`: the words that are shown are no longer those that were spoken. */
  readonly code: AudioFaultCode | 'WORDS_CHANGED' | 'MANIFEST';
  readonly cause: unknown;
}

export interface ShippedRecording extends Recording {
  /** Only there to try the bot with. */
  readonly isSample: boolean;
}

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
  /** How what has no file is heard from its page; nothing is when left out. */
  readonly streams?: Streams | null;
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
      audio.stream
        ? openStreamed(options.streams ?? null, audio, audio.stream)
        : openAudio(loading.files, audio),
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

async function openAudio(files: AudioFiles, audio: AudioRef): Promise<OpusSource> {
  const file = await files.open(audio.path, audio.sha256);
  return openOggOpus(file, { guard: file, seekIndex: seekIndexBeside(audio) });
}

/** Names come from a database that people may write to; this one can't lead anywhere else. */
function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

interface Loading {
  readonly files: AudioFiles;
  readonly faults: LibraryFault[];
  readonly voice: string | null;
}

// ---- spoken words -----------------------------------------------------------

interface SpokenSentence {
  readonly text: string;
  /** Null when there is nothing sound to be heard. */
  readonly audio: AudioRef | null;
}

/** By language, then by the sentence's id. */
type Speech = Map<string, Map<string, SpokenSentence>>;

async function loadSpeech(loading: Loading, folder: string, proposals: Proposals): Promise<Speech> {
  const speech: Speech = new Map();
  for (const language of await foldersIn(loading, folder)) {
    const path = join(folder, language, 'manifest.json');
    // A language whose words are only proposed has no voice yet.
    if (proposals.has(language) && !existsSync(path)) continue;
    const manifest = await orFault(loading, path, () => readVoiceManifest(path));
    if (!manifest) continue;
    speech.set(manifest.language, await loadSentences(loading, join(folder, language), manifest));
  }
  return speech;
}

async function loadSentences(
  loading: Loading,
  folder: string,
  manifest: VoiceManifest,
): Promise<Map<string, SpokenSentence>> {
  const spoken = new Map<string, SpokenSentence>();
  const wanted = loading.voice ?? manifest.defaultVoice;
  for (const [id, sentence] of manifest.sentences) {
    const text = await shownText(folder, id, sentence.text);
    const voice = sentence.audio[wanted] ? wanted : manifest.defaultVoice;
    const listed = sentence.audio[voice];
    const subject = `voice/${manifest.language}/${voice}/${id}`;
    if (sha256OfText(`${text}\n`) !== sentence.textSha256) {
      loading.faults.push({ subject, code: 'WORDS_CHANGED', cause: null });
      spoken.set(id, { text, audio: null });
      continue;
    }
    const isSound = listed !== undefined && (await isInOrder(loading, subject, folder, listed));
    const audio = isSound ? refOf(subject, folder, listed, listed.sentences) : null;
    spoken.set(id, { text, audio });
  }
  return spoken;
}

// ---- bells and recordings ---------------------------------------------------

async function loadBells(
  loading: Loading,
  folder: string,
): Promise<Record<'opening' | 'closing', AudioRef>> {
  const path = join(folder, 'manifest.json');
  const manifest = await orFault(loading, path, () => readBellManifest(path));
  const load = async (id: 'opening' | 'closing') => {
    // A bell that is not listed is asked for all the same, and is then refused when it is opened.
    const listed = manifest?.get(id) ?? { file: `${id}.opus`, sha256: '', durationMs: 0 };
    await isInOrder(loading, `bell/${id}`, folder, listed);
    return refOf(`bell/${id}`, folder, listed);
  };
  return { opening: await load('opening'), closing: await load('closing') };
}

interface Shipped {
  readonly path: string;
  readonly recording: ShippedRecording;
}

async function loadShipped(loading: Loading, folder: string): Promise<Shipped[]> {
  const path = join(folder, 'manifest.json');
  const listed = (await orFault(loading, path, () => readRecordingManifest(path))) ?? [];
  const shipped: Shipped[] = [];
  for (const entry of listed) {
    const subject = `recording/${entry.id}`;
    await isInOrder(loading, subject, folder, entry);
    const transcriptPath = join(folder, entry.transcript);
    const transcript = await orFault(loading, subject, () => readFile(transcriptPath, 'utf8'));
    const recording = shippedRecording(entry, transcript ?? '');
    shipped.push({ path: join(folder, entry.file), recording });
  }
  return shipped;
}

function shippedRecording(entry: ListedRecording, transcript: string): ShippedRecording {
  const { durationMs, id, ...shown } = entry;
  return {
    ...shown,
    id: asId<RecordingId>(id),
    lengthMs: durationMs,
    status: 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
    transcript: transcript.trimEnd(),
  };
}

// ---- all of them ------------------------------------------------------------

async function isInOrder(
  loading: Loading,
  subject: string,
  folder: string,
  listed: ListedFile,
): Promise<boolean> {
  const opened = await orFault(loading, subject, async () => {
    const file = await loading.files.open(join(folder, listed.file), listed.sha256);
    file.close();
    return true;
  });
  return opened !== null;
}

/** Null when it failed; then the fault is noted. */
async function orFault<T>(
  loading: Loading,
  subject: string,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof AudioFault ? cause.code : 'MANIFEST';
    loading.faults.push({ subject, code, cause });
    return null;
  }
}

async function foldersIn(loading: Loading, folder: string): Promise<string[]> {
  const entries = await orFault(loading, folder, () => readdir(folder, { withFileTypes: true }));
  return (entries ?? []).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
