import { createRecordingInWords, createRoom, type RoomWords } from '../sections/room.ts';
import { counted, time } from './time.ts';

const words: RoomWords = {
  noticeOfWelcome: (atTime) =>
    `No teacher has been able to join yet. At ${atTime} I will read our welcome, and then we can sit together in silence or listen to an approved recording. If you would like to wait a little longer, a volunteer can hold this with the button below.`,
  noticeOfChoice: (atTime) =>
    `No teacher is with us just now. At ${atTime} we can choose again: an approved recording, or silence together. A volunteer can hold this with the button below.`,
  held: (untilTime) =>
    `A volunteer has asked for a little more patience. I wait until ${untilTime} before I begin.`,
  whatNow: 'What would you like to do now?',
  chooseHere: 'A volunteer can choose below: an approved recording, or silence together.',
  voteHere:
    'Everyone in the voice room has one voice: press a button below for what you would like to do. You can change it until the time to choose is over. What a volunteer chooses begins without waiting for that.',
  noHurry: 'There is no hurry.',
  recordingFollows: (byThen) =>
    `If nobody has chosen ${byThen}, I begin with an approved recording.`,
  silenceFollows: (byThen) => `If nobody has chosen ${byThen}, we sit in silence.`,
  goodbyeFollows: (byThen) => `If nobody has chosen ${byThen}, we close for today.`,
  soonAfterWelcome: 'within two minutes after the welcome',
  by: (time) => `by ${time}`,
  translation: '**In English:**',
  recordingBy: ({ title, speaker, length }) => `${title} by ${speaker}, ${length}`,
  playing: (recording) => `We listen to ${recording}.`,
  playingByDefault: (recording) => `Nobody has chosen, so I begin with ${recording}.`,
  sitting: ({ minutes, untilTime }) =>
    `We sit in silence for ${counted(minutes, 'minute')}. A bell opens the sitting, and a bell closes it at ${untilTime}.`,
  sittingByDefault: ({ minutes, untilTime }) =>
    `Nobody has chosen, so we sit in silence for ${counted(minutes, 'minute')}. A bell opens the sitting, and a bell closes it at ${untilTime}.`,
  chosenByRoom: ({ voices, ofVoices }) =>
    `The room chose it: ${voices} of ${counted(ofVoices, 'voice')}.`,
  freeToLeave: 'You are free to stay, and free to leave at any time.',
  stopped:
    'The sound has been stopped. Nothing begins again by itself; a volunteer can choose below what comes next.',
  teacherCame: 'A teacher is here, and the room is theirs. Thank you all for your patience.',
  teacherOffer:
    'A teacher has joined us. We go on as we are; whenever it suits you, the button below hands the room over to you.',
  wentOnWhereWeWere: 'I lost the sound for a moment. We go on where we were.',
  wentOnAt: (minute) => `I lost the sound for a moment. We go on at minute ${minute}.`,
  noSound:
    'You may not be able to hear me just now. I have told the coordinators and keep trying. You are welcome to sit together in silence meanwhile, or to leave and do something kind for yourself.',
  unavailable:
    'That recording cannot be heard just now. A volunteer can choose another one below, or silence.',
  withdrawn:
    'This recording may no longer be played here, so I have let it fade out. It is nothing that any of you did. Thank you for your patience; let us choose again together.',
  closed: 'This is the end of our session. Thank you for being here. Take good care of yourself.',
  pausing:
    'I have to pause for a moment, and go on from here when I am back. You are welcome to sit together in silence meanwhile, or to leave and take care of yourself.',
  cancelled:
    'This session has been cancelled, and we are sorry for it. The button below shows the next ones.',
};

export const recordingInWords = createRecordingInWords(words, time);
export const room = createRoom(words, time);
