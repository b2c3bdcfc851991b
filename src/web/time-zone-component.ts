/** iCalendar's VTIMEZONE: which clocks a zone keeps over a span of time. */
import { Temporal } from 'temporal-polyfill';

/** From one moment on, clocks show another time. */
interface ClockChange {
  readonly atMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

export interface ZoneClocks {
  /** The lines of the component, from BEGIN to END. */
  readonly component: string;
  /** Whether the zone's clocks show the same time twice that day, and this moment is one of the two. */
  isShownTwice(atMs: number): boolean;
}

/** For all that lies within the span. Throws RangeError for an unknown zone. */
export function zoneClocks(zone: string, fromMs: number, toMs: number): ZoneClocks {
  const changes = clockChanges(zone, fromMs, toMs);
  return {
    component: [
      'BEGIN:VTIMEZONE',
      `TZID:${zone}`,
      ...changes.flatMap((change) => observance(change, changes)),
      'END:VTIMEZONE',
    ].join('\r\n'),
    isShownTwice: (atMs) =>
      changes.some((change) => {
        const backMs = change.beforeMs - change.afterMs;
        return change.atMs - backMs <= atMs && atMs < change.atMs + backMs;
      }),
  };
}

/** The one that is in force when the span begins, and those within it. */
function clockChanges(zone: string, fromMs: number, toMs: number): ClockChange[] {
  const start = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  const changes = [inForceAt(start)];
  let next = start.getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < toMs) {
    changes.push(changeAt(next));
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

function inForceAt(moment: Temporal.ZonedDateTime): ClockChange {
  const previous = moment.getTimeZoneTransition('previous');
  if (previous) return changeAt(previous);
  // A zone that never changed its clocks: the component still needs a day on which they began.
  const alwaysMs = offsetMs(moment);
  return { atMs: -alwaysMs, beforeMs: alwaysMs, afterMs: alwaysMs };
}

function changeAt(moment: Temporal.ZonedDateTime): ClockChange {
  return {
    atMs: moment.epochMilliseconds,
    beforeMs: offsetMs(moment.subtract({ milliseconds: 1 })),
    afterMs: offsetMs(moment),
  };
}

const offsetMs = (moment: Temporal.ZonedDateTime): number => moment.offsetNanoseconds / 1e6;

function observance(change: ClockChange, all: readonly ClockChange[]): string[] {
  const { atMs, beforeMs, afterMs } = change;
  // Of two clocks the earlier one is called daylight saving time.
  const kind = all.some((other) => other.afterMs < afterMs) ? 'DAYLIGHT' : 'STANDARD';
  // A change begins at what the clocks showed until then.
  const begins = new Date(atMs + beforeMs).toISOString().replaceAll(/[-:]|\.\d+Z/g, '');
  return [
    `BEGIN:${kind}`,
    `DTSTART:${begins}`,
    `TZOFFSETFROM:${offset(beforeMs)}`,
    `TZOFFSETTO:${offset(afterMs)}`,
    `END:${kind}`,
  ];
}

/** `-0800`. */
function offset(ms: number): string {
  const minutes = Math.abs(Math.round(ms / 60_000));
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${hours}${String(minutes % 60).padStart(2, '0')}`;
}
