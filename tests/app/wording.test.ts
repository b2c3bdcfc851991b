/** What a room whose guild speaks Spanish hears and reads as the welcome. */
import { expect, test } from '@jest/globals';
import { voiceLanguageOf, welcomeOf } from '../../src/app/wording.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { textsFor } from '../../src/texts/languages.ts';
import {
  alice,
  carol,
  guildId,
  hall,
  MINUTE,
  rehearse,
  START_MS,
  TRANSLATED_WELCOME,
  vera,
  WELCOME_WORDS,
} from './rehearsal.ts';
import { usualSettings } from '../guild-settings.ts';

const spanish = textsFor('es');
const parameters = {
  words: WELCOME_WORDS,
  ifNobodyChooses: 'recording',
  canVote: false,
} as const;
/** Minutes before the session, so that no day of heartbeats goes by first. */
const spanishRoom = () => rehearse({ language: 'es', startMs: START_MS - 10 * MINUTE });

const approveId = `bell|approveWording|-|es:${'5'.repeat(16)}`;

test('without an approval the welcome is English, and everything around it Spanish', async () => {
  const room = await spanishRoom();
  room.enter(alice);
  await room.at(5.1);
  expect(room.heard()).toContain('voice/en/bdl/welcome');
  expect(room.standing(hall)).toContain(spanish.room.welcome({ ...parameters, translation: null }));
});

test('an approved translation stands below the words that are heard', async () => {
  const room = await spanishRoom();
  const { message } = await room.press(carol, approveId);
  expect(message.text).toBe(
    textsFor('en').wording.approved({ language: 'es', isGuildLanguage: true, isSpoken: false }),
  );
  room.enter(alice);
  await room.at(5.1);
  expect(room.heard()).toContain('voice/en/bdl/welcome');
  const shown = spanish.room.welcome({ ...parameters, translation: TRANSLATED_WELCOME });
  expect(room.standing(hall)).toContain(shown);
  expect(shown.startsWith(`${WELCOME_WORDS}\n\n`)).toBe(true);
  expect(room.store.audit.latest(guildId, 1)).toMatchObject([
    { action: 'welcome.approved', actorId: carol.userId, subject: 'welcome.es' },
  ]);
});

test('what was taken back is not shown', async () => {
  const room = await spanishRoom();
  await room.press(carol, approveId);
  await room.press(carol, 'bell|takeBackWording|-|es');
  room.enter(alice);
  await room.at(5.1);
  expect(room.standing(hall)).toContain(spanish.room.welcome({ ...parameters, translation: null }));
});

test('nobody but a coordinator approves', async () => {
  const room = await spanishRoom();
  for (const person of [alice, vera]) {
    const { message } = await room.press(person, approveId);
    expect(message.text).toBe(
      textsFor('en').refusals.NOT_ALLOWED({ needed: 'coordinator', command: 'approveWording' }),
    );
  }
  expect(room.store.audit.latest(guildId, 5)).not.toContainEqual(
    expect.objectContaining({ action: 'welcome.approved' }),
  );
});

const settings = usualSettings(guildId, 'es-419');

test('a guild has the voice of its language once its words are approved, and only there', async () => {
  const room = await spanishRoom();
  const words = { words: TRANSLATED_WELCOME, sha256: '5'.repeat(64) };
  const sources = {
    store: room.store,
    library: { welcome: () => ({ spoken: words, proposed: words }) },
  };
  expect(voiceLanguageOf(sources, settings)).toBe('en');
  await room.press(carol, approveId);
  expect(voiceLanguageOf(sources, settings)).toBe('es-419');
  expect(welcomeOf(sources, settings)).toEqual({ speaks: 'own' });
  const elsewhere = { ...settings, guildId: asId<GuildId>('999999999999999999') };
  expect(voiceLanguageOf(sources, elsewhere)).toBe('en');
  expect(voiceLanguageOf(sources, { ...settings, language: 'en-GB' })).toBe('en-GB');
});
