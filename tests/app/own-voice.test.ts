/** A sentence of a community's own, from being set to being heard, and what is heard when it fails. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../src/app/command.ts';
import type { GuildSettings } from '../../src/app/guild-settings.ts';
import { guildVoice, sha256OfWords } from '../../src/app/guild-voice.ts';
import { tellUnusable } from '../../src/app/own-voice-alerts.ts';
import { createOwnVoice } from '../../src/app/own-voice-desk.ts';
import type { VoiceWish } from '../../src/app/own-voice.ts';
import { WHOLE_GUILD, type AudioLibrary, type Store } from '../../src/app/ports.ts';
import { SpeechMaker, type VoiceProgress } from '../../src/app/speech-maker.ts';
import { Turns } from '../../src/app/turns.ts';
import { asId, type ChannelId, type UserId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createManualClock, type ManualClock } from '../manual-clock.ts';
import { createFakePreparer } from '../recordings/fake-preparer.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { callerOf, carol, guildId, library, member, WELCOME_WORDS } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const dan = member('100000000000000009');
const first = callerOf(carol);
const second = callerOf(dan);
const coordinators = asId<ChannelId>('900000000000000003');

const SHIPPED_CLOSE = 'Thank you. Our session ends here.';
const OWN_CLOSE = 'Thank you all. Go gently.';
const recording = { name: 'me.m4a', sizeBytes: 9, address: 'https://cdn.discordapp.com/me.m4a' };

const settings = usualSettings(guildId, 'en-US');

/** Speech that ships in English alone. */
const englishLibrary: AudioLibrary = {
  ...library,
  sentence: (language, id) => (language.startsWith('en') ? library.sentence(language, id) : null),
};

interface Stage {
  readonly clock: ManualClock;
  readonly store: Store;
  readonly speech: ReturnType<typeof createFakeSpeech>;
  readonly files: ReturnType<typeof createFakePreparer>;
  shippedClose: string;
  lengthMs: number;
}
let stage: Stage;

beforeEach(async () => {
  const clock = createManualClock(0);
  stage = {
    clock,
    store: await openStore({ path: ':memory:', nowMs: 0 }),
    speech: createFakeSpeech(),
    files: createFakePreparer(),
    shippedClose: SHIPPED_CLOSE,
    lengthMs: 9_000,
  };
});

const silentLog = { debug() {}, info() {}, warn() {}, error() {} };

function sources() {
  const { store, speech } = stage;
  return {
    store,
    library: englishLibrary,
    speech,
    sentenceText: (language: string, id: string) => {
      if (!language.startsWith('en')) return null;
      return id === 'welcome' ? WELCOME_WORDS : id === 'close' ? stage.shippedClose : 'Words.';
    },
  };
}

function desk(changes: Partial<GuildSettings> = {}) {
  const { store, clock, speech, files } = stage;
  let drafts = 0;
  return createOwnVoice({
    ...sources(),
    clock,
    guilds: new Map([[guildId, { ...settings, ...changes }]]),
    newDraftId: () => {
      drafts += 1;
      return `draft-${drafts}`;
    },
    maker: new SpeechMaker({
      store,
      take: files.takeFile,
      preparer: {
        ...files.preparer,
        async prepare(path, watch) {
          const prepared = await files.preparer.prepare(path, watch);
          return prepared.ok ? { ...prepared, lengthMs: stage.lengthMs } : prepared;
        },
      },
      speech,
      turns: new Turns(),
      log: silentLog,
    }),
  });
}

const said = (changes: Partial<GuildSettings> = {}) =>
  guildVoice(sources(), { ...settings, ...changes });

async function proposed(
  wish: Partial<VoiceWish>,
  by: Caller = first,
  voice = desk(),
): Promise<ReturnType<typeof desk>> {
  const end = await voice.set(
    by,
    { sentenceId: 'close', recording: null, words: null, ...wish },
    () => {},
  );
  if (end.end !== 'proposed') throw new Error(`It was refused: ${end.why}`);
  return voice;
}

