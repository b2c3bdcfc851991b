import { expect, test } from '@jest/globals';
import type { OwnSentence, Store } from '../../src/app/store-port.ts';
import { ana, ben, guild, otherGuild, sampleRecording } from './samples.ts';

const proposed: OwnSentence = {
  language: 'en',
  sentenceId: 'close',
  status: 'proposed',
  words: 'Thank you all.',
  sha256: 'c'.repeat(64),
  lengthMs: 4_200,
  spans: [{ fromMs: 400, toMs: 3_600 }],
  origin: 'recorded',
  spokenSha256: 'd'.repeat(64),
  setBy: ana,
  setAtMs: 5,
  acceptedBy: null,
  acceptedAtMs: null,
};
const accepted: OwnSentence = {
  ...proposed,
  status: 'accepted',
  sha256: 'e'.repeat(64),
  origin: 'rhvoice',
  acceptedBy: ben,
  acceptedAtMs: 9,
};

/** What every store holds to about sentences of a community's own. */
export function ownSentenceLaws(it: () => Store): void {
  test('what waits and what was accepted stand beside each other', () => {
    const { ownSentences } = it();
    ownSentences.save(guild, proposed);
    ownSentences.save(guild, accepted);
    expect(ownSentences.find(guild, 'en', 'close', 'proposed')).toEqual(proposed);
    expect(ownSentences.find(guild, 'en', 'close', 'accepted')).toEqual(accepted);
    expect(ownSentences.list(guild)).toEqual([accepted, proposed]);
  });

  test('one that is set anew takes the place of the one before', () => {
    const { ownSentences } = it();
    ownSentences.save(guild, proposed);
    const anew = {
      ...proposed,
      words: 'Go gently.',
      spans: [],
      setBy: null,
      origin: 'flite',
    } as const;
    ownSentences.save(guild, anew);
    expect(ownSentences.list(guild)).toEqual([anew]);
  });

  test('guilds, languages and sentences do not meet', () => {
    const { ownSentences } = it();
    ownSentences.save(guild, proposed);
    ownSentences.save(guild, { ...proposed, language: 'es' });
    ownSentences.save(guild, { ...proposed, sentenceId: 'welcome' });
    expect(ownSentences.list(otherGuild)).toEqual([]);
    expect(ownSentences.find(otherGuild, 'en', 'close', 'proposed')).toBeNull();
    expect(ownSentences.find(guild, 'de', 'close', 'proposed')).toBeNull();
    ownSentences.remove(guild, 'en', 'close', 'proposed');
    expect(
      ownSentences.list(guild).map(({ language, sentenceId }) => [language, sentenceId]),
    ).toEqual([
      ['en', 'welcome'],
      ['es', 'close'],
    ]);
  });

  test('taking away what is not there does nothing', () => {
    const { ownSentences } = it();
    ownSentences.save(guild, accepted);
    ownSentences.remove(guild, 'en', 'close', 'proposed');
    expect(ownSentences.list(guild)).toEqual([accepted]);
  });

  test('their files are named, whether they wait or are accepted, and so are those of recordings', () => {
    const store = it();
    store.allowlist.save(guild, sampleRecording(), 1);
    store.ownSentences.save(guild, proposed);
    store.ownSentences.save(otherGuild, accepted);
    expect(store.allowlist.namedSha256s()).toEqual(
      new Set([sampleRecording().sha256, proposed.sha256, accepted.sha256]),
    );
  });
}
