import { StoreFault } from './store-fault.ts';

export type Check = (value: unknown) => boolean;
/** A check for each field of an object; fields that it does not name are let through. */
export type Shape = Readonly<Record<string, Check>>;

/** Told of a row that can't be read and is left out of a list. */
export type UnreadableReport = (fault: StoreFault) => void;

/** What a table keeps as JSON text: one shape, with a version that rises when it changes. */
export interface StoredJson<T> {
  readonly version: number;
  write(value: T): string;
  /** Throws a StoreFault with the place when the text is not what was written. */
  read(text: string, version: number, place: string): T;
}

/** So many texts are remembered with what they say. */
const MOST_REMEMBERED = 500;

/**
 * `check` looks only at what the program would stumble over. The same text gives the same value,
 * which is not to be changed: a session is read many times as it stands.
 */
export function storedJson<T>(version: number, check: Check): StoredJson<T> {
  const valueByText = new Map<string, T>();
  return {
    version,
    write: (value) => JSON.stringify(value),
    read(text, storedVersion, place) {
      if (storedVersion !== version) {
        throw unreadable(place, `its version is ${storedVersion} and not ${version}`);
      }
      const known = valueByText.get(text);
      if (known !== undefined) return known;
      const value = parse(text, place);
      if (!check(value)) throw unreadable(place, 'a field is missing or of the wrong kind');
      if (valueByText.size >= MOST_REMEMBERED) valueByText.clear();
      valueByText.set(text, value as T);
      return value as T;
    },
  };
}

/** Every row that can be read; the others are reported and left out, and the rest goes on. */
export function readableRows<Row, T>(
  rows: readonly Row[],
  read: (row: Row) => T,
  report: UnreadableReport,
): T[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      // Only a row that can't be understood is left out; a bug goes on upwards.
      if (!(error instanceof StoreFault)) throw error;
      report(error);
      return [];
    }
  });
}

/** Passes each place on once, since lists are read again and again. */
export function reportOnce(report: UnreadableReport): UnreadableReport {
  const places = new Set<string | null>();
  return (fault) => {
    if (places.has(fault.place)) return;
    places.add(fault.place);
    report(fault);
  };
}

export const isText: Check = (value) => typeof value === 'string';
export const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
export const isFlag: Check = (value) => typeof value === 'boolean';
export const isArray: Check = (value) => Array.isArray(value);

export function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

export function orAbsent(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function hasShape(shape: Shape): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const fields = new Map(Object.entries(value));
    return Object.entries(shape).every(([name, check]) => check(fields.get(name)));
  };
}

/** A union told apart by the text in `tag`. */
export function isOneOf(tag: string, shapes: Readonly<Record<string, Shape>>): Check {
  const checkByTag = new Map(Object.entries(shapes).map(([name, s]) => [name, hasShape(s)]));
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const name: unknown = new Map<string, unknown>(Object.entries(value)).get(tag);
    return typeof name === 'string' && checkByTag.get(name)?.(value) === true;
  };
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(place, 'it is not JSON', error);
  }
}

function unreadable(place: string, why: string, cause?: unknown): StoreFault {
  return new StoreFault(
    'UNREADABLE_ROW',
    `The ${place} can't be read: ${why}. Put back a backup, or ask for help with this line.`,
    { place, cause },
  );
}
