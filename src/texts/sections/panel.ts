import type { PracticeEnd, RecordingTiming } from '../../domain/practice-now.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { channelMention, discordTime } from '../discord-format.ts';
import type { Credited, PanelTexts } from '../panel-texts.ts';
import { cut, oneLine, plain, plainName } from '../plain.ts';
import type { TimeTexts } from '../texts.ts';

/** Titles come ready to stand in a sentence, lengths as `about ten minutes`. */
export interface PanelWords {
  readonly intensity: (note: string) => string;
  readonly credit: (credit: string) => string;
  readonly moreOfIt: (link: string) => string;
  readonly beginsSoon: string;
  readonly endsAt: (p: {
    readonly time: string;
    readonly relative: string;
    readonly about: string;
  }) => string;
  /** Below words that say when the bell rings. */
  readonly bellIn: (p: { readonly relative: string; readonly about: string }) => string;
  readonly paused: (about: string) => string;
  /** Within a sentence. */
  readonly theRecording: string;
  readonly recordingOver: Readonly<Record<PracticeEnd, (title: string) => string>>;
  readonly sittingOver: Readonly<Record<PracticeEnd, string>>;
  /** Under the voice channel's name. */
  readonly until: (p: { readonly what: string; readonly wallTime: string }) => string;
  readonly silenceTogether: string;
  readonly mayNotSetStatus: string;
  readonly playsNow: (p: { readonly title: string; readonly about: string }) => string;
  readonly playsSoon: (title: string) => string;
  readonly playsPaused: (p: { readonly title: string; readonly about: string }) => string;
  readonly sitsNow: (about: string) => string;
  readonly welcomingNow: string;
  readonly choosingNow: string;
  readonly youAreWelcome: string;
  readonly comeIn: (room: string) => string;
  readonly another: string;
  readonly nothingElseFits: string;
  readonly transcriptOf: (title: string) => string;
  readonly transcriptAsFile: (title: string) => string;
  readonly noTranscript: string;
  readonly nextPage: (p: { readonly page: number; readonly pages: number }) => string;
}

/** Longer ones are no notes any more. */
const NOTE_LIMIT = 200;
/** Discord takes 500 characters; a title of so many leaves room for the rest. */
const STATUS_TITLE_LIMIT = 120;
const LINK_LIMIT = 300;

export function createPanel(words: PanelWords, time: TimeTexts): PanelTexts {
  const timing = (is: RecordingTiming): string => {
    switch (is.kind) {
      case 'beginning':
        return words.beginsSoon;
      case 'running':
        return endsAt(is.endsAtMs, is.leftMs);
      case 'paused':
        return words.paused(time.about(is.leftMs));
      default:
        return unreachable(is);
    }
  };
  const endsAt = (endsAtMs: number, leftMs: number): string =>
    words.endsAt({
      time: discordTime(endsAtMs, 't'),
      relative: discordTime(endsAtMs, 'R'),
      about: time.about(leftMs),
    });
  const wayIn = (roomId: Parameters<typeof channelMention>[0] | null): string =>
    roomId === null ? words.youAreWelcome : words.comeIn(channelMention(roomId));
  return {
    recording: ({ intensity, timing: is, ...credited }) =>
      lines(
        intensity.trim() === '' ? '' : words.intensity(note(intensity)),
        creditLine(words, credited),
        timing(is),
      ),
    sitting: ({ endsAtMs, leftMs }) =>
      words.bellIn({ relative: discordTime(endsAtMs, 'R'), about: time.about(leftMs) }),
    over: ({ end, recording }) =>
      recording === null
        ? words.sittingOver[end]
        : lines(words.recordingOver[end](named(recording.title)), creditLine(words, recording)),
    roomStatus: {
      recording: ({ title, endsAtMs, zone }) =>
        words.until({
          what: cut(oneLine(title), STATUS_TITLE_LIMIT),
          wallTime: time.wallTime(zone, endsAtMs),
        }),
      silence: ({ endsAtMs, zone }) =>
        words.until({ what: words.silenceTogether, wallTime: time.wallTime(zone, endsAtMs) }),
    },
    mayNotSetStatus: () => words.mayNotSetStatus,
    latecomer: ({ practice, roomId }) => {
      if (practice.kind === 'silence') {
        return `${words.sitsNow(time.about(practice.leftMs))} ${wayIn(roomId)}`;
      }
      const title = practice.title === null ? words.theRecording : named(practice.title);
      return `${capitalised(playing(words, time, title, practice.timing))} ${wayIn(roomId)}`;
    },
    beforeChoice: ({ phase, roomId }) =>
      `${phase === 'welcoming' ? words.welcomingNow : words.choosingNow} ${wayIn(roomId)}`,
    another: () => words.another,
    nothingElseFits: () => words.nothingElseFits,
    transcript: {
      heading: ({ title }) => words.transcriptOf(named(title)),
      asFile: ({ title }) => words.transcriptAsFile(named(title)),
      none: () => words.noTranscript,
      nextPage: (p) => words.nextPage(p),
    },
  };
}

function playing(
  words: PanelWords,
  time: TimeTexts,
  title: string,
  timing: RecordingTiming,
): string {
  switch (timing.kind) {
    case 'beginning':
      return words.playsSoon(title);
    case 'running':
      return words.playsNow({ title, about: time.about(timing.leftMs) });
    case 'paused':
      return words.playsPaused({ title, about: time.about(timing.leftMs) });
    default:
      return unreachable(timing);
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const named = (title: string): string => `**${plainName(title)}**`;

const lines = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n');

const note = (text: string): string => plain(cut(oneLine(text), NOTE_LIMIT));

/** Between angle brackets Discord shows no preview of the page, which would fill the chat. */
function creditLine(words: PanelWords, { credit, link }: Credited): string {
  const shown = shownLink(link);
  if (credit.trim() === '') return shown === '' ? '' : words.moreOfIt(shown);
  const credited = words.credit(note(credit));
  return shown === '' ? credited : `${credited} ${shown}`;
}

/** Nothing but https, and nothing that could end the brackets. */
function shownLink(link: string): string {
  const safe = oneLine(link).replace(/[<>\s]/g, '');
  const isShown = safe.startsWith('https://') && safe.length <= LINK_LIMIT;
  return isShown ? `<${safe}>` : '';
}
