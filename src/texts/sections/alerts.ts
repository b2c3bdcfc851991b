import type { ChannelId } from '../../domain/identity.ts';
import { channelMention, fitLines } from '../discord-format.ts';
import { cut, oneLine, plain, plainName } from '../plain.ts';
import type { AlertTexts, VoiceFaultName } from '../texts.ts';

/** So that one endless line does not push out the others. */
const MISTAKE_LIMIT = 400;

/** By a part of a row's kind: `reminder.24h`, `room.3.notice`. */
type MessageName =
  'reminder' | 'cancelled' | 'notice' | 'welcome' | 'choices' | 'teacherOffer' | 'alert';

/** What could not be posted, for which session and where: `a reminder`, `**Morning**`, `<#1>`. */
interface Unposted {
  readonly message: string;
  readonly session: string;
  readonly channel: string;
}

export interface AlertWords {
  /** `room` is a mention, or these words when no channel is there. */
  readonly voiceRoom: string;
  readonly voice: Readonly<Record<VoiceFaultName | 'UNKNOWN', (room: string) => string>>;
  readonly messages: Readonly<Record<MessageName, string>>;
  readonly otherMessage: string;
  readonly postRefused: Readonly<
    Record<
      'MISSING_PERMISSION' | 'UNKNOWN_CHANNEL' | 'UNKNOWN_MESSAGE' | 'INVALID',
      (p: Unposted) => string
    >
  >;
  readonly postUnknown: (p: Unposted) => string;
  readonly postSkipped: (p: Unposted) => string;
  readonly badTimetable: (count: number) => string;
  readonly more: (leftOut: number) => string;
  readonly unknownChannel: Readonly<
    Record<
      'room' | 'announce',
      (p: { readonly written: string; readonly session: string }) => string
    >
  >;
  readonly unknownRole: Readonly<
    Record<'teacher' | 'volunteer' | 'coordinator', (written: string) => string>
  >;
  readonly fileChanged: (title: string) => string;
}

export function createAlerts(words: AlertWords): AlertTexts {
  const inWords = (p: { sessionName: string; kind: string; channelId: ChannelId }): Unposted => ({
    message: messageInWords(words, p.kind),
    session: `**${plainName(p.sessionName)}**`,
    channel: channelMention(p.channelId),
  });
  const voice = Object.entries(words.voice).map(([fault, text]) => [
    fault,
    ({ roomId }: { readonly roomId: ChannelId | null }) =>
      text(roomId === null ? words.voiceRoom : channelMention(roomId)),
  ]);
  return {
    voice: Object.fromEntries(voice) as AlertTexts['voice'],
    postRefused: ({ why, ...unposted }) => words.postRefused[why](inWords(unposted)),
    postUnknown: (unposted) => words.postUnknown(inWords(unposted)),
    postSkipped: (unposted) => words.postSkipped(inWords(unposted)),
    badTimetable: ({ mistakes }) =>
      fitLines(
        words.badTimetable(mistakes.length),
        mistakes.map((mistake) => `- ${plain(cut(oneLine(mistake), MISTAKE_LIMIT))}`),
        words.more,
      ),
    unknownChannel: ({ sessionName, written, field }) =>
      words.unknownChannel[field]({
        written: plainName(written),
        session: `**${plainName(sessionName)}**`,
      }),
    unknownRole: ({ written, role }) => words.unknownRole[role](plainName(written)),
    fileChanged: ({ title }) => words.fileChanged(`**${plainName(title)}**`),
  };
}

function messageInWords({ messages, otherMessage }: AlertWords, kind: string): string {
  const known = new Map(Object.entries(messages));
  const name = kind.split('.').find((part) => known.has(part));
  return name === undefined ? otherMessage : (known.get(name) ?? otherMessage);
}
