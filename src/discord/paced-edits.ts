import { setTimeout as wait } from 'node:timers/promises';
import type { Message } from '../app/ports.ts';

/** Discord takes five requests in 2 s for one interaction's token; a person reads no faster. */
const GAP_MS = 1_000;

type Edit = (message: Message) => Promise<boolean>;

/**
 * Edits one message again and again: never two at a time, never out of order, and so long apart
 * that no limit is met. Of what comes meanwhile the newest wins, so the last is always sent; an
 * older one is told what became of the newer that took its place.
 */
export function pacedEdits(
  edit: Edit,
  pause: (ms: number) => Promise<unknown> = waitQuietly,
): Edit {
  let waiting: { readonly message: Message; readonly outcome: Outcome } | null = null;
  let isBusy = false;

  async function work(): Promise<void> {
    isBusy = true;
    while (waiting !== null) {
      const { message, outcome } = waiting;
      waiting = null;
      await edit(message).then(outcome.resolve, outcome.reject);
      await pause(GAP_MS);
    }
    isBusy = false;
  }

  return (message) => {
    const outcome: Outcome = waiting?.outcome ?? Promise.withResolvers<boolean>();
    waiting = { message, outcome };
    if (!isBusy) void work();
    return outcome.promise;
  };
}

type Outcome = PromiseWithResolvers<boolean>;

/** The pause after the last edit keeps no program from ending. */
function waitQuietly(ms: number): Promise<unknown> {
  return wait(ms, undefined, { ref: false });
}
