import type { OwnSentenceRefusal } from '../domain/own-sentence.ts';
import type { RecordingRefusal } from '../domain/recording.ts';
import type { SessionRefusal } from '../domain/session-state.ts';
import type { TimetableRefusal } from '../domain/timetable-refusal.ts';
import type { SignUpRefusalName } from '../texts/sign-up-texts.ts';

/** Who may do something, from the widest circle to the narrowest. */
export type Audience = 'everyone' | 'volunteer' | 'teacher' | 'coordinator';

/**
 * Someone asked for what may not be. It is a value, put into words at the edge
 * (src/texts), and it never changes anything.
 */
export type Refusal =
  | { readonly code: 'NOT_ALLOWED'; readonly needed: Audience; readonly command: string }
  | { readonly code: 'NO_SESSION_NOW' }
  | { readonly code: 'BUTTON_IS_OLD' }
  /** Faster than people ask; told once, and what follows is not answered. */
  | { readonly code: 'TOO_MANY_AT_ONCE' }
  | { readonly code: 'UNKNOWN_RECORDING' }
  | { readonly code: 'OTHER_GUILD' }
  | { readonly code: 'TIMETABLE'; readonly why: TimetableRefusal }
  | { readonly code: 'SIGN_UP'; readonly why: SignUpRefusalName }
  | { readonly code: 'RECORDING'; readonly why: RecordingRefusal }
  | { readonly code: 'VOICE'; readonly why: OwnSentenceRefusal }
  | { readonly code: 'SESSION'; readonly why: SessionRefusal };
