/**
 * Stories of who teaches, as people would tell them: a line is a time before the start, what
 * happened then, and what the bot did since the line before. Between the lines the ladder is
 * looked at whenever it asked to be.
 */
import type { PersonNumber } from '../../src/domain/identity.ts';
import { ladderStep, ladderWakeAtMs } from '../../src/domain/teaching.ts';
import {
  initialLadder,
  type LadderEffect,
  type LadderEvent,
  type LadderPlan,
  type LadderRefusal,
  type LadderState,
  type LadderTeacher,
} from '../../src/domain/teaching-state.ts';
import { unreachable } from '../../src/domain/unreachable.ts';

/** Tuesday 1 December 2026, 7:00 am in Los Angeles. */
export const START_MS = Date.UTC(2026, 11, 1, 15, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Asleep until the session has begun. */
export const ana = teacher(1, 'America/Los_Angeles');
/** Awake from 23:00 to 7:00 before the start and afterwards: 8 am is at -8:00. */
export const ben = teacher(2, 'Europe/Berlin');
/** Awake from -14:30 on. */
export const dev = teacher(3, 'Asia/Kolkata');
/** Awake from -2:00 on. */
export const eve = teacher(4, 'America/New_York');
/** Goes to sleep at -2:00, and sleeps when the session begins. */
export const chie = teacher(5, 'Asia/Tokyo');

export const nameByNumber = new Map<number, string>([
  [1, 'Ana'],
  [2, 'Ben'],
  [3, 'Dev'],
  [4, 'Eve'],
  [5, 'Chie'],
]);

function teacher(number: number, zone: string): LadderTeacher {
  return { number: number as PersonNumber, zone, lastAskedAtMs: null };
}

export function planOf(
  teachers: readonly LadderTeacher[],
  over: Partial<LadderPlan> = {},
): LadderPlan {
  return { startsAtMs: START_MS, endsAtMs: START_MS + HOUR, teachers, standing: [], ...over };
}

/** `-24:00` is a day before the start. */
export function atMs(plan: LadderPlan, clock: string): number {
  const [, sign, hours, minutes] = /^([-+])(\d+):(\d\d)$/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) throw new Error(`${clock} is no time.`);
  const durationMs = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return plan.startsAtMs + (sign === '-' ? -durationMs : durationMs);
}

function clockOf(plan: LadderPlan, instantMs: number): string {
  const offset = instantMs - plan.startsAtMs;
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const rest = String(minutes % 60).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${Math.floor(minutes / 60)}:${rest}`;
}

export type Happening = LadderEvent extends infer E
  ? E extends { atMs: number }
    ? Omit<E, 'atMs'>
    : never
  : never;

export const yes = (by: LadderTeacher): Happening => ({ type: 'confirmed', by: by.number });
export const no = (by: LadderTeacher): Happening => ({ type: 'declined', by: by.number });
export const assign = (who: LadderTeacher): Happening => ({
  type: 'assigned',
  teacher: who.number,
});
export const unassign = (who: LadderTeacher): Happening => ({
  type: 'unassigned',
  teacher: who.number,
});
export const cancel: Happening = { type: 'cancelled' };

export interface Story {
  plan: LadderPlan;
  state: LadderState;
  refusal: LadderRefusal | null;
  /** Moves time on, letting the ladder act on the way; then the event. Says what the bot did. */
  at(clock: string, happening?: Happening): string[];
}

export function tell(plan: LadderPlan, fromClock = '-30:00'): Story {
  let nowMs = atMs(plan, fromClock);
  let done: string[] = [];
  let isFirstLook = true;
  const story: Story = {
    plan,
    state: initialLadder(plan),
    refusal: null,
    at(clock, happening) {
      // A session that was moved is timed by its new start.
      const untilMs = atMs(story.plan, clock);
      done = [];
      if (isFirstLook) apply({ type: 'clockReached' });
      isFirstLook = false;
      for (;;) {
        const wake = ladderWakeAtMs(story.plan, story.state, nowMs);
        if (wake === null || wake > untilMs) break;
        nowMs = wake;
        apply({ type: 'clockReached' });
      }
      nowMs = untilMs;
      if (happening) apply(happening);
      return done;
    },
  };
  function apply(happening: Happening): void {
    const step = ladderStep(story.plan, story.state, { ...happening, atMs: nowMs });
    story.state = step.state;
    story.refusal = step.refusal;
    done.push(...step.effects.map((effect) => inWords(story.plan, nowMs, effect)));
  }
  return story;
}

const name = (number: number): string => nameByNumber.get(number) ?? String(number);

const names = (numbers: readonly number[]): string => numbers.map(name).join(', ');

/** `-1:40 ask Ben until -1:23`. */
function inWords(plan: LadderPlan, doneAtMs: number, effect: LadderEffect): string {
  const at = clockOf(plan, doneAtMs);
  switch (effect.type) {
    case 'askAssigned': {
      const how = effect.isConfirmed ? 'remind' : 'ask assigned';
      return `${at} ${how} ${name(effect.number)} (${effect.stage})`;
    }
    case 'ask': {
      const quietly = effect.mentions ? '' : ' quietly';
      return `${at} ask ${name(effect.number)}${quietly} until ${clockOf(plan, effect.untilMs)}`;
    }
    case 'thank':
      return `${at} thank ${name(effect.number)} (${effect.comes ? 'comes' : "can't come"})`;
    case 'tellTaken':
      return `${at} tell ${names(effect.numbers)}: ${name(effect.by)} has it`;
    case 'tellReleased':
      return `${at} tell ${name(effect.number)}: free`;
    case 'withdraw':
      return `${at} withdraw from ${names(effect.numbers)} (${effect.why})`;
    case 'tellCoordinators':
      return `${at} tell coordinators`;
    default:
      return unreachable(effect);
  }
}

export const confirmedIn = ({ seats }: LadderState): string[] =>
  seats.filter(({ status }) => status === 'confirmed').map(({ number }) => name(number));
