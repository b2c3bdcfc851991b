import { defineCommand, refuse, type FinishedAnswer } from '../../src/app/command.ts';
import { sentenceIdOf } from '../../src/domain/own-sentence.ts';
import type { VoiceEnd } from '../../src/app/own-voice.ts';
import type { VoiceProgress } from '../../src/app/speech-maker.ts';
import { unreachable } from '../../src/domain/unreachable.ts';
import { textsFor } from '../../src/texts/languages.ts';
import type { Texts } from '../../src/texts/texts.ts';
import { lookAnswer, refuseVoice } from './look.ts';
import { sentenceOption } from './sentence-option.ts';

/** More than may be shown, so that too many words are told as such. */
const LONGEST_TYPED = 4_000;

export default defineCommand({
  name: 'set',
  audience: 'coordinator',
  options: {
    sentence: sentenceOption,
    recording: { type: 'attachment', required: false },
    words: { type: 'string', required: false, maxLength: LONGEST_TYPED },
  },
  run({ caller, options }, app) {
    const sentenceId = sentenceIdOf(options.sentence);
    if (sentenceId === null) return refuseVoice('UNKNOWN_SENTENCE');
    const wish = { sentenceId, recording: options.recording, words: options.words };
    const refusal = app.voice.refusalOf(caller, wish);
    if (refusal !== null) return refuseVoice(refusal);
    const texts = textsFor(app.signUps.languageOf(caller));
    const first = wish.recording === null ? 'speaking' : 'taking';
    return {
      kind: 'working',
      message: { text: progressText(texts, { phase: first }), rows: [] },
      finish: async (show) => {
        const end = await app.voice.set(caller, wish, (progress) =>
          show({ text: progressText(texts, progress), rows: [] }),
        );
        return answerOf(texts, end);
      },
    };
  },
});

function progressText({ voice }: Texts, progress: VoiceProgress): string {
  switch (progress.phase) {
    case 'waiting':
      return voice.progress.waiting(progress);
    case 'taking':
    case 'speaking':
    case 'preparing':
      return voice.progress[progress.phase]();
    default:
      return unreachable(progress);
  }
}

function answerOf(texts: Texts, end: VoiceEnd): FinishedAnswer {
  if (end.end === 'proposed') return lookAnswer(texts.voice, end.look);
  switch (end.at) {
    case 'voice':
      return refuse({ code: 'VOICE', why: end.why });
    case 'download':
      return { kind: 'reply', message: { text: texts.ingest.downloadFaults[end.why](), rows: [] } };
    case 'prepare':
      return { kind: 'reply', message: { text: texts.ingest.prepareFaults[end.why](), rows: [] } };
    default:
      return unreachable(end);
  }
}
