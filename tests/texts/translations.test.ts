/** What every language must have in common with English, and what it must not. */
import { describe, expect, test } from '@jest/globals';
import { everyText, say, type SaidText, startsWith, usualNames } from './every-text.ts';
import { features } from './samples/index.ts';
import { type Language, languages, translations, zone } from './samples/sample.ts';

const OTHER_ZONE = 'Asia/Kolkata';
const OTHER_DAY_MS = 37 * 3_600_000 + 13 * 60_000;

/** What stands at a leaf of the arguments, otherwise: null where nothing else can be thought of. */
function otherValues(value: unknown): unknown[] {
  switch (typeof value) {
    case 'string':
      return value === zone ? [OTHER_ZONE] : [`${value}7`];
    case 'number':
      return [value + 1, value + 7, value + OTHER_DAY_MS];
    case 'boolean':
      return [!value];
    case 'function':
      return [() => 'something else'];
    default:
      return [];
  }
}

interface Changed {
  /** `0.startsAtMs`. */
  readonly path: string;
  readonly args: readonly unknown[];
}

/** The arguments with one leaf changed, for each leaf and each change. */
function variationsOf(args: readonly unknown[]): Changed[] {
  return leavesOf(args, []).flatMap(({ path, value }) =>
    otherValues(value).map((other) => ({
      path: path.join('.'),
      args: changedAt(args, path, other) as unknown[],
    })),
  );
}

function leavesOf(part: unknown, path: string[]): { path: string[]; value: unknown }[] {
  if (typeof part !== 'object' || part === null) return [{ path, value: part }];
  return Object.entries(part).flatMap(([key, below]) => leavesOf(below, [...path, key]));
}

function changedAt(part: unknown, [key, ...below]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const changed = changedAt(Reflect.get(Object(part), key), below, value);
  if (Array.isArray(part)) return part.with(Number(key), changed);
  return { ...(part as object), [key]: changed };
}

/** Null when the arguments are none that the text takes: a code that does not exist. */
function saidOrNull(language: Language, name: string, args: readonly unknown[]): string | null {
  try {
    return say(language, name, args);
  } catch {
    // A changed code is a mistake that the texts rightly do not take.
    return null;
  }
}

/** The leaves of the arguments that can be seen in the text. */
function seenIn(language: Language, { name, args, text }: SaidText): Set<string> {
  const seen = variationsOf(args).filter((variation) => {
    const other = saidOrNull(language, name, variation.args);
    return other !== null && other !== text;
  });
  return new Set(seen.map(({ path }) => path));
}

/** Where a list is cut to the limit, longer words leave room for fewer of its lines. */
const mayBeCut = new Set(
  languages
    .flatMap((language) => everyText(language))
    .filter(({ text }) => text.length > 1_500)
    .map(({ key }) => key),
);

const spoken = new Map(
  languages.map((language) => {
    const whole = everyText(language).filter(({ key }) => !mayBeCut.has(key));
    return [language, whole] as const;
  }),
);
const seenInEnglish = new Map(
  (spoken.get('en') ?? []).map((said) => [said.key, seenIn('en', said)] as const),
);

const mayBeTheSame = (name: string): boolean =>
  features.some(({ sameWords = [] }) => sameWords.some((start) => startsWith(name, start)));

/** The language's own words: without names, marks, commands, numbers and times. */
function ownWords(text: string): string {
  const withoutNames = Object.values(usualNames)
    .reduce((left, name) => left.replaceAll(name, ' ').replaceAll(name.slice(0, 20), ' '), text)
    .replaceAll('On behalf of all of us, welcome.', ' ');
  return withoutNames
    .replace(/<[^>]*>/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** Words that are English and nothing else. */
const ENGLISH =
  /(?<!\p{L})(?:the|and|you|your|yours|with|this|that|these|please|are|of|from|have|been|will|when|which|nobody|someone|session|sessions|teacher|teachers|volunteer|volunteers|coordinator|coordinators|recording|recordings|room)(?!\p{L})/iu;

describe.each(translations)('in %s', (language) => {
  test('what can be seen in English can be seen here, and nothing else', () => {
    const differing = (spoken.get(language) ?? []).flatMap((said) => {
      const here = seenIn(language, said);
      const there = seenInEnglish.get(said.key) ?? new Set<string>();
      const missing = [...there].filter((path) => !here.has(path));
      const added = [...here].filter((path) => !there.has(path));
      return missing.length + added.length > 0 ? [{ key: said.key, missing, added }] : [];
    });
    expect(differing).toEqual([]);
  });

  test('no text was left in English', () => {
    const inEnglish = new Map(everyText('en').map(({ key, text }) => [key, text]));
    const left = everyText(language).filter(
      ({ key, name, text }) =>
        text === inEnglish.get(key) && ownWords(text) !== '' && !mayBeTheSame(name),
    );
    expect(left.map(({ key, text }) => `${key}: ${text}`)).toEqual([]);
  });

  test('no English word stands in a text', () => {
    const mixed = everyText(language).filter(
      ({ name, text }) => ENGLISH.test(ownWords(text)) && !mayBeTheSame(name),
    );
    expect(mixed.map(({ key, text }) => `${key}: ${text}`)).toEqual([]);
  });
});

test('a text that may be the same in every language is one that there is', () => {
  const names = everyText('en').map(({ name }) => name);
  const unknown = features
    .flatMap(({ sameWords = [] }) => sameWords)
    .filter((start) => !names.some((name) => startsWith(name, start)));
  expect(unknown).toEqual([]);
});

test('French marks never stand alone at the beginning of a line', () => {
  const loose = everyText('fr').filter(({ text }) => / [:;?»]|« /.test(text));
  expect(loose.map(({ key, text }) => `${key}: ${text}`)).toEqual([]);
});
