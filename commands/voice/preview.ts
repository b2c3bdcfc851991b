import { defineCommand } from '../../src/app/command.ts';
import { sentenceIdOf } from '../../src/domain/own-sentence.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { lookAnswer, refuseVoice } from './look.ts';
import { sentenceOption } from './sentence-option.ts';

export default defineCommand({
  name: 'preview',
  audience: 'coordinator',
  options: { sentence: sentenceOption },
  async run({ caller, options }, app) {
    const sentenceId = sentenceIdOf(options.sentence);
    if (sentenceId === null) return refuseVoice('UNKNOWN_SENTENCE');
    const look = await app.voice.look(caller, sentenceId);
    return lookAnswer(textsFor(app.signUps.languageOf(caller)).voice, look);
  },
});
