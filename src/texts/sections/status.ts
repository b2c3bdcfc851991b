import type { EndReason, SessionRule, SessionState } from '../../domain/session-state.ts';
import type { UserId } from '../../domain/identity.ts';
import type { Presence } from '../../domain/presence.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { IfNobodyChooses, Rendering, StatusTexts, TimeTexts } from '../texts.ts';

/** The notice goes up this long before what it tells of. */
const NOTICE_MS = 60_000;

export interface StatusWords {
  readonly labels: Readonly<Record<keyof StatusTexts['labels'], string>>;
  readonly now: {
    readonly upcoming: string;
    readonly waitingForFirst: string;
    readonly waitingForTeacher: string;
    readonly led: string;
    readonly welcoming: string;
    readonly choosing: string;
    readonly playing: (title: string) => string;
    readonly playingUntitled: string;
    readonly sitting: string;
    readonly closing: string;
    readonly ended: Readonly<Record<EndReason, string>>;
    readonly cancelled: string;
  };
  readonly expectedByRole: string;
  readonly seen: {
    readonly unknown: string;
    readonly nobody: string;
    readonly people: (count: number) => string;
    readonly teachers: (count: number) => string;
    readonly noTeacher: (people: string) => string;
    readonly both: (teachers: string, people: string) => string;
  };
  readonly why: Readonly<Record<SessionRule, string>>;
  readonly whyUntouched: string;
  /** `at` is a time as the place where it is shown writes it. */
  readonly next: {
    readonly upcoming: (at: string) => string;
    readonly waitingForFirst: string;
    readonly welcomeAt: (at: string) => string;
    readonly choiceAt: (at: string) => string;
    readonly led: (grace: string) => string;
    readonly welcoming: string;
    readonly welcomingChosen: string;
    readonly recordingAt: (at: string) => string;
    readonly silenceAt: (at: string) => string;
    readonly goodbyeAt: (at: string) => string;
    readonly waitsForChoice: string;
    readonly playing: (endsAt: string) => string;
    readonly sitting: (at: string) => string;
    readonly closing: string;
    readonly over: string;
  };
}

interface Spoken {
  readonly time: TimeTexts;
  readonly mentions: (userIds: readonly UserId[]) => string;
}

export function createStatus(words: StatusWords, { time, mentions }: Spoken): StatusTexts {
  return {
    labels: eachSays(words.labels),
    now: (state, as) => now(words, state, as),
    expected: (who) => {
      switch (who.kind) {
        case 'named':
          return `${mentions(who.userIds)}.`;
        case 'expected':
          return words.expectedByRole;
        default:
          return unreachable(who);
      }
    },
    seen: (presence) => seen(words, presence),
    why: eachSays(words.why),
    whyUntouched: () => words.whyUntouched,
    next: (p, as) => next(words, time, p, as),
  };
}

function eachSays<Name extends string>(
  words: Readonly<Record<Name, string>>,
): Readonly<Record<Name, () => string>> {
  const texts = Object.entries<string>(words).map(([name, text]) => [name, () => text]);
  return Object.fromEntries(texts) as Record<Name, () => string>;
}

function now(words: StatusWords, state: SessionState, as: Rendering): string {
  const says = words.now;
  switch (state.phase) {
    case 'waiting':
      return state.listenersSinceMs === null ? says.waitingForFirst : says.waitingForTeacher;
    case 'playing': {
      const title = as.titleOf(state.recordingId);
      return title === null ? says.playingUntitled : says.playing(as.name(title));
    }
    case 'ended':
      return says.ended[state.reason];
    default:
      return says[state.phase];
  }
}

function seen({ seen: says }: StatusWords, presence: Presence | null): string {
  if (presence === null) return says.unknown;
  const { teachers, listeners } = presence;
  if (teachers + listeners === 0) return says.nobody;
  if (teachers === 0) return capitalised(says.noTeacher(says.people(listeners)));
  const led = says.teachers(teachers);
  return capitalised(listeners === 0 ? `${led}.` : says.both(led, says.people(listeners)));
}

type NextParameters = Parameters<StatusTexts['next']>[0];

function next(words: StatusWords, time: TimeTexts, p: NextParameters, as: Rendering): string {
  const { state } = p;
  const says = words.next;
  switch (state.phase) {
    case 'upcoming':
      return says.upcoming(as.time(p.startsAtMs));
    case 'waiting':
      return nextWhileWaiting(words, state, p.graceMs, as);
    case 'led':
      return says.led(time.length(p.graceMs));
    case 'welcoming':
      return state.chosen === null ? says.welcoming : says.welcomingChosen;
    case 'choosing':
      return nextWhileChoosing(words, state.untilMs, p.ifNobodyChooses, as);
    case 'playing':
      return says.playing(as.time(p.endsAtMs));
    case 'sitting':
      return says.sitting(as.time(state.untilMs));
    case 'closing':
      return says.closing;
    case 'ended':
    case 'cancelled':
      return says.over;
    default:
      return unreachable(state);
  }
}

function nextWhileWaiting(
  { next: says }: StatusWords,
  state: Extract<SessionState, { phase: 'waiting' }>,
  graceMs: number,
  as: Rendering,
): string {
  if (state.listenersSinceMs === null) return says.waitingForFirst;
  const waitsUntilMs =
    state.noticedAtMs === null
      ? Math.max(state.sinceMs + graceMs, state.heldUntilMs ?? 0)
      : state.noticedAtMs + Math.min(NOTICE_MS, graceMs);
  const then = state.welcomedAtMs === null ? says.welcomeAt : says.choiceAt;
  return then(as.time(waitsUntilMs));
}

function nextWhileChoosing(
  { next: says }: StatusWords,
  untilMs: number | null,
  ifNobodyChooses: IfNobodyChooses,
  as: Rendering,
): string {
  if (untilMs === null) return says.waitsForChoice;
  const at = as.time(untilMs);
  switch (ifNobodyChooses) {
    case 'recording':
      return says.recordingAt(at);
    case 'silence':
      return says.silenceAt(at);
    case 'goodbye':
      return says.goodbyeAt(at);
    case 'nothing':
      return says.waitsForChoice;
    default:
      return unreachable(ifNobodyChooses);
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
