/** How the words about recordings are put together, alike in every language. */
import {
  standingOf,
  type KeptRecording,
  type RecordingChanges,
  type RecordingRefusal,
  type RecordingStanding,
} from '../../domain/recording.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { discordTime, fitLines, OPTION_LIMIT, userMention } from '../discord-format.ts';
import { cut, oneLine, plainName } from '../plain.ts';
import { lengthText } from '../length-text.ts';
import type {
  Hearing,
  RecordingAct,
  RecordingTexts,
  TimeSpan,
  UnheardName,
} from '../recording-texts.ts';
import type { TimeTexts } from '../texts.ts';

/** What is known of a recording, each with the words that stand before it, colon included. */
type Fact =
  | 'standing'
  | 'speaker'
  | 'language'
  | 'length'
  | 'kind'
  | 'intensity'
  | 'permissionFrom'
  | 'permissionAtMs'
  | 'permissionEndsAtMs'
  | 'source'
  | 'credit'
  | 'link'
  | 'transcript'
  | 'file'
  | 'proposedBy'
  | 'approvedBy'
  | 'lastPlayed'
  | 'title';

/** Titles come as words that are ready to stand in a sentence. */
export interface RecordingWords {
  readonly list: string;
  readonly more: (leftOut: number) => string;
  readonly none: string;
  readonly labels: Readonly<Record<Fact, string>>;
  readonly standings: Readonly<Record<RecordingStanding, string>>;
  readonly notNoted: string;
  readonly wordCount: (count: number) => string;
  readonly withoutEnd: string;
  readonly onDay: (who: string, day: string) => string;
  readonly never: string;
  readonly approve: string;
  readonly hearing: {
    readonly attached: string;
    readonly parts: (count: number) => string;
    /** `heard` and `unheard` name times: `0:00–11:06, 33:27–44:33`. */
    readonly excerpts: (p: { readonly heard: string; readonly unheard: string }) => string;
    readonly onPage: (address: string) => string;
    readonly missing: string;
  };
  readonly revoke: (title: string) => string;
  readonly revokePlaying: string;
  readonly revokeDefaults: (series: string) => string;
  readonly reopen: (title: string) => string;
  readonly edit: (title: string) => string;
  readonly editNeedsReview: string;
  readonly approved: (title: string) => string;
  readonly revoked: (title: string) => string;
  readonly revokedPlaying: string;
  readonly reopened: (title: string) => string;
  readonly edited: (title: string) => string;
  readonly editedNeedsReview: string;
  readonly leftAlone: string;
  readonly refusals: Readonly<Record<RecordingRefusal, string>>;
  readonly buttons: Readonly<Record<RecordingAct | 'leave', string>>;
  readonly unknownTitle: string;
  readonly unheard: Readonly<Record<UnheardName, (title: string) => string>>;
  readonly permissionEnds: (p: { readonly title: string; readonly day: string }) => string;
}

/** Enough to tell two files apart by eye. */
const FIRST_DIGITS = /^[0-9a-f]{8}/;
const LINK_LIMIT = 300;

