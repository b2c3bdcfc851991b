/** The lists of what ships under `data/`, read with every field checked. */
import { readFile } from 'node:fs/promises';

/** One prepared file as its manifest tells it; `file` is relative to the manifest's folder. */
export interface ListedFile {
  readonly file: string;
  readonly sha256: string;
  readonly durationMs: number;
}

export interface ListedSentence {
  /** The words as people are shown them. */
  readonly text: string;
  /** Of those words and a line feed, from when the audio was made. */
  readonly textSha256: string;
  /** By the voice's id. */
  readonly audio: Readonly<Record<string, ListedSpeech>>;
}

export interface ListedSpeech extends ListedFile {
  readonly sentences: readonly { readonly fromMs: number; readonly toMs: number }[];
}

export interface VoiceManifest {
  readonly language: string;
  readonly defaultVoice: string;
  readonly sentences: ReadonlyMap<string, ListedSentence>;
}

export interface ListedRecording extends ListedFile {
  readonly id: string;
  readonly title: string;
  readonly speaker: string;
  readonly language: string;
  readonly kind: string;
  readonly intensity: string;
  readonly licence: string;
  readonly credit: string;
  /** A text file beside the sound. */
  readonly transcript: string;
  readonly isSample: boolean;
}

/** Rejects when there is no such file or a field is not as it should be; the message names it. */
export async function readVoiceManifest(path: string): Promise<VoiceManifest> {
  const root = await readObject(path);
  const sentences = Object.entries(root.object('sentences').fields).map(
    ([id, value]): [string, ListedSentence] => {
      const sentence = new Checked(value, `${path}: sentences.${id}`);
      const audio = Object.entries(sentence.object('audio').fields).map(([voice, file]) => [
        voice,
        speechOf(new Checked(file, `${path}: sentences.${id}.audio.${voice}`)),
      ]);
      const [text, textSha256] = [sentence.text('text'), sentence.text('textSha256')];
      return [id, { text, textSha256, audio: Object.fromEntries(audio) }];
    },
  );
  return {
    language: root.text('language'),
    defaultVoice: root.text('defaultVoice'),
    sentences: new Map(sentences),
  };
}

/** Bells by id. */
export async function readBellManifest(path: string): Promise<ReadonlyMap<string, ListedFile>> {
  const root = await readObject(path);
  return new Map(
    Object.entries(root.fields).map(([id, value]) => [
      id,
      fileOf(new Checked(value, `${path}: ${id}`), 'durationMs'),
    ]),
  );
}

export async function readRecordingManifest(path: string): Promise<readonly ListedRecording[]> {
  const root = await readObject(path);
  return root.list('recordings').map((entry) => ({
    ...fileOf(entry, 'lengthMs'),
    id: entry.text('id'),
    title: entry.text('title'),
    speaker: entry.text('speaker'),
    language: entry.text('language'),
    kind: entry.text('kind'),
    intensity: entry.text('intensity'),
    licence: entry.text('licence'),
    credit: entry.text('credit'),
    transcript: entry.text('transcript'),
    isSample: entry.fields['sample'] === true,
  }));
}

function fileOf(entry: Checked, lengthField: 'durationMs' | 'lengthMs'): ListedFile {
  return {
    file: entry.text('file'),
    sha256: entry.text('sha256'),
    durationMs: entry.number(lengthField),
  };
}

function speechOf(entry: Checked): ListedSpeech {
  const sentences = entry
    .list('sentences')
    .map((span) => ({ fromMs: span.number('fromMs'), toMs: span.number('toMs') }));
  return { ...fileOf(entry, 'durationMs'), sentences };
}

async function readObject(path: string): Promise<Checked> {
  return new Checked(JSON.parse(await readFile(path, 'utf8')), path);
}

/** An object out of JSON, whose fields are what they are asked to be, or it throws. */
class Checked {
  readonly fields: Readonly<Record<string, unknown>>;
  private readonly place: string;

  constructor(value: unknown, place: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new TypeError(`${place} should be an object.`);
    }
    this.fields = { ...value };
    this.place = place;
  }

  text(name: string): string {
    const value = this.fields[name];
    if (typeof value === 'string') return value;
    throw new TypeError(`${this.place}: ${name} should be text.`);
  }

  number(name: string): number {
    const value = this.fields[name];
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    throw new TypeError(`${this.place}: ${name} should be a number, 0 or more.`);
  }

  object(name: string): Checked {
    return new Checked(this.fields[name], `${this.place}: ${name}`);
  }

  list(name: string): Checked[] {
    const value = this.fields[name];
    if (!Array.isArray(value)) throw new TypeError(`${this.place}: ${name} should be a list.`);
    return value.map((item: unknown, i) => new Checked(item, `${this.place}: ${name}[${i}]`));
  }
}
