import { type Feature, nothing, sectionOf } from './sample.ts';

const link = 'https://example.org/#morning@2026-12-02';

export const features: readonly Feature[] = [
  sectionOf(
    'events',
    (names) => ({
      description: [
        [{ about: names.written, link }],
        [{ about: '', link }],
        [{ about: names.written.repeat(40), link: null }],
      ],
      mayNotKeep: nothing,
    }),
    { kinds: { description: 'plain' } },
  ),
];