export function createRecording(words: RecordingWords, time: TimeTexts): RecordingTexts {
  const facts = createFacts(words, time);
  return {
    list: ({ recordings, nowMs }) =>
      fitLines(
        words.list,
        recordings.map((recording) => {
          const { speaker, lengthMs } = recording;
          const about = [named(recording), plainName(speaker), time.length(lengthMs)];
          const standing = words.standings[standingOf(recording, nowMs)];
          return `- ${about.filter((part) => part !== '').join(', ')} (${standing})`;
        }),
        words.more,
      ),
    none: () => words.none,
    show: ({ recording, nowMs }) => fitLines(named(recording), facts.all(recording, nowMs), noMore),
    preview: {
      approve: ({ recording, hearing, nowMs }) =>
        fitLines(
          `${words.approve} ${hearingText(words, hearing)}\n\n${named(recording)}`,
          facts.all(recording, nowMs),
          noMore,
        ),
      revoke: ({ recording, isPlaying, seriesNames }) =>
        sentences(
          words.revoke(named(recording)),
          isPlaying ? words.revokePlaying : '',
          seriesNames.length === 0
            ? ''
            : words.revokeDefaults(seriesNames.slice(0, 5).map(plainName).join(', ')),
        ),
      reopen: ({ recording }) => words.reopen(named(recording)),
      edit: ({ before, after, changes }) =>
        fitLines(
          [
            words.edit(named(before)),
            ...(isPutForwardAnew(before, after) ? [words.editNeedsReview] : []),
          ].join(' '),
          facts.changed(before, after, changes),
          noMore,
        ),
    },
    done: {
      approve: (p) => words.approved(named(p)),
      revoke: (p) => sentences(words.revoked(named(p)), p.isPlaying ? words.revokedPlaying : ''),
      reopen: (p) => words.reopened(named(p)),
      edit: (p) => sentences(words.edited(named(p)), p.needsReview ? words.editedNeedsReview : ''),
    },
    leftAlone: () => words.leftAlone,
    refusals: {
      OWN_PROPOSAL: () => words.refusals.OWN_PROPOSAL,
      ALREADY_APPROVED: () => words.refusals.ALREADY_APPROVED,
      ALREADY_REVOKED: () => words.refusals.ALREADY_REVOKED,
      NOT_REVOKED: () => words.refusals.NOT_REVOKED,
      IS_REVOKED: () => words.refusals.IS_REVOKED,
      NOT_PREPARED: () => words.refusals.NOT_PREPARED,
      PERMISSION_OVER: () => words.refusals.PERMISSION_OVER,
      NOTHING_CHANGED: () => words.refusals.NOTHING_CHANGED,
      BAD_DATE: () => words.refusals.BAD_DATE,
      BAD_LINK: () => words.refusals.BAD_LINK,
      BAD_LANGUAGE: () => words.refusals.BAD_LANGUAGE,
      NO_TITLE: () => words.refusals.NO_TITLE,
      TRANSCRIPT_TOO_LARGE: () => words.refusals.TRANSCRIPT_TOO_LARGE,
      TRANSCRIPT_NOT_TEXT: () => words.refusals.TRANSCRIPT_NOT_TEXT,
      TRANSCRIPT_NOT_FETCHED: () => words.refusals.TRANSCRIPT_NOT_FETCHED,
      CHANGED: () => words.refusals.CHANGED,
      UNKNOWN: () => words.refusals.UNKNOWN,
    },
    buttons: {
      approve: () => words.buttons.approve,
      revoke: () => words.buttons.revoke,
      reopen: () => words.buttons.reopen,
      edit: () => words.buttons.edit,
      leave: () => words.buttons.leave,
    },
    completion: ({ title, speaker, standing }) => {
      const about = [speaker, words.standings[standing]].map(oneLine).filter((part) => part !== '');
      const tail = cut(` (${about.join(', ')})`, OPTION_LIMIT / 2);
      return cut(oneLine(title), OPTION_LIMIT - tail.length) + tail;
    },
    unheard: ({ title, why }) =>
      words.unheard[why](title === null ? words.unknownTitle : named({ title })),
    permissionEnds: ({ title, endsAtMs }) =>
      words.permissionEnds({ title: named({ title }), day: discordTime(endsAtMs, 'D') }),
  };
}

function hearingText({ hearing: words }: RecordingWords, hearing: Hearing): string {
  switch (hearing.kind) {
    case 'attached':
      return words.attached;
    case 'parts':
      return words.parts(hearing.count);
    case 'excerpts':
      return words.excerpts({
        heard: spansText(hearing.heard),
        unheard: spansText(gapsBetween(hearing.heard, hearing.lengthMs)),
      });
    case 'onPage':
      return words.onPage(hearing.address);
    case 'missing':
      return words.missing;
    default:
      return unreachable(hearing);
  }
}

const spansText = (spans: readonly TimeSpan[]): string =>
  spans.map(({ fromMs, toMs }) => `${lengthText(fromMs)}–${lengthText(toMs)}`).join(', ');

