import { createNotAllowed } from '../sections/refusals.ts';
import type { RefusalTexts } from '../texts.ts';

const pickFromList =
  'Type `/play`, wait for the list to open, and pick a title from it; `/recordings` shows them all.';

export const refusals: RefusalTexts = {
  NOT_ALLOWED: createNotAllowed({
    deeds: {
      welcome: 'ask for the welcome',
      play: 'start a recording',
      sit: 'start a silent sitting',
      choose: 'choose what comes next',
      another: 'choose what comes next',
      stop: 'stop the sound',
      hold: 'hold the welcome',
      takeOver: 'take over the room',
      schedule: 'change the timetable',
      confirmDraft: 'change the timetable',
      discardDraft: 'change the timetable',
      teachers: 'look after the teachers',
      popularity: 'see how many come',
    },
    otherDeed: 'do this',
    onlyThese: {
      everyone: (deed) =>
        `Only members of this server can ${deed}. Please join it, then try again.`,
      volunteer: (deed) =>
        `Only volunteers, teachers and coordinators can ${deed}. You can say in the room what you would like, or ask a coordinator to make you a volunteer.`,
      teacher: (deed) =>
        `Only teachers and coordinators can ${deed}. If you teach this session, please ask a coordinator to give you the teacher role.`,
      coordinator: (deed) =>
        `Only coordinators can ${deed}. Please write to one of them, and they will see to it.`,
    },
  }),
  NO_SESSION_NOW: () => 'No session is on just now. `/sessions` shows when the next ones begin.',
  BUTTON_IS_OLD: () =>
    'This button belongs to an earlier moment. The newest message in the room has the ones that work, and `/status` tells what is happening.',
  TOO_MANY_AT_ONCE: () =>
    'More is being asked of me just now than I can answer well. Please wait a few seconds and try again; what was done before stays done.',
  UNKNOWN_RECORDING: () => `I play only what is on the approved list. ${pickFromList}`,
  OTHER_GUILD: () =>
    'I do not keep sessions in this server. Please use me in the server where your sessions are.',
  SESSION: {
    NOT_STARTED: () =>
      'The session has not begun yet, so please ask me again then. `/status` says when it begins.',
    OVER: () => 'This session is over. `/sessions` shows when the next ones begin.',
    TEACHER_IS_HERE: () =>
      'A teacher is here, so I stay quiet. You can tell the teacher what you would like; without one I am glad to begin.',
    NO_TEACHER_IN_ROOM: () =>
      'I hand over to a teacher who is in the voice room. Please join it, then press the button once more.',
    NOBODY_HERE: () =>
      'Nobody is in the voice room yet. Please join it, or wait for the first person, and ask me again.',
    VIEW_IS_STALE: () =>
      "I can't see who is in the room just now, so I would rather not begin. Please try again in a minute.",
    ALREADY_WELCOMED: () =>
      'The welcome is read only once in a session. You can go on with `/play` or `/sit`.',
    NOTHING_TO_HOLD: () =>
      'Nothing is waiting to begin, so there is nothing to hold. `/stop` ends the sound, and `/status` tells what is happening.',
    NOTHING_TO_STOP: () => 'Nothing can be heard just now. `/status` tells what is happening.',
    NOTHING_TO_TAKE_OVER: () =>
      'Nothing is playing, so there is nothing to hand over. The room is yours; please begin when you like.',
    NOT_ENOUGH_TIME: () =>
      'There is not enough of the session left for that. Please choose something shorter; `/play` offers first what still fits.',
    BAD_LENGTH: () => 'A sitting lasts 10 to 20 minutes. Please choose a length between them.',
    NO_VOTE: () =>
      'In these sessions a volunteer chooses what comes next. You can say in the room what you would like.',
    VOTE_IS_OVER: () =>
      'The choice is made for now, so there is nothing to vote for. `/status` tells what is happening, and you are welcome to join in.',
    NOT_IN_ROOM: () =>
      'Those who are in the voice room choose together. Please join it, then press the button once more.',
    NOT_LISTED: () => `I play only what is on the approved list. ${pickFromList}`,
    NOT_APPROVED: () =>
      `This recording has not been approved yet. Please choose another one, or ask the coordinators about it. ${pickFromList}`,
    REVOKED: () =>
      `This recording is no longer on the approved list. Please choose another one. ${pickFromList}`,
    PERMISSION_ENDED: () =>
      `Our permission to play this recording has ended. Please choose another one. ${pickFromList}`,
  },
};

export function trouble({ incidentId }: { readonly incidentId: string }): string {
  return `Something went wrong on my side, not on yours; please try again in a moment, and if it stays so, show a coordinator this: ${incidentId}`;
}