async function accepted(voice: ReturnType<typeof desk>, by = second, id = 'close' as const) {
  const { draftId } = await voice.look(by, id);
  return voice.confirm(by, draftId ?? 'none');
}

describe('from being set to being heard', () => {
  test('a recording is heard once another coordinator has accepted it, and not before', async () => {
    const voice = await proposed({ recording, words: OWN_CLOSE });
    expect(said().sentence('close')?.id).toBe('voice/en/bdl/close');
    expect(said().words('close')).toBe(SHIPPED_CLOSE);
    const own = await voice.look(first, 'close');
    expect(own).toMatchObject({ standing: 'proposed', draftId: null, needsAnother: true });

    expect(await accepted(voice)).toEqual({
      ok: true,
      value: { sentenceId: 'close', done: 'accepted' },
    });
    const kept = stage.store.ownSentences.find(guildId, 'en', 'close', 'accepted');
    expect(said().sentence('close')).toEqual({
      id: 'own/en/close',
      path: 'own/en/close',
      sha256: kept?.sha256,
      durationMs: 9_000,
      sentences: kept?.spans,
      recordingId: null,
    });
    expect(said().words('close')).toBe(OWN_CLOSE);
    expect(kept).toMatchObject({
      origin: 'recorded',
      setBy: carol.userId,
      acceptedBy: dan.userId,
      spokenSha256: sha256OfWords(OWN_CLOSE),
    });
    expect(stage.store.ownSentences.find(guildId, 'en', 'close', 'proposed')).toBeNull();
    const actions = stage.store.audit.latest(guildId, 5).map(({ action }) => action);
    expect(actions).toEqual(['voice.accepted', 'voice.proposed']);
    expect(stage.files.takenPaths.size).toBe(0);
  });

  test('where one coordinator is enough, the answer can be accepted at once', async () => {
    const voice = desk({ recordingApprovals: 1 });
    const end = await voice.set(
      first,
      { sentenceId: 'close', recording: null, words: `  ${OWN_CLOSE}\n ` },
      () => {},
    );
    if (end.end !== 'proposed') throw new Error(end.why);
    expect(end.look).toMatchObject({ words: OWN_CLOSE, origin: 'flite', spans: 2 });
    expect(stage.speech.spoken).toEqual([['Thank you all.', 'Go gently.']]);
    expect(voice.confirm(first, end.look.draftId ?? '')).toMatchObject({ ok: true });
    expect(said().words('close')).toBe(OWN_CLOSE);
  });

  test('what was set anew in between is not accepted by the old button', async () => {
    const voice = await proposed({ words: OWN_CLOSE });
    const { draftId } = await voice.look(second, 'close');
    await proposed({ words: 'Thank you. Be well.' }, first, voice);
    expect(voice.confirm(second, draftId ?? '')).toEqual({ ok: false, refusal: 'CHANGED' });
    expect(stage.store.ownSentences.find(guildId, 'en', 'close', 'accepted')).toBeNull();
  });

  test('a button is only for whoever was shown it, and only once', async () => {
    const voice = await proposed({ words: OWN_CLOSE });
    const { draftId } = await voice.look(second, 'close');
    expect(voice.confirm(first, draftId ?? '')).toBeNull();
    expect(voice.confirm(second, draftId ?? '')).toMatchObject({ ok: true });
    expect(voice.confirm(second, draftId ?? '')).toBeNull();
  });

  test('what nobody can hear, nobody can accept', async () => {
    const voice = await proposed({ words: OWN_CLOSE });
    const sha256 = stage.store.ownSentences.list(guildId)[0]?.sha256 ?? '';
    const { draftId } = await voice.look(second, 'close');
    stage.speech.lose(sha256);
    expect(voice.confirm(second, draftId ?? '')).toEqual({ ok: false, refusal: 'FILE_MISSING' });
    expect(await voice.look(second, 'close')).toMatchObject({
      draftId: null,
      sound: { kind: 'missing' },
    });
  });

  test('it goes back to what ships, when that was confirmed', async () => {
    const voice = await proposed({ words: OWN_CLOSE });
    await accepted(voice);
    const reset = voice.reset(first, 'close');
    if (!reset.ok) throw new Error(reset.refusal);
    expect(reset.value).toMatchObject({ hasAccepted: true, shippedWords: SHIPPED_CLOSE });
    expect(said().words('close')).toBe(OWN_CLOSE);
    expect(voice.confirm(first, reset.value.draftId)).toMatchObject({ ok: true });
    expect(said().words('close')).toBe(SHIPPED_CLOSE);
    expect(said().sentence('close')?.id).toBe('voice/en/bdl/close');
    expect(stage.store.audit.latest(guildId, 1)[0]?.action).toBe('voice.reset');
    expect(voice.reset(first, 'close')).toEqual({ ok: false, refusal: 'NOTHING_OWN' });
  });
});

