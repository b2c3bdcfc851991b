/** The words with which a file that was handed over becomes a recording, or does not. */
import type { DownloadFaultCode } from '../domain/download-fault.ts';
import type { DetailMistake, FileState, IngestEnd, IngestProgress } from '../domain/ingest.ts';
import type { PageFaultCode } from '../domain/page-fault.ts';
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';

export interface EndedIngest {
  /** As it was given with the file. */
  readonly title: string;
  readonly end: IngestEnd;
}

export interface IngestTexts {
  /** While it goes on. */
  readonly progress: (p: { readonly title: string; readonly progress: IngestProgress }) => string;
  readonly end: (p: EndedIngest) => string;
  /** The same for all coordinators, when whoever asked could not be answered any more. */
  readonly laterEnd: (p: EndedIngest) => string;
  /** While all recordings are looked at. */
  readonly checking: (p: { readonly done: number; readonly total: number }) => string;
  /** `lines`: what is not in order, ready to be read. */
  readonly checked: (p: { readonly total: number; readonly lines: readonly string[] }) => string;
  readonly fileStates: Readonly<
    Record<Exclude<FileState, 'inOrder'>, (p: { readonly title: string }) => string>
  >;
  readonly permissions: Readonly<
    Record<'over' | 'ending', (p: { readonly title: string; readonly endsAtMs: number }) => string>
  >;
  readonly prepareFaults: Readonly<Record<PrepareFaultCode, () => string>>;
  readonly downloadFaults: Readonly<Record<DownloadFaultCode, () => string>>;
  readonly pageFaults: Readonly<Record<PageFaultCode, () => string>>;
  readonly detailMistakes: Readonly<Record<DetailMistake, () => string>>;
}
