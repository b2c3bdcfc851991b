/**
 * A bulletin is a post in the announcement channel that is for certain people: a reminder, a
 * change, a shift of the clocks. The series' role is mentioned in the post itself; whoever
 * does not hold it is mentioned in the post's thread, or told by a direct message if they
 * asked for that. `reach.ts` does this for every kind alike; a kind only says who and what.
 */
import type { Due, DueText } from './store-port.ts';
import type { PersonNumbers, Signed } from './people-port.ts';
import type { Texts } from '../texts/texts.ts';
import type { RoleId } from '../domain/identity.ts';
import type { MessagePorts } from './messages.ts';

export interface BulletinKind {
  /** What stands in the channel; null when there is nothing to say any more. */
  post(ports: MessagePorts, row: Due, texts: Texts): string | null;
  /**
   * Whom it is for, by number; asked anew at every sending, since people come and go. `among`
   * says who would be looked at: others may be given too.
   */
  audience(ports: MessagePorts, row: Due, among?: PersonNumbers): readonly Signed[];
  /** The roles that the post mentions. */
  roles(ports: MessagePorts, row: Due): readonly RoleId[];
  /**
   * Where not all are told the same: parameters that are added to the row's own for each part.
   * `audience`, `mention` and `direct` then see them. One part with none, most of the time;
   * nobody is in two parts.
   */
  parts(ports: MessagePorts, row: Due): readonly DueText['params'][];
  /** What follows the names in the thread, in the guild's language: at most 350 characters. */
  mention(ports: MessagePorts, row: Due, texts: Texts): string | null;
  /** What a person is told directly, in their language; null when none of it is for them. */
  direct(ports: MessagePorts, row: Due, texts: Texts, person: Signed): string | null;
  /** Later than this nobody wants to be told. */
  expiresAtMs(ports: MessagePorts, row: Due): number;
}
