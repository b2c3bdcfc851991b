/**
 * One short code under which a person who is told of an error, and the log, speak of the same thing.
 * An alert's code comes from the name of its row, so that whoever puts the row into words, perhaps
 * in another process, finds the one that was logged.
 */
import { createHash } from 'node:crypto';
import type { Due, Log, NewDue } from './ports.ts';

/** These tell of an error; the others tell what to settle, or that something is over. */
const REPORTS_ERROR: ReadonlySet<string> = new Set([
  'alert.sound',
  'alert.refused',
  'alert.unknown',
  'alert.skipped',
  'alert.recording',
  'alert.voice',
  'alert.file',
  'alert.roles',
  'alert.status',
  'alert.events',
  'alert.backup',
]);

type RowName = Pick<Due, 'guildId' | 'occurrenceId' | 'kind' | 'revision'>;

function incidentOf({ guildId, occurrenceId, kind, revision }: RowName): string {
  const name = [guildId, occurrenceId, kind, String(revision)].join('\n');
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}

/** The code that an alert shows; null for a row that tells of no error. */
export function shownIncidentOf(row: RowName & Pick<Due, 'action'>): string | null {
  const { action } = row;
  return action.do === 'post' && REPORTS_ERROR.has(action.text.key) ? incidentOf(row) : null;
}

/** Right before the row is added: what it tells of, under the code that it will show. */
export function logAlert(log: Log, row: NewDue, details: object = {}): void {
  const { guildId, occurrenceId, action } = row;
  if (action.do !== 'post' || !action.text.key.startsWith('alert.')) return;
  const { key, params } = action.text;
  const incident = shownIncidentOf(row);
  const code = incident === null ? {} : { incident };
  log.warn({ ...params, ...details, ...code, guildId, occurrenceId }, key);
}
