/** How the words about an own voice are put together, alike in every language. */
import {
  sentenceIdOf,
  type OwnSentenceRefusal,
  type SentenceId,
} from '../../domain/own-sentence.ts';
import { fitLines, userMention } from '../discord-format.ts';
import { lengthText } from '../length-text.ts';
import { plainName } from '../plain.ts';
import type { CommandTexts } from '../texts.ts';
import type {
  ListedSentence,
  ShownSentence,
  VoiceFaultName,
  VoiceOrigin,
  VoiceTexts,
} from '../voice-texts.ts';

export interface VoiceWords {
  /** As they stand at the beginning of a line and in the list that opens. */
  readonly names: Readonly<Record<SentenceId, string>>;
  readonly list: string;
  readonly heard: Readonly<Record<VoiceOrigin | 'shipped' | 'none', string>>;
  readonly waits: (who: string | null) => string;
  readonly faults: Readonly<Record<VoiceFaultName, string>>;
  readonly standings: Readonly<Record<ShownSentence['standing'], string>>;
  readonly origins: Readonly<Record<VoiceOrigin, string>>;
  readonly setBy: (who: string) => string;
  readonly noWords: string;
  readonly length: (length: string) => string;
  readonly pauses: (count: number) => string;
  readonly noPauses: string;
  readonly attached: string;
  readonly silent: string;
  readonly accept: string;
  readonly needsAnother: string;
  readonly waiting: (ahead: number) => string;
  readonly taking: string;
  readonly speaking: string;
  readonly preparing: string;
  readonly reset: (name: string) => string;
  readonly resetProposed: string;
  readonly resetTo: string;
  readonly accepted: (name: string) => string;
  readonly wasReset: (name: string) => string;
  readonly leftAlone: string;
  readonly refusals: Readonly<Record<OwnSentenceRefusal, string>>;
  readonly buttons: Readonly<Record<'accept' | 'reset' | 'leave', string>>;
  readonly unused: Readonly<Record<VoiceFaultName, (name: string) => string>>;
}

export function createVoice(words: VoiceWords): VoiceTexts {
  const named = (id: SentenceId): string => `**${words.names[id]}**`;
  return {
    list: ({ sentences }) =>
      fitLines(
        words.list,
        sentences.map((sentence) => listedLine(words, sentence)),
        (leftOut) => `+ ${leftOut}`,
      ),
    look: (sentence) =>
      [
        named(sentence.sentenceId),
        sentence.words === null ? words.noWords : `> ${sentence.words}`,
        factsOf(words, sentence).join(' '),
      ].join('\n\n'),
    progress: {
      waiting: ({ ahead }) => words.waiting(ahead),
      taking: () => words.taking,
      speaking: () => words.speaking,
      preparing: () => words.preparing,
    },
    reset: ({ sentenceId, hasAccepted, hasProposed, shippedWords }) =>
      [
        [
          words.reset(named(sentenceId)),
          ...(hasProposed && !hasAccepted ? [words.resetProposed] : []),
        ].join(' '),
        shippedWords === null ? words.noWords : `${words.resetTo}\n> ${shippedWords}`,
      ].join('\n\n'),
    accepted: ({ sentenceId }) => words.accepted(named(sentenceId)),
    wasReset: ({ sentenceId }) => words.wasReset(named(sentenceId)),
    leftAlone: () => words.leftAlone,
    refusals: functionsOf(words.refusals),
    buttons: functionsOf(words.buttons),
    unused: ({ sentenceId, why }) => {
      const id = sentenceIdOf(sentenceId);
      return words.unused[why](id === null ? plainName(sentenceId) : named(id));
    },
  };
}

function functionsOf<Name extends string>(
  words: Readonly<Record<Name, string>>,
): Record<Name, () => string> {
  const entries = Object.entries<string>(words).map(([name, text]) => [name, () => text]);
  return Object.fromEntries(entries) as Record<Name, () => string>;
}

function listedLine(words: VoiceWords, sentence: ListedSentence): string {
  const { sentenceId, heard, fault, proposed } = sentence;
  const setBy = proposed?.setBy ?? null;
  const about = [
    words.heard[heard],
    ...(fault === null ? [] : [words.faults[fault]]),
    ...(proposed === null ? [] : [words.waits(setBy && userMention(setBy))]),
  ];
  return `- **${words.names[sentenceId]}**: ${about.join('; ')}`;
}

function factsOf(words: VoiceWords, sentence: ShownSentence): string[] {
  const { standing, origin, setBy, lengthMs, sentenceId, spans, isHeard } = sentence;
  const isCut = sentenceId === 'welcome' && standing !== 'shipped';
  return [
    words.standings[standing],
    ...(origin === null ? [] : [words.origins[origin]]),
    ...(setBy === null ? [] : [words.setBy(userMention(setBy))]),
    ...(lengthMs === 0 ? [] : [words.length(lengthText(lengthMs))]),
    ...(isCut ? [spans > 1 ? words.pauses(spans - 1) : words.noPauses] : []),
    isHeard ? words.attached : words.silent,
    ...(standing === 'proposed' && isHeard
      ? [sentence.needsAnother ? words.needsAnother : words.accept]
      : []),
  ];
}

/** What a language calls `/voice`, what stands under it, and its options. */
export interface VoiceCommandWords {
  readonly group: { readonly name: string; readonly description: string };
  readonly set: { readonly name: string; readonly description: string };
  readonly preview: { readonly name: string; readonly description: string };
  readonly reset: { readonly name: string; readonly description: string };
  readonly list: { readonly name: string; readonly description: string };
  readonly sentence: { readonly name: string; readonly description: string };
  readonly recording: { readonly name: string; readonly description: string };
  readonly words: { readonly name: string; readonly description: string };
}

export function createVoiceCommands(
  { names }: Pick<VoiceWords, 'names'>,
  words: VoiceCommandWords,
): CommandTexts {
  const sentence = { ...words.sentence, choices: names };
  return {
    voice: words.group,
    'voice set': {
      ...words.set,
      options: { sentence, recording: words.recording, words: words.words },
    },
    'voice preview': { ...words.preview, options: { sentence } },
    'voice reset': { ...words.reset, options: { sentence } },
    'voice list': words.list,
  };
}
