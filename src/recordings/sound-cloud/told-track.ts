/** What the process that asks through play-dl says: one line of JSON, and its exact shape. */
import type { PageFaultCode } from '../../domain/page-fault.ts';
import type { SoundCloudStandin } from './guarded-agent.ts';
import type { StreamFormat } from './stream-pieces.ts';

/** One line on its standard input, which stays open as long as somebody waits. */
export interface TrackQuestion {
  /** Canonical. */
  readonly address: string;
  /** Null in earnest. */
  readonly standin: SoundCloudStandin | null;
  /** Whether it is to be heard: then it is asked where, as well. */
  readonly wantsStream: boolean;
}

/** Where the sound is handed out for some minutes. */
export interface ToldStream {
  readonly format: StreamFormat;
  /** Of the list of its pieces; signed. */
  readonly playlistAddress: string;
}

export interface ToldTrack {
  /** Decimal digits. */
  readonly trackId: string;
  /** Decimal digits. */
  readonly userId: string;
  /** The account's address. */
  readonly userAddress: string;
  readonly address: string;
  readonly durationMs: number;
  readonly title: string;
  /** Only its beginning is handed out. */
  readonly isPreview: boolean;
  /** Nothing is handed out that is not protected. */
  readonly isProtected: boolean;
  /** Null when nobody wants to hear it, or nothing is handed out in a way that can be played. */
  readonly stream: ToldStream | null;
}

/** What it can find wrong by itself. */
const TOLD_FAULTS = [
  'CLOSED',
  'ELSEWHERE',
  'GONE',
  'NETWORK',
  'PLAYLIST',
  'RATE_LIMITED',
  'UNREADABLE',
] as const satisfies readonly PageFaultCode[];
export type ToldFault = (typeof TOLD_FAULTS)[number];

export type ToldAnswer =
  | { readonly ok: true; readonly track: ToldTrack }
  | { readonly ok: false; readonly why: ToldFault; readonly words: string };

const SHAPE: Readonly<Record<keyof ToldTrack, (value: unknown) => boolean>> = {
  trackId: isNumber,
  userId: isNumber,
  userAddress: isText,
  address: isText,
  durationMs: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  title: isText,
  isPreview: isBoolean,
  isProtected: isBoolean,
  stream: isStream,
};

/** Null for anything but one line that says exactly this. */
export function readToldAnswer(output: string): ToldAnswer | null {
  const line = /^([^\n]+)\n$/.exec(output)?.[1];
  if (line === undefined) return null;
  let told: unknown;
  try {
    told = JSON.parse(line);
  } catch {
    // No JSON: there is nothing in it to be told.
    return null;
  }
  if (!isRecord(told)) return null;
  const { ok, track, why, words } = told;
  if (ok === true && isTrack(track)) return { ok, track };
  const fault = TOLD_FAULTS.find((code) => code === why);
  return ok === false && fault && isText(words) ? { ok, why: fault, words } : null;
}

function isTrack(value: unknown): value is ToldTrack {
  if (!isRecord(value)) return false;
  const names = Object.keys(SHAPE) as (keyof ToldTrack)[];
  return names.every((name) => SHAPE[name](value[name]));
}

const FORMATS: readonly unknown[] = ['mp3', 'ogg', 'mov'] satisfies readonly StreamFormat[];

function isStream(value: unknown): boolean {
  if (value === null) return true;
  return isRecord(value) && FORMATS.includes(value['format']) && isText(value['playlistAddress']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 2_000;
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}
