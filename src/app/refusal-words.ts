import { unreachable } from '../domain/unreachable.ts';
import type { Texts } from '../texts/texts.ts';
import type { Refusal } from './refusal.ts';

/** A refusal becomes words only here, at the edge. */
export function refusalWords({ refusals }: Texts, refusal: Refusal): string {
  switch (refusal.code) {
    case 'NOT_ALLOWED':
      return refusals.NOT_ALLOWED(refusal);
    case 'SESSION':
      return refusals.SESSION[refusal.why]();
    case 'NO_SESSION_NOW':
    case 'BUTTON_IS_OLD':
    case 'UNKNOWN_RECORDING':
    case 'UNKNOWN_SESSION':
    case 'ALREADY_CANCELLED':
    case 'OTHER_GUILD':
      return refusals[refusal.code]();
    default:
      return unreachable(refusal);
  }
}
