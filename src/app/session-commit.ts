import { reduce } from '../domain/session.ts';
import type { SessionEvent, Step } from '../domain/session-state.ts';
import { initialState } from '../domain/session-step.ts';
import { logAlert } from './incident.ts';
import { countListeners } from './popularity.ts';
import type { Directory, Log, Store } from './ports.ts';
import type { SessionContext } from './session-context.ts';
import { dueOfEffect } from './session-dues.ts';

export interface CommitPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly log: Log;
}

/** Within a transaction: load, reduce, save, record, add what is due. */
export function commitEvent(
  { store, directory, log }: CommitPorts,
  context: SessionContext,
  event: SessionEvent,
): Step {
  const { guildId, id } = context.occurrence;
  const before = store.sessions.load(guildId, id) ?? initialState();
  const step = reduce(context.plan, before, event);
  if (step.state === before) return step;
  store.sessions.save({ guildId, occurrenceId: id, state: step.state }, event.atMs);
  countListeners(store, context, step.state, event.atMs);
  const { phase: phaseAfter } = step.state;
  const { atMs } = event;
  // Who voted for what is nobody's business once it is counted.
  if (event.type !== 'voted') {
    store.sessions.recordEvent(guildId, id, { atMs, event, phaseAfter, rule: step.rule });
  }
  for (const effect of step.effects) {
    const due = dueOfEffect(effect, context, directory, event.atMs);
    if (due) {
      logAlert(log, due);
      store.due.add(due, event.atMs);
    }
    if (effect.type === 'playRecording' && effect.fromMs === 0) {
      store.allowlist.markPlayed(guildId, effect.recordingId, event.atMs);
    }
  }
  return step;
}
