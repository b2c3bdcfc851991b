import { createPanel, type PanelWords } from '../sections/panel.ts';
import { time } from './time.ts';

const words: PanelWords = {
  intensity: (note) => `Intensity: ${note}`,
  credit: (credit) => `Credit: ${credit}`,
  moreOfIt: (link) => `More of it: ${link}`,
  beginsSoon: 'It begins in a moment.',
  endsAt: ({ time: at, relative, about }) => `It ends at ${at} (${relative}), with ${about} to go.`,
  bellIn: ({ relative, about }) => `Still to go: ${about}; the bell rings ${relative}.`,
  paused: (about) =>
    `The sound is away for a moment, with ${about} to go. It goes on by itself from where it was.`,
  theRecording: 'the recording',
  recordingOver: {
    complete: (title) => `${title} has ended.`,
    stopped: (title) => `${title} was stopped by a volunteer.`,
    replaced: (title) => `${title} has made way for something else.`,
    withdrawn: (title) => `${title} may no longer be played here, and has faded out.`,
    handedOver: (title) => `${title} has ended, and a teacher has the room.`,
    sessionOver: (title) => `${title} has ended with our session.`,
    roomEmpty: (title) => `${title} has ended, since everyone had left.`,
    unheard: (title) => `${title} could not be heard to its end.`,
  },
  sittingOver: {
    complete: 'Our sitting has ended.',
    stopped: 'Our sitting was ended by a volunteer.',
    replaced: 'Our sitting has made way for something else.',
    withdrawn: 'Our sitting has ended.',
    handedOver: 'Our sitting has ended, and a teacher has the room.',
    sessionOver: 'Our sitting has ended with our session.',
    roomEmpty: 'Our sitting has ended, since everyone had left.',
    unheard: 'Our sitting has ended.',
  },
  until: ({ what, wallTime }) => `${what}, until ${wallTime}`,
  silenceTogether: 'Silence together',
  mayNotSetStatus:
    'I can’t show under the voice channel’s name what is playing: I am missing the Set Voice Channel Status permission. Server settings, Roles, Bellkeeper, Set Voice Channel Status. Everything else goes on as usual; the message in the room’s chat says what plays.',
  playsNow: ({ title, about }) => `${title} is playing, with ${about} to go.`,
  playsSoon: (title) => `${title} begins in a moment.`,
  playsPaused: ({ title, about }) =>
    `${title} is playing, with ${about} to go. The sound is away for a moment and comes back by itself.`,
  sitsNow: (about) => `We are sitting together in silence, with ${about} to go; a bell ends it.`,
  welcomingNow:
    'I am reading our welcome. In a moment the room chooses what comes next: a recording, or silence together.',
  choosingNow: 'In a moment the room chooses what comes next: a recording, or silence together.',
  youAreWelcome: 'You are welcome here. Listen or sit quietly, and come and go as you like.',
  comeIn: (room) =>
    `You are welcome to join in ${room} at any time. Listen or sit quietly, and come and go as you like.`,
  another:
    'What would you like instead? As soon as you choose, what is on now fades out, and your choice begins.',
  nothingElseFits:
    'Nothing else fits into the time that is left. What is on now goes on; the stop button ends it.',
  transcriptOf: (title) => `The words of ${title}:`,
  transcriptAsFile: (title) =>
    `The words of ${title} are in the text file below; they are too long for a message.`,
  noTranscript:
    'Nobody has written down the words of this recording yet. You are welcome to ask the coordinators for them.',
  nextPage: ({ page, pages }) => `Go on reading, page ${page} of ${pages}`,
};

export const panel = createPanel(words, time);
