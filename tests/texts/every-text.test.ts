import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { VoiceFaultCode } from '../../src/app/ports.ts';
import type { Refusal } from '../../src/app/refusal.ts';
import { asId, type ChannelId } from '../../src/domain/identity.ts';
import { refusalText, voiceAlertText } from '../../src/texts/by-code.ts';
import {
  BUTTON_LABEL_LIMIT,
  fitLines,
  MESSAGE_LIMIT,
  OPTION_LIMIT,
  PLACEHOLDER_LIMIT,
} from '../../src/texts/discord-format.ts';
import { textsFor } from '../../src/texts/languages.ts';
import type { RefusalInWords, VoiceFaultName } from '../../src/texts/texts.ts';
import { activeMarks } from './discord-markdown.ts';
import { everyText, type Names } from './every-text.ts';

const english = textsFor('en');
const roomId = asId<ChannelId>('100000000000000001');

function limitOf(key: string): number {
  if (key.startsWith('controls.buttons')) return BUTTON_LABEL_LIMIT;
  if (key.startsWith('controls.choosePlaceholder')) return PLACEHOLDER_LIMIT;
  return isLabel(key) ? OPTION_LIMIT : MESSAGE_LIMIT;
}

const isLabel = (key: string): boolean => /^(?:controls|completions|commands)\./.test(key);

/** Where a list is cut to the limit, longer names leave room for fewer lines. */
const isCut = (text: string): boolean => /^And \d+ more/m.test(text);

const anyNames: fc.Arbitrary<Names> = fc.record({
  session: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  speaker: fc.string({ unit: 'binary', maxLength: 300 }),
  written: fc.string({ minLength: 1, maxLength: 2_500 }),
});

test('an unknown language is answered in English', () => {
  expect(textsFor('en-US')).toBe(english);
  expect(textsFor('EN')).toBe(english);
  expect(textsFor('tlh')).toBe(english);
  expect(textsFor('')).toBe(english);
});

test('no text is empty, and none exceeds what Discord allows, whatever the names', () => {
  fc.assert(
    fc.property(anyNames, (names) => {
      for (const { key, text } of everyText(english, names)) {
        const tooLong = text.length > limitOf(key) ? key : null;
        expect(tooLong).toBeNull();
        expect(text.trim() === '' && !key.includes('Label') ? key : null).toBeNull();
      }
    }),
    { numRuns: 40 },
  );
});

test('labels are one line', () => {
  fc.assert(
    fc.property(anyNames, (names) => {
      const labels = everyText(english, names).filter(({ key }) => isLabel(key));
      expect(labels.filter(({ text }) => /[\r\n\u2028\u2029]/.test(text))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('a hostile name changes no mark of any message', () => {
  const name = '@everyone <@1> **a** `b` [c](https://d.example) ||e|| discord.gg/f __g__ ~~h~~';
  const hostile: Names = { session: name, title: name, speaker: name, written: name };
  const usual = new Map(everyText(english).map(({ key, text }) => [key, text]));
  for (const { key, text } of everyText(english, hostile)) {
    if (isLabel(key)) continue;
    const before = activeMarks(usual.get(key) ?? '');
    const after = activeMarks(text);
    const marks = isCut(text) ? [...new Set(after)] : after;
    const expected = isCut(text) ? [...new Set(before)] : before;
    expect({ key, marks }).toEqual({ key, marks: expected });
  }
});

test('nothing shouts, cheers or speaks in technical terms', () => {
  const shouting = /!|\b(?!CMSC\b)[A-Z]{2,}\b/;
  const jargon =
    /\b(?:RSVP|cron|UTC|GMT|DST|gateway|API|database|hash|timeout|null|undefined|NaN|errors?|invalid|failed|exception|code \d+|[45]\d{3,4})\b/i;
  const emoji = /\p{Extended_Pictographic}/u;
  const offending = everyText(english).filter(({ text }) => {
    const words = text.replace(/<[^>]*>/g, '');
    return shouting.test(words) || jargon.test(words) || emoji.test(words);
  });
  expect(offending).toEqual([]);
});

test('the words of the welcome stand in its message as they are', () => {
  const words = 'We are all welcome, *each* of us. https://example.org <3';
  const text = english.room.welcome({ words, ifNobodyChooses: 'recording' });
  expect(text.startsWith(`${words}\n\n`)).toBe(true);
});

test('every refusal of the app has words', () => {
  const toWords = (refusal: Refusal): string =>
    refusalText(english, refusal satisfies RefusalInWords);
  const refusals: { readonly [Code in Refusal['code']]: Extract<Refusal, { code: Code }> } = {
    NOT_ALLOWED: { code: 'NOT_ALLOWED', needed: 'volunteer', command: 'play' },
    NO_SESSION_NOW: { code: 'NO_SESSION_NOW' },
    BUTTON_IS_OLD: { code: 'BUTTON_IS_OLD' },
    UNKNOWN_RECORDING: { code: 'UNKNOWN_RECORDING' },
    UNKNOWN_SESSION: { code: 'UNKNOWN_SESSION' },
    ALREADY_CANCELLED: { code: 'ALREADY_CANCELLED' },
    OTHER_GUILD: { code: 'OTHER_GUILD' },
    SESSION: { code: 'SESSION', why: 'OVER' },
  };
  const texts = Object.values(refusals).map(toWords);
  expect(new Set(texts).size).toBe(texts.length);
  expect(toWords(refusals.SESSION)).toBe(english.refusals.SESSION.OVER());
  expect(toWords(refusals.NOT_ALLOWED)).toBe(
    english.refusals.NOT_ALLOWED({ needed: 'volunteer', command: 'play' }),
  );
});

test('every fault of the sound has words of its own, and any other gets the general ones', () => {
  const everyFault: Readonly<Record<VoiceFaultCode, true>> = {
    MISSING_CONNECT: true,
    MISSING_SPEAK: true,
    CHANNEL_GONE: true,
    CHANNEL_FULL: true,
    STAGE_SUPPRESSED: true,
    NO_ENCRYPTION: true,
    KICKED: true,
    TIMEOUT: true,
    NETWORK: true,
    FILE_MISSING: true,
    HASH_MISMATCH: true,
    DECODE: true,
    NOT_APPROVED: true,
  };
  const named: readonly VoiceFaultName[] = Object.keys(everyFault) as VoiceFaultCode[];
  const general = english.alerts.voice.UNKNOWN({ roomId });
  for (const fault of named) {
    expect(voiceAlertText(english, fault, roomId)).toBe(english.alerts.voice[fault]({ roomId }));
    expect(voiceAlertText(english, fault, roomId)).not.toBe(general);
  }
  for (const fault of ['SOMETHING_NEW', 'toString', '']) {
    expect(voiceAlertText(english, fault, roomId)).toBe(general);
  }
});

test('a list is cut between lines, and says how many were left out', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 400 }), { maxLength: 60 }), (raw) => {
      const lines = raw.map((line, index) => `${index} ${line.replaceAll('\n', ' ')}`);
      const text = fitLines('Head', lines, (leftOut) => `And ${leftOut} more.`);
      expect(text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
      const shown = text.split('\n').slice(1);
      const leftOut = /^And (\d+) more\.$/.exec(shown.at(-1) ?? '')?.[1];
      const whole = leftOut === undefined ? shown : shown.slice(0, -1);
      expect(whole).toEqual(lines.slice(0, whole.length));
      expect(whole.length + Number(leftOut ?? 0)).toBe(lines.length);
    }),
  );
});
