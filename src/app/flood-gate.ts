/**
 * Holds back what comes faster than people use a bot, so that a flood costs nothing but looking
 * here. Each person has so many asks at once, and then one every few seconds; so has each guild as a
 * whole, where only those wait who look after nothing. What makes a room safe (stop, hold, hand over)
 * has asks of its own, on which nobody else and nothing else draws.
 */
import type { GuildId, UserId } from '../domain/identity.ts';
import type { Caller } from './command.ts';
import type { Clock } from './ports.ts';

/** What is asked: a command or a press, one for the safety of a room, or completions while typing. */
export type AskKind = 'usual' | 'urgent' | 'typing';

export type Passage =
  | 'passes'
  /** The first since things were calm: the person is told. */
  | 'heldAndTold'
  /** No answer at all, since answers are what a flood is after. */
  | 'held';

interface Pace {
  /** So many at once, after a while of none. */
  readonly atOnce: number;
  /** One more each so long. */
  readonly everyMs: number;
}

/** Who leafs through a transcript, or sets up a timetable, presses this much. */
const PERSON: Readonly<Record<AskKind, Pace>> = {
  usual: { atOnce: 20, everyMs: 2_000 },
  urgent: { atOnce: 10, everyMs: 1_000 },
  typing: { atOnce: 60, everyMs: 250 },
};
/** All participants of a large session may press the same button within a minute. */
const GUILD: Readonly<Record<Exclude<AskKind, 'urgent'>, Pace>> = {
  usual: { atOnce: 200, everyMs: 100 },
  typing: { atOnce: 200, everyMs: 25 },
};
/** About 1 MB. Whoever asked least lately is forgotten first, and begins anew. */
const MOST_PEOPLE = 5_000;

/** Until when an allowance is not whole again; each ask puts it off by the pace's `everyMs`. */
interface Spent {
  wholeAtMs: number;
  isTold: boolean;
}

export class FloodGate {
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #guilds = new Allowances<`${Exclude<AskKind, 'urgent'>} ${GuildId}`>();
  readonly #people = new Allowances<`${AskKind} ${UserId}`>();

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  /** @param looksAfterRoom asked only when it matters: the caller is a volunteer, teacher or coordinator */
  pass(kind: AskKind, { userId, guildId }: Caller, looksAfterRoom: () => boolean): Passage {
    const nowMs = this.#clock.nowMs();
    const own = this.#people.of(`${kind} ${userId}`, nowMs);
    if (!take(own, PERSON[kind], nowMs)) return tell(own);
    const shared = kind === 'typing' ? kind : 'usual';
    if (take(this.#guilds.of(`${shared} ${guildId}`, nowMs), GUILD[shared], nowMs)) return 'passes';
    // Whoever presses Stop without being one of them is held with the others.
    return looksAfterRoom() ? 'passes' : tell(own);
  }

  /** How many people and guilds are remembered. */
  get size(): number {
    return this.#people.size + this.#guilds.size;
  }
}

/** By name, in the order in which they were asked for last. */
class Allowances<Name extends string> {
  readonly #spentByName = new Map<Name, Spent>();

  of(name: Name, nowMs: number): Spent {
    const spent = this.#spentByName.get(name) ?? { wholeAtMs: nowMs, isTold: false };
    this.#spentByName.delete(name);
    this.#spentByName.set(name, spent);
    this.#forget(nowMs);
    return spent;
  }

  get size(): number {
    return this.#spentByName.size;
  }

  /** Whose allowance is whole again is as one who has never asked. */
  #forget(nowMs: number): void {
    for (const [name, { wholeAtMs }] of this.#spentByName) {
      const isNewest = this.#spentByName.size === 1;
      if (isNewest || (wholeAtMs > nowMs && this.#spentByName.size <= MOST_PEOPLE)) return;
      this.#spentByName.delete(name);
    }
  }
}

function take(spent: Spent, { atOnce, everyMs }: Pace, nowMs: number): boolean {
  const emptyAtMs = nowMs + atOnce * everyMs;
  // No allowance is ever emptier than empty: then the clock was set back, and all begins anew.
  const isWhole = spent.wholeAtMs <= nowMs || spent.wholeAtMs > emptyAtMs;
  const wholeAtMs = isWhole ? nowMs : spent.wholeAtMs;
  if (isWhole) spent.isTold = false;
  const isLeft = wholeAtMs + everyMs <= emptyAtMs;
  spent.wholeAtMs = isLeft ? wholeAtMs + everyMs : wholeAtMs;
  return isLeft;
}

function tell(spent: Spent): Passage {
  if (spent.isTold) return 'held';
  spent.isTold = true;
  return 'heldAndTold';
}
