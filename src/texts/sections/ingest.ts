/** How the words about files that are handed over are put together, alike in every language. */
import type { DownloadFaultCode } from '../../domain/download-fault.ts';
import type { DetailMistake, FileState, IngestEnd, IngestProgress } from '../../domain/ingest.ts';
import type { PageFaultCode } from '../../domain/page-fault.ts';
import type { PrepareFaultCode } from '../../domain/prepare-fault.ts';
import type { KeptRecording, RecordingStanding } from '../../domain/recording.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { IngestTexts } from '../ingest-texts.ts';
import { discordTime, fitLines } from '../discord-format.ts';
import { lengthText } from '../length-text.ts';
import { plainName } from '../plain.ts';
import type { RecordingTexts } from '../recording-texts.ts';

/** Titles come as words that are ready to stand in a sentence; lengths like `4:05`. */
export interface IngestWords {
  readonly waiting: (title: string, ahead: number) => string;
  readonly taking: (title: string, percent: number) => string;
  readonly lookingUp: (title: string) => string;
  readonly preparing: (title: string, percent: number) => string;
  readonly added: (title: string, length: string) => string;
  /** How its loudness was brought to that of the others, in whole decibels. */
  readonly louder: (decibels: number) => string;
  readonly softer: (decibels: number) => string;
  readonly asLoud: string;
  /** A loud moment keeps it below the others. */
  readonly staysSofter: string;
  readonly next: string;
  readonly alreadyThere: (title: string, standing: string) => string;
  readonly restored: (title: string, standing: string) => string;
  readonly standings: Readonly<Record<Exclude<RecordingStanding, 'permissionOver'>, string>>;
  readonly addedPage: (title: string, length: string) => string;
  readonly noFile: Readonly<Record<'NO_PAGE' | 'OFF', string>>;
  readonly lengths: (page: string, file: string) => string;
  /** Before how it ended, where that could not be told to whoever asked. */
  readonly later: (title: string) => string;
  readonly notPlain: string;
  readonly checking: (done: number, total: number) => string;
  readonly allInOrder: (total: number) => string;
  /** Before the lines of what is not in order. */
  readonly notInOrder: (total: number) => string;
  readonly more: (leftOut: number) => string;
  readonly fileStates: Readonly<Record<Exclude<FileState, 'inOrder'>, (title: string) => string>>;
  readonly permissions: Readonly<Record<'over' | 'ending', (title: string, day: string) => string>>;
  readonly prepareFaults: Readonly<Record<PrepareFaultCode, string>>;
  readonly downloadFaults: Readonly<Record<DownloadFaultCode, string>>;
  readonly pageFaults: Readonly<Record<PageFaultCode, string>>;
}

/** A loudness that is so near to -16 LUFS is that of the others. */
const NEARLY_LUFS = -17;

export function createIngest(
  words: IngestWords,
  refusals: RecordingTexts['refusals'],
): IngestTexts {
  const detailMistakes: Readonly<Record<DetailMistake, () => string>> = {
    NO_TITLE: refusals.NO_TITLE,
    BAD_LANGUAGE: refusals.BAD_LANGUAGE,
    BAD_LINK: refusals.BAD_LINK,
    BAD_DATE: refusals.BAD_DATE,
    PERMISSION_OVER: refusals.PERMISSION_OVER,
    NOT_PLAIN: () => words.notPlain,
  };
  const end = (title: string, ended: IngestEnd): string => {
    switch (ended.end) {
      case 'added':
        return addedText(words, title, ended);
      case 'addedPage':
        return `${words.addedPage(named(title), lengthText(ended.lengthMs))} ${words.next}`;
      case 'noFile':
        return words.noFile[ended.why];
      case 'alreadyThere': {
        const standing = words.standings[ended.status];
        const kept = named(ended.keptTitle);
        return ended.isRestored
          ? words.restored(kept, standing)
          : words.alreadyThere(kept, standing);
      }
      case 'details':
        return detailMistakes[ended.why]();
      case 'download':
        return words.downloadFaults[ended.why];
      case 'prepare':
        return words.prepareFaults[ended.why];
      case 'page':
        return words.pageFaults[ended.why];
      case 'lengths':
        return words.lengths(lengthText(ended.pageMs), lengthText(ended.fileMs));
      default:
        return unreachable(ended);
    }
  };
  return {
    progress: ({ title, progress }) => progressText(words, named(title), progress),
    end: (p) => end(p.title, p.end),
    laterEnd: (p) => `${words.later(named(p.title))} ${end(p.title, p.end)}`,
    checking: ({ done, total }) => words.checking(done, total),
    checked: ({ total, lines }) =>
      lines.length === 0
        ? words.allInOrder(total)
        : fitLines(
            words.notInOrder(total),
            lines.map((line) => `- ${line}`),
            words.more,
          ),
    fileStates: {
      missing: ({ title }) => words.fileStates.missing(named(title)),
      changed: ({ title }) => words.fileStates.changed(named(title)),
      unreadable: ({ title }) => words.fileStates.unreadable(named(title)),
    },
    permissions: {
      over: ({ title, endsAtMs }) =>
        words.permissions.over(named(title), discordTime(endsAtMs, 'D')),
      ending: ({ title, endsAtMs }) =>
        words.permissions.ending(named(title), discordTime(endsAtMs, 'D')),
    },
    prepareFaults: sayings(words.prepareFaults),
    downloadFaults: sayings(words.downloadFaults),
    pageFaults: sayings(words.pageFaults),
    detailMistakes,
  };
}

function addedText(
  words: IngestWords,
  title: string,
  { lengthMs, loudnessLufs, gainDb }: Extract<IngestEnd, { end: 'added' }>,
): string {
  const decibels = Math.round(Math.abs(gainDb));
  const change = gainDb < 0 ? words.softer(decibels) : words.louder(decibels);
  return [
    words.added(named(title), lengthText(lengthMs)),
    decibels === 0 ? words.asLoud : change,
    ...(loudnessLufs < NEARLY_LUFS ? [words.staysSofter] : []),
    words.next,
  ].join(' ');
}

function progressText(words: IngestWords, title: string, progress: IngestProgress): string {
  switch (progress.phase) {
    case 'waiting':
      return words.waiting(title, progress.ahead);
    case 'taking':
      return words.taking(title, percentOf(progress.fraction));
    case 'lookingUp':
      return words.lookingUp(title);
    case 'preparing':
      return words.preparing(title, percentOf(progress.fraction));
    default:
      return unreachable(progress);
  }
}

const percentOf = (fraction: number): number => Math.floor(Math.min(1, fraction) * 100);

const named = (title: KeptRecording['title']): string => `**${plainName(title)}**`;

function sayings<Code extends string>(
  sentenceByCode: Readonly<Record<Code, string>>,
): Readonly<Record<Code, () => string>> {
  const entries = Object.entries<string>(sentenceByCode);
  return Object.fromEntries(entries.map(([code, sentence]) => [code, () => sentence])) as Record<
    Code,
    () => string
  >;
}