describe('what is refused', () => {
  const wish = { sentenceId: 'close', recording: null, words: null } as const;

  test.each([
    ['nothing at all', wish, 'NOTHING_GIVEN'],
    ['words without a letter', { ...wish, words: ' ... ' }, 'NO_WORDS'],
    ['more than a message holds', { ...wish, words: 'word '.repeat(300) }, 'TOO_MANY_WORDS'],
  ] as const)('%s', (_what, asked, refusal) => {
    expect(desk().refusalOf(first, asked)).toBe(refusal);
  });

  test('words in a language that no voice speaks, but not a recording of them', () => {
    const spanish = desk({ language: 'es' });
    expect(spanish.refusalOf(first, { ...wish, words: 'Gracias.' })).toBe('NO_ENGINE');
    expect(spanish.refusalOf(first, { ...wish, words: 'Gracias.', recording })).toBeNull();
  });

  test.each([
    ['close', 60_000, 60_001],
    ['welcome', 300_000, 300_001],
  ] as const)('%s for longer than people wait', async (sentenceId, fits, isTooLong) => {
    stage.lengthMs = fits;
    await proposed({ sentenceId, recording });
    stage.lengthMs = isTooLong;
    const other = { ...recording, address: 'https://cdn.discordapp.com/long.m4a' };
    const asked = { ...wish, sentenceId, recording: other };
    const end = await desk().set(first, asked, () => {});
    expect(end).toEqual({ end: 'trouble', at: 'voice', why: 'TOO_LONG' });
    // The one that fits stays, the other leaves nothing.
    expect(stage.files.kept.size).toBe(1);
    expect(stage.files.takenPaths.size).toBe(0);
  });

  test('a file that is there no more', async () => {
    const gone = { ...recording, sizeBytes: 0 };
    const end = await desk().set(first, { ...wish, recording: gone }, () => {});
    expect(end).toEqual({ end: 'trouble', at: 'download', why: 'GONE' });
  });

  test('what is under way is told', async () => {
    const told: VoiceProgress['phase'][] = [];
    await desk().set(first, { ...wish, recording }, ({ phase }) => void told.push(phase));
    await desk().set(first, { ...wish, words: OWN_CLOSE }, ({ phase }) => void told.push(phase));
    expect(told).toEqual(['taking', 'preparing', 'speaking', 'preparing']);
  });
});

function tell(): string[] {
  const directory = createFakeDirectory();
  directory.selfId = asId<UserId>('800000000000000001');
  directory.setGuild(guildId, {
    textNameById: { [coordinators]: 'coordinators' },
    voiceNameById: {},
    roleNameById: {},
  });
  const guilds = settingsById(settings);
  const ports = { ...sources(), directory, guilds, clock: stage.clock, log: silentLog };
  tellUnusable(ports, settings);
  return stage.store.due
    .ofOccurrence(guildId, WHOLE_GUILD)
    .map(({ action }) => (action.do === 'post' ? JSON.stringify(action.text) : action.do));
}

