/** What the sound tells while nothing can be saved is taken in later, in its order. */
import { expect, test } from '@jest/globals';
import { MissedNews } from '../../src/app/missed-news.ts';
import { asId, type GuildId, type OccurrenceId } from '../../src/domain/identity.ts';
import type { SessionEvent } from '../../src/domain/session-state.ts';

const guildId = asId<GuildId>('1');
const morning = asId<OccurrenceId>('morning@2026-12-01');
const evening = asId<OccurrenceId>('evening@2026-12-01');

const sentence = (number: number): SessionEvent => ({
  type: 'sentenceStarted',
  key: '1.speakWelcome',
  sentence: number,
  atMs: number,
});

function openNews() {
  const taken: number[] = [];
  const disk = { isFull: false };
  const news = new MissedNews((guild, occurrenceId, event) => {
    if (disk.isFull) news.keep(guild, occurrenceId, event);
    else taken.push(event.atMs);
    return !disk.isFull;
  });
  return { news, disk, taken };
}

test('what can be saved is taken in at once', () => {
  const { news, taken } = openNews();
  news.hear(guildId, morning, sentence(1));
  news.catchUp();
  expect(taken).toEqual([1]);
});

test('what can not waits, and what comes after it waits behind it', () => {
  const { news, disk, taken } = openNews();
  disk.isFull = true;
  news.hear(guildId, morning, sentence(1));
  disk.isFull = false;
  news.hear(guildId, morning, sentence(2));
  news.hear(guildId, evening, sentence(3));
  expect(taken).toEqual([3]);
  disk.isFull = true;
  news.catchUp();
  expect(taken).toEqual([3]);
  disk.isFull = false;
  news.catchUp();
  expect(taken).toEqual([3, 1, 2]);
  news.hear(guildId, morning, sentence(4));
  expect(taken).toEqual([3, 1, 2, 4]);
});

test('positions are told again every second, and do not wait', () => {
  const { news, disk, taken } = openNews();
  const position = { type: 'soundProgressed', key: 'k', positionMs: 1, atMs: 9 } as const;
  disk.isFull = true;
  news.hear(guildId, morning, position);
  news.hear(guildId, morning, sentence(1));
  news.hear(guildId, morning, position);
  disk.isFull = false;
  news.catchUp();
  expect(taken).toEqual([1]);
});
