import { expect, test } from '@jest/globals';
import wording from '../../commands/wording.ts';
import type { Answer, CommandApp } from '../../src/app/command.ts';
import { parseComponentId } from '../../src/app/component-id.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { aCaller } from './fake-command-app.ts';
import { createFakeSignUps } from './fake-sign-ups.ts';
import { createFakeWording, ENGLISH_WELCOME, SPANISH_WELCOME } from './fake-wording.ts';

const caller = aCaller('coordinator');
const texts = textsFor(caller.locale).wording;

function stage() {
  const fake = createFakeWording(() => 77);
  const app = { wording: fake, signUps: createFakeSignUps([]) } as unknown as CommandApp;
  const look = async (language = 'es') =>
    messageOf(await wording.run({ caller, options: { language } }, app));
  const press = async (id: string) => {
    const { action, occurrenceId } = parseComponentId(id) ?? { action: '', occurrenceId: null };
    const pressed = { caller, marker: '-', occurrenceId, subject: occurrenceId, values: [] };
    const answer = await wording.buttons?.[action]?.run(pressed, app);
    if (!answer) throw new Error(`Nothing listens to ${id}.`);
    return messageOf(answer);
  };
  return { fake, look, press };
}

function messageOf(answer: Answer) {
  if (answer.kind !== 'reply') throw new Error(`Not answered: ${JSON.stringify(answer)}`);
  const [button] = answer.message.rows.flat();
  return { text: answer.message.text, id: button?.id ?? '' };
}

test('both texts stand side by side, word for word', async () => {
  const { text } = await stage().look();
  expect(text).toContain(ENGLISH_WELCOME);
  expect(text).toContain(SPANISH_WELCOME.words);
});

test('approving keeps who approved which words, and once', async () => {
  const { fake, look, press } = stage();
  const { id } = await look();
  expect((await press(id)).text).toBe(
    texts.approved({ language: 'es', isGuildLanguage: true, isSpoken: false }),
  );
  await press(id);
  expect(fake.audit).toEqual([
    {
      atMs: 77,
      guildId: caller.guildId,
      actorId: caller.userId,
      action: 'welcome.approved',
      subject: 'welcome.es',
      before: { sha256: null },
      after: { sha256: SPANISH_WELCOME.sha256 },
    },
  ]);
});

test('an approval can be taken back', async () => {
  const { fake, look, press } = stage();
  await press((await look()).id);
  const { id } = await look();
  expect((await press(id)).text).toBe(texts.takenBack({ language: 'es' }));
  expect(fake.welcome(caller.guildId, 'es')?.isApproved).toBe(false);
  expect(fake.audit.at(-1)).toMatchObject({
    action: 'welcome.approvalTakenBack',
    before: { sha256: SPANISH_WELCOME.sha256 },
    after: { sha256: null },
  });
  // Pressed once more, it shows how things stand.
  expect((await press(id)).text).toContain(SPANISH_WELCOME.words);
  expect(fake.audit).toHaveLength(2);
});

test('words that changed meanwhile are not approved by the old button, but shown', async () => {
  const { fake, look, press } = stage();
  const { id } = await look();
  fake.propose({ words: 'Otra bienvenida.', sha256: 'f'.repeat(64) });
  const { text, id: newId } = await press(id);
  expect(text).toContain(texts.changed());
  expect(text).toContain('Otra bienvenida.');
  expect(fake.audit).toEqual([]);
  await press(newId);
  expect(fake.audit).toHaveLength(1);
});

test('where nothing is proposed it says so', async () => {
  const { text, id } = await stage().look('fr');
  expect(text).toBe(texts.nothingProposed({ language: 'fr' }));
  expect(id).toBe('');
});

test.each(['approveWording', 'takeBackWording'])('a forged %s is refused', async (action) => {
  const app = { wording: createFakeWording() } as unknown as CommandApp;
  for (const subject of [null, '', 'tlh', 'tlh:5555', 'en:0000']) {
    const press = { caller, marker: '-', occurrenceId: null, subject, values: [] };
    expect(await wording.buttons?.[action]?.run(press, app)).toEqual({
      kind: 'refusal',
      refusal: { code: 'BUTTON_IS_OLD' },
    });
  }
});

test('a button without a hash approves nothing', async () => {
  const { fake, press } = stage();
  await press('bell|approveWording|-|es');
  await press('bell|approveWording|-|es:');
  expect(fake.audit).toEqual([]);
});
