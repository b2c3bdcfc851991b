/** What the app asks about a community's own voice, answered on this machine. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { AudioRef, Clock } from '../../app/ports.ts';
import type { HeardSpeech, Speech } from '../../app/speech-port.ts';
import { findFfmpeg } from '../ffmpeg.ts';
import { preparedPath } from '../prepared-folder.ts';
import { spokenSpans } from './find-pauses.ts';
import { ownSpeechFiles } from './own-speech-files.ts';
import { renderSpeech } from './render-speech.ts';

export interface SpeechOptions {
  /** Where prepared files are kept. */
  readonly folder: string;
  /** Where programs are looked for, as PATH says it. */
  readonly searchPath: string;
  /** Where ffmpeg is; null where it is to be looked for. */
  readonly ffmpegPath: string | null;
  /** Where RHVoice is; it is looked for when that is absent, and null does without. */
  readonly rhvoicePath?: string | null;
  /** Of the time that passes outside: ffmpeg knows no other. */
  readonly clock: Clock;
}

/** RHVoice's `bdl` and flite's `slt` speak English, and nothing else well enough. */
const SPOKEN_LANGUAGE = 'en';

export function createSpeech(options: SpeechOptions): Speech {
  const { folder, searchPath, ffmpegPath, rhvoicePath, clock } = options;
  const programs = {
    searchPath,
    ...(ffmpegPath === null ? {} : { ffmpegPath }),
    ...(rhvoicePath === undefined ? {} : { rhvoicePath }),
  };
  return {
    own: ownSpeechFiles(folder),
    hear: hearSpeech,
    speaks: (language) => language === SPOKEN_LANGUAGE,
    async render(sentences, signal) {
      const rendered = await renderSpeech(sentences, { ...programs, signal });
      return rendered.ok ? { ok: true, ...rendered.value } : { ok: false, ...rendered.fault };
    },
    async spansOf(sha256, sentences) {
      const ffmpeg = findFfmpeg(ffmpegPath ?? undefined, searchPath);
      if (ffmpeg === null) return null;
      return spokenSpans(ffmpeg, clock, preparedPath(folder, sha256), sentences);
    },
  };
}

/** What is not what it was accepted as is `missing`: nobody is to vouch for one sound after hearing another. */
async function hearSpeech({ path, sha256 }: AudioRef): Promise<HeardSpeech> {
  try {
    await using file = await open(path);
    const bytes = await file.readFile();
    const found = createHash('sha256').update(bytes).digest('hex');
    return found === sha256 ? { kind: 'bytes', bytes } : { kind: 'missing' };
  } catch {
    // The file went away since it was seen; whoever asked is told that there is none.
    return { kind: 'missing' };
  }
}
