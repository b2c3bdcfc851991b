/**
 * What is said and shown in a guild, sentence by sentence: its own, accepted by a coordinator, as
 * long as its file is what was heard and its words are those that it says; else what ships.
 */
import { createHash } from 'node:crypto';
import type { GuildId } from '../domain/identity.ts';
import type { WelcomeDecision } from '../domain/wording.ts';
import type { GuildSettings } from './guild-settings.ts';
import type { AudioLibrary, AudioRef, OwnSentence, Store } from './ports.ts';
import type { Speech } from './speech-port.ts';
import { primaryOf, voiceLanguageOf, welcomeOf } from './wording.ts';

export interface VoiceSources {
  readonly store: Pick<Store, 'settings' | 'ownSentences'>;
  readonly library: Pick<AudioLibrary, 'sentence' | 'welcome'>;
  readonly speech: Pick<Speech, 'own'>;
  /** The shown words of a sentence that ships; null when the language has none. */
  readonly sentenceText: (language: string, sentenceId: string) => string | null;
}

export interface GuildVoice {
  /** Of what is spoken there and ships. */
  readonly language: string;
  /** What stands beside the welcome that is spoken. */
  readonly welcome: WelcomeDecision;
  /** Null when nothing says it. */
  sentence(sentenceId: string): AudioRef | null;
  /** What is shown of a sentence: the words that its sound says. Null when there are none. */
  words(sentenceId: string): string | null;
}

/** Why an accepted sentence is not used. */
export type OwnSentenceFault = 'FILE' | 'WORDS';

/** Read anew for every event, so that what was just accepted or lost is known. */
export function guildVoice(sources: VoiceSources, settings: GuildSettings): GuildVoice {
  const { library, sentenceText } = sources;
  const own = (sentenceId: string) => ownSaid(sources, settings, sentenceId);
  const ownWelcome = own('welcome');
  const english = library.welcome('en').spoken?.words;
  // In other words than the English ones, the welcome makes its language that of the session.
  const isOfOwnWords = ownWelcome !== null && ownWelcome.words !== english;
  const language = isOfOwnWords ? settings.language : voiceLanguageOf(sources, settings);
  const saidAs = (id: string) => (id === 'welcome' ? ownWelcome : own(id));
  return {
    language,
    welcome: isOfOwnWords ? { speaks: 'own' } : welcomeOf(sources, settings),
    sentence: (id) => saidAs(id)?.audio ?? library.sentence(language, id),
    words: (id) => saidAs(id)?.words ?? sentenceText(language, id),
  };
}

/** The language of a guild's own sentences: that in which it is written to. */
export function ownLanguageOf({ language }: GuildSettings): string {
  return primaryOf(language);
}

/** The words that an own sentence is shown with: its own, or those that ship where it keeps them. */
export function shownWordsOf(
  { sentenceText, ...sources }: VoiceSources,
  settings: GuildSettings,
  { words, sentenceId }: Pick<OwnSentence, 'words' | 'sentenceId'>,
): string | null {
  return words === '' ? sentenceText(voiceLanguageOf(sources, settings), sentenceId) : words;
}

/** By this a sound knows which words it says. */
export function sha256OfWords(words: string): string {
  return createHash('sha256').update(`${words}\n`).digest('hex');
}

/** What keeps an own sentence from being used; null when nothing does. */
export function faultOf(
  sources: VoiceSources,
  settings: GuildSettings,
  sentence: OwnSentence,
): OwnSentenceFault | null {
  const words = shownWordsOf(sources, settings, sentence);
  if (words === null || sha256OfWords(words) !== sentence.spokenSha256) return 'WORDS';
  return sources.speech.own(sentence) === null ? 'FILE' : null;
}

/** Accepted sentences of the guild that are not used as they should be. */
export function unusableSentences(
  sources: VoiceSources,
  settings: GuildSettings,
): { readonly sentence: OwnSentence; readonly why: OwnSentenceFault }[] {
  return ownSentencesOf(sources.store, settings.guildId, ownLanguageOf(settings))
    .filter(({ status }) => status === 'accepted')
    .flatMap((sentence) => {
      const why = faultOf(sources, settings, sentence);
      return why === null ? [] : [{ sentence, why }];
    });
}

export function ownSentencesOf(
  store: VoiceSources['store'],
  guildId: GuildId,
  language: string,
): OwnSentence[] {
  return store.ownSentences.list(guildId).filter((sentence) => sentence.language === language);
}

function ownSaid(
  sources: VoiceSources,
  settings: GuildSettings,
  sentenceId: string,
): { readonly words: string; readonly audio: AudioRef } | null {
  const { guildId } = settings;
  const language = ownLanguageOf(settings);
  const sentence = sources.store.ownSentences.find(guildId, language, sentenceId, 'accepted');
  if (!sentence) return null;
  const words = shownWordsOf(sources, settings, sentence);
  if (words === null || sha256OfWords(words) !== sentence.spokenSha256) return null;
  const audio = sources.speech.own(sentence);
  return audio && { words, audio };
}
