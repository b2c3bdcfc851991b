import { DEFAULT_ZONE, isZone, nearestZone } from '../../domain/zone.ts';
import { textOf, type Field, type Reading } from './field.ts';

/** An IANA zone such as `Europe/Berlin`, or null after noting which one was probably meant. */
export function readZone(reading: Reading, field: Field): string | null {
  const text = textOf(reading, field, `"${DEFAULT_ZONE}"`, 100);
  if (text === null || isZone(text)) return text;
  return field.report({ code: 'UNKNOWN_ZONE', found: text, write: nearestZone(text) });
}
