import { channelMention, discordTime, fitLines } from '../discord-format.ts';
import { plainName } from '../plain.ts';
import type { AnswerTexts, ListedRecording } from '../texts.ts';
import { sessionWithStart } from './announcements.ts';
import { counted, time } from './time.ts';

export const answers: AnswerTexts = {
  sessions: ({ sessions, nowMs }) =>
    fitLines(
      "These are the next sessions, in your own time and in the timetable's:",
      sessions.map((session) => {
        const isOn = session.startsAtMs <= nowMs && nowMs < session.endsAtMs;
        const when = isOn ? 'on now' : discordTime(session.startsAtMs, 'R');
        return `- ${sessionWithStart(session)}, ${when}`;
      }),
      (leftOut) => `And ${leftOut} more after these.`,
    ),
  noSessions: () =>
    'No session is planned at the moment. New ones are announced as soon as they are.',
  guidelines: ({ points }) => points.map(({ title, text }) => `**${title}.** ${text}`).join('\n'),
  recordings: ({ recordings }) =>
    fitLines(
      'These recordings are approved. A volunteer can start one with `/play`.',
      recordings.map((recording) => `- ${recordingLine(recording)}`),
      (leftOut) => `And ${leftOut} more: type \`/play\` and a few letters to find them.`,
    ),
  noRecordings: () =>
    'No recording has been approved yet. We can sit together in silence; a volunteer can start that with `/sit`.',
  statusHeading: (session) =>
    session.roomId === null
      ? `${sessionWithStart(session)}.`
      : `${sessionWithStart(session)}, in ${channelMention(session.roomId)}.`,
  welcomeBegins: () => 'I come into the room now and read the welcome.',
  recordingBegins: ({ title, afterWelcome }) => {
    const what = title === null ? 'The recording' : `**${plainName(title)}**`;
    return `${what} begins ${afterWelcome ? 'when the welcome has been read' : 'now'}. \`/stop\` ends it at any time.`;
  },
  sittingBegins: ({ minutes, afterWelcome }) =>
    `A sitting of ${counted(minutes, 'minute')} begins ${afterWelcome ? 'when the welcome has been read' : 'now'}. \`/stop\` ends it at any time.`,
  stopped: () =>
    'The sound fades out now. Nothing begins again by itself; `/play` or `/sit` goes on.',
  held: ({ untilMs, nowMs }) =>
    untilMs === null
      ? 'I wait a little longer.'
      : `I wait ${time.about(untilMs - nowMs)} longer, until ${discordTime(untilMs, 't')}. You can ask for more time then.`,
  handedOver: () => 'The sound fades out now, and the room is yours. Thank you for coming.',
  cancelPreview: (session) =>
    `${sessionWithStart(session)} will be cancelled. Its reminders end, and I tell everyone in the channel where it is announced. Shall I?`,
  cancelled: (session) =>
    `${session === null ? 'The session' : sessionWithStart(session)} is cancelled. I am telling everyone in the channel where it is announced.`,
  kept: () => 'Nothing was changed. The session takes place as planned.',
};

function recordingLine({ title, speaker, lengthMs, ...more }: ListedRecording): string {
  const by = speaker.trim() === '' ? '' : ` by ${plainName(speaker)}`;
  const traits = [more.kind, more.intensity].filter((trait) => trait.trim() !== '').map(plainName);
  const kind = traits.length === 0 ? '' : ` (${traits.join(', ')})`;
  const credit = more.credit.trim() === '' ? '' : ` ${plainName(more.credit)}`;
  return `**${plainName(title)}**${by}, ${time.length(lengthMs)}${kind}.${credit}`;
}
