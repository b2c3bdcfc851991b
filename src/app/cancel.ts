import type { OccurrenceId } from '../domain/identity.ts';
import type { Caller } from './command.ts';
import { takeBack } from './planner.ts';
import type { Refusal } from './refusal.ts';
import { sessionContext } from './session-context.ts';
import type { SessionHost, SessionHostPorts } from './session-host.ts';

/**
 * Cancels one session: in one transaction its rows are taken back, the announcement is
 * due, and the audit log knows who did it. A session that is on falls silent.
 */
export function cancelOccurrence(
  ports: SessionHostPorts & { readonly host: SessionHost },
  caller: Caller,
  occurrenceId: OccurrenceId,
): Refusal | null {
  const { store, clock, host } = ports;
  const { guildId } = caller;
  const context = sessionContext(ports, guildId, occurrenceId);
  if (!context) return { code: 'UNKNOWN_SESSION' };
  const { occurrence, announceId } = context;
  if (occurrence.cancelled) return { code: 'ALREADY_CANCELLED' };
  const atMs = clock.nowMs();
  if (occurrence.endsAtMs <= atMs) return { code: 'SESSION', why: 'OVER' };
  const step = store.transaction(() => {
    takeBack(store, occurrence, 'the session is cancelled', atMs);
    store.occurrences.save({ ...occurrence, cancelled: true });
    const { revision, endsAtMs } = occurrence;
    const row = { guildId, occurrenceId, revision, dueAtMs: atMs, expiresAtMs: endsAtMs };
    if (announceId) {
      const text = { key: 'cancelled', params: {} };
      const action = { do: 'post', text } as const;
      store.due.add({ ...row, channelId: announceId, kind: 'cancelled', action }, atMs);
    }
    store.audit.add({
      atMs,
      guildId,
      actorId: caller.userId,
      action: 'session.cancelled',
      subject: occurrenceId,
      before: { cancelled: false },
      after: { cancelled: true },
    });
    return host.commit(context, { type: 'cancelled', atMs, by: caller.userId });
  });
  host.carryOut(context, step);
  ports.nudgeDispatcher();
  return null;
}
