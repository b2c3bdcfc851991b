import { describe, expect, test } from '@jest/globals';
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
import { everyName, everyText, type SaidText } from './every-text.ts';
import { features } from './samples/index.ts';
import { type Kind, languages, type Names } from './samples/sample.ts';

const english = textsFor('en');
const roomId = asId<ChannelId>('100000000000000001');

const LIMIT: Readonly<Record<Kind, number>> = {
  message: MESSAGE_LIMIT,
  button: BUTTON_LABEL_LIMIT,
  option: OPTION_LIMIT,
  placeholder: PLACEHOLDER_LIMIT,
  plain: Number.POSITIVE_INFINITY,
};

const isLabel = ({ kind }: SaidText): boolean =>
  kind === 'button' || kind === 'option' || kind === 'placeholder';

/** Empty, too long, or broken into lines where there is room for one. */
function isWrong(said: SaidText): boolean {
  const { kind, text } = said;
  const isEmpty = text.trim() === '' && kind !== 'option';
  const isBroken = isLabel(said) && /[\r\n\u2028\u2029]/.test(text);
  return isEmpty || isBroken || text.length > LIMIT[kind];
}

/** Where a list is cut to the limit, longer names leave room for fewer lines. */
const isCut = (text: string): boolean => text.length > MESSAGE_LIMIT - 500;

const anyNames: fc.Arbitrary<Names> = fc.record({
  session: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  speaker: fc.string({ unit: 'binary', maxLength: 300 }),
  written: fc.string({ minLength: 1, maxLength: 2_500 }),
});

test('another language is found by the first part of its tag, and an unknown one is English', () => {
  expect(textsFor('en-US')).toBe(english);
  expect(textsFor('EN')).toBe(english);
  expect(textsFor('tlh')).toBe(english);
  expect(textsFor('')).toBe(english);
  expect(textsFor('es-419')).toBe(textsFor('es'));
  expect(textsFor('de-AT')).toBe(textsFor('de'));
  expect(textsFor('fr-CA')).toBe(textsFor('fr'));
  expect(new Set(languages.map((language) => textsFor(language))).size).toBe(languages.length);
});

test('every section has samples', () => {
  const sections = Object.keys(english).filter((section) => section !== 'commands');
  expect(features.map(({ section }) => section)).toEqual(expect.arrayContaining(sections));
});

describe.each(languages)('in %s', (language) => {
  test('no text is missing, and each has samples', () => {
    const tried = new Set(everyText(language).map(({ name }) => name));
    expect([...tried].toSorted()).toEqual(everyName(language).toSorted());
    expect(everyName(language).toSorted()).toEqual(everyName('en').toSorted());
  });

  test('whatever the names, no text is empty or too long for Discord, and labels are one line', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const wrong = everyText(language, names).filter(isWrong);
        expect(wrong.map(({ key }) => key)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('a hostile name changes no mark of any message', () => {
    const name = '@everyone <@1> **a** `b` [c](https://d.example) ||e|| discord.gg/f __g__ ~~h~~';
    const hostile: Names = { session: name, title: name, speaker: name, written: name };
    const usual = new Map(everyText(language).map(({ key, text }) => [key, text]));
    for (const { key, kind, text } of everyText(language, hostile)) {
      if (kind !== 'message') continue;
      const before = activeMarks(usual.get(key) ?? '');
      const after = activeMarks(text);
      const marks = isCut(text) ? [...new Set(after)] : after;
      const expected = isCut(text) ? [...new Set(before)] : before;
      expect({ key, marks }).toEqual({ key, marks: expected });
    }
  });

  test('nothing shouts, cheers or speaks in technical terms', () => {
    const shouting = /[!\u00A1]|(?<!\p{L})(?!CMSC(?!\p{L}))\p{Lu}{2,}(?!\p{L})/u;
    const jargon =
      /(?<!\p{L})(?:RSVP|cron|UTC|GMT|DST|gateway|API|database|hash|timeout|null|undefined|NaN|errors?|invalid|failed|exception|code \d+|[45]\d{3,4}|errore?s|inv\u00e1lid[oa]|Fehler|ung\u00fcltig|erreurs?|invalide|Datenbank)(?!\p{L})|\[object|\$\{/iu;
    const emoji = /\p{Extended_Pictographic}/u;
    const offending = everyText(language).filter(({ text }) => {
      const words = text.replace(/<[^>]*>/g, '');
      return shouting.test(words) || jargon.test(words) || emoji.test(words);
    });
    expect(offending.map(({ key, text }) => `${key}: ${text}`)).toEqual([]);
  });

  test('a command that a text names is there under this name', () => {
    const names = new Set(
      Object.entries(textsFor(language).commands).map(([path, { name }]) => {
        const [group = '', below] = path.split(' ');
        const groupName = textsFor(language).commands[group]?.name ?? group;
        return below === undefined ? name : `${groupName} ${name}`;
      }),
    );
    const named = everyText(language).flatMap(({ key, text }) =>
      [...text.matchAll(/`\/([^`]+)`/g)].map(([, command = '']) => ({ key, command })),
    );
    expect(named.filter(({ command }) => !names.has(command))).toEqual([]);
  });
});

test('the words of the welcome stand in its message as they are', () => {
  const words = 'We are all welcome, *each* of us. https://example.org <3';
  const text = english.room.welcome({
    words,
    translation: null,
    ifNobodyChooses: 'recording',
    canVote: false,
  });
  expect(text.startsWith(`${words}\n\n`)).toBe(true);
});

/** Those of a feature are told by the feature's own section. */
type OwnCode = Exclude<Refusal['code'], 'TIMETABLE' | 'SIGN_UP' | 'RECORDING' | 'VOICE'>;

test('every refusal of the app has words', () => {
  const toWords = (refusal: Refusal): string =>
    refusalText(english, refusal satisfies RefusalInWords);
  const refusals: { readonly [Code in OwnCode]: Extract<Refusal, { code: Code }> } = {
    NOT_ALLOWED: { code: 'NOT_ALLOWED', needed: 'volunteer', command: 'play' },
    NO_SESSION_NOW: { code: 'NO_SESSION_NOW' },
    BUTTON_IS_OLD: { code: 'BUTTON_IS_OLD' },
    TOO_MANY_AT_ONCE: { code: 'TOO_MANY_AT_ONCE' },
    UNKNOWN_RECORDING: { code: 'UNKNOWN_RECORDING' },
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
    MUTED: true,
    NO_ENCRYPTION: true,
    KICKED: true,
    TIMEOUT: true,
    NETWORK: true,
    FILE_MISSING: true,
    HASH_MISMATCH: true,
    DECODE: true,
    IDENTITY_CHANGED: true,
    GONE: true,
    PREVIEW_ONLY: true,
    DRM: true,
    RATE_LIMITED: true,
    UNREACHABLE: true,
    STALLED: true,
    STREAMING_OFF: true,
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
