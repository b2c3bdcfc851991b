import { type Feature, nothing, sectionOf } from './sample.ts';

const refusals = sectionOf('refusals', () => ({
  NOT_ALLOWED: [
    [{ needed: 'everyone', command: 'sessions' }],
    [{ needed: 'volunteer', command: 'play' }],
    [{ needed: 'volunteer', command: 'hold' }],
    [{ needed: 'teacher', command: 'takeOver' }],
    [{ needed: 'coordinator', command: 'cancel' }],
  ],
  NO_SESSION_NOW: nothing,
  BUTTON_IS_OLD: nothing,
  TOO_MANY_AT_ONCE: nothing,
  UNKNOWN_RECORDING: nothing,
  OTHER_GUILD: nothing,
  SESSION: {
    NOT_STARTED: nothing,
    OVER: nothing,
    TEACHER_IS_HERE: nothing,
    NO_TEACHER_IN_ROOM: nothing,
    NOBODY_HERE: nothing,
    VIEW_IS_STALE: nothing,
    ALREADY_WELCOMED: nothing,
    NOTHING_TO_HOLD: nothing,
    NOTHING_TO_STOP: nothing,
    NOTHING_TO_TAKE_OVER: nothing,
    NOT_ENOUGH_TIME: nothing,
    BAD_LENGTH: nothing,
    NO_VOTE: nothing,
    VOTE_IS_OVER: nothing,
    NOT_IN_ROOM: nothing,
    NOT_LISTED: nothing,
    NOT_APPROVED: nothing,
    REVOKED: nothing,
    PERMISSION_ENDED: nothing,
  },
}));

const trouble = sectionOf('trouble', () => [[{ incidentId: 'calm-river-42' }]]);

const outside = sectionOf('outside', () => ({ noServer: nothing, otherServer: nothing }));

export const features: readonly Feature[] = [refusals, trouble, outside];
