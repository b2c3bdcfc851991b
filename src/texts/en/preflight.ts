import { asPart, createPreflight, type PreflightWords } from '../sections/preflight.ts';

const addAgain = 'Add the recording again from the original file, then approve it again.';

const words: PreflightWords = {
  language: 'en',
  quote: (text) => `“${text}”`,
  subjects: {
    token: 'Discord',
    channels: 'Channels',
    roles: 'Roles',
    room: 'Voice',
    files: 'Sound files',
    disk: 'Disk',
    clock: 'Clock',
    zones: 'Time zones',
    ffmpeg: 'ffmpeg',
  },
  outcomes: { well: 'well', broken: 'to mend', skipped: 'not tried' },
  permissions: {
    ViewChannel: 'View Channel',
    SendMessages: 'Send Messages',
    ReadMessageHistory: 'Read Message History',
    Connect: 'Connect',
    Speak: 'Speak',
    RequestToSpeak: 'Request to Speak',
    CreatePublicThreads: 'Create Public Threads',
    SendMessagesInThreads: 'Send Messages in Threads',
    AttachFiles: 'Attach Files',
    CreateEvents: 'Create Events',
    SetVoiceChannelStatus: 'Set Voice Channel Status',
  },
  findings: {
    TOKEN_ACCEPTED: () => 'Discord knows me.',
    TOKEN_REFUSED: () => 'Discord does not accept my token.',
    NOT_INVITED: () => 'I am not in your server.',
    PLATFORM_AWAY: () => 'Discord did not answer, so I could not ask it.',
    PERMISSIONS_GRANTED: ({ channel }) => `I may do everything that I need in ${channel}.`,
    PERMISSIONS_MISSING: ({ channel, missing }) => `In ${channel} I am missing ${missing}.`,
    CHANNEL_GONE: ({ name }) => `I can’t find the channel ${name}.`,
    CHANNELS_UNSEEN: () => 'I could not see the channels of the server.',
    TIMETABLE_UNREAD: () =>
      'I could not read the timetable, so I do not know which channels sessions use. It is there when Bellkeeper has been started once.',
    ROLE_FOUND: ({ name }) => `The role ${name} is there.`,
    ROLE_GONE: ({ name, role }) =>
      `I can’t find the role ${name}, so nobody counts as a ${role} by role.`,
    ROOM_HEARD: ({ channel }) => `I joined ${channel} with a protected connection, and left again.`,
    ROOM_UNHEARD: ({ channel, fault }) => `I could not be heard in ${channel}: ${WHY[fault]}.`,
    ROOM_NOT_ALLOWED: ({ channel }) =>
      `I did not try to join ${channel}, as I am missing permissions there.`,
    ROOM_OCCUPIED: ({ channel }) => `I did not try to join ${channel}, as somebody is there.`,
    ROOM_UNSEEN: ({ channel }) =>
      `I did not try to join ${channel}, as I could not see who is there.`,
    SESSION_NEAR: ({ channel }) =>
      `I did not try to join ${channel}, as a session is on or begins soon.`,
    BOT_RUNS: ({ channel }) =>
      `I did not try to join ${channel}, as Bellkeeper is running, and tries it by itself.`,
    FILES_IN_ORDER: ({ count }) =>
      count === 0
        ? 'The welcome and the bells are in order; there are no recordings yet.'
        : `The welcome, the bells and ${count === 1 ? 'the one recording' : `${count} recordings`} are in order.`,
    FILE_MISSING: ({ name }) => `The file of ${name} is missing, so it can’t be played.`,
    FILE_CHANGED: ({ name }) =>
      `The file of ${name} is not the one that was approved, so it is not played.`,
    FILE_UNREADABLE: ({ name }) => `The file of ${name} can’t be read, so it can’t be played.`,
    FILE_UNDECODABLE: ({ name }) => `The sound in the file of ${name} can’t be played.`,
    SOUND_BROKEN: ({ name }) => `The sound ${name}, which comes with me, is not in order.`,
    DISK_IN_ORDER: ({ gigabytes }) => `${gigabytes} gigabytes are free.`,
    DISK_NEARLY_FULL: ({ gigabytes, leastGigabytes }) =>
      `Only ${gigabytes} gigabytes are free; I need ${leastGigabytes} to take a new recording.`,
    DISK_NOT_WRITABLE: () => 'I can’t write to the folder in which I keep everything.',
    CLOCK_RIGHT: () => 'The clock agrees with Discord’s.',
    CLOCK_WRONG: ({ span, isAhead }) =>
      `The clock of the machine that I run on is ${span} ${isAhead ? 'ahead of' : 'behind'} Discord’s. While Discord answers I go by its time.`,
    CLOCK_NOT_COMPARED: () => 'Discord told me no time to compare the clock with.',
    ZONES_KNOWN: ({ version }) => `I know the zones of the timetable (version ${version}).`,
    ZONES_OLDER: ({ version, usedBefore }) =>
      `I know the time zones as of version ${version}, and used ${usedBefore} before: sessions might be at another hour than was told.`,
    ZONES_MISSING: () => 'This copy of Node knows no time zones.',
    ZONE_UNKNOWN: ({ name }) => `I do not know the time zone ${name} of the timetable.`,
    FFMPEG_FOUND: () => 'It is there, to prepare recordings with.',
    FFMPEG_MISSING: () =>
      'ffmpeg is not on the machine that I run on, so new recordings can’t be prepared. Everything else works.',
  },
  remedies: {
    TOKEN_REFUSED: () =>
      'Copy the token anew from the Bot page of the Discord Developer Portal into the settings, and start me again.',
    NOT_INVITED: () =>
      'Open the link that `npm run invite` prints, and look whether the number of the server in the settings is the right one.',
    PERMISSIONS_MISSING: ({ missing }) =>
      `Channel settings, Permissions, Bellkeeper: allow ${missing}.`,
    CHANNEL_GONE: () =>
      'Look at its name with `/schedule list` or in the settings, and whether I may see it: Channel settings, Permissions, Bellkeeper, View Channel.',
    ROLE_GONE: () =>
      'Look at its name in Server settings, Roles, and ask whoever runs Bellkeeper to correct it in the settings.',
    ROOM_UNHEARD: ({ fault }) => ROOM_REMEDY[fault],
    FILE_MISSING: () => addAgain,
    FILE_CHANGED: () =>
      'Put the approved file back from a backup, or add the recording again from the original file; then approve it again.',
    FILE_UNREADABLE: () => 'The account that I run under needs the right to read the file.',
    FILE_UNDECODABLE: () => addAgain,
    SOUND_BROKEN: () => 'It is to be taken anew from where Bellkeeper came from.',
    DISK_NEARLY_FULL: () => 'Please free some space on the disk.',
    DISK_NOT_WRITABLE: () =>
      'The account that I run under needs the right to write there, on a disk that is not full.',
    CLOCK_WRONG: () => 'Let the machine keep its clock by the network.',
    ZONES_OLDER: () => 'Start me with the Node that comes with me, or a newer one.',
    ZONES_MISSING: () => 'Start me with the Node that comes with me.',
    ZONE_UNKNOWN: () =>
      'Correct it in the timetable, or start me with the Node that comes with me.',
    FFMPEG_MISSING: () =>
      'Install it (Debian and Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg), or say in the settings where it is.',
  },
  toWhoRuns: (remedy) => `Please tell whoever runs Bellkeeper: ${asPart(remedy)}`,
  spans: {
    seconds: (amount) => `${amount} seconds`,
    minutes: (amount) => `${amount} minutes`,
    hours: (amount) => `${amount} hours`,
  },
  summary: ({ broken, skipped }) =>
    [
      broken === 0 ? 'All is well.' : broken === 1 ? 'One thing to mend.' : `${broken} to mend.`,
      ...(skipped === 0
        ? []
        : [skipped === 1 ? 'One was not tried.' : `${skipped} were not tried.`]),
    ].join(' '),
  allWell: (when) => `Looked over everything ${when}: all is well.`,
  allWellBut: (when) => `Looked over everything ${when}: all is well, as far as I could look.`,
  notWell: (when) => `Looked over everything ${when}. This needs somebody:`,
  told: 'I looked over everything that a session needs, and this needs somebody:',
  more: (leftOut) => `And ${leftOut} more.`,
};

