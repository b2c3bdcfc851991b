import { type AlertWords, createAlerts } from '../sections/alerts.ts';
import { inWords } from './time.ts';

const permissionIn = (permission: string): string =>
  `Channel settings, Permissions, Bellkeeper, ${permission}.`;
const keepsTrying = 'I keep trying, and this may pass by itself.';
const roleUnknown = (written: string, role: string): string =>
  `I can't find the role “${written}” that my settings name for ${role}s, so nobody counts as a ${role} by role. Please check its name in Server settings, Roles, and ask whoever runs Bellkeeper to correct it.`;

const words: AlertWords = {
  voiceRoom: 'the voice room',
  voice: {
    MISSING_CONNECT: (room) =>
      `I can't join ${room}: I am missing the Connect permission there. ${permissionIn('Connect')}`,
    MISSING_SPEAK: (room) =>
      `I can't speak in ${room}: I am missing the Speak permission there. ${permissionIn('Speak')}`,
    CHANNEL_GONE: () =>
      `I can't find the session's voice channel any more. Please name another one with \`/schedule edit\`, or let me see it: ${permissionIn('View Channel')}`,
    CHANNEL_FULL: (room) =>
      `I can't join ${room}: it is full. Channel settings, Overview, User Limit: please allow one person more.`,
    STAGE_SUPPRESSED: (room) =>
      `Nobody can hear me in ${room}: it is a stage, and I am in the audience. Please invite Bellkeeper to speak, or let it do so by itself: ${permissionIn('Mute Members')}`,
    MUTED: (room) =>
      `Nobody can hear me in ${room}: someone muted me there. Please right-click Bellkeeper in the voice channel and untick Server Mute (on a phone, hold its name). If that was meant, a volunteer can use \`/stop\`.`,
    NO_ENCRYPTION: (room) =>
      `I stay silent in ${room}, because a protected connection could not be made. ${keepsTrying} If it does not, please tell whoever runs Bellkeeper.`,
    KICKED: (room) =>
      `Someone took me out of ${room}. I will try to come back. If that was meant, a volunteer can use \`/stop\`, and I stay silent.`,
    TIMEOUT: (room) =>
      `I could not join ${room} in time. ${keepsTrying} If it does not, choosing another region often helps: Channel settings, Overview, Region Override.`,
    NETWORK: (room) =>
      `I lost my connection to ${room}. ${keepsTrying} If it does not, please tell whoever runs Bellkeeper.`,
    FILE_MISSING: (room) =>
      `A sound that I needed in ${room} is missing, so it was not heard. Please ask whoever runs Bellkeeper to put its file back.`,
    HASH_MISMATCH: (room) =>
      `A sound that I needed in ${room} is not the one that was approved, so it was not heard. Please ask whoever runs Bellkeeper to put the approved file back.`,
    DECODE: (room) =>
      `A sound that I needed in ${room} can't be read, so it was not heard. Please ask whoever runs Bellkeeper to replace its file.`,
    IDENTITY_CHANGED: (room) =>
      `A recording in ${room} was not heard: its page on SoundCloud is not the one that was approved.`,
    GONE: (room) => `A recording in ${room} was not heard: its page on SoundCloud is gone.`,
    PREVIEW_ONLY: (room) =>
      `A recording in ${room} was not heard: SoundCloud gives only its beginning.`,
    DRM: (room) =>
      `A recording in ${room} was not heard: SoundCloud protects it against being played elsewhere.`,
    RATE_LIMITED: (room) =>
      `A recording in ${room} was not heard: SoundCloud takes no more questions from us for a while.`,
    UNREACHABLE: (room) =>
      `A recording in ${room} could not be heard to its end: SoundCloud could not be reached. This may pass by itself.`,
    STALLED: (room) =>
      `A recording in ${room} could not be heard to its end: nothing more came from SoundCloud. This may pass by itself.`,
    STREAMING_OFF: (room) =>
      `A recording in ${room} was not heard: listening from SoundCloud is switched off in my settings.`,
    NOT_APPROVED: (room) =>
      `A recording was chosen in ${room} that is not approved any more, so it was not heard. The room can choose another one; there is nothing that you must do.`,
    BUSY_ELSEWHERE: (room) =>
      `Two sessions are on at the same time, and I can be heard in one room only. In ${room} I write in the chat, and nothing is heard. Please move one of the two with \`/schedule edit\`.`,
    UNKNOWN: (room) =>
      `I could not be heard in ${room}. ${keepsTrying} If it does not, please tell whoever runs Bellkeeper, and when it happened.`,
  },
  messages: {
    reminder: 'a reminder',
    cancelled: 'the news of its cancellation',
    notice: 'the notice of what comes next',
    welcome: 'the welcome',
    choices: 'the choices',
    teacherOffer: 'the offer to hand over',
    alert: 'a note for coordinators',
  },
  otherMessage: 'a message',
  postRefused: {
    MISSING_PERMISSION: ({ message, session, channel }) =>
      `I could not post ${message} for ${session} in ${channel}: I am missing a permission there. ${permissionIn('View Channel and Send Messages')}`,
    UNKNOWN_CHANNEL: ({ message, session, channel }) =>
      `I could not post ${message} for ${session} in ${channel}: the channel is gone. Please name another one with \`/schedule edit\`.`,
    UNKNOWN_MESSAGE: ({ message, session, channel }) =>
      `I could not post ${message} for ${session} in ${channel}: an older message of mine was gone. There is nothing that you must do.`,
    INVALID: ({ message, session, channel }) =>
      `I could not post ${message} for ${session} in ${channel}: Discord did not accept it. Please tell whoever runs Bellkeeper.`,
  },
  postUnknown: ({ message, session, channel }) =>
    `I can't tell whether ${message} for ${session} stands in ${channel}, so I do not post it again. Please look there, and tell people yourself if it is missing. I could tell if I might read there: ${permissionIn('Read Message History')}`,
  postSkipped: ({ message, session, channel }) =>
    `I did not post ${message} for ${session} in ${channel}, because its moment had passed before I could. If people should still know, please tell them yourself.`,
  badTimetable: (count) =>
    `The file of the timetable has ${count === 1 ? 'one mistake' : `${inWords(count)} mistakes`}, so I have taken nothing from it. You can add sessions with \`/schedule add\`, or ask whoever runs Bellkeeper to correct the file and start me again.`,
  more: (leftOut) => `And ${leftOut} more.`,
  unknownChannel: {
    room: ({ written, session }) =>
      `I can't find the voice channel “${written}” that the timetable names for ${session}. Please check its name with \`/schedule list\`, and that I may see it: ${permissionIn('View Channel')}`,
    announce: ({ written, session }) =>
      `I can't find the text channel “${written}” that the timetable names for ${session}. Please check its name with \`/schedule list\`, and that I may see it: ${permissionIn('View Channel')}`,
  },
  unknownRole: {
    teacher: (written) => roleUnknown(written, 'teacher'),
    volunteer: (written) => roleUnknown(written, 'volunteer'),
    coordinator: (written) => roleUnknown(written, 'coordinator'),
  },
  fileChanged: (title) =>
    `The file of ${title} is not the one that was approved, so I do not play it. Please ask whoever runs Bellkeeper to put the approved file back, or approve the new one.`,
};

export const alerts = createAlerts(words);
