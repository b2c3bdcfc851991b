import type { Localised, OptionManifest } from '../../src/app/invocation.ts';

/** Words in English only. */
export function words(text: string): Localised {
  return { text, textByLocale: {} };
}

/** A required text, but for what the test says. */
export function option(name: string, differing: Partial<OptionManifest> = {}): OptionManifest {
  return {
    name: words(name),
    type: 'string',
    description: words('What it is'),
    required: true,
    completes: false,
    choices: [],
    min: null,
    max: null,
    maxLength: null,
    ...differing,
  };
}
