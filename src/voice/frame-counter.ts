import type { FrameCounts } from './thread-messages.ts';

/** What became of the frames of all rooms since somebody asked last. */
export class FrameCounter {
  #counts = { sent: 0, late: 0, lost: 0 };

  count(what: keyof FrameCounts): void {
    this.#counts[what] += 1;
  }

  /** Null when there was none. */
  take(): FrameCounts | null {
    const counts = this.#counts;
    if (counts.sent === 0 && counts.lost === 0) return null;
    this.#counts = { sent: 0, late: 0, lost: 0 };
    return counts;
  }
}
