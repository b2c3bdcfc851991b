/** The words with which a file that was handed over becomes a recording, or does not. */
import type { DownloadFaultCode } from '../domain/download-fault.ts';
import type { DetailMistake, IngestEnd, IngestProgress } from '../domain/ingest.ts';
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
  readonly prepareFaults: Readonly<Record<PrepareFaultCode, () => string>>;
  readonly downloadFaults: Readonly<Record<DownloadFaultCode, () => string>>;
  readonly pageFaults: Readonly<Record<PageFaultCode, () => string>>;
  readonly detailMistakes: Readonly<Record<DetailMistake, () => string>>;
}
