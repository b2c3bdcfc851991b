import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AttachedFile } from '../../src/app/command.ts';
import type { CommandManifest, Invocation, Responder } from '../../src/app/invocation.ts';
import type { Message } from '../../src/app/ports.ts';
import { outsideText } from '../../src/texts/outside.ts';
import { option, words } from './command-samples.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';

const SIT: CommandManifest = {
  name: words('sit'),
  description: words('Sit together in silence'),
  options: [
    option('minutes', { type: 'integer', min: 10, max: 20 }),
    option('bell', { required: false, completes: true }),
  ],
  subcommands: [],
};

const TEACHERS: CommandManifest = {
  name: words('teachers'),
  description: words('Who teaches when'),
  options: [],
  subcommands: [
    {
      name: words('assign'),
      description: words('Somebody teaches a session'),
      options: [
        option('session', { completes: true }),
        option('teacher', { type: 'user' }),
        option('always', { type: 'flag', required: false }),
      ],
      subcommands: [],
    },
  ],
};

const HOLD_ID = 'bell|hold|1|';
const MENU_ID = 'bell|choose|1|';
const REPLY: Message = { text: 'We sit for ten minutes.', rows: [] };

let bot: ConnectedBot;
let received: Invocation[];
/** What the test's handler does with the next invocation. */
let respond: (responder: Responder) => Promise<void>;

beforeEach(async () => {
  bot = await connectBot();
  await bot.gateway.registerCommands(bot.guildId, [SIT, TEACHERS]);
  received = [];
  respond = (responder) => responder.answer(REPLY, 'private');
  bot.gateway.onInvocation(async (invocation, responder) => {
    received.push(invocation);
    await respond(responder);
  });
});
afterEach(() => bot.close());

function useSit() {
  const options = { minutes: 10 };
  return bot.world.runCommand(bot.personNamed('Ben'), bot.announcementsId, 'sit', null, options);
}

/** A message of the bot's with a button and a menu. */
async function postPanel(): Promise<string> {
  const outcome = await bot.gateway.messenger.post(
    bot.announcementsId,
    {
      text: 'Please choose.',
      rows: [
        [{ kind: 'button', id: HOLD_ID, label: 'Hold', style: 'primary' }],
        [
          {
            kind: 'menu',
            id: MENU_ID,
            placeholder: 'A recording',
            options: [{ value: 'kindness', label: 'Kindness' }],
          },
        ],
      ],
    },
    'panel',
  );
  if (outcome.kind !== 'sent') throw new Error(`Not sent: ${outcome.kind}`);
  return outcome.messageId;
}

