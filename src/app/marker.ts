import { createHash } from 'node:crypto';
import type { UserId } from '../domain/identity.ts';
import type { NewDue } from './ports.ts';

/**
 * Names an outbox row to the platform: 24 characters, a hash of bot, guild, channel,
 * occurrence, kind and revision. It is the nonce of the post (Discord allows 25
 * characters) and stands in the component ids of the message, where it is looked for
 * after a crash. It holds for a database that was restored too, since no row id is in it.
 */
export function markerOf(selfId: UserId, row: NewDue): string {
  const name = [
    selfId,
    row.guildId,
    row.channelId,
    row.occurrenceId,
    row.kind,
    String(row.revision),
  ].join('\n');
  return createHash('sha256').update(name).digest('base64url').slice(0, 24);
}
