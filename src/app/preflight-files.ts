/** Whether everything that may be heard is there, is what was approved, and can be played. */
import type { FileState } from '../domain/ingest.ts';
import { preflightLine, type PreflightLine } from '../domain/preflight.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import { AudioFault } from './audio-fault.ts';
import type { AudioLibrary, AudioRef } from './ports.ts';

export interface CheckedFile {
  readonly recording: AllowlistEntry;
  /** `none` where it is heard from its page, without a file. */
  readonly file: FileState | 'none';
}

export interface FileLookPorts {
  readonly library: Pick<AudioLibrary, 'sentence' | 'bell' | 'recording' | 'open'>;
  /** BCP 47, of what the bot says. */
  readonly language: string;
  /** The recordings that may still be heard, with what became of their files. */
  readonly checked: readonly CheckedFile[];
}

/** One line when all is well, else a line for each that is not. */
export async function lookAtFiles(ports: FileLookPorts): Promise<PreflightLine[]> {
  const { checked } = ports;
  const broken = [...(await brokenRecordings(ports)), ...(await brokenSounds(ports))];
  if (broken.length > 0) return broken;
  const count = checked.filter(({ file }) => file !== 'none').length;
  return [preflightLine('FILES_IN_ORDER', { count })];
}

async function brokenRecordings({ library, checked }: FileLookPorts): Promise<PreflightLine[]> {
  const lines: PreflightLine[] = [];
  for (const { recording, file } of checked) {
    const { title } = recording;
    if (file === 'none') continue;
    if (file !== 'inOrder') {
      lines.push(preflightLine(CODE_BY_STATE[file], { title }));
      continue;
    }
    const audio = library.recording(recording);
    // What is in order byte for byte was right when it was prepared; this opens it as a room does.
    if (audio && !(await isPlayable(library, audio))) {
      lines.push(preflightLine('FILE_UNDECODABLE', { title }));
    }
  }
  return lines;
}

const CODE_BY_STATE = {
  missing: 'FILE_MISSING',
  changed: 'FILE_CHANGED',
  unreadable: 'FILE_UNREADABLE',
} as const;

/** The welcome in the voice that speaks, and the bells. */
async function brokenSounds({ library, language }: FileLookPorts): Promise<PreflightLine[]> {
  const sounds = new Map<string, AudioRef | null>([
    ['voice/welcome', library.sentence(language, 'welcome') ?? library.sentence('en', 'welcome')],
    ['bell/opening', library.bell('opening')],
    ['bell/closing', library.bell('closing')],
  ]);
  const lines: PreflightLine[] = [];
  for (const [soundId, audio] of sounds) {
    if (audio && (await isPlayable(library, audio))) continue;
    lines.push(preflightLine('SOUND_BROKEN', { soundId }));
  }
  return lines;
}

async function isPlayable(library: Pick<AudioLibrary, 'open'>, audio: AudioRef): Promise<boolean> {
  try {
    const source = await library.open(audio);
    source.close();
    return true;
  } catch (error) {
    if (error instanceof AudioFault) return false;
    throw error;
  }
}
