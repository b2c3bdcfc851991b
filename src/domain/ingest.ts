/** What is written about a file that is handed over, and how that can end. Pure: no clock, no I/O. */
import type { DownloadFaultCode } from './download-fault.ts';
import type { RecordingId } from './identity.ts';
import type { PageFaultCode } from './page-fault.ts';
import type { PrepareFaultCode } from './prepare-fault.ts';
import { refusalOf, type KeptRecording, type RecordingRefusal } from './recording.ts';

/** What whoever hands it over says of a recording. */
export type RecordingDetails = Pick<
  KeptRecording,
  | 'title'
  | 'speaker'
  | 'language'
  | 'kind'
  | 'intensity'
  | 'licence'
  | 'credit'
  | 'link'
  | 'permissionFrom'
  | 'permissionAtMs'
  | 'permissionEndsAtMs'
  | 'transcript'
>;

export type DetailMistake =
  | Extract<
      RecordingRefusal,
      'NO_TITLE' | 'BAD_LANGUAGE' | 'BAD_LINK' | 'BAD_DATE' | 'PERMISSION_OVER'
    >
  /** Several lines, characters that can not be shown, or more of them than anyone reads. */
  | 'NOT_PLAIN';

/** How it ended, as plain data that can be kept until somebody reads it. */
export type IngestEnd =
  /** It has no file, and is heard from its page. */
  | { readonly end: 'addedPage'; readonly recordingId: RecordingId; readonly lengthMs: number }
  | {
      readonly end: 'noFile';
      /** `OFF`: the settings let nothing be heard from its page. */
      readonly why: 'NO_PAGE' | 'OFF';
    }
  | {
      readonly end: 'added';
      readonly recordingId: RecordingId;
      readonly lengthMs: number;
      /** -16, or less where a loud peak is in the way. */
      readonly loudnessLufs: number;
      /** How much louder it was made; negative for softer. */
      readonly gainDb: number;
    }
  /** The same file, or one that sounds exactly the same, is kept already. */
  | {
      readonly end: 'alreadyThere';
      readonly recordingId: RecordingId;
      /** As it is kept. */
      readonly keptTitle: string;
      readonly status: KeptRecording['status'];
      /** Its prepared file had been lost or changed, and is there again. */
      readonly isRestored: boolean;
    }
  | { readonly end: 'details'; readonly why: DetailMistake }
  | { readonly end: 'download'; readonly why: DownloadFaultCode }
  | { readonly end: 'prepare'; readonly why: PrepareFaultCode }
  | { readonly end: 'page'; readonly why: PageFaultCode }
  /** The page and the file are of different lengths, so they can't be the same recording. */
  | { readonly end: 'lengths'; readonly pageMs: number; readonly fileMs: number };

export type IngestProgress =
  /** Others have their turn first. */
  | { readonly phase: 'waiting'; readonly ahead: number }
  | { readonly phase: 'taking'; readonly fraction: number }
  | { readonly phase: 'lookingUp' }
  | { readonly phase: 'preparing'; readonly fraction: number };

/** What became of a prepared file. */
export type FileState = 'inOrder' | 'missing' | 'changed' | 'unreadable';

/** What a page says of its length is rounded, and players differ in what they count. */
const LENGTHS_DIFFER_MS = 2_000;
const LONGEST_TEXT = 300;

/** Null when all is well. */
export function mistakeIn(details: RecordingDetails, nowMs: number): DetailMistake | null {
  const { transcript: _many, ...lines } = details;
  const texts = Object.values(lines).filter((value) => typeof value === 'string');
  if (!texts.every(isPlain)) return 'NOT_PLAIN';
  const refusal = refusalOf(details);
  if (refusal === 'NO_TITLE' || refusal === 'BAD_LANGUAGE' || refusal === 'BAD_LINK') {
    return refusal;
  }
  const { permissionEndsAtMs } = details;
  return permissionEndsAtMs !== null && permissionEndsAtMs <= nowMs ? 'PERMISSION_OVER' : null;
}

/** One line that can be shown as it is, without the marks that turn writing round. */
export function isPlain(text: string): boolean {
  return text.length <= LONGEST_TEXT && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text);
}

/** Whether a file of this name may be named in a list or a log; it is never used as a path. */
export function isPlainFileName(name: string): boolean {
  return isPlain(name) && name.trim() !== '' && !/[/\\]|^\.{1,2}$/.test(name);
}

export function areOfOneLength(pageMs: number, fileMs: number): boolean {
  return Math.abs(pageMs - fileMs) <= LENGTHS_DIFFER_MS;
}
