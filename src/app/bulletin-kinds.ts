import type { BulletinKind } from './bulletins.ts';
import { changeBulletin } from './change-bulletin.ts';
import { clockBulletin } from './clock-bulletin.ts';
import type { Due } from './ports.ts';
import { reminderBulletin } from './reminder-bulletin.ts';

/** Every kind of bulletin, by the key of its text. */
const bulletinByKey: ReadonlyMap<string, BulletinKind> = new Map([
  ['reminder', reminderBulletin],
  ['change', changeBulletin],
  ['clocks', clockBulletin],
]);

/** Null for a row that is no bulletin and is sent for none. */
export function bulletinOf(row: Pick<Due, 'action'>): BulletinKind | null {
  return row.action.do === 'remove' ? null : (bulletinByKey.get(row.action.text.key) ?? null);
}
