/**
 * To have a feature's texts checked in every language, write `tests/texts/samples/<feature>.ts`
 * that exports `features: readonly Feature[]`, with one `sectionOf('<section of Texts>', (names) =>
 * ({ ... }))` for each of its sections, and add its line to index.ts. For every text give the lists
 * of arguments to try it with, one list for each turn that its words can take; what people typed
 * comes from `names`. What is no message (a label, plain text for a page) is listed in `kinds`, and
 * what may say the same in another language as in English in `sameWords`, both by the beginning of
 * the key: `buttons.signUp`.
 */
import { asId, type ChannelId, type UserId } from '../../../src/domain/identity.ts';
import { textsFor } from '../../../src/texts/languages.ts';
import type { Texts } from '../../../src/texts/texts.ts';

export type Language = 'en' | 'es' | 'de' | 'fr';
export const languages: readonly Language[] = ['en', 'es', 'de', 'fr'];
export const translations: readonly Language[] = ['es', 'de', 'fr'];

/**
 * For every text, the lists of arguments to try it with; a text without any is a type error.
 * The words of slash commands are no functions, and checked in tests/commands.
 */
export type Samples<T> = T extends (...args: infer Args) => string
  ? readonly [Args, ...Args[]]
  : { readonly [Key in keyof T as Key extends 'commands' ? never : Key]: Samples<T[Key]> };

/** What people typed elsewhere, as the texts get it. */
export interface Names {
  readonly session: string;
  readonly title: string;
  readonly speaker: string;
  readonly written: string;
}

/**
 * `message`: Discord's markdown, at most 2,000 characters. The others know no markdown:
 * `button` (at most 80 characters), `option` (100) and `placeholder` (150) are one line;
 * `plain` is made safe by whoever shows it.
 */
export type Kind = 'message' | 'button' | 'option' | 'placeholder' | 'plain';

export interface Notes {
  /** Kinds by the beginning of the key within the section; the longest wins. */
  readonly kinds?: Readonly<Record<string, Kind>>;
  /** Keys within the section that may say the same in another language as in English. */
  readonly sameWords?: readonly string[];
}

export interface Feature extends Notes {
  /** The first part of its texts' keys. */
  readonly section: string;
  readonly wordsIn: (language: Language) => object;
  readonly samples: (names: Names) => object;
}

/** A section of `Texts`. */
export function sectionOf<Section extends keyof Texts>(
  section: Section,
  samples: (names: Names) => Samples<Texts[Section]>,
  notes: Notes = {},
): Feature {
  return {
    section,
    // A section that is one text alone stands under its own name.
    wordsIn: (language) => ({ [section]: textsFor(language)[section] }),
    samples: (names) => ({ [section]: samples(names) }),
    ...prefixed(section, notes),
  };
}

function prefixed(section: string, { kinds = {}, sameWords = [] }: Notes): Required<Notes> {
  const whole = (key: string): string => (key === '' ? section : `${section}.${key}`);
  return {
    kinds: Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [whole(key), kind])),
    sameWords: sameWords.map(whole),
  };
}

// ---- what samples are made of ------------------------------------------------------------

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** Wednesday, 2 December 2026, 7:00 am in Los Angeles. */
export const START_MS = Date.UTC(2026, 11, 2, 15);
export const zone = 'America/Los_Angeles';
export const roomId = asId<ChannelId>('100000000000000001');
export const channelId = asId<ChannelId>('100000000000000002');
export const teacherIds = [asId<UserId>('200000000000000001'), asId<UserId>('200000000000000002')];

/** The samples of a text that takes nothing. */
export const nothing: readonly [[]] = [[]];

/** A session as people know it. */
export const namedSession = (names: Names) => ({
  name: names.session,
  startsAtMs: START_MS,
  zone,
});