/** What lies before, between and after the spans. */
function gapsBetween(spans: readonly TimeSpan[], lengthMs: number): TimeSpan[] {
  const starts = [0, ...spans.map(({ toMs }) => toMs)];
  const ends = [...spans.map(({ fromMs }) => fromMs), lengthMs];
  return starts
    .map((fromMs, i) => ({ fromMs, toMs: ends[i] ?? lengthMs }))
    .filter(({ fromMs, toMs }) => toMs - fromMs >= 1_000);
}

const isPutForwardAnew = (before: KeptRecording, after: KeptRecording): boolean =>
  before.status === 'approved' && after.status === 'needsReview';

const named = ({ title }: { readonly title: string }): string => `**${plainName(title)}**`;

const sentences = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' ');

/** What does not fit into one message is left out: the rest can be asked for. */
const noMore = (): string => '…';

const day = (atMs: number | null): string => (atMs === null ? '' : discordTime(atMs, 'D'));

function createFacts(words: RecordingWords, time: TimeTexts) {
  const orNotNoted = (text: string): string => (text === '' ? words.notNoted : text);
  const written = (text: string): string => orNotNoted(plainName(text));
  const editable: Readonly<Record<keyof RecordingChanges, (recording: KeptRecording) => string>> = {
    title: ({ title }) => written(title),
    speaker: ({ speaker }) => written(speaker),
    language: ({ language }) => written(language),
    kind: ({ kind }) => written(kind),
    intensity: ({ intensity }) => written(intensity),
    credit: ({ credit }) => written(credit),
    link: ({ link }) => orNotNoted(link === '' ? '' : shownLink(link)),
    // It is long: that it is there, and how long it is, tells enough.
    transcript: ({ transcript }) => orNotNoted(counted(transcript)),
    permissionFrom: ({ permissionFrom }) => written(permissionFrom),
    permissionAtMs: ({ permissionAtMs }) => orNotNoted(day(permissionAtMs)),
    permissionEndsAtMs: ({ permissionEndsAtMs }) => day(permissionEndsAtMs) || words.withoutEnd,
  };
  const counted = (transcript: string): string => {
    const spoken = transcript.split(/\s+/).filter((word) => word !== '');
    return spoken.length === 0 ? '' : words.wordCount(spoken.length);
  };
  const line = (fact: Fact, text: string): string => `${words.labels[fact]} ${text}`;
  const edited = (recording: KeptRecording, ...names: (keyof RecordingChanges)[]): string[] =>
    names.map((name) => line(name, editable[name](recording)));
  return {
    all(recording: KeptRecording, nowMs: number): string[] {
      const { proposedBy, approvedBy, approvedAtMs, sha256, source, lastPlayedAtMs } = recording;
      return [
        line('standing', words.standings[standingOf(recording, nowMs)]),
        ...edited(recording, 'speaker', 'language'),
        line('length', time.length(recording.lengthMs)),
        ...edited(recording, 'kind', 'intensity'),
        ...edited(recording, 'permissionFrom', 'permissionAtMs', 'permissionEndsAtMs'),
        line('source', written(source)),
        ...edited(recording, 'credit', 'link', 'transcript'),
        line('file', FIRST_DIGITS.exec(sha256)?.[0] ?? words.notNoted),
        ...(proposedBy === null ? [] : [line('proposedBy', userMention(proposedBy))]),
        ...(approvedBy === null
          ? []
          : [line('approvedBy', words.onDay(userMention(approvedBy), day(approvedAtMs)))]),
        line('lastPlayed', day(lastPlayedAtMs) || words.never),
      ];
    },
    changed(before: KeptRecording, after: KeptRecording, changes: RecordingChanges): string[] {
      return (Object.keys(changes) as (keyof RecordingChanges)[])
        .filter((name) => before[name] !== after[name])
        .map((name) => line(name, `${editable[name](before)} → ${editable[name](after)}`));
    },
  };
}

/** Between angle brackets Discord shows no preview of the page. */
function shownLink(link: string): string {
  const safe = oneLine(link).replace(/[<>\s]/g, '');
  return safe.length > LINK_LIMIT ? plainName(safe) : `<${safe}>`;
}
