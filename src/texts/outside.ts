import { unreachable } from '../domain/unreachable.ts';

/** What somebody is told who uses the bot where it does not serve. */
export type OutsideReason =
  /** In a direct message, or where the bot itself is not a member. */
  | 'noServer'
  /** In a server that is not set up. */
  | 'otherServer';

export function outsideText(reason: OutsideReason): string {
  switch (reason) {
    case 'noServer':
      return 'I only keep practice sessions in a server. Please use this command in a channel there.';
    case 'otherServer':
      return 'I keep the practice sessions of another server, so I can’t help here.';
    default:
      return unreachable(reason);
  }
}
