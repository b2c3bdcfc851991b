/** Labels of buttons and menus, and what is offered while a person types: no markdown. */
import type { NamedRecording, NamedSession } from './texts.ts';

export type ButtonName =
  'hold' | 'stop' | 'another' | 'transcript' | 'takeOver' | 'what' | 'guidelines' | 'sessions';

export interface ControlTexts {
  /** At most 80 characters each. */
  readonly buttons: Readonly<Record<ButtonName, () => string>>;
  readonly choosePlaceholder: () => string;
  /** Labels and descriptions of the menu's options: at most 100 characters each. */
  readonly recordingLabel: (p: NamedRecording) => string;
  /** `intensity`: a note on how demanding it is; it may be empty. */
  readonly recordingDescription: (p: NamedRecording & { readonly intensity: string }) => string;
  readonly silenceLabel: (p: { readonly minutes: number }) => string;
  readonly silenceDescription: () => string;
}

/** Lines that are offered while a person types: at most 100 characters each. */
export interface CompletionTexts {
  readonly recording: (p: NamedRecording & { readonly fits: boolean }) => string;
  readonly session: (p: NamedSession) => string;
}
