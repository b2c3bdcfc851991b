import { expect, test } from '@jest/globals';
import type { Document } from '../../src/web/document.ts';
import { KeptDocuments } from '../../src/web/kept-documents.ts';

const KILOBYTE = 1_024;

/** Of one kilobyte, half of it compressed. */
function documentOf(tag: string): Document {
  const half = Buffer.alloc(KILOBYTE / 2);
  return { contentType: 'text/plain', body: half, gzipped: half, tag };
}

function makerOf(made: string[]) {
  return (tag: string) => () => {
    made.push(tag);
    return Promise.resolve(documentOf(tag));
  };
}

test('those asked for last are kept, up to the cap', async () => {
  const kept = new KeptDocuments(3 * KILOBYTE);
  const made: string[] = [];
  const make = makerOf(made);
  for (const key of ['a', 'b', 'c', 'a', 'd', 'a', 'c', 'b']) await kept.of(key, make(key));
  expect(made).toEqual(['a', 'b', 'c', 'd', 'b']);
  expect(kept.bytes).toBe(3 * KILOBYTE);
});

test('who comes while a document is made gets the same one', async () => {
  const kept = new KeptDocuments(KILOBYTE);
  const made: string[] = [];
  const both = await Promise.all([
    kept.of('a', makerOf(made)('a')),
    kept.of('a', makerOf(made)('a')),
  ]);
  expect(both[0]).toBe(both[1]);
  expect(made).toEqual(['a']);
});

test('the newest stays even where it alone is larger than the cap', async () => {
  const kept = new KeptDocuments(10);
  const made: string[] = [];
  for (const key of ['a', 'b', 'b']) await kept.of(key, makerOf(made)(key));
  expect(made).toEqual(['a', 'b']);
  expect(kept.size).toBe(1);
});

test('what could not be made is made anew', async () => {
  const kept = new KeptDocuments(KILOBYTE);
  const failing = kept.of('a', () => Promise.reject(new Error('not now')));
  await expect(failing).rejects.toThrow('not now');
  expect((await kept.of('a', makerOf([])('a'))).tag).toBe('a');
});

test('all are dropped at once, also what is being made', async () => {
  const kept = new KeptDocuments(9 * KILOBYTE);
  await kept.of('a', makerOf([])('a'));
  const { promise, resolve } = Promise.withResolvers<Document>();
  const waiting = kept.of('b', () => promise);
  kept.dropAll();
  resolve(documentOf('b'));
  expect((await waiting).tag).toBe('b');
  expect([kept.size, kept.bytes]).toEqual([0, 0]);
});