describe('what comes in', () => {
  test('a command with its options and who used it', async () => {
    await useSit();
    expect(received).toEqual([
      {
        type: 'command',
        path: 'sit',
        options: { minutes: 10 },
        caller: {
          userId: bot.personNamed('Ben'),
          guildId: bot.guildId,
          channelId: bot.announcementsId,
          roleIds: [bot.world.roleNamed('Volunteer').id],
          locale: expect.any(String),
        },
      },
    ]);
  });

  test('what is being typed, and the values that are offered', async () => {
    respond = (responder) => responder.complete([{ name: 'Opening bell', value: 'opening' }]);
    const choices = await bot.world.autocomplete(
      bot.personNamed('Ben'),
      bot.announcementsId,
      'sit',
      'bell',
      { minutes: 10, bell: 'op' },
    );
    expect(received).toMatchObject([
      { type: 'complete', path: 'sit', option: 'bell', typed: 'op' },
    ]);
    expect(choices).toEqual([{ name: 'Opening bell', value: 'opening' }]);
  });

  test('a subcommand, with a person and a flag', async () => {
    const [chloe, dev] = [bot.personNamed('Chloe'), bot.personNamed('Dev')];
    const options = { session: 'morning@2026-12-02', teacher: dev, always: false };
    await bot.world.runCommand(chloe, bot.announcementsId, 'teachers', 'assign', options);
    expect(received).toMatchObject([{ type: 'command', path: 'teachers assign' }]);
    expect(received[0]).toHaveProperty('options', options);
  });

  test('a file that was handed over: its name, size and address', async () => {
    await bot.gateway.registerCommands(bot.guildId, [
      {
        name: words('add'),
        description: words('Hand over a recording'),
        options: [option('file', { type: 'attachment' })],
        subcommands: [],
      },
    ]);
    const { id } = await bot.world.handedFiles.keep('kindness.mp3', Buffer.from('sound'));
    const ben = bot.personNamed('Ben');
    await bot.world.runCommand(ben, bot.announcementsId, 'add', null, { file: id });
    const [command] = received;
    if (command?.type !== 'command') throw new Error('No command came.');
    const { file } = command.options;
    expect(file).toEqual({ name: 'kindness.mp3', sizeBytes: 5, address: expect.any(String) });
    const { address } = file as AttachedFile;
    const fetched = await fetch(address);
    expect(await fetched.text()).toBe('sound');
  });

  test('what is being typed for a subcommand', async () => {
    respond = (responder) => responder.complete([{ name: 'Tomorrow', value: 'morning' }]);
    const choices = await bot.world.autocomplete(
      bot.personNamed('Chloe'),
      bot.announcementsId,
      'teachers',
      'session',
      { session: 'tom' },
      'assign',
    );
    expect(received).toMatchObject([
      { type: 'complete', path: 'teachers assign', option: 'session', typed: 'tom' },
    ]);
    expect(choices).toEqual([{ name: 'Tomorrow', value: 'morning' }]);
  });

  test('more values than Discord takes are cut, not refused', async () => {
    const completions = Array.from({ length: 40 }, (_each, index) => ({
      name: `${index} ${'long '.repeat(40)}`,
      value: String(index),
    }));
    respond = (responder) => responder.complete(completions);
    const [ben, where] = [bot.personNamed('Ben'), bot.announcementsId];
    const choices = await bot.world.autocomplete(ben, where, 'sit', 'bell', {
      minutes: 10,
      bell: '',
    });
    expect(choices).toHaveLength(25);
  });

  test('a press of a button', async () => {
    const messageId = await postPanel();
    await bot.world.pressButton(bot.personNamed('Ana'), messageId, HOLD_ID);
    expect(received).toMatchObject([{ type: 'component', id: HOLD_ID, values: [] }]);
  });

  test('a choice from a menu', async () => {
    const messageId = await postPanel();
    await bot.world.selectMenu(bot.personNamed('Ana'), messageId, MENU_ID, ['kindness']);
    expect(received).toMatchObject([{ type: 'component', id: MENU_ID, values: ['kindness'] }]);
  });

  test('the roles of somebody in a room are learnt from what they use', async () => {
    const entered = bot.nextEvent('roomChanged');
    bot.world.joinVoice(bot.personNamed('Dev'), bot.hallId);
    await entered;
    const teacherRoleId = bot.world.roleNamed('Teacher').id;
    bot.world.setRoles(bot.personNamed('Dev'), [teacherRoleId]);
    const changed = bot.nextEvent('roomChanged');
    await bot.world.runCommand(bot.personNamed('Dev'), bot.hallId, 'sit', null, { minutes: 10 });
    await changed;
    const members = bot.gateway.directory.roomMembers(bot.guildId, bot.hallId);
    expect(members).toMatchObject([{ roleIds: [teacherRoleId] }]);
  });
});

