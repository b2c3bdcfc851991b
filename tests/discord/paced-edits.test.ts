/** How an answer is edited again and again without a limit being met. */
import { expect, test } from '@jest/globals';
import type { Message } from '../../src/app/ports.ts';
import { pacedEdits } from '../../src/discord/paced-edits.ts';
import { settle } from '../manual-clock.ts';

const shown = (text: string): Message => ({ text, rows: [] });

/** Edits that are answered, and pauses that end, when the test says so. */
function stage() {
  const begun: { readonly text: string; readonly answer: PromiseWithResolvers<boolean> }[] = [];
  const pauses: { readonly ms: number; end(): void }[] = [];
  const update = pacedEdits(
    ({ text }) => {
      const answer = Promise.withResolvers<boolean>();
      begun.push({ text, answer });
      return answer.promise;
    },
    (ms) => new Promise<void>((resolve) => pauses.push({ ms, end: resolve })),
  );
  const texts = () => begun.map(({ text }) => text);
  return { begun, pauses, update, texts };
}

test('the first edit goes at once, the next after its answer and a second', async () => {
  const { begun, pauses, update, texts } = stage();
  const outcomes = ['one', 'two', 'three'].map((text) => update(shown(text)));
  await settle();
  expect(texts()).toEqual(['one']);
  expect(pauses).toEqual([]);
  begun[0]?.answer.resolve(true);
  await settle();
  expect(texts()).toEqual(['one']);
  expect(pauses.map(({ ms }) => ms)).toEqual([1_000]);
  pauses[0]?.end();
  await settle();
  expect(texts()).toEqual(['one', 'three']);
  begun[1]?.answer.resolve(false);
  expect(await Promise.all(outcomes)).toEqual([true, false, false]);
});

test('after a quiet second an edit goes at once again', async () => {
  const { begun, pauses, update, texts } = stage();
  void update(shown('one'));
  begun[0]?.answer.resolve(true);
  await settle();
  pauses[0]?.end();
  await settle();
  expect(texts()).toEqual(['one']);
  void update(shown('two'));
  expect(texts()).toEqual(['one', 'two']);
});

test('an edit that fails is told to whoever asked, and ends nothing', async () => {
  const { begun, pauses, update } = stage();
  const failed = update(shown('one'));
  const next = update(shown('two'));
  begun[0]?.answer.reject(new Error('a mistake'));
  await expect(failed).rejects.toThrow('a mistake');
  await settle();
  pauses[0]?.end();
  await settle();
  begun[1]?.answer.resolve(true);
  expect(await next).toBe(true);
});
