import { channelMention, discordTime, fitLines } from '../discord-format.ts';
import { plainName } from '../plain.ts';
import type {
  AnswerTexts,
  ListedRecording,
  NamedRecording,
  NamedSession,
  TimeTexts,
} from '../texts.ts';

/** Sessions, titles, times and lengths come as words that are ready to stand in a sentence. */
export interface AnswerWords {
  readonly sessions: string;
  readonly onNow: string;
  readonly moreSessions: (leftOut: number) => string;
  readonly noSessions: string;
  readonly recordings: string;
  readonly moreRecordings: (leftOut: number) => string;
  readonly noRecordings: string;
  readonly inRoom: (p: { readonly session: string; readonly room: string }) => string;
  readonly welcomeBegins: string;
  /** For a title that is not known any more. */
  readonly theRecording: string;
  readonly recordingBegins: (title: string) => string;
  readonly recordingBeginsAfterWelcome: (title: string) => string;
  readonly sittingBegins: (minutes: number) => string;
  readonly sittingBeginsAfterWelcome: (minutes: number) => string;
  readonly stopped: string;
  readonly held: string;
  readonly heldUntil: (p: { readonly length: string; readonly untilTime: string }) => string;
  readonly handedOver: string;
}

/** What this language says elsewhere already. */
interface Spoken {
  readonly time: TimeTexts;
  readonly sessionWithStart: (session: NamedSession) => string;
  readonly recordingInWords: (recording: NamedRecording) => string;
}

export function createAnswers(words: AnswerWords, spoken: Spoken): AnswerTexts {
  const { time, sessionWithStart } = spoken;
  return {
    sessions: ({ sessions, nowMs }) =>
      fitLines(
        words.sessions,
        sessions.map((session) => {
          const isOn = session.startsAtMs <= nowMs && nowMs < session.endsAtMs;
          const when = isOn ? words.onNow : discordTime(session.startsAtMs, 'R');
          return `- ${sessionWithStart(session)}, ${when}`;
        }),
        words.moreSessions,
      ),
    noSessions: () => words.noSessions,
    guidelines: ({ points }) => points.map(({ title, text }) => `**${title}.** ${text}`).join('\n'),
    recordings: ({ recordings }) =>
      fitLines(
        words.recordings,
        recordings.map((recording) => `- ${recordingLine(recording, spoken)}`),
        words.moreRecordings,
      ),
    noRecordings: () => words.noRecordings,
    statusHeading: (session) => {
      const inWords = sessionWithStart(session);
      return session.roomId === null
        ? `${inWords}.`
        : words.inRoom({ session: inWords, room: channelMention(session.roomId) });
    },
    welcomeBegins: () => words.welcomeBegins,
    recordingBegins: ({ title, afterWelcome }) => {
      const begins = afterWelcome ? words.recordingBeginsAfterWelcome : words.recordingBegins;
      return begins(title === null ? words.theRecording : `**${plainName(title)}**`);
    },
    sittingBegins: ({ minutes, afterWelcome }) =>
      (afterWelcome ? words.sittingBeginsAfterWelcome : words.sittingBegins)(minutes),
    stopped: () => words.stopped,
    held: ({ untilMs, nowMs }) =>
      untilMs === null
        ? words.held
        : words.heldUntil({
            length: time.about(untilMs - nowMs),
            untilTime: discordTime(untilMs, 't'),
          }),
    handedOver: () => words.handedOver,
  };
}

function recordingLine(recording: ListedRecording, { recordingInWords }: Spoken): string {
  const { kind, intensity, credit } = recording;
  const traits = [kind, intensity].filter((trait) => trait.trim() !== '').map(plainName);
  const inBrackets = traits.length === 0 ? '' : ` (${traits.join(', ')})`;
  const credited = credit.trim() === '' ? '' : ` ${plainName(credit)}`;
  return `${recordingInWords(recording)}${inBrackets}.${credited}`;
}
