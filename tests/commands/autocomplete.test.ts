import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import cancel from '../../commands/schedule/cancel.ts';
import play from '../../commands/play.ts';
import { folded, search } from '../../commands/search.ts';
import type { Recording } from '../../src/app/ports.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import {
  aCaller,
  aRecording,
  aSession,
  createFakeCommandApp,
  type FakeCommandApp,
  MINUTE_MS,
  START_MS,
} from './fake-command-app.ts';

const caller = aCaller('coordinator');

function completePlay(app: FakeCommandApp, typed: string) {
  return play.complete?.(typed, 'recording', caller, app) ?? [];
}

function withRecordings(...changes: Partial<Recording>[]): FakeCommandApp {
  const recordings = changes.map((change, index) =>
    aRecording({ id: asId<RecordingId>(`recording-${index}`), ...change }),
  );
  return createFakeCommandApp({ recordings });
}

test('of 5,000 recordings 25 are offered, all within the limits', () => {
  const titles = Array.from({ length: 5_000 }, (_, index) => ({
    title: `${'A kind breath '.repeat(index % 12)}${index}`,
  }));
  const app = withRecordings(...titles);
  for (const typed of ['', 'kind', '49', 'nowhere to be found']) {
    const found = completePlay(app, typed);
    expect(found.length).toBe(typed.startsWith('nowhere') ? 0 : 25);
    for (const { name, value } of found) {
      expect(name.length).toBeLessThanOrEqual(100);
      expect(value.length).toBeLessThanOrEqual(100);
    }
  }
});

test('letters match anywhere, in title or speaker, and accents do not matter', () => {
  const app = withRecordings(
    { title: 'Élan of kindness', speaker: 'Zoë' },
    { title: 'A quiet hour', speaker: 'Ana' },
  );
  const values = (typed: string) => completePlay(app, typed).map(({ value }) => value);
  expect(values('elan')).toEqual(['recording-0']);
  expect(values('IND')).toEqual(['recording-0']);
  expect(values('zoe')).toEqual(['recording-0']);
  expect(values('hour quiet')).toEqual(['recording-1']);
  expect(values('ana ')).toEqual(['recording-1']);
  expect(values('')).toHaveLength(2);
});

test('what fits the time left comes first, and the others say that they do not', () => {
  const app = withRecordings(
    { title: 'Kind and long', lengthMs: 90 * MINUTE_MS },
    { title: 'So kind', lengthMs: 10 * MINUTE_MS },
    { title: 'Kind and short', lengthMs: 5 * MINUTE_MS },
  );
  app.happens(START_MS, { type: 'clockReached' });
  expect(completePlay(app, 'kind')).toEqual([
    { name: 'Kind and short, 5 minutes', value: 'recording-2' },
    { name: 'So kind, 10 minutes', value: 'recording-1' },
    {
      name: 'Kind and long, 1 hour and 30 minutes, longer than the time left',
      value: 'recording-0',
    },
  ]);
});

test('a session is offered by its name, day and hour', () => {
  const app = createFakeCommandApp({
    sessions: Array.from({ length: 60 }, (_, day) => aSession(day)),
  });
  const complete = (typed: string) => cancel.complete?.(typed, 'session', caller, app) ?? [];
  expect(complete('')).toHaveLength(25);
  expect(complete('wed 2 dec')).toEqual([
    { name: 'Morning practice, Wed 2 Dec 7:00 am in Los Angeles', value: 'morning@2026-12-02' },
    { name: 'Morning practice, Wed 23 Dec 7:00 am in Los Angeles', value: 'morning@2026-12-23' },
  ]);
  expect(complete('23 dec')[0]?.value).toBe('morning@2026-12-23');
  expect(complete('evening')).toEqual([]);
});

test('whatever is found holds every typed word', () => {
  const someText = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' ', 'K') });
  fc.assert(
    fc.property(
      fc.array(fc.record({ text: someText, isPreferred: fc.boolean() })),
      someText,
      fc.integer({ min: 1, max: 25 }),
      (lines, typed, limit) => {
        const candidates = lines.map((line, item) => ({ ...line, item }));
        const words = folded(typed).split(' ');
        const matching = candidates.filter(({ text }) =>
          words.every((word) => folded(text).includes(word)),
        );
        const found = search(candidates, typed, limit);
        expect(found).toHaveLength(Math.min(limit, matching.length));
        expect(new Set(found).size).toBe(found.length);
        expect(matching.map(({ item }) => item)).toEqual(expect.arrayContaining([...found]));
        const isPreferred = found.map((item) => candidates[item]?.isPreferred);
        expect(isPreferred).toEqual(isPreferred.toSorted((a, b) => Number(b) - Number(a)));
      },
    ),
  );
});
