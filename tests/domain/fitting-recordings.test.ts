import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type AllowlistEntry, fittingRecordings, mayPlay } from '../../src/domain/playback.ts';
import { defaultChoice } from '../../src/domain/session-step.ts';
import { allowlistOf, MINUTE, planOf, recording, START_MS } from './story.ts';

const entries = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,4}$/),
      minutes: fc.integer({ min: 1, max: 60 }),
      language: fc.constantFrom('en', 'en-GB', 'es', 'ES-mx', 'de'),
      status: fc.constantFrom<AllowlistEntry['status']>('approved', 'approved', 'revoked'),
      lastPlayedAtMs: fc.option(fc.integer({ min: 0, max: 5 })),
      permissionEndsAtMs: fc.option(fc.integer({ min: START_MS - 2, max: START_MS + 2 })),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  )
  .map((list) => list.map(({ id, minutes, ...over }) => recording(id, minutes, over)));

const wanted = fc.record({
  timeLeftMs: fc.integer({ min: 0, max: 60 * MINUTE }),
  language: fc.constantFrom('en', 'es-ES', 'fr'),
});

const isOwn = ({ language }: AllowlistEntry, own: string): boolean =>
  language.slice(0, 2).toLowerCase() === own.slice(0, 2);

function holds(law: (list: AllowlistEntry[], offered: AllowlistEntry[], own: string) => void) {
  fc.assert(
    fc.property(entries, wanted, (list, { timeLeftMs, language }) => {
      const fit = { timeLeftMs, atMs: START_MS, language };
      const allowlist = allowlistOf(...list);
      const offered = fittingRecordings(allowlist, fit);
      const expected = list.filter(
        ({ id, lengthMs }) => lengthMs <= timeLeftMs && mayPlay(allowlist, id, START_MS).allowed,
      );
      expect(new Set(offered)).toEqual(new Set(expected));
      expect(offered).toHaveLength(expected.length);
      law(list, offered, language);
    }),
    { numRuns: 500 },
  );
}

test('all that fits and may be played is offered, once; those in the language come first', () => {
  holds((_, offered, own) => {
    const first = offered.findIndex((entry) => !isOwn(entry, own));
    const foreign = first === -1 ? [] : offered.slice(first);
    expect(foreign.some((entry) => isOwn(entry, own))).toBe(false);
  });
});

test('within a language what was played least lately comes first, what never was before all', () => {
  holds((_, offered, own) => {
    for (const isForeign of [false, true]) {
      const played = offered
        .filter((entry) => isOwn(entry, own) !== isForeign)
        .map(({ lastPlayedAtMs }) => lastPlayedAtMs ?? -1);
      expect(played).toEqual(played.toSorted((a, b) => a - b));
    }
  });
});

test('the order does not depend on that of the list', () => {
  holds((list, offered, own) => {
    const fit = { timeLeftMs: 60 * MINUTE, atMs: START_MS, language: own };
    const forth = fittingRecordings(allowlistOf(...list), fit);
    const back = fittingRecordings(allowlistOf(...list.toReversed()), fit);
    expect(back).toEqual(forth);
    expect(forth.filter((entry) => offered.includes(entry))).toEqual(offered);
  });
});

test('the default is in the language of the session where there is one', () => {
  const allowlist = allowlistOf(
    recording('ruhe', 12, { language: 'de' }),
    recording('calm', 12, { lastPlayedAtMs: START_MS - MINUTE }),
  );
  const recordingId = (language: string) =>
    defaultChoice(planOf({ allowlist, language }), START_MS);
  expect(recordingId('en-US')).toEqual({ kind: 'recording', recordingId: 'calm' });
  expect(recordingId('de')).toEqual({ kind: 'recording', recordingId: 'ruhe' });
  expect(recordingId('fr')).toEqual({ kind: 'recording', recordingId: 'ruhe' });
});
