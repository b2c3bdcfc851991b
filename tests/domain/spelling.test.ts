import { expect, test } from '@jest/globals';
import { nearestSpelling } from '../../src/domain/spelling.ts';

const KEYS = ['id', 'name', 'when', 'cron', 'once', 'minutes', 'room', 'announce', 'graceMinutes'];

test.each([
  ['minuts', 'minutes'],
  ['mintues', 'minutes'],
  ['Room', 'room'],
  ['gracemins', null],
  ['graceMinute', 'graceMinutes'],
  ['wehn', 'when'],
  ['corn', 'cron'],
  ['nme', 'name'],
  ['x', null],
  ['', null],
  ['colour', null],
])('%s was probably meant as %s', (word, meant) => {
  expect(nearestSpelling(word, KEYS)).toBe(meant);
});
