import { SENTENCE_IDS } from '../../src/domain/own-sentence.ts';

export const sentenceOption = { type: 'string', required: true, choices: SENTENCE_IDS } as const;
