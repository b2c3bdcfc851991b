/** When the clocks of a zone stand still against UTC, so that wall times there are a matter of adding. */
import { Temporal } from 'temporal-polyfill';

/** The longest that two offsets of a zone were ever apart is a day; this is well beyond it. */
const NEAR_CHANGE_MS = 2 * 86_400_000;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

/**
 * Gives the instant of a wall time, both in milliseconds as if the zone were UTC, wherever no
 * change of the clocks is near; null where one is, and beyond the two ends. Throws RangeError for
 * an unknown zone.
 */
export function steadyInstants(
  zone: string,
  fromMs: number,
  toMs: number,
): (wallMs: number) => number | null {
  const spans = spansOf(zone, fromMs, toMs);
  // Wall times are asked for in ascending order: most are in the span of the one before.
  let current = 0;
  return (wallMs) => {
    if (!isWithin(spans[current], wallMs))
      current = spans.findIndex((one) => isWithin(one, wallMs));
    const span = spans[current];
    return span ? wallMs - span.offsetMs : null;
  };
}

/** Then no other span shows it: every instant that another offset gives it lies in this one too. */
function isWithin(span: Span | undefined, wallMs: number): boolean {
  if (!span) return false;
  const atMs = wallMs - span.offsetMs;
  return span.fromMs + NEAR_CHANGE_MS <= atMs && atMs < span.toMs - NEAR_CHANGE_MS;
}

function spansOf(zone: string, fromMs: number, toMs: number): Span[] {
  const spans: Span[] = [];
  let start: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  while (start && start.epochMilliseconds < toMs) {
    const next: Temporal.ZonedDateTime | null = start.getTimeZoneTransition('next');
    spans.push({
      fromMs: start.epochMilliseconds,
      toMs: Math.min(next?.epochMilliseconds ?? toMs, toMs),
      offsetMs: start.offsetNanoseconds / 1e6,
    });
    start = next;
  }
  return spans;
}
