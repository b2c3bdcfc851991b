/**
 * Keeps one thread of sound running: starts it, watches that it answers, and replaces it when it has
 * ended or hangs.
 */
import type { Health } from '../app/health.ts';
import type { Meter } from '../app/meter.ts';
import type { Log } from '../app/ports.ts';
import type { SoundNews, SoundOrder, SoundThread, StartThread } from './thread-messages.ts';

export interface KeeperNeeds {
  readonly start: StartThread;
  readonly health: Pick<Health, 'report' | 'clear'>;
  readonly meter: Pick<Meter, 'count'>;
  readonly log: Log;
  readonly onNews: (news: SoundNews) => void;
  /** The thread has gone with everything that it did. */
  readonly onLost: () => void;
  /** A new one runs and takes orders. */
  readonly onReplaced: () => void;
}

/** Before another start, one after another; the last one repeats. */
const WAITS_MS = [0, 1_000, 2_000, 5_000, 15_000];
/** One that has lived so long did not end for what it was started with. */
const STEADY_MS = 30_000;
const PING_EVERY_MS = 1_000;
/** Counted in pings, not by a clock: a main thread that was busy has heard no answer either. */
const MOST_UNANSWERED = 5;
/** A slow machine may need long to load it. */
const MOST_UNANSWERED_AT_START = 30;

export class ThreadKeeper {
  readonly #needs: KeeperNeeds;
  #thread: SoundThread | null = null;
  #startedAtMs = 0;
  #failures = 0;
  #isReady = false;
  #unanswered = 0;
  #pings: NodeJS.Timeout | null = null;
  #restart: NodeJS.Timeout | null = null;

  constructor(needs: KeeperNeeds) {
    this.#needs = needs;
    this.#start();
  }

  /** No thread runs, and the next one will be told what is wanted. */
  get isAway(): boolean {
    return this.#thread === null;
  }

  post(order: SoundOrder): void {
    this.#thread?.post(order);
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    if (this.#pings) clearInterval(this.#pings);
    if (this.#restart) clearTimeout(this.#restart);
    await thread?.end();
  }

  #start(): void {
    this.#isReady = false;
    this.#unanswered = 0;
    this.#startedAtMs = performance.now();
    const thread: SoundThread = this.#needs.start({
      onNews: (news) => {
        if (this.#thread === thread) this.#hear(news);
      },
      onEnd: (why) => {
        if (this.#thread === thread) this.#lose(why);
      },
    });
    this.#thread = thread;
    this.#pings = setInterval(() => this.#ping(), PING_EVERY_MS);
  }

  #hear(news: SoundNews): void {
    if (news.type === 'ready') {
      this.#isReady = true;
      this.#needs.health.clear('SOUND_AWAY');
    }
    this.#unanswered = 0;
    this.#needs.onNews(news);
  }

  #ping(): void {
    const most = this.#isReady ? MOST_UNANSWERED : MOST_UNANSWERED_AT_START;
    if (this.#unanswered >= most) return this.#lose(new Error('It hangs.'));
    this.#unanswered += 1;
    this.post({ type: 'ping' });
  }

  #lose(why: unknown): void {
    const { log, health, onLost } = this.#needs;
    const thread = this.#thread;
    this.#thread = null;
    if (this.#pings) clearInterval(this.#pings);
    const livedMs = Math.round(performance.now() - this.#startedAtMs);
    if (livedMs >= STEADY_MS) this.#failures = 0;
    const waitMs = WAITS_MS[Math.min(this.#failures, WAITS_MS.length - 1)] ?? 0;
    this.#failures += 1;
    log.error({ err: why, livedMs, waitMs }, "the sound's thread has ended and is started anew");
    health.report('SOUND_AWAY');
    // One that hangs may take its time to end; nobody waits for it.
    thread?.end().catch((err: unknown) => log.warn({ err }, "the sound's thread does not end"));
    onLost();
    this.#restart = setTimeout(() => this.#replace(), waitMs);
  }

  #replace(): void {
    this.#needs.meter.count('bellkeeper_sound_restarts_total');
    this.#start();
    this.#needs.onReplaced();
  }
}