describe('what goes out', () => {
  test.each(['private', 'room'] as const)('an answer at once, %s', async (visibility) => {
    respond = (responder) => responder.answer(REPLY, visibility);
    const { state } = await useSit();
    expect(state).toMatchObject({ phase: 'replied', message: { content: REPLY.text } });
    expect(flagsOf(state)).toBe(visibility === 'private' ? 64 : 0);
  });

  test.each(['private', 'room'] as const)('an answer after a deferral, %s', async (visibility) => {
    respond = async (responder) => {
      await responder.defer(visibility);
      await responder.answer(REPLY, visibility);
    };
    const interaction = await useSit();
    expect(interaction.original).toMatchObject({ content: REPLY.text });
    expect(interaction.original?.flags).toBe(visibility === 'private' ? 64 : 0);
  });

  test('a refusal stays private although the deferral was for the room', async () => {
    const { promise: done, resolve: isDone } = Promise.withResolvers<undefined>();
    respond = async (responder) => {
      await responder.defer('room');
      await responder.answer(REPLY, 'private');
      isDone(undefined);
    };
    const interaction = await useSit();
    await done;
    expect(interaction.followUps).toMatchObject([{ content: REPLY.text, flags: 64 }]);
    const channel = bot.world.channel(bot.announcementsId);
    const texts = [...channel.messageById.values()].map((message) => message.content);
    expect(texts).not.toContain(REPLY.text);
  });

  test('a press may put its answer in the place of the private message', async () => {
    const rows: Message['rows'] = [
      [{ kind: 'button', id: 'bell|yes|-|', label: 'Yes', style: 'primary' }],
    ];
    respond = (responder) => responder.answer({ text: 'Shall I?', rows }, 'private');
    const asked = await useSit();
    respond = (responder) => responder.replace(REPLY);
    const messageId = asked.original?.id ?? '';
    await bot.world.pressButton(bot.personNamed('Ben'), messageId, 'bell|yes|-|');
    expect(asked.original).toMatchObject({ content: REPLY.text, components: [] });
  });

  test('an answer that was lost on the way is sent again, and shown once', async () => {
    const path = /^\/interactions\//;
    const outcome = { kind: 'dropped' } as const;
    bot.standin.faults.add({ kind: 'rest', path, times: 1, work: 'undone', outcome });
    const { state } = await useSit();
    expect(state).toMatchObject({ phase: 'replied', message: { content: REPLY.text } });
  });

  test('an answer that Discord refuses is logged, without the interaction’s token', async () => {
    const path = /^\/interactions\//;
    const outcome = { kind: 'status', status: 404, body: { code: 10_062, message: 'Unknown' } };
    const fault = { kind: 'rest', path, times: 1, work: 'undone' } as const;
    bot.standin.faults.add({ ...fault, outcome: { ...outcome, kind: 'status' } });
    const { promise: done, resolve: isDone } = Promise.withResolvers<undefined>();
    respond = async (responder) => {
      await responder.answer(REPLY, 'private');
      isDone(undefined);
    };
    void useSit();
    await done;
    const [entry] = bot.log.entries;
    expect(entry).toMatchObject({ level: 'warn', fields: { code: 10_062 } });
    expect(JSON.stringify(bot.log.entries)).not.toMatch(/callback|webhooks/);
  });

  test('a handler that fails is logged and does no more harm', async () => {
    respond = async () => {
      respond = (responder) => responder.answer(REPLY, 'private');
      throw new Error('a mistake in the app');
    };
    void useSit();
    const { state } = await useSit();
    expect(state.phase).toBe('replied');
    expect(bot.log.entries).toMatchObject([{ level: 'error' }]);
  });
});

const shown = (text: string): Message => ({ text, rows: [] });

