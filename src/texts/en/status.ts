import type { EndReason, SessionState } from '../../domain/session-state.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { IfNobodyChooses, Rendering, StatusTexts } from '../texts.ts';
import { mentions } from './announcements.ts';
import { inWords, time } from './time.ts';

/** The notice goes up this long before what it tells of. */
const NOTICE_MS = 60_000;

export const status: StatusTexts = {
  labels: {
    now: () => 'Now',
    expected: () => 'Expected',
    seen: () => 'In the room',
    why: () => 'Why',
    next: () => 'Next',
    log: () => 'What happened',
  },
  now: (state, as) => {
    switch (state.phase) {
      case 'upcoming':
        return 'The session has not begun.';
      case 'waiting':
        return state.listenersSinceMs === null
          ? 'I am waiting for the first person to come.'
          : 'I am waiting for a teacher.';
      case 'led':
        return 'A teacher is leading.';
      case 'welcoming':
        return 'I am reading the welcome.';
      case 'choosing':
        return 'The room is choosing between a recording and silence.';
      case 'playing': {
        const title = as.titleOf(state.recordingId);
        return title === null
          ? 'We are listening to an approved recording.'
          : `We are listening to “${as.name(title)}”.`;
      }
      case 'sitting':
        return 'We are sitting together in silence.';
      case 'closing':
        return 'I am saying goodbye.';
      case 'ended':
        return nowEnded[state.reason];
      case 'cancelled':
        return 'The session has been cancelled.';
      default:
        return unreachable(state);
    }
  },
  expected: (who) => {
    switch (who.kind) {
      case 'named':
        return `${mentions(who.userIds)}.`;
      case 'expected':
        return 'Anyone with the teacher role.';
      default:
        return unreachable(who);
    }
  },
  seen: (presence) => {
    if (presence === null) return "I can't see the room just now.";
    const { teachers, listeners } = presence;
    if (teachers + listeners === 0) return 'Nobody yet.';
    const others = listeners === 1 ? 'one person' : `${inWords(listeners)} people`;
    if (teachers === 0) return `${capitalised(others)}, and no teacher yet.`;
    const led = teachers === 1 ? 'a teacher' : `${inWords(teachers)} teachers`;
    return listeners === 0 ? `${capitalised(led)}.` : `${capitalised(led)} and ${others}.`;
  },
  why: {
    started: () => 'It was time for the session to begin.',
    teacherIsHere: () => 'A teacher came, so I became quiet.',
    teacherLeft: () => 'The teacher left the room, so I began to wait anew.',
    teacherOffered: () => 'A teacher came during the practice, so I offered to hand over.',
    tookOver: () => 'A teacher took over.',
    noticeDue: () => 'People were here and no teacher, so I said what comes next.',
    held: () => 'A volunteer asked for a little more patience.',
    graceOver: () => 'No teacher had come in the time that we wait, so I went on without one.',
    welcomeAsked: () => 'A volunteer asked for the welcome.',
    welcomeHeard: () => 'The welcome had been read.',
    chosen: () => 'A volunteer chose what comes next.',
    nobodyChose: () => 'Nobody had chosen in time, so I went on as planned.',
    practiceOver: () => 'The practice came to its end.',
    stopped: () => 'A volunteer stopped the sound.',
    roomEmpty: () => 'Everyone had left the room, so I left as well and wait for the next person.',
    timeOver: () => 'The time for the session was over.',
    closed: () => 'We had said goodbye.',
    soundLate: () => 'I had no news of the sound for a while, so I went on without it.',
    soundFault: () => 'The sound could not be heard.',
    pausing: () => 'I had to pause for a moment.',
    resumed: () => 'After an interruption I went on where we were.',
    cancelled: () => 'A coordinator cancelled the session.',
  },
  whyUntouched: () => 'It is not time yet.',
  next: (p, as) => {
    const { state } = p;
    switch (state.phase) {
      case 'upcoming':
        return `It begins at ${as.time(p.startsAtMs)}.`;
      case 'waiting':
        return nextWhileWaiting(state, p.graceMs, as);
      case 'led':
        return `I stay quiet. If no teacher is in the room, I wait ${time.length(p.graceMs)} and then say what comes next.`;
      case 'welcoming':
        return state.chosen === null
          ? 'After the welcome there are two minutes to choose a recording or silence.'
          : 'What was chosen begins when the welcome has been read.';
      case 'choosing':
        return nextWhileChoosing(state.untilMs, p.ifNobodyChooses, as);
      case 'playing':
        return `When it ends, we choose again if enough time is left. The session ends at ${as.time(p.endsAtMs)}.`;
      case 'sitting':
        return `A bell closes the sitting at ${as.time(state.untilMs)}.`;
      case 'closing':
        return 'I leave the room in a moment.';
      case 'ended':
      case 'cancelled':
        return 'Nothing more.';
      default:
        return unreachable(state);
    }
  },
};

const nowEnded: Readonly<Record<EndReason, string>> = {
  completed: 'The session has ended.',
  led: 'A teacher has led the session, and it has ended.',
  nobodyCame: 'The session has ended; the room stayed empty.',
  timeOver: 'The session has ended; its time was over.',
  missed: 'The session has ended; I was away while it took place.',
};

function nextWhileWaiting(
  state: Extract<SessionState, { phase: 'waiting' }>,
  graceMs: number,
  as: Rendering,
): string {
  const begins = state.welcomedAtMs === null ? 'I read the welcome' : 'we can choose again';
  if (state.listenersSinceMs === null) {
    return 'When someone comes, and no teacher is here in time, I say what comes next.';
  }
  const waitsUntilMs =
    state.noticedAtMs === null
      ? Math.max(state.sinceMs + graceMs, state.heldUntilMs ?? 0)
      : state.noticedAtMs + Math.min(NOTICE_MS, graceMs);
  return `If no teacher comes, ${begins} at about ${as.time(waitsUntilMs)}.`;
}

function nextWhileChoosing(
  untilMs: number | null,
  ifNobodyChooses: IfNobodyChooses,
  as: Rendering,
): string {
  if (untilMs === null) return 'I wait until a volunteer chooses.';
  const atTime = `at ${as.time(untilMs)}`;
  switch (ifNobodyChooses) {
    case 'recording':
      return `If nobody chooses, an approved recording begins ${atTime}.`;
    case 'silence':
      return `If nobody chooses, a silent sitting begins ${atTime}.`;
    case 'goodbye':
      return `If nobody chooses, we say goodbye ${atTime}.`;
    case 'nothing':
      return 'I wait until a volunteer chooses.';
    default:
      return unreachable(ifNobodyChooses);
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
