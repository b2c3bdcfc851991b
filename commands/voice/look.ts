/** A sentence with its words and its sound, and the buttons that decide about it. */
import {
  refuse,
  replaceWith,
  type ButtonHandlers,
  type FinishedAnswer,
} from '../../src/app/command.ts';
import { formatComponentId } from '../../src/app/component-id.ts';
import type { VoiceLook } from '../../src/app/own-voice.ts';
import type { Button } from '../../src/app/ports.ts';
import type { OwnSentenceRefusal } from '../../src/domain/own-sentence.ts';
import { textsFor } from '../../src/texts/languages.ts';
import type { VoiceTexts } from '../../src/texts/voice-texts.ts';

export function refuseVoice(why: OwnSentenceRefusal): FinishedAnswer {
  return refuse({ code: 'VOICE', why });
}

export function lookAnswer(words: VoiceTexts, look: VoiceLook): FinishedAnswer {
  const { sound, draftId, sentenceId } = look;
  const text = words.look({ ...look, isHeard: sound.kind === 'bytes' });
  const rows = draftId === null ? [] : [decisionButtons(words, draftId, 'accept')];
  if (sound.kind !== 'bytes') return { kind: 'reply', message: { text, rows } };
  const files = [{ name: `${sentenceId}.opus`, bytes: sound.bytes }];
  return { kind: 'reply', message: { text, rows, files } };
}

export function decisionButtons(
  { buttons: words }: VoiceTexts,
  draftId: string,
  what: 'accept' | 'reset',
): readonly Button[] {
  const button = (action: string, label: string, style: Button['style']): Button => ({
    kind: 'button',
    id: formatComponentId({ action, marker: '-', subject: draftId }),
    label,
    style,
  });
  return [
    button('confirmVoice', words[what](), what === 'reset' ? 'danger' : 'primary'),
    button('leaveVoice', words.leave(), 'secondary'),
  ];
}

export const buttons: ButtonHandlers = {
  confirmVoice: {
    audience: 'coordinator',
    run({ caller, subject }, app) {
      const outcome = app.voice.confirm(caller, subject ?? '');
      if (outcome === null) return refuse({ code: 'BUTTON_IS_OLD' });
      if (!outcome.ok) return refuseVoice(outcome.refusal);
      const { voice: words } = textsFor(app.signUps.languageOf(caller));
      const { done, sentenceId } = outcome.value;
      return replaceWith(
        done === 'accepted' ? words.accepted({ sentenceId }) : words.wasReset({ sentenceId }),
      );
    },
  },
  leaveVoice: {
    audience: 'coordinator',
    run({ caller, subject }, app) {
      app.voice.discard(caller, subject ?? '');
      return replaceWith(textsFor(app.signUps.languageOf(caller)).voice.leftAlone());
    },
  },
};
