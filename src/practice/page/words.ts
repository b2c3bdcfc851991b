/** Every word of the practice room's own page. What the bot says comes from the bot. */
import type { PersonKind, StoryView } from './protocol.ts';

const kinds: Record<PersonKind | 'bot', string> = {
  participant: 'participant',
  volunteer: 'volunteer',
  teacher: 'teacher',
  coordinator: 'coordinator',
  bot: 'bot',
};

function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}

export const words = {
  kinds,

  // ---- the head -----------------------------------------------------------
  timeFor: (time: string, name: string, city: string) => `${time} for ${name} in ${city}`,
  timeIn: (time: string, city: string) => `${time} in ${city}`,
  speed: 'Speed of the clock',
  speedOf: (times: number) => (times === 1 ? 'Real time' : `${times} times faster`),
  speedShort: (times: number) => `${times}×`,
  soundKeepsTime: 'Sound takes its own time',
  skipping: 'Going there',
  skip: (time: string, wait: string) => `Next: ${time}, ${wait}`,
  skipNothing: 'Nothing ahead yet',
  skipLabel: (time: string) => `Go to just before the next thing, at ${time}`,
  skipWhileSound: 'This can be used when the sound has ended.',

  // ---- the first visit ----------------------------------------------------
  welcomeHeading: 'A place to try everything',
  welcome: [
    'This is a pretend community on your own computer, with the real Bellkeeper in it.',
    'Nothing you do here reaches anyone, and nothing can be broken.',
    'Bring people into the room, choose for them, and see what Bellkeeper does when no teacher can come.',
  ],
  showStory: 'Show me a session without a teacher',
  storyHint: 'It takes about three minutes, with sound.',
  story: {
    none: '',
    beginning: 'Two people are on their way to the practice hall.',
    going: '',
    yourChoice:
      'You are Vera now, a volunteer. Choose in the menu above, or wait: in a moment she chooses a short silence herself.',
    over: 'This was a session without a teacher. From here on the room is yours.',
  } satisfies Record<StoryView, string>,
  storyByPhase: {
    upcoming:
      'Alice and Vera are in the hall. The session is about to begin, and no teacher is here.',
    waiting: 'Bellkeeper waits for a teacher. A minute before it begins, it says what comes next.',
    led: 'A teacher is here, so Bellkeeper is quiet.',
    welcoming: 'The welcome is read aloud, and the same words stand in the chat.',
    choosing:
      'Some time is left, so the room may choose again. Nobody does, and Bellkeeper says goodbye.',
    playing: 'Only approved recordings can ever be heard. Everyone is free to leave.',
    sitting: 'Three bells open the silence, and one closes it. In between, the clock runs faster.',
    closing: 'Bellkeeper says goodbye and leaves the room.',
    ended: 'The session is over.',
    cancelled: 'The session was cancelled.',
  } as Readonly<Record<string, string>>,

  // ---- channels and people ------------------------------------------------
  tabs: { places: 'Places', messages: 'Messages', session: 'Session' },
  channels: 'Channels',
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  notOpen: 'closed',
  messagesToYou: 'Messages to you',
  directName: 'Bellkeeper',
  directTitle: (name: string) => `Messages to ${name}`,
  directTopic: (name: string) => `Only ${name} and Bellkeeper see these.`,
  directClosed: (name: string) => `${name} takes no direct messages.`,
  noDirectYet: 'Nothing yet.',
  messageCount: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
  backTo: (channel: string) => `A thread in #${channel}`,
  roomEmpty: 'Nobody is here yet',
  people: 'People elsewhere',
  everyoneInRoom: 'Everyone is in the room.',
  you: 'you',
  sounding: 'can be heard',
  join: 'Join',
  joinLabel: (name: string, room: string) => `${name} joins ${room}`,
  leave: 'Leave',
  leaveLabel: (name: string, room: string) => `${name} leaves ${room}`,
  removeLabel: (name: string) => `Take ${name} out of the community`,
  addPerson: 'Add a person',
  addKind: 'What they are',
  addName: 'Name',
  addNameHint: 'any name',
  addZone: 'Where they are',
  addLanguage: 'What they read',
  add: 'Add',
  deviceOf: (name: string) => `${name}’s phone`,
  changeDevice: (name: string, device: string) => `${name}’s phone: ${device}. Change it`,
  zoneHint: 'Times in messages are shown as it is there.',
  languageHint: 'Discord tells Bellkeeper this language, and nothing of the place.',
  takesMessages: 'Takes direct messages from Bellkeeper',
  keep: 'Keep it so',
  names: ['Alice', 'Vera', 'Tomas', 'Mei', 'Ravi', 'Noor', 'Ines', 'Kofi', 'Yuki', 'Lena'],
  someone: (number: number) => `Guest ${number}`,

  // ---- messages -----------------------------------------------------------
  messagesIn: (channel: string) => `Messages in ${channel}`,
  noMessages: 'Nothing has been said here yet.',
  closedChannel: (you: string, channel: string) => `${you} does not see ${channel}.`,
  lookAs: (name: string) => `Look as ${name}`,
  onlyYou: (name: string) => `Only ${name} can see this`,
  dismiss: 'Put away',
  dismissLabel: 'Put this private answer away',
  thinking: 'Bellkeeper is thinking',
  edited: 'changed',
  fileSize,
  hear: (name: string) => `Listen to ${name}`,
  save: 'Save',
  saveLabel: (name: string) => `Save ${name}`,
  used: (name: string, command: string) => `${name} used /${command}`,
  someoneGone: 'Someone who left',
  chooseHere: 'Choose',
  chooseMany: 'Send the choice',
  hereNow: (names: string) => `Here: ${names}`,

  // ---- sound --------------------------------------------------------------
  soundOn: 'Sound is on',
  soundOff: 'Sound is off',
  turnOn: 'Turn the sound on',
  turnOff: 'Turn the sound off',
  silent: 'Quiet',
  nowSounding: (room: string) => `Something sounds in ${room}`,
  noDecoder:
    'This browser cannot play the sound of the room. A current Chrome, Edge or Firefox can; everything else works here too.',

  // ---- the box to write in ------------------------------------------------
  youAre: 'You are',
  write: 'Write, or type / for commands',
  writeLabel: 'Message or command',
  send: 'Send',
  commandList: 'Commands',
  noCommands: 'Bellkeeper has not registered its commands yet.',
  noCommandsHere: 'Commands are used in the channels. Here one writes, and presses buttons.',
  noSuchCommand: 'There is no such command. Type / to see all of them.',
  run: 'Use it',
  cancel: 'Leave it',
  needed: 'needed',
  optional: 'may be left empty',
  suggestions: 'Suggestions',
  noSuggestions: 'Nothing fits what you typed.',
  yes: 'Yes',
  no: 'No',
  dropHere: 'or drop it here',
  picked: (name: string, bytes: number) => `${name}, ${fileSize(bytes)}`,
  removeFile: 'Take it out',
  removeFileLabel: (option: string) => `Take the file out of “${option}”`,
  handingOver: (name: string) => `Handing over ${name}`,
  fileNeeded: (name: string) => `Please pick a file for “${name}”.`,
  fileTooLarge: 'That file is larger than Discord takes: 500 MB at most. Please pick another.',
  fileNotTaken:
    'The file did not come through. It may have moved meanwhile; please pick it again and try once more.',
  optionNeeded: (name: string) => `Please fill in “${name}”.`,
  notANumber: (name: string) => `“${name}” takes a whole number.`,
  between: (name: string, least: number | null, most: number | null) => {
    if (least === null) return `“${name}” may be ${most} at most.`;
    if (most === null) return `“${name}” is ${least} at least.`;
    return `“${name}” lies between ${least} and ${most}.`;
  },

  // ---- the calendar -------------------------------------------------------
  comingUp: 'Coming up',
  nothingComingUp: 'Nothing is in the calendar yet.',
  onNow: (place: string) => `Now, in ${place}`,
  eventAt: (time: string, place: string) => `${time}, ${place}`,
  moreEvents: (count: number) => (count === 1 ? 'One more' : `${count} more`),

  // ---- the session --------------------------------------------------------
  session: 'The session',
  why: 'Why',
  next: 'Next',
  log: 'What it did',
  noLog: 'Nothing yet. It appears here as it happens.',
  noSession:
    'No session is in the timetable. When there is one, this is where Bellkeeper says what it is doing, and why.',
  botStates: {
    starting: 'Bellkeeper is on its way',
    ready: 'Bellkeeper is here',
    gone: 'Bellkeeper is away',
  },
  botGone:
    'Bellkeeper has lost its connection. This page keeps looking for it, and goes on when it is back.',
  pageGone:
    'The practice room does not answer. This page keeps trying; if you closed it, start it again.',
  connecting: 'Opening the practice room',

  // ---- what was asked for could not be done -------------------------------
  refusals: {
    unclear: 'That was not understood. Reload the page and try again.',
    failed: 'That did not work here. What you see may have changed meanwhile; please look again.',
    botSilent: 'Bellkeeper did not answer. It may be away; try again in a moment.',
    personGone: 'That person is no longer in the community.',
    notHere: 'That message is no longer there.',
    channelGone: 'That channel is no longer there.',
    notARoom: 'Only a voice room can be joined.',
    cannotSee: 'That channel is not open to this person.',
    nothingWritten: 'There is nothing to send yet.',
    tooLong: 'That is longer than Discord takes: 2,000 characters at most.',
    roomFull: 'There is no place for more people in this small community. Take somebody out first.',
    nameTooLong: 'A name has 32 characters at most.',
    zoneUnknown: 'That time zone is not known here. Choose one from the list.',
    languageUnknown: 'Discord does not speak that language. Choose one from the list.',
    lastPerson: 'Somebody has to stay: you are acting as them.',
    soundLasts:
      'Something sounds just now, and sound takes its own time. Try again when it has ended.',
    nothingNext: 'Nothing is foreseen yet, so there is nowhere to go.',
    notReady: 'Bellkeeper is not here yet. Try again in a moment.',
  },

  // ---- time ---------------------------------------------------------------
  now: 'now',
  inTime: (length: string) => `in ${length}`,
  seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
};
