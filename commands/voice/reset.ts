import { defineCommand, reply } from '../../src/app/command.ts';
import { sentenceIdOf } from '../../src/domain/own-sentence.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { decisionButtons, refuseVoice } from './look.ts';
import { sentenceOption } from './sentence-option.ts';

export default defineCommand({
  name: 'reset',
  audience: 'coordinator',
  options: { sentence: sentenceOption },
  run({ caller, options }, app) {
    const sentenceId = sentenceIdOf(options.sentence);
    if (sentenceId === null) return refuseVoice('UNKNOWN_SENTENCE');
    const outcome = app.voice.reset(caller, sentenceId);
    if (!outcome.ok) return refuseVoice(outcome.refusal);
    const { voice: words } = textsFor(app.signUps.languageOf(caller));
    const { value } = outcome;
    return reply(words.reset(value), [decisionButtons(words, value.draftId, 'reset')]);
  },
});
