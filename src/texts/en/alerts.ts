import type { ChannelId } from '../../domain/identity.ts';
import { channelMention, fitLines } from '../discord-format.ts';
import { cut, oneLine, plain, plainName } from '../plain.ts';
import type { AlertTexts } from '../texts.ts';
import { inWords } from './time.ts';

/** So that one endless line does not push out the others. */
const MISTAKE_LIMIT = 400;

const permissionIn = (permission: string): string =>
  `Channel settings, Permissions, Bellkeeper, ${permission}.`;
const keepsTrying = 'I keep trying, and this may pass by itself.';

export const alerts: AlertTexts = {
  voice: {
    MISSING_CONNECT: ({ roomId }) =>
      `I can't join ${roomInWords(roomId)}: I am missing the Connect permission there. ${permissionIn('Connect')}`,
    MISSING_SPEAK: ({ roomId }) =>
      `I can't speak in ${roomInWords(roomId)}: I am missing the Speak permission there. ${permissionIn('Speak')}`,
    CHANNEL_GONE: () =>
      `I can't find the session's voice channel any more. Please name another one in the timetable, under "room", or let me see it: ${permissionIn('View Channel')}`,
    CHANNEL_FULL: ({ roomId }) =>
      `I can't join ${roomInWords(roomId)}: it is full. Channel settings, Overview, User Limit: please allow one person more.`,
    STAGE_SUPPRESSED: ({ roomId }) =>
      `Nobody can hear me in ${roomInWords(roomId)}: it is a stage, and I am in the audience. Please invite Bellkeeper to speak, or let it do so by itself: ${permissionIn('Mute Members')}`,
    NO_ENCRYPTION: ({ roomId }) =>
      `I stay silent in ${roomInWords(roomId)}, because a protected connection could not be made. ${keepsTrying} If it does not, please tell whoever runs Bellkeeper.`,
    KICKED: ({ roomId }) =>
      `Someone took me out of ${roomInWords(roomId)}. I will try to come back. If that was meant, a volunteer can use \`/stop\`, and I stay silent.`,
    TIMEOUT: ({ roomId }) =>
      `I could not join ${roomInWords(roomId)} in time. ${keepsTrying} If it does not, choosing another region often helps: Channel settings, Overview, Region Override.`,
    NETWORK: ({ roomId }) =>
      `I lost my connection to ${roomInWords(roomId)}. ${keepsTrying} If it does not, please tell whoever runs Bellkeeper.`,
    FILE_MISSING: ({ roomId }) =>
      `A sound that I needed in ${roomInWords(roomId)} is missing, so it was not heard. Please ask whoever runs Bellkeeper to put its file back.`,
    HASH_MISMATCH: ({ roomId }) =>
      `A sound that I needed in ${roomInWords(roomId)} is not the one that was approved, so it was not heard. Please ask whoever runs Bellkeeper to put the approved file back.`,
    DECODE: ({ roomId }) =>
      `A sound that I needed in ${roomInWords(roomId)} can't be read, so it was not heard. Please ask whoever runs Bellkeeper to replace its file.`,
    NOT_APPROVED: ({ roomId }) =>
      `A recording was chosen in ${roomInWords(roomId)} that is not approved any more, so it was not heard. The room can choose another one; there is nothing that you must do.`,
    BUSY_ELSEWHERE: ({ roomId }) =>
      `Two sessions are on at the same time, and I can be heard in one room only. In ${roomInWords(roomId)} I write in the chat, and nothing is heard. Please move one of the two in the timetable.`,
    UNKNOWN: ({ roomId }) =>
      `I could not be heard in ${roomInWords(roomId)}. ${keepsTrying} If it does not, please tell whoever runs Bellkeeper, and when it happened.`,
  },
  postRefused: ({ sessionName, kind, channelId, why }) => {
    const what = `I could not post ${messageInWords(kind)} for **${plainName(sessionName)}** in ${channelMention(channelId)}`;
    switch (why) {
      case 'MISSING_PERMISSION':
        return `${what}: I am missing a permission there. ${permissionIn('View Channel and Send Messages')}`;
      case 'UNKNOWN_CHANNEL':
        return `${what}: the channel is gone. Please name another one in the timetable.`;
      case 'UNKNOWN_MESSAGE':
        return `${what}: an older message of mine was gone. There is nothing that you must do.`;
      default:
        return `${what}: Discord did not accept it. Please tell whoever runs Bellkeeper.`;
    }
  },
  postUnknown: ({ sessionName, kind, channelId }) =>
    `I can't tell whether ${messageInWords(kind)} for **${plainName(sessionName)}** stands in ${channelMention(channelId)}, so I do not post it again. Please look there, and tell people yourself if it is missing. I could tell if I might read there: ${permissionIn('Read Message History')}`,
  postSkipped: ({ sessionName, kind, channelId }) =>
    `I did not post ${messageInWords(kind)} for **${plainName(sessionName)}** in ${channelMention(channelId)}, because its moment had passed before I could. If people should still know, please tell them yourself.`,
  badTimetable: ({ mistakes }) =>
    fitLines(
      `The timetable has ${mistakes.length === 1 ? 'one mistake' : `${inWords(mistakes.length)} mistakes`}, so I keep to the last one that was right. Please correct ${mistakes.length === 1 ? 'it' : 'them'} and save the file; I will read it again.`,
      mistakes.map((mistake) => `- ${plain(cut(oneLine(mistake), MISTAKE_LIMIT))}`),
      (leftOut) => `And ${leftOut} more.`,
    ),
  unknownChannel: ({ sessionName, written, field }) => {
    const kind = field === 'room' ? 'voice channel' : 'text channel';
    return `I can't find the ${kind} “${plainName(written)}” that the timetable names for **${plainName(sessionName)}**. Please check its name under "${field}", and that I may see it: ${permissionIn('View Channel')}`;
  },
  unknownRole: ({ written, role }) =>
    `I can't find the role “${plainName(written)}” that my settings name for ${role}s, so nobody counts as a ${role} by role. Please check its name in Server settings, Roles, and ask whoever runs Bellkeeper to correct it.`,
  fileChanged: ({ title }) =>
    `The file of **${plainName(title)}** is not the one that was approved, so I do not play it. Please ask whoever runs Bellkeeper to put the approved file back, or approve the new one.`,
};

function roomInWords(roomId: ChannelId | null): string {
  return roomId === null ? 'the voice room' : channelMention(roomId);
}

/** By a part of a row's kind: `reminder.24h`, `room.3.notice`. */
const messageByKind: ReadonlyMap<string, string> = new Map([
  ['reminder', 'a reminder'],
  ['cancelled', 'the news of its cancellation'],
  ['notice', 'the notice of what comes next'],
  ['welcome', 'the welcome'],
  ['choices', 'the choices'],
  ['teacherOffer', 'the offer to hand over'],
  ['alert', 'a note for coordinators'],
]);

function messageInWords(kind: string): string {
  const known = kind.split('.').find((part) => messageByKind.has(part)) ?? '';
  return messageByKind.get(known) ?? 'a message';
}
