/** What ships, as files: each is looked at when the library is loaded, since there are few and they are small. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AudioFault } from '../app/audio-fault.ts';
import type { AudioFaultCode, AudioRef, Recording } from '../app/ports.ts';
import { asId, type RecordingId } from '../domain/identity.ts';
import type { AudioFiles } from './audio-files.ts';
import { refOf } from './audio-refs.ts';
import {
  readBellManifest,
  readRecordingManifest,
  readVoiceManifest,
  type ListedFile,
  type ListedRecording,
  type VoiceManifest,
} from './manifests.ts';
import { type Proposals, sha256OfText, shownText } from './welcome-words.ts';

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

export interface Loading {
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

export async function loadSpeech(
  loading: Loading,
  folder: string,
  proposals: Proposals,
): Promise<Speech> {
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

export async function loadBells(
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

export async function loadShipped(loading: Loading, folder: string): Promise<Shipped[]> {
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
