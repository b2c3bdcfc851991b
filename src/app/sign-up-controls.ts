/** Buttons that have to do with signing up, on posts and on private answers alike. */
import { asId, type OccurrenceId } from '../domain/identity.ts';
import type { SignUpButtonName } from '../texts/sign-up-texts.ts';
import type { Texts } from '../texts/texts.ts';
import { formatComponentId } from './component-id.ts';
import type { Button } from './ports.ts';

const STYLE: Partial<Record<SignUpButtonName, Button['style']>> = {
  signUp: 'primary',
  signUpSeries: 'primary',
  forgetMe: 'danger',
};

/** `subject` is the session, or the series, that the button is about. */
export function signUpButton(
  { signUp }: Texts,
  name: SignUpButtonName,
  marker: string,
  subject: string | null,
): Button {
  const occurrenceId = subject === null ? null : asId<OccurrenceId>(subject);
  return {
    kind: 'button',
    id: formatComponentId({ action: name, marker, occurrenceId }),
    label: signUp.labels.buttons[name](),
    style: STYLE[name] ?? 'secondary',
  };
}
