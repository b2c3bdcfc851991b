import type { UserId } from './identity.ts';
import type { Choice } from './session-state.ts';

/** What one person in the room would like; their last word counts. */
export interface Vote {
  readonly by: UserId;
  readonly choice: Choice;
}
