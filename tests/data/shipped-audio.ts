import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DATA = fileURLToPath(new URL('../../data/', import.meta.url));

export interface SpokenFile {
  readonly file: string;
  readonly sha256: string;
  readonly durationMs: number;
  readonly sentences: readonly {
    readonly text: string;
    readonly fromMs: number;
    readonly toMs: number;
  }[];
  readonly pausesAtMs: readonly number[];
}

export interface VoiceManifest {
  readonly language: string;
  readonly defaultVoice: string;
  readonly voices: Readonly<
    Record<string, { readonly name: string; readonly credit: string; readonly licence: string }>
  >;
  readonly sentences: Readonly<
    Record<
      string,
      {
        readonly text: string;
        readonly speak: string;
        readonly textSha256: string;
        readonly audio: Readonly<Record<string, SpokenFile>>;
      }
    >
  >;
}

export type BellManifest = Readonly<
  Record<
    string,
    {
      readonly file: string;
      readonly sha256: string;
      readonly durationMs: number;
      readonly licence: string;
    }
  >
>;

export interface RecordingManifest {
  readonly recordings: readonly {
    readonly id: string;
    readonly title: string;
    readonly speaker: string;
    readonly language: string;
    readonly kind: string;
    readonly intensity: string;
    readonly lengthMs: number;
    readonly licence: string;
    readonly credit: string;
    readonly file: string;
    readonly sha256: string;
    readonly transcript: string;
    readonly sample: boolean;
  }[];
}

export function dataPath(relative: string): string {
  return join(DATA, relative);
}

export function dataText(relative: string): string {
  return readFileSync(dataPath(relative), 'utf8');
}

export function sha256Of(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function sha256OfFile(relative: string): string {
  return sha256Of(readFileSync(dataPath(relative)));
}

export const voiceManifest = JSON.parse(dataText('voice/en/manifest.json')) as VoiceManifest;
export const bellManifest = JSON.parse(dataText('bells/manifest.json')) as BellManifest;
export const recordingManifest = JSON.parse(
  dataText('recordings/manifest.json'),
) as RecordingManifest;

export interface ShippedFile {
  /** Relative to data/. */
  readonly path: string;
  readonly sha256: string;
  readonly durationMs: number;
  /** How loud it is meant to be: bells are set by their peak, and quiet is mostly that. */
  readonly loudness: 'speech' | 'bell';
}

const spokenFiles: ShippedFile[] = Object.values(voiceManifest.sentences).flatMap(({ audio }) =>
  Object.values(audio).map(({ file, sha256, durationMs }) => ({
    path: `voice/en/${file}`,
    sha256,
    durationMs,
    loudness: 'speech' as const,
  })),
);

const bellFiles: ShippedFile[] = Object.values(bellManifest).map(
  ({ file, sha256, durationMs }) => ({
    path: `bells/${file}`,
    sha256,
    durationMs,
    loudness: 'bell' as const,
  }),
);

const recordingFiles: ShippedFile[] = recordingManifest.recordings.map(
  ({ file, sha256, lengthMs, kind }) => ({
    path: `recordings/${file}`,
    sha256,
    durationMs: lengthMs,
    loudness: kind === 'quiet' ? 'bell' : 'speech',
  }),
);

/** Every sound file that a manifest names. */
export const shippedFiles: readonly ShippedFile[] = [
  ...spokenFiles,
  ...bellFiles,
  ...recordingFiles,
];

/** Every sound file that is there, relative to data/. */
export function soundFilesIn(folder: string): string[] {
  return readdirSync(dataPath(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.opus'))
    .map((name) => `${folder}/${name}`);
}
