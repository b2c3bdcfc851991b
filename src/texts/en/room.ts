import { discordTime } from '../discord-format.ts';
import { plainName } from '../plain.ts';
import type { IfNobodyChooses, NamedRecording, RoomTexts } from '../texts.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { counted, time } from './time.ts';

export const room: RoomTexts = {
  notice: ({ startsAtMs, isWelcomeNext }) => {
    const atTime = `At ${discordTime(startsAtMs, 't')}`;
    return isWelcomeNext
      ? `No teacher has been able to join yet. ${atTime} I will read our welcome, and then we can sit together in silence or listen to an approved recording. If you would like to wait a little longer, a volunteer can hold this with the button below.`
      : `No teacher is with us just now. ${atTime} we can choose again: an approved recording, or silence together. A volunteer can hold this with the button below.`;
  },
  held: ({ untilMs }) =>
    `A volunteer has asked for a little more patience. I wait until ${discordTime(untilMs, 't')} before I begin.`,
  welcome: ({ words, ifNobodyChooses }) =>
    `${words}\n\n${chooseHere} ${whatFollows(ifNobodyChooses, 'within two minutes after the welcome')}`,
  choices: ({ defaultAtMs, ifNobodyChooses }) =>
    defaultAtMs === null
      ? `What would you like to do now? ${chooseHere} There is no hurry.`
      : `What would you like to do now? ${chooseHere} ${whatFollows(ifNobodyChooses, `by ${discordTime(defaultAtMs, 't')}`)}`,
  playing: ({ byDefault, ...recording }) =>
    `${byDefault ? 'Nobody has chosen, so I begin with' : 'We listen to'} ${recordingInWords(recording)}. ${freeToLeave}`,
  sitting: ({ minutes, untilMs, byDefault }) =>
    `${byDefault ? 'Nobody has chosen, so we' : 'We'} sit in silence for ${counted(minutes, 'minute')}. A bell opens the sitting, and a bell closes it at ${discordTime(untilMs, 't')}. ${freeToLeave}`,
  stopped: () =>
    'The sound has been stopped. Nothing begins again by itself; a volunteer can choose below what comes next.',
  teacherCame: () => 'A teacher is here, and the room is theirs. Thank you all for your patience.',
  teacherOffer: () =>
    'A teacher has joined us. We go on as we are; whenever it suits you, the button below hands the room over to you.',
  wentOn: ({ minute }) =>
    minute === 0
      ? 'I lost the sound for a moment. We go on where we were.'
      : `I lost the sound for a moment. We go on at minute ${minute}.`,
  noSound: () =>
    'You may not be able to hear me just now. I have told the coordinators and keep trying. You are welcome to sit together in silence meanwhile, or to leave and do something kind for yourself.',
  unavailable: () =>
    'That recording cannot be heard just now. A volunteer can choose another one below, or silence.',
  closed: () =>
    'This is the end of our session. Thank you for being here. Take good care of yourself.',
  pausing: () =>
    'I have to pause for a moment, and go on from here when I am back. You are welcome to sit together in silence meanwhile, or to leave and take care of yourself.',
  cancelled: () =>
    'This session has been cancelled, and we are sorry for it. The button below shows the next ones.',
};

const chooseHere = 'A volunteer can choose below: an approved recording, or silence together.';
const freeToLeave = 'You are free to stay, and free to leave at any time.';

function whatFollows(what: IfNobodyChooses, byThen: string): string {
  switch (what) {
    case 'recording':
      return `If nobody has chosen ${byThen}, I begin with an approved recording.`;
    case 'silence':
      return `If nobody has chosen ${byThen}, we sit in silence.`;
    case 'goodbye':
      return `If nobody has chosen ${byThen}, we close for today.`;
    case 'nothing':
      return 'There is no hurry.';
    default:
      return unreachable(what);
  }
}

function recordingInWords({ title, speaker, lengthMs }: NamedRecording): string {
  const by = speaker.trim() === '' ? '' : ` by ${plainName(speaker)}`;
  return `**${plainName(title)}**${by}, ${time.length(lengthMs)}`;
}
