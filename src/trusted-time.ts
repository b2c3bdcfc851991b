/**
 * What time it is, whatever happens to the machine's clock. A wall clock may be set, by a person
 * or by itself, and may be wrong from the start; the time since the machine was switched on can't
 * be set and goes on while it sleeps; and Discord says with every answer what time it has there.
 */

/** Wall time and uptime that drift apart by more between two looks: the clock was set. */
const STEP_MS = 1_000;
/** A date in an answer has whole seconds, and an answer takes its time; further off, it counts. */
const TOLERANCE_MS = 5_000;

export interface TimeSources {
  /** Since the epoch, as the machine's clock shows it. */
  readonly wallMs: () => number;
  /** Since the machine was switched on, its sleep included. */
  readonly uptimeMs: () => number;
}

/** How the machine's clock was found to differ. */
export interface ClockCorrection {
  /** What is added to the wall clock from now on. */
  readonly correctionMs: number;
  readonly because: 'stepped' | 'platform';
}

export interface TrustedTime {
  /** Since the epoch. It never jumps but when the platform says that it was wrong. */
  nowMs(): number;
  /** What the machine's clock is off by, as far as anyone knows. */
  readonly correctionMs: number;
  /**
   * The platform's date came with an answer to what was asked at `askedAtMs` (of this time). An
   * answer that was read late says nothing of how late it is now, so only a date that lies
   * before the question or after the answer counts.
   */
  hear(platformMs: number, askedAtMs: number): void;
}

export function createTrustedTime(
  { wallMs, uptimeMs }: TimeSources,
  onCorrection: (correction: ClockCorrection) => void = () => undefined,
): TrustedTime {
  let correctionMs = 0;
  let last = { wallMs: wallMs(), uptimeMs: uptimeMs() };

  function correct(byMs: number, because: ClockCorrection['because']): void {
    correctionMs += byMs;
    onCorrection({ correctionMs, because });
  }

  function nowMs(): number {
    const now = { wallMs: wallMs(), uptimeMs: uptimeMs() };
    const stepMs = now.wallMs - last.wallMs - (now.uptimeMs - last.uptimeMs);
    last = now;
    if (Math.abs(stepMs) > STEP_MS) correct(-stepMs, 'stepped');
    return now.wallMs + correctionMs;
  }

  return {
    nowMs,
    get correctionMs() {
      return correctionMs;
    },
    hear(platformMs, askedAtMs) {
      const answeredAtMs = nowMs();
      if (platformMs < askedAtMs - TOLERANCE_MS) correct(platformMs - askedAtMs, 'platform');
      else if (platformMs > answeredAtMs + TOLERANCE_MS) {
        correct(platformMs - answeredAtMs, 'platform');
      }
    },
  };
}
