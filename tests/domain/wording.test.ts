import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decideWelcome, type Wording } from '../../src/domain/wording.ts';

const wordingOf = (name: string): Wording => ({ words: `Words ${name}`, sha256: name.repeat(64) });
const a = wordingOf('a');
const b = wordingOf('b');

test('English words need no approval', () => {
  expect(decideWelcome(null)).toEqual({ speaks: 'own' });
});

test.each([
  ['nothing approved', { spoken: null, proposed: a, approvedSha256: null }, null],
  ['the proposal approved', { spoken: null, proposed: a, approvedSha256: a.sha256 }, a.words],
  ['other words approved', { spoken: null, proposed: a, approvedSha256: b.sha256 }, null],
  ['words that are gone', { spoken: null, proposed: null, approvedSha256: a.sha256 }, null],
  ['a voice that says other words', { spoken: b, proposed: a, approvedSha256: a.sha256 }, a.words],
  ['a voice nobody approved', { spoken: b, proposed: b, approvedSha256: null }, null],
])('%s: English is spoken', (_when, own, translation) => {
  expect(decideWelcome(own)).toEqual({ speaks: 'english', translation });
});

test('approved words that can be heard are spoken', () => {
  const own = { spoken: a, proposed: b, approvedSha256: a.sha256 };
  expect(decideWelcome(own)).toEqual({ speaks: 'own' });
});

test('nothing is ever spoken or shown in another language that was not approved', () => {
  const wording = fc.option(fc.constantFrom('a', 'b', 'c').map(wordingOf), { nil: null });
  const hash = fc.option(
    fc.constantFrom('a', 'b', 'c').map((name) => name.repeat(64)),
    { nil: null },
  );
  fc.assert(
    fc.property(wording, wording, hash, (spoken, proposed, approvedSha256) => {
      const decision = decideWelcome({ spoken, proposed, approvedSha256 });
      if (decision.speaks === 'own') {
        expect(spoken?.sha256).toBe(approvedSha256);
        return;
      }
      if (decision.translation === null) return;
      expect(decision.translation).toBe(proposed?.words);
      expect(proposed?.sha256).toBe(approvedSha256);
    }),
  );
});
