/** When somebody may be written to directly: by day, on their own clock. */
import { instantOf, localDateOf, localTimeOf } from './local-time.ts';

const WAKES_AT = '08:00';
const SLEEPS_AT = '22:00';
const DAY_MS = 24 * 3_600_000;

/** The moment itself when it lies in the person's day, else the next 8 am of their clock. */
export function nextWakingMs(zone: string, atMs: number): number {
  const wallTime = localTimeOf(zone, atMs);
  if (WAKES_AT <= wallTime && wallTime < SLEEPS_AT) return atMs;
  const date = localDateOf(zone, atMs);
  // Before 8 it is this morning's; after 22 it is that of the next date, whatever the clocks do.
  const isEvening = wallTime >= SLEEPS_AT;
  return wakingOn(zone, isEvening ? nextDate(date) : date);
}

export function isAwake(zone: string, atMs: number): boolean {
  return nextWakingMs(zone, atMs) === atMs;
}

/** When their day ends, for somebody who is awake. */
export function endOfDayMs(zone: string, atMs: number): number {
  const moment = instantOf(zone, localDateOf(zone, atMs), SLEEPS_AT);
  return moment.ok ? moment.atMs : moment.nextAtMs;
}

function wakingOn(zone: string, date: string): number {
  const moment = instantOf(zone, date, WAKES_AT);
  return moment.ok ? moment.atMs : moment.nextAtMs;
}

/** A date carries no zone: each stands for its midnight in UTC. */
function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
