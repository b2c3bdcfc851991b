/** What the app needs of the world to make a recording of a file that somebody hands over. */
import type { DownloadFaultCode } from '../domain/download-fault.ts';
import type { FileState } from '../domain/ingest.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';
import type { AttachedFile } from './command.ts';

export type { FileState } from '../domain/ingest.ts';

export interface IngestWatch {
  /** Ends it; what was begun is taken away. */
  readonly signal: AbortSignal;
  /** @param fraction from 0 to 1, never falling */
  readonly onProgress: (fraction: number) => void;
}

/** A file on this machine for as long as it is needed. */
export interface TakenFile {
  readonly path: string;
  /** Of its bytes, lower-case hex. */
  readonly sha256: string;
  /** Takes it away again where it was brought here for this only. */
  drop(): Promise<void>;
}

/** Brings here what somebody handed over. Never rejects for what the outside does. */
export type TakeFile = (file: AttachedFile, watch: IngestWatch) => Promise<Taking>;

export type Taking =
  | { readonly ok: true; readonly file: TakenFile }
  | {
      readonly ok: false;
      readonly fault:
        | { readonly at: 'download'; readonly code: DownloadFaultCode; readonly cause: unknown }
        | { readonly at: 'prepare'; readonly code: PrepareFaultCode; readonly cause: unknown };
    };

export interface PreparedRecording {
  /** Where it is. */
  readonly file: string;
  /** Of the prepared file. */
  readonly sha256: string;
  /** Of the file that was handed over. */
  readonly sourceSha256: string;
  readonly lengthMs: number;
  /** How loud it is now: -16, or less where a loud peak is in the way. */
  readonly loudnessLufs: number;
  readonly truePeakDbfs: number;
  readonly gainDb: number;
  /** The same had been prepared before, and nothing new was stored. */
  readonly wasThere: boolean;
}

export type Preparation =
  | ({ readonly ok: true } & PreparedRecording)
  | { readonly ok: false; readonly fault: PrepareFault };

export interface PrepareFault {
  readonly code: PrepareFaultCode;
  /** For the log, never for people; null when the code says it all. */
  readonly cause: unknown;
}

/** Makes of a file what rooms play, and looks after the prepared files. */
export interface Preparer {
  /** Whether what it needs is on this machine. */
  isReady(): boolean;
  /** Never rejects for what a file holds or for what the machine lacks. */
  prepare(path: string, watch: IngestWatch): Promise<Preparation>;
  /**
   * Whether the prepared file is there and is, byte for byte, the one that is kept. It is read
   * only when it was touched since it was last found right.
   */
  stateOf(entry: AllowlistEntry & { readonly file: string }): Promise<FileState>;
  /** Takes away a prepared file that nothing names. */
  drop(sha256: string): Promise<void>;
}