describe('when words and voice do not match', () => {
  test('a recording of what ships goes with those words only, and coordinators are told once', async () => {
    const voice = await proposed({ recording });
    await accepted(voice);
    expect(said().words('close')).toBe(SHIPPED_CLOSE);
    expect(said().sentence('close')?.id).toBe('own/en/close');
    expect(tell()).toEqual([]);

    stage.shippedClose = 'Thank you. We end here.';
    expect(said().sentence('close')?.id).toBe('voice/en/bdl/close');
    expect(said().words('close')).toBe('Thank you. We end here.');
    const alert = { key: 'alert.voice', params: { sentenceId: 'close', why: 'WORDS' } };
    expect(tell()).toEqual([JSON.stringify(alert)]);
    await stage.clock.advanceTo(10_000);
    expect(tell()).toHaveLength(1);
    expect(voice.list(guildId).find(({ sentenceId }) => sentenceId === 'close')).toMatchObject({
      heard: 'shipped',
      fault: 'WORDS',
    });
  });

  test('a file that was lost or changed is not used', async () => {
    const voice = await proposed({ words: OWN_CLOSE });
    await accepted(voice);
    stage.speech.lose(stage.store.ownSentences.list(guildId)[0]?.sha256 ?? '');
    expect(said().sentence('close')?.id).toBe('voice/en/bdl/close');
    expect(said().words('close')).toBe(SHIPPED_CLOSE);
    expect(tell()).toHaveLength(1);
  });

  test('words that somebody changed in the database by hand are not shown', async () => {
    const voice = await proposed({ words: OWN_CLOSE });
    await accepted(voice);
    const kept = stage.store.ownSentences.find(guildId, 'en', 'close', 'accepted');
    if (!kept) throw new Error('It was accepted a moment ago.');
    stage.store.ownSentences.save(guildId, { ...kept, words: 'Buy now.' });
    expect(said().words('close')).toBe(SHIPPED_CLOSE);
    expect(said().sentence('close')?.id).toBe('voice/en/bdl/close');
  });
});

describe('in another language than English', () => {
  const spanish = { language: 'es', recordingApprovals: 1 } as const;

  async function setWelcome(words: string | null): Promise<void> {
    const voice = desk(spanish);
    const wish = { sentenceId: 'welcome', recording, words } as const;
    const end = await voice.set(first, wish, () => {});
    if (end.end !== 'proposed') throw new Error(end.why);
    voice.confirm(first, end.look.draftId ?? '');
  }

  test('a welcome in own words is the guild’s own decision, and makes the session’s language', async () => {
    expect(said(spanish).language).toBe('en');
    await setWelcome('Te damos la bienvenida.');
    const voice = said(spanish);
    expect(voice.welcome).toEqual({ speaks: 'own' });
    expect(voice.language).toBe('es');
    expect(voice.words('welcome')).toBe('Te damos la bienvenida.');
    expect(voice.sentence('welcome')?.id).toBe('own/es/welcome');
    // Nothing is said in English any more; the chat says it.
    expect(voice.sentence('close')).toBeNull();
  });

  test('the English welcome in a person’s own voice changes nothing else', async () => {
    await setWelcome(null);
    const voice = said(spanish);
    expect(voice.sentence('welcome')?.id).toBe('own/es/welcome');
    expect(voice.words('welcome')).toBe(WELCOME_WORDS);
    expect(voice.welcome).toEqual({ speaks: 'english', translation: null });
    expect(voice.sentence('close')?.id).toBe('voice/en/bdl/close');
  });

  test('what was set in a language is not heard in another', async () => {
    await setWelcome('Te damos la bienvenida.');
    expect(said({ language: 'de' }).words('welcome')).toBe(WELCOME_WORDS);
  });
});

test('the list has every sentence, with what is heard and what waits', async () => {
  const voice = await proposed({ words: OWN_CLOSE });
  const listed = voice.list(guildId);
  expect(listed.map(({ sentenceId }) => sentenceId)).toHaveLength(11);
  expect(listed.find(({ sentenceId }) => sentenceId === 'close')).toMatchObject({
    heard: 'shipped',
    fault: null,
    proposed: { setBy: carol.userId },
  });
  await accepted(voice);
  expect(voice.list(guildId).find(({ sentenceId }) => sentenceId === 'close')).toMatchObject({
    heard: 'flite',
    proposed: null,
  });
});
