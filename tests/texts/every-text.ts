/** Every text with every sample, in every language, in the order of the samples. */
import { features } from './samples/index.ts';
import type { Feature, Kind, Language, Names } from './samples/sample.ts';

export interface SaidText {
  /** `room.notice 2`: where the text is, and which of its samples it was tried with. */
  readonly key: string;
  /** The same without the sample: `room.notice`. */
  readonly name: string;
  readonly kind: Kind;
  readonly args: readonly unknown[];
  readonly text: string;
}

export const usualNames: Names = {
  session: 'Morning practice',
  title: 'A little kindness',
  speaker: 'Ana Reyes',
  written: 'practice-hall',
};

export function everyText(language: Language, names: Names = usualNames): SaidText[] {
  return features.flatMap((feature) =>
    said(feature, feature.wordsIn(language), feature.samples(names), ''),
  );
}

/** Says one text in a language with arguments of one's own. */
export function say(language: Language, name: string, args: readonly unknown[]): string {
  const [section = '', ...below] = name.split('.');
  const feature = features.find((each) => name === each.section || section === each.section);
  if (!feature) throw new Error(`No feature has ${name}.`);
  const text = [section, ...below].reduce<unknown>(
    (part, key) => Reflect.get(Object(part), key),
    feature.wordsIn(language),
  );
  if (typeof text !== 'function') throw new Error(`No text stands at ${name}.`);
  return String(Reflect.apply(text, undefined, [...args]));
}

/** The names of all texts that a language has, whether or not somebody gave samples of them. */
export function everyName(language: Language): string[] {
  return features.flatMap((feature) => namesIn(feature.wordsIn(language), ''));
}

function namesIn(part: object, path: string): string[] {
  return Object.entries(part).flatMap(([key, below]: [string, unknown]) => {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof below === 'function') return [name];
    const isData = key === 'commands' || typeof below !== 'object' || below === null;
    return isData ? [] : namesIn(below, name);
  });
}

function said(feature: Feature, part: object, samples: object, path: string): SaidText[] {
  return Object.entries(samples).flatMap(([key, below]: [string, unknown]) => {
    const name = path === '' ? key : `${path}.${key}`;
    const text: unknown = Reflect.get(part, key);
    if (typeof text === 'function' && Array.isArray(below)) {
      return below.map((args: unknown[], index) => ({
        key: below.length === 1 ? name : `${name} ${index + 1}`,
        name,
        kind: kindOf(feature, name),
        args,
        text: String(Reflect.apply(text, undefined, args)),
      }));
    }
    if (typeof text !== 'object' || text === null || typeof below !== 'object' || below === null) {
      throw new Error(`No text stands at ${name}.`);
    }
    return said(feature, text, below, name);
  });
}

function kindOf({ kinds = {} }: Feature, name: string): Kind {
  const fitting = Object.entries(kinds).filter(([start]) => startsWith(name, start));
  return fitting.toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? 'message';
}

/** `controls.buttons` begins `controls.buttons.hold`, not `controls.buttonsOff`. */
export function startsWith(name: string, start: string): boolean {
  return name === start || name.startsWith(`${start}.`);
}