describe('an answer that takes minutes', () => {
  test.each(['at once', 'after a deferral'])(
    'is answered %s and then edited, no faster than Discord takes it',
    async (when) => {
      const { promise: done, resolve: isDone } = Promise.withResolvers<boolean[]>();
      respond = async (responder) => {
        if (when !== 'at once') await responder.defer('private');
        await responder.answer(shown('I begin.'), 'private');
        const steps = Array.from({ length: 100 }, (_, step) => `${step} of 100`);
        const updates = [...steps, 'It is there.'].map((text) => responder.update(shown(text)));
        isDone(await Promise.all(updates));
      };
      const interaction = await useSit();
      expect(new Set(await done)).toEqual(new Set([true]));
      const edits = bot.standin.requests.matching('PATCH', /^\/webhooks\//);
      const texts = edits.map(({ body }) => (body as { content: string }).content);
      const steps = ['0 of 100', 'It is there.'];
      expect(texts).toEqual(when === 'at once' ? steps : ['I begin.', ...steps]);
      expect(interaction.original).toMatchObject({ content: 'It is there.', flags: 64 });
    },
  );

  test.each([10_008, 10_015, 50_027])('that is gone (%d) is asked for once', async (code) => {
    const { promise: done, resolve: isDone } = Promise.withResolvers<boolean[]>();
    const outcome = { kind: 'status', status: 404, body: { code, message: 'Gone' } } as const;
    respond = async (responder) => {
      await responder.answer(REPLY, 'private');
      const path = /^\/webhooks\//;
      bot.standin.faults.add({ kind: 'rest', path, times: 9, work: 'undone', outcome });
      const first = await responder.update(shown('Half is done.'));
      isDone([first, await responder.update(shown('It is there.'))]);
    };
    void useSit();
    expect(await done).toEqual([false, false]);
    const edits = bot.standin.requests.matching('PATCH', /^\/webhooks\//);
    expect(edits).toHaveLength(1);
    expect(bot.log.entries).toMatchObject([{ level: 'warn', fields: { code } }]);
  });
});

describe('files in an answer', () => {
  const bytes = new TextEncoder().encode('a,b\n1,2\n');
  const files = [{ name: 'people.csv', bytes, altText: 'How many people came' }];

  test.each(['at once', 'after a deferral'])('they go with it %s', async (when) => {
    const { promise: done, resolve: isDone } = Promise.withResolvers<undefined>();
    respond = async (responder) => {
      if (when !== 'at once') await responder.defer('private');
      await responder.answer({ ...REPLY, files }, 'private');
      isDone(undefined);
    };
    const interaction = await useSit();
    await done;
    expect(interaction.original?.attachments).toMatchObject([
      { filename: 'people.csv', description: 'How many people came' },
    ]);
    expect([...(interaction.original?.attachments[0]?.bytes ?? [])]).toEqual([...bytes]);
  });

  test('many bytes come after a first answer, which must be there within 3 s', async () => {
    const sound = { name: 'kindness.opus', bytes: new Uint8Array(9_000_000) };
    const { promise: done, resolve: isDone } = Promise.withResolvers<undefined>();
    respond = async (responder) => {
      await responder.answer({ ...REPLY, files: [sound, sound] }, 'private');
      isDone(undefined);
    };
    const interaction = await useSit();
    await done;
    expect(bot.standin.requests.matching('PATCH', /^\/webhooks\//)).toHaveLength(1);
    expect(interaction.original).toMatchObject({ content: REPLY.text, flags: 64 });
    expect(interaction.original?.attachments.map(({ sizeBytes }) => sizeBytes)).toEqual([
      9_000_000, 9_000_000,
    ]);
  });
});

describe('where the bot does not serve', () => {
  test('another server gets one calm sentence', async () => {
    const other = bot.world.createGuild('Elsewhere', 0n);
    const room = bot.world.createChannel(other.id, { kind: 'text', name: 'general' });
    await bot.gateway.registerCommands(other.id as typeof bot.guildId, [SIT]);
    const eve = bot.world.createUser('Eve', false);
    bot.world.addMember(other.id, eve.id, []);
    const { state } = await bot.world.runCommand(eve.id, room.id, 'sit', null, { minutes: 10 });
    expect(received).toEqual([]);
    expect(state).toMatchObject({
      phase: 'replied',
      message: { content: outsideText('otherServer', 'en'), flags: 64 },
    });
  });
});

function flagsOf(state: object): number | null {
  return 'message' in state ? (state.message as { flags: number }).flags : null;
}
