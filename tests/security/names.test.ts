/** Names, titles and notes are what somebody typed: they are shown, and do nothing. */
import { expect, test } from '@jest/globals';
import { messagePayload } from '../../src/discord/message-payload.ts';
import { asId, type RecordingId, type RoleId } from '../../src/domain/identity.ts';
import { oneLine, plainName } from '../../src/texts/plain.ts';
import {
  alice,
  ana,
  announcements,
  carol,
  coordinators,
  guildId,
  hall,
  kindness,
  morning,
  rehearse,
  vera,
} from '../app/rehearsal.ts';
import { signUp } from '../app/sign-up-stage.ts';
import { connectBot } from '../discord/connected-bot.ts';
import { activeMarks } from '../texts/discord-markdown.ts';
import { command, forge, press } from './forger.ts';

const HOSTILE = [
  '@everyone @here <@1> <@&900000000000000007> <#1>',
  '[open](https://evil.example) discord.gg/evil',
  '||spoiler|| **loud** `code` ~~gone~~ </stop:1>',
  '# heading',
  '\u202eelbuod\u202c\u200b\u200e\u200f\u2066\u3164',
];

/** Every text of a session with such a name: what is posted, and what each command answers. */
async function allTexts(name: string): Promise<string[]> {
  const stage = await rehearse({
    series: [{ ...morning, name, description: name, participantsVote: true }],
  });
  const recording = { ...kindness, title: name, speaker: name, credit: name, transcript: name };
  stage.store.allowlist.save(guildId, recording, stage.clock.nowMs());
  const proposed = { ...recording, id: asId<RecordingId>('other'), status: 'proposed' as const };
  stage.store.allowlist.save(guildId, proposed, stage.clock.nowMs());
  await stage.at(-30);
  await signUp(stage, alice);
  const answers: string[] = [];
  const ask = async (path: string, options: Record<string, string> = {}): Promise<void> =>
    void answers.push(...(await forge(stage, carol, command(path, options))).texts);
  stage.enter(alice);
  stage.enter(vera);
  await stage.at(6.5);
  await forge(stage, vera, press(stage.control(hall, 'choose'), 'recording:kindness'));
  await stage.at(8);
  stage.enter(ana);
  await stage.at(9);
  for (const path of ['sessions', 'my sessions', 'my data', 'recordings', 'status', 'teaching']) {
    await ask(path);
  }
  for (const path of ['teachers plan', 'schedule list', 'recording list', 'wording']) {
    await ask(path, path === 'wording' ? { language: 'es' } : {});
  }
  await ask('play', { recording: name });
  await ask('signup', { session: 'series:morning' });
  await ask('signoff', { session: 'series:morning' });
  await ask('schedule pause', { series: 'morning' });
  await ask('recording show', { recording: 'other' });
  await ask('recording approve', { recording: 'other' });
  return [...stage.messenger.messages.map(({ message }) => message.text), ...answers];
}

test('a name that mentions, links, hides or shouts changes no mark of any message', async () => {
  const usual = (await allTexts('Evening')).map((text) => activeMarks(text));
  expect(usual.length).toBeGreaterThan(20);
  for (const name of HOSTILE) {
    const texts = await allTexts(name);
    expect(texts.map((text) => activeMarks(text))).toEqual(usual);
  }
});

test('marks that nobody sees or that turn the direction of writing are taken out of names', () => {
  for (const name of ['a\u202eb', 'a\u200fb', 'a\u2067b', 'a\u061cb', 'a\u200bb', 'a\u3164b']) {
    expect(oneLine(name)).toBe('a b');
    expect(plainName(name)).toBe('a b');
  }
});

test('whatever stands in a text, only whom the message names as data is mentioned', () => {
  const text = '@everyone @here <@1> <@&2>';
  expect(messagePayload({ text, rows: [] }).allowed_mentions).toEqual({
    parse: [],
    users: [],
    roles: [],
  });
});

test.each(['Coordinator', ' @coordinator ', 'VOLUNTEER', '900000000000000007'])(
  'who signs up for a series called %j becomes nobody else by its role',
  async (name) => {
    const stage = await rehearse({ series: [{ ...morning, name }] });
    const trusted = ['Coordinator', 'Volunteer'].map((role) =>
      stage.roles.addRole(guildId, role, { isAsMade: true }),
    );
    stage.roles.allow(guildId);
    await stage.at(-30);
    await signUp(stage, alice);
    await stage.clock.advanceBy(60_000);
    const held = stage.roles.roles.filter(({ roleId }) =>
      stage.roles.holdersOf(roleId).includes(alice.userId),
    );
    expect(held.map((role) => role.name)).toEqual([`${name} (morning)`]);
    expect(trusted.flatMap((roleId) => stage.roles.holdersOf(roleId))).toEqual([]);
  },
);

test('of two roles of one name the higher one counts, which not everybody can make', async () => {
  const bot = await connectBot();
  try {
    const { world, guildId: served } = bot;
    const real = asId<RoleId>(world.roleNamed('Coordinator').id);
    const heard = bot.nextEvent('directoryChanged');
    world.createRole(served, { name: 'Coordinator', position: 1 });
    await heard;
    expect(bot.gateway.directory.role(served, 'Coordinator')).toBe(real);
  } finally {
    await bot.close();
  }
});

test('a post in a channel and a private answer hold nothing but what the bot may say', async () => {
  const stage = await rehearse({ series: [{ ...morning, name: '@everyone' }] });
  await stage.at(7);
  for (const channelId of [announcements, coordinators, hall]) {
    for (const { message } of stage.messenger.standingIn(channelId)) {
      expect(message.pings?.users ?? []).toEqual([]);
      expect(message.pings?.roles ?? []).toEqual([]);
    }
  }
});
