/** What `npm run recordings` says, in English: whoever runs it sits at the machine. */
import type { AllowlistEntry } from '../domain/playback.ts';
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';
import { unreachable } from '../domain/unreachable.ts';

export const recordingsHow = `Write one of:
  npm run recordings -- add FILE --title TITLE --speaker SPEAKER --language en
                                      prepares a sound file and puts it forward for approval;
                                      more, if you like: --kind --intensity --licence --credit
  npm run recordings -- list          every recording, with its status and length
  npm run recordings -- check         looks whether every prepared file is what it was
  npm run recordings -- export FILE   writes the list into a file, as JSON`;

/** What is wrong with a file that was handed over, and what to do. */
const SENTENCE_BY_FAULT: Readonly<Record<PrepareFaultCode, string>> = {
  FFMPEG_MISSING:
    'ffmpeg, which prepares recordings, is not on this machine. Install it (Debian and Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg), or set FFMPEG_PATH to where it is. Everything else works without it.',
  NAME: 'The name of this file holds characters that cannot be shown. Rename it with plain letters, then add it again.',
  FILE_MISSING:
    'There is no such file, or it is a folder, or this account may not read it. Look at its name and place.',
  EMPTY: 'This file is empty. Ask for it again: something went wrong while it was copied.',
  TOO_LARGE: 'This file is larger than 500 MB. Save it as mp3 or FLAC, which are smaller.',
  NOT_AUDIO:
    'This is no sound file, whatever its name says. I take mp3, m4a, wav, FLAC, Ogg and WebM.',
  PLAYLIST:
    'This is a list that points to other files or addresses, and holds no sound itself. Add the recording it points to.',
  VIDEO: 'This is a video. Save its sound as a file of its own, for example mp3, and add that one.',
  DRM: 'This file is protected, so it only plays where it was bought. Ask the speaker for a file without protection.',
  FORMAT:
    'This is a kind of sound file that I do not take. Save it as mp3, m4a, wav, FLAC, Ogg or WebM.',
  TRUNCATED: 'The end of this file is missing. Copy or download it again.',
  DAMAGED:
    'Parts of this file cannot be decoded. Copy or download it again, or ask for another copy.',
  TOO_LONG: 'This recording is longer than two hours. Cut it into parts, and add each of them.',
  TOO_MANY_CHANNELS: 'This recording has more than two channels. Save it in stereo or mono.',
  SAMPLE_RATE: 'Its sample rate is below 8 or above 96 kHz. Save it with 44.1 or 48 kHz.',
  SILENT:
    'There is nothing in this recording that could be heard. Look whether it is the right one.',
  SOURCE_CHANGED:
    'The file was written to while I prepared it. Wait until it is complete, then add it again.',
  TIMEOUT:
    'It took far too long to prepare this file, so I stopped. Save it as mp3, and add that one.',
  STOPPED: 'Stopped. Nothing was added.',
  NOT_STORED:
    'The prepared file could not be written. Look whether the disk is full, and whether this account may write to the folder.',
  NOT_VERIFIED:
    'What came out is not as long as what went in, so I do not keep it. Save the recording as wav, and add that one.',
};

export function describePrepareFault(code: PrepareFaultCode): string {
  return SENTENCE_BY_FAULT[code];
}

/** `[#####---------------]  25 %`. */
export function progressBar(fraction: number): string {
  const done = Math.round(fraction * 20);
  return `[${'#'.repeat(done)}${'-'.repeat(20 - done)}] ${progressLine(fraction).padStart(5)}`;
}

export function progressLine(fraction: number): string {
  return `${Math.floor(fraction * 100)} %`;
}

/** `1:02:03`, `4:05`. */
export function lengthText(lengthMs: number): string {
  const seconds = Math.round(lengthMs / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${two(minutes)}:${rest}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

const STATUS: Readonly<Record<AllowlistEntry['status'], string>> = {
  approved: 'approved',
  proposed: 'proposed',
  needsReview: 'needs review',
  revoked: 'revoked',
};

type Listed = Pick<AllowlistEntry, 'id' | 'title' | 'speaker' | 'language' | 'lengthMs' | 'status'>;

export function recordingLine({ id, title, speaker, language, lengthMs, status }: Listed): string {
  return `${STATUS[status].padEnd(12)}  ${lengthText(lengthMs).padStart(7)}  ${id}: ${title}, ${speaker} (${language})`;
}

export function recordingCount(count: number): string {
  if (count === 0) return 'There are no recordings yet.';
  return count === 1 ? '1 recording.' : `${count} recordings.`;
}

export interface AddedRecording extends Listed {
  readonly loudnessLufs: number;
  readonly gainDb: number;
}

export function addedText({ id, title, lengthMs, loudnessLufs, gainDb }: AddedRecording): string {
  const change = gainDb < 0 ? `${-gainDb} dB softer` : `${gainDb} dB louder`;
  const quiet =
    loudnessLufs < -17
      ? ' It stays softer than the others, because a loud moment in it would be too loud otherwise.'
      : '';
  return `Added "${title}" as ${id}, ${lengthText(lengthMs)} long and made ${change}.${quiet} It is proposed, and nobody can hear it until a coordinator approves it.`;
}

export function alreadyThereText({ id, title, status }: Listed): string {
  return `This recording is there already: "${title}" (${id}, ${STATUS[status]}). Nothing was added.`;
}

export type AddMistake = 'TITLE' | 'SPEAKER' | 'LANGUAGE' | 'TEXT';

const SENTENCE_BY_MISTAKE: Readonly<Record<AddMistake, string>> = {
  TITLE: 'Say what it is called, for example --title "Body scan".',
  SPEAKER: 'Say who speaks, for example --speaker "Ana Souza".',
  LANGUAGE: 'Say in which language it is, for example --language en, es or pt-BR.',
  TEXT: 'Write titles and names in one line, with at most 200 characters.',
};

export function describeAddMistake(mistake: AddMistake): string {
  return SENTENCE_BY_MISTAKE[mistake];
}

export type FileState = 'inOrder' | 'missing' | 'changed' | 'unreadable';

export function checkLine({ id, title }: Listed, state: FileState): string {
  const name = `${id}, "${title}"`;
  switch (state) {
    case 'inOrder':
      return `${name}: in order.`;
    case 'missing':
      return `${name}: its file is missing, and it cannot be played. Add the recording again from the original file.`;
    case 'changed':
      return `${name}: its file is not what it was, and it will not be played. Put the file back from a backup, or delete it and add the recording again.`;
    case 'unreadable':
      return `${name}: its file cannot be read. Give the bot's account the right to read it.`;
    default:
      return unreachable(state);
  }
}

export function checkedText(total: number, wrong: number): string {
  if (wrong === 0) return `All is well: ${total} looked at.`;
  return `${wrong} of ${total} cannot be played as they are.`;
}

export function exportedText(path: string, count: number): string {
  return `${path} holds the list now. ${recordingCount(count)}`;
}

export function notWrittenText(path: string): string {
  return `I cannot write to ${path}. Choose a place that this account may write to.`;
}

export const guildMissingText =
  'Set DISCORD_GUILD_ID to the id of your server, a number of 17 to 20 digits, as the bot has it: the database keeps a list for each server.';

export function databaseMissingText(path: string): string {
  return `There is no database at ${path} yet. Start the bot once, or set BELLKEEPER_DATA to the folder that holds it.`;
}
