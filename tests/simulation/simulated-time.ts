/**
 * Time that only the simulation moves. True time is what the platform, the people and the sound
 * go by; the bot's wall clock is true time with an offset, which a fault may step, and which the
 * bot's own trusted time has to see through.
 */
import type { Cancel, Clock } from '../../src/app/ports.ts';
import { createTrustedTime, type TrustedTime } from '../../src/trusted-time.ts';

/** As often as the system clock's heartbeat. */
const HEARTBEAT_MS = 15_000;
/**
 * A beat in which nothing has happened since the one before changes nothing, so a quiet world
 * beats more and more rarely, up to this.
 */
const QUIETEST_BEAT_MS = 12 * 3_600_000;

interface Entry {
  readonly order: number;
  readonly callback: () => void;
  /** On the wall of its clock, or true time. */
  atMs: number;
  isWaiting: boolean;
}

export interface SimulatedTime {
  /** Since the epoch, as the platform has it. */
  nowMs(): number;
  /** By true time: people, the platform, sound. */
  readonly world: Clock;
  /** A process's view: its callbacks stop for good when `isAlive` says so. */
  clockOf(isAlive: () => boolean): Clock;
  /** Something came from outside: the heart beats as often as it promises, and then calms down. */
  stir(): void;
  /** The heart beats by then. */
  beatBy(atMs: number): void;
  /** A new process knows of the time only what the wall shows. */
  restart(): void;
  /** The platform's date comes with an answer, in whole seconds, to what was asked then. */
  hear(askedAtMs: number): void;
  /** What a process takes for now. */
  botNowMs(): number;
  stepWall(byMs: number): void;
  /** The process stands still for so long: nothing of its own runs, the world goes on. */
  stall(forMs: number): void;
  /** Until when the process stands still; in the past when it runs. */
  readonly stalledUntilMs: number;
  /** How many of the bot's callbacks wait. */
  waiting(): number;
  /** Runs the next thing that is due by `untilMs`. False when there is none; then it is `untilMs`. */
  runNext(untilMs: number): boolean;
}

export function createSimulatedTime(startMs: number): SimulatedTime {
  let now = startMs;
  let offset = 0;
  let order = 0;
  let stalledUntilMs = -Infinity;
  let beatMs = HEARTBEAT_MS;
  let nextBeatAtMs = startMs + HEARTBEAT_MS;
  const ofWorld = new Heap();
  const ofBot = new Heap();
  const heartbeats = new Set<{ readonly callback: () => void }>();
  let trusted = trust();

  function trust(): TrustedTime {
    return createTrustedTime({ wallMs: () => now + offset, uptimeMs: () => now });
  }

  function add(heap: Heap, atMs: number, callback: () => void): Cancel {
    order += 1;
    const entry: Entry = { order, callback, atMs, isWaiting: true };
    heap.push(entry);
    return () => {
      if (!entry.isWaiting) return;
      entry.isWaiting = false;
      heap.cancelled();
    };
  }

  /** After something has happened the heart beats as often as it promises. */
  function stir(): void {
    beatMs = HEARTBEAT_MS;
    nextBeatAtMs = Math.min(nextBeatAtMs, now + HEARTBEAT_MS);
  }

  function beat(): void {
    nextBeatAtMs = now + beatMs;
    beatMs = Math.min(beatMs * 4, QUIETEST_BEAT_MS);
    for (const { callback } of heartbeats) callback();
  }

  const botDueAtMs = (): number =>
    Math.max((ofBot.peek()?.atMs ?? Infinity) - trusted.correctionMs - offset, stalledUntilMs);
  const beatDueAtMs = (): number =>
    heartbeats.size === 0 ? Infinity : Math.max(nextBeatAtMs, stalledUntilMs);

  return {
    nowMs: () => now,
    world: {
      nowMs: () => now,
      at: (atMs, callback) => add(ofWorld, Math.max(atMs, now), callback),
      heartbeat: () => () => undefined,
    },
    clockOf: (isAlive) => ({
      nowMs: () => trusted.nowMs(),
      at: (atMs, callback) => add(ofBot, atMs, () => isAlive() && callback()),
      heartbeat(callback) {
        const entry = { callback: () => void (isAlive() && callback()) };
        heartbeats.add(entry);
        stir();
        return () => void heartbeats.delete(entry);
      },
    }),
    stir,
    beatBy(atMs) {
      if (atMs > now) nextBeatAtMs = Math.min(nextBeatAtMs, atMs);
    },
    restart() {
      trusted = trust();
    },
    hear: (askedAtMs) => trusted.hear(Math.floor(now / 1_000) * 1_000, askedAtMs),
    botNowMs: () => trusted.nowMs(),
    stepWall(byMs) {
      offset += byMs;
      trusted.nowMs();
      stir();
    },
    stall(forMs) {
      stalledUntilMs = Math.max(stalledUntilMs, now + forMs);
      stir();
    },
    get stalledUntilMs() {
      return stalledUntilMs;
    },
    waiting: () => ofBot.size,
    runNext(untilMs) {
      const worldAtMs = ofWorld.peek()?.atMs ?? Infinity;
      const botAtMs = Math.max(botDueAtMs(), now);
      const beatAtMs = Math.max(beatDueAtMs(), now);
      const next = Math.min(worldAtMs, botAtMs, beatAtMs);
      if (next > untilMs) {
        now = untilMs;
        return false;
      }
      now = Math.max(now, next);
      if (worldAtMs <= next) {
        ofWorld.pop().callback();
      } else if (botAtMs <= next) {
        ofBot.pop().callback();
      } else {
        beat();
      }
      return true;
    },
  };
}

/** The soonest first; of one moment, what was asked for first. */
class Heap {
  private readonly entries: Entry[] = [];
  private dead = 0;

  get size(): number {
    return this.entries.length - this.dead;
  }

  cancelled(): void {
    this.dead += 1;
  }

  push(entry: Entry): void {
    const { entries } = this;
    let at = entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(entry, entries[parent]!)) break;
      entries[at] = entries[parent]!;
      at = parent;
    }
    entries[at] = entry;
  }

  peek(): Entry | null {
    while (this.entries[0] && !this.entries[0].isWaiting) {
      this.removeTop();
      this.dead -= 1;
    }
    return this.entries[0] ?? null;
  }

  pop(): Entry {
    const top = this.peek();
    if (!top) throw new Error('Nothing waits.');
    this.removeTop();
    top.isWaiting = false;
    return top;
  }

  private removeTop(): void {
    const { entries } = this;
    const last = entries.pop();
    if (!last || entries.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= entries.length) break;
      const right = left + 1;
      const least =
        right < entries.length && isBefore(entries[right]!, entries[left]!) ? right : left;
      if (!isBefore(entries[least]!, last)) break;
      entries[at] = entries[least]!;
      at = least;
    }
    entries[at] = last;
  }
}

const isBefore = (a: Entry, b: Entry): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
