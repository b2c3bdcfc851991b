/** What coordinators write about a recording, as options of a command. */
import { readDay } from '../../src/domain/day-words.ts';

const NONE = 'none';

const words = (maxLength: number) => ({ type: 'string', required: false, maxLength }) as const;

export const aboutOptions = {
  title: words(100),
  speaker: words(100),
  language: words(20),
  kind: words(80),
  intensity: words(100),
  credit: words(200),
  link: words(300),
  'permission-from': words(200),
  'permission-given': words(20),
  'permission-until': words(20),
} as const;

export interface GivenPermission {
  readonly 'permission-given': string | null;
  readonly 'permission-until': string | null;
}

export interface PermissionDays {
  readonly given: GivenDay;
  readonly until: GivenDay;
}

/** Null where it was said that there is none. */
export type GivenDay = number | null | 'leftOut';

/** Null when one of them can't be read. */
export function permissionDays(options: GivenPermission, zone: string): PermissionDays | null {
  const given = dayOf(options['permission-given'], zone, 'first');
  const until = dayOf(options['permission-until'], zone, 'last');
  return given === 'unreadable' || until === 'unreadable' ? null : { given, until };
}

/** An address, or empty where it was said that there is none. */
export function linkOf(link: string | null): string | null {
  return link !== null && isNone(link) ? '' : link;
}

/** Its first or its last moment; a permission holds to the end of its last day. */
function dayOf(text: string | null, zone: string, end: 'first' | 'last'): GivenDay | 'unreadable' {
  if (text === null) return 'leftOut';
  if (isNone(text)) return null;
  const day = readDay(text.trim(), zone);
  if (day === null) return 'unreadable';
  return end === 'first' ? day.fromMs : day.toMs;
}

function isNone(text: string): boolean {
  return text.trim().toLowerCase() === NONE;
}
