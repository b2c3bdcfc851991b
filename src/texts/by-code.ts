/** Finds the words for a code that comes from elsewhere. */
import { unreachable } from '../domain/unreachable.ts';
import type { ChannelId } from '../domain/identity.ts';
import type { RefusalInWords, Texts, VoiceFaultName } from './texts.ts';

export function refusalText(texts: Texts, refusal: RefusalInWords): string {
  const { refusals } = texts;
  switch (refusal.code) {
    case 'NOT_ALLOWED':
      return refusals.NOT_ALLOWED(refusal);
    case 'SESSION':
      return refusals.SESSION[refusal.why]();
    case 'TIMETABLE':
      return texts.schedule.refusal(refusal.why);
    case 'SIGN_UP':
      return texts.signUp.refusals[refusal.why]();
    case 'VOICE':
      return texts.voice.refusals[refusal.why]();
    case 'RECORDING':
      return texts.recording.refusals[refusal.why]();
    case 'NO_SESSION_NOW':
    case 'BUTTON_IS_OLD':
    case 'TOO_MANY_AT_ONCE':
    case 'UNKNOWN_RECORDING':
    case 'OTHER_GUILD':
      return refusals[refusal.code]();
    default:
      return unreachable(refusal);
  }
}

/** A fault that has no words of its own gets the general ones. */
export function voiceAlertText(texts: Texts, fault: string, roomId: ChannelId | null): string {
  const { voice } = texts.alerts;
  const isKnown = (name: string): name is VoiceFaultName => Object.hasOwn(voice, name);
  return (isKnown(fault) ? voice[fault] : voice.UNKNOWN)({ roomId });
}