const elsewhere =
  'This may pass by itself. If it does not, choosing another region often helps: Channel settings, Overview, Region Override.';
const permissions = 'Channel settings, Permissions, Bellkeeper: allow Connect and Speak.';

const WHY = {
  MISSING_CONNECT: 'I may not enter it',
  MISSING_SPEAK: 'I may not speak there',
  CHANNEL_GONE: 'it is gone',
  CHANNEL_FULL: 'it is full',
  STAGE_SUPPRESSED: 'it is a stage, and I am in the audience',
  MUTED: 'someone muted me there',
  NO_ENCRYPTION: 'a protected connection could not be made',
  KICKED: 'someone took me out',
  TIMEOUT: 'it took too long to join',
  NETWORK: 'the connection broke',
};

const ROOM_REMEDY: typeof WHY = {
  MISSING_CONNECT: permissions,
  MISSING_SPEAK: permissions,
  CHANNEL_GONE: 'Name another one with `/schedule edit`.',
  CHANNEL_FULL: 'Channel settings, Overview, User Limit: allow one person more.',
  STAGE_SUPPRESSED:
    'Invite Bellkeeper to speak, or let it do so by itself: Channel settings, Permissions, Bellkeeper, Mute Members.',
  MUTED: 'In the voice channel, right-click my name and untick Server Mute.',
  NO_ENCRYPTION: elsewhere,
  KICKED: 'If that was not meant, there is nothing that you must do: I look again.',
  TIMEOUT: elsewhere,
  NETWORK: elsewhere,
};

export const preflight = createPreflight(words);
