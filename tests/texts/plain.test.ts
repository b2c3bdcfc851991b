import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cut, NAME_LIMIT, oneLine, plain, plainName } from '../../src/texts/plain.ts';
import { activeMarks, asRead } from './discord-markdown.ts';

const hostilePieces = [
  '@everyone',
  '@here',
  '<@123>',
  '<@!123>',
  '<@&123>',
  '<#123>',
  '</play:123>',
  '<:bell:123>',
  '<a:bell:1>',
  '<t:1:R>',
  '<id:guide>',
  'https://example.org/a',
  'HTTP://example.org',
  'discord.gg/abc',
  'discord.com/invite/abc',
  '[here](https://example.org)',
  '**',
  '__',
  '~~',
  '||',
  '```',
  '`',
  '\\',
  '\\\\',
  '\n# ',
  '\r\n> ',
  '-# ',
  '- ',
  '1. ',
  '12) ',
  '+ ',
  '>>> ',
  '\u2028',
  '\u202E',
  '\u200B',
  '\u0000',
  '\uD800',
  '\uDC00',
  ' ',
  'Ana',
  'é',
  'नमस्ते',
  '👩‍👩‍👧',
];

/** Text as the worst would type it: the marks above, and anything else, in any order. */
const hostileText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...hostilePieces) },
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

test('the judge of these properties sees every mark when it is not escaped', () => {
  expect(activeMarks('@everyone')).toEqual(['raw mention', 'mention']);
  expect(activeMarks('\\@everyone')).toEqual(['raw mention']);
  expect(activeMarks('a <@1> **b** `c` <t:1:R>')).toEqual([
    'raw mention',
    'mention',
    'bold',
    'bold',
    'bold',
    'bold',
    'code',
    'code',
    'time',
  ]);
  expect(activeMarks('# a\n- b\n> c\n1. d')).toEqual(['heading', 'list', 'quote', 'list']);
  expect(activeMarks('https://a.example discord.gg/x')).toEqual([
    'raw link',
    'raw invitation',
    'link',
    'link',
  ]);
  expect(activeMarks('a \\*b\\* - 1. c')).toEqual([]);
});

test('plain text mentions nobody, formats nothing and links nowhere', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(activeMarks(plain(text))).toEqual([]);
    }),
  );
});

test('plain text reads as it was written, on one line', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(asRead(plain(text))).toBe(oneLine(text));
      expect(plain(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
  );
});

test('usual names stay as they are', () => {
  for (const name of ['Morning practice', 'Ana Reyes', 'Élodie (guest)', 'Breathing, part 2']) {
    expect(plain(name)).toBe(name);
  }
});

test('a cut text is within its limit, a beginning of the whole, and well formed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 1, max: 200 }),
      (text, limit) => {
        const short = cut(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short.isWellFormed()).toBe(true);
        if (text.length <= limit) {
          expect(short).toBe(text);
        } else {
          expect(short.endsWith('…')).toBe(true);
          expect(text.startsWith(short.slice(0, -1))).toBe(true);
        }
      },
    ),
  );
});

test('a family is not torn apart', () => {
  expect(cut('We 👩‍👩‍👧 sit', 8)).toBe('We…');
  expect(cut('We 👩‍👩‍👧 sit', 12)).toBe('We 👩‍👩‍👧…');
});

test('a name is cut before it is escaped', () => {
  const name = plainName('*'.repeat(500));
  expect(asRead(name)).toHaveLength(NAME_LIMIT);
  expect(activeMarks(name)).toEqual([]);
});
