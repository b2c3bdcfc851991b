import { nearestSpelling } from './spelling.ts';

/** The timetable's zone, where nobody says another. */
export const DEFAULT_ZONE = 'America/Los_Angeles';

/** What Americans call their zones; the abbreviations themselves ignore summer time or mean several. */
const ZONE_BY_HABIT = new Map([
  ['pacific', 'America/Los_Angeles'],
  ['pacific time', 'America/Los_Angeles'],
  ['pt', 'America/Los_Angeles'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['mt', 'America/Denver'],
  ['mst', 'America/Denver'],
  ['mdt', 'America/Denver'],
  ['ct', 'America/Chicago'],
  ['cst', 'America/Chicago'],
  ['cdt', 'America/Chicago'],
  ['et', 'America/New_York'],
  ['est', 'America/New_York'],
  ['edt', 'America/New_York'],
  ['cet', 'Europe/Berlin'],
  ['cest', 'Europe/Berlin'],
  ['gmt', 'UTC'],
  ['bst', 'Europe/London'],
]);

/** A place's zone or UTC. Offsets and abbreviations do not follow summer time. */
export function isZone(text: string): boolean {
  if (text === 'UTC') return true;
  if (!/^[A-Z][A-Za-z]+\//.test(text) || text.startsWith('Etc/')) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    // RangeError is how Intl says that it knows no such zone.
    return false;
  }
}

/** The zone that was probably meant: by a habit's name, a city, or a near spelling. */
export function nearestZone(text: string): string {
  const zones = Intl.supportedValuesOf('timeZone');
  const plain = text
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
  const ofPlace = zones.find((zone) => {
    const name = zone.toLowerCase().replaceAll('_', ' ');
    return name === plain || name.endsWith(`/${plain}`);
  });
  return ZONE_BY_HABIT.get(plain) ?? ofPlace ?? nearestSpelling(text, zones) ?? DEFAULT_ZONE;
}
