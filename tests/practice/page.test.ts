import { request } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { PracticeReading } from '../../src/practice/page-reading.ts';
import { startPageServer, type PageServer } from '../../src/practice/page-server.ts';
import { words } from '../../src/practice/page/words.ts';
import { createPracticeClock, type PracticeClock } from '../../src/practice/practice-clock.ts';
import type { HeardFrame } from '../../src/practice/voice-gateway.ts';
import { createSampleWorld, type World } from '../../src/practice/world.ts';
import { EPHEMERAL } from '../../src/practice/world/entities.ts';
import { openPage, type PageClient } from './page-client.ts';

const START_MS = Date.UTC(2026, 9, 5, 13, 50);
const BUTTON = { type: 2, style: 1, label: 'Wait', custom_id: 'hold' };
const MENU = {
  type: 3,
  custom_id: 'choice',
  placeholder: 'Choose',
  options: [{ label: 'Silence', value: 'silence:10', description: 'with a bell' }],
};
const CONTROLS = [
  { type: 1, components: [MENU] },
  { type: 1, components: [BUTTON] },
];

const MANILA = { zone: 'Asia/Manila', locale: 'en-US' };

let world: World;
let clock: PracticeClock;
let server: PageServer;
let page: PageClient;
let reading: PracticeReading;
let storiesBegun: number;
const hearers = new Set<(frame: HeardFrame) => void>();
const troubles: unknown[] = [];

beforeEach(async () => {
  troubles.length = 0;
  storiesBegun = 0;
  reading = { botState: 'ready', session: null };
  clock = createPracticeClock({ startMs: START_MS, isSounding: () => false });
  world = createSampleWorld(clock);
  server = await startPageServer({
    world,
    clock,
    voiceServer: {
      onFrame(listener) {
        hearers.add(listener);
        return () => hearers.delete(listener);
      },
    },
    reader: () => reading,
    starter: {
      beginStory: () => {
        storiesBegun += 1;
        return Promise.resolve();
      },
    },
    onTrouble: (cause) => troubles.push(cause),
  });
  page = await openPage(server.url);
});

afterEach(async () => {
  page.close();
  world.interactions.close();
  await server.close();
  clock.close();
  expect(hearers.size).toBe(0);
});

function idOf(name: string): string {
  const person = page.directory().people.find((each) => each.name === name);
  if (!person) throw new Error(`Nobody is called ${name}.`);
  return person.id;
}

function hear(isSilence = false): void {
  const frame: HeardFrame = {
    guildId: world.firstGuild().id,
    channelId: world.channelNamed('Practice hall').id,
    userId: world.bot.id,
    sequence: 1,
    timestamp: 960,
    arrivedAtMs: performance.now(),
    opus: new Uint8Array([1, 2, 3]),
    encrypted: 'dave',
    isSilence,
  };
  for (const listener of hearers) listener(frame);
}

interface Status {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

async function get(path: string, headers: Record<string, string> = {}): Promise<Status> {
  const asked = request(new URL(path, server.url), { headers });
  asked.end();
  const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

describe('what it serves', () => {
  test('the page, and its code without types, to this machine only', async () => {
    const home = await get('/');
    expect(home).toMatchObject({ status: 200 });
    expect(home.headers['content-security-policy']).toContain("script-src 'self'");
    const code = await get('/room.ts');
    expect(code.headers['content-type']).toContain('text/javascript');
    expect(code.text).not.toContain('interface ');
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });

  test.each(['/protocol.js', '/tsconfig.json', '/../page-server.ts', '/%2e%2e%2fworld.ts'])(
    'nothing else: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test('a name that was pointed at this machine gets nothing', async () => {
    expect((await get('/', { host: 'practice.example' })).status).toBe(403);
  });

  test.each([
    ['another site', { origin: 'http://practice.example' }],
    ['a site on another port', { origin: 'http://127.0.0.1:1' }],
    ['nobody in particular', {}],
  ])('%s opens no socket', async (_, headers) => {
    const socket = new WebSocket(new URL('/socket', server.url.replace('http', 'ws')), { headers });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
  });
});

describe('what a page is told', () => {
  test('everything at first, as the first volunteer', async () => {
    const { directory, messages, zone } = await page.told('everything');
    expect(zone).toBe('America/Los_Angeles');
    expect(directory.youId).toBe(idOf('Ben'));
    const channels = directory.channels.map(({ name, kind, isOpen }) => [name, kind, isOpen]);
    expect(channels).toEqual([
      ['announcements', 'text', true],
      ['coordinators', 'text', false],
      ['teachers', 'text', false],
      ['Practice hall', 'room', true],
    ]);
    expect(directory.people.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'Bellkeeper bot',
      'Ana teacher',
      'Ben volunteer',
      'Chloe coordinator',
      'Dev participant',
    ]);
    expect(messages.map(({ authorId }) => authorId)).toEqual([idOf('Chloe')]);
  });

  test('a channel that is closed to one person shows its messages to another', async () => {
    const { id } = world.channelNamed('coordinators');
    const told = world.postAs(idOf('Chloe'), id, 'Only for us');
    expect(await page.ask({ type: 'be', personId: idOf('Chloe') })).toEqual({ kind: 'done' });
    expect(page.message(told.id)?.text).toBe('Only for us');
    await page.ask({ type: 'be', personId: idOf('Ben') });
    page.forget();
    world.messages.edit(told, { content: 'Changed' });
    await page.ask({ type: 'setSpeed', speed: 20 });
    expect(page.message(told.id)).toBeNull();
    expect(page.directory().channels[1]?.openTo.map(({ name }) => name)).toEqual(['Chloe']);
  });

  test('messages with their controls, changed and removed', async () => {
    const hall = world.channelNamed('Practice hall');
    const draft = { content: '**Hello**', components: CONTROLS };
    const posted = world.messages.post(hall.id, world.bot.id, draft);
    const { message } = await page.told('message');
    expect(message).toMatchObject({ text: '**Hello**', isPrivate: false });
    expect(message.atMs - START_MS).toBeLessThan(60_000);
    expect(message.rows.flat()).toMatchObject([
      { kind: 'menu', id: 'choice', options: [{ label: 'Silence', description: 'with a bell' }] },
      { kind: 'button', id: 'hold', label: 'Wait', style: 'primary' },
    ]);
    world.messages.edit(posted, { content: 'Bye', components: [] });
    await page.told('message', (news) => news.message.text === 'Bye');
    world.messages.delete(posted);
    expect((await page.told('messageGone')).messageId).toBe(posted.id);
  });

  test('what the bot thinks, when it thinks something new', async () => {
    reading = { botState: 'gone', session: null };
    expect((await page.told('reading')).reading.botState).toBe('gone');
  });

  test('which room sounds, and its packets to those who listen', async () => {
    hear();
    expect((await page.told('sounding')).roomId).toBe(world.channelNamed('Practice hall').id);
    expect(page.packets).toHaveLength(0);
    await page.ask({ type: 'listen', isOn: true });
    hear(true);
    hear();
    await page.heard(1);
    expect([...(page.packets[0] ?? [])]).toEqual([0, 0, 3, 192, 1, 2, 3]);
  });
});

describe('what a page can do', () => {
  test('people come, join, leave and go', async () => {
    const hall = world.channelNamed('Practice hall').id;
    await page.ask({ type: 'addPerson', kind: 'teacher', name: ' Mira ', ...MANILA });
    await page.told('directory', ({ directory }) => directory.people.length === 6);
    const mira = idOf('Mira');
    await page.ask({ type: 'join', personId: mira, channelId: hall });
    expect(world.firstGuild().voiceStateByUserId.get(mira)?.channelId).toBe(hall);
    await page.ask({ type: 'leave', personId: mira });
    expect(world.firstGuild().voiceStateByUserId.size).toBe(0);
    await page.ask({ type: 'join', personId: mira, channelId: hall });
    await page.ask({ type: 'removePerson', personId: mira });
    expect(world.firstGuild().voiceStateByUserId.size).toBe(0);
    expect(world.firstGuild().memberByUserId.has(mira)).toBe(false);
  });

  test('whoever is removed is acted as no longer', async () => {
    const ben = idOf('Ben');
    page.forget();
    await page.ask({ type: 'removePerson', personId: ben });
    const { directory } = await page.told('everything');
    expect(directory.youId).not.toBe(ben);
    expect(directory.youId).not.toBe(world.bot.id);
  });

  test('a button is pressed, and the private answer is seen by its person only', async () => {
    const other = await openPage(server.url);
    await other.ask({ type: 'be', personId: idOf('Dev') });
    const hall = world.channelNamed('Practice hall');
    const posted = world.messages.post(hall.id, world.bot.id, {
      content: '-',
      components: CONTROLS,
    });
    world.once('interactionStarted', (interaction) => {
      expect(interaction.data['custom_id']).toBe('hold');
      world.interactions.deferReply(interaction, EPHEMERAL);
      world.interactions.editOriginal(interaction, { content: 'I wait.' });
    });
    const press = { type: 'press', messageId: posted.id, controlId: 'hold' } as const;
    expect(await page.ask(press)).toEqual({ kind: 'done' });
    const told = await page.told('message', ({ message }) => message.text === 'I wait.');
    expect(told.message).toMatchObject({ isPrivate: true, isThinking: false });
    await other.ask({ type: 'setSpeed', speed: 20 });
    expect(other.message(told.message.id)).toBeNull();
    other.close();
  });

  test('a menu is used, and a form that opens is sent', async () => {
    const hall = world.channelNamed('Practice hall');
    const posted = world.messages.post(hall.id, world.bot.id, {
      content: '-',
      components: CONTROLS,
    });
    world.once('interactionStarted', (interaction) => {
      const input = { type: 4, custom_id: 'why', label: 'Why', style: 2, max_length: 100 };
      const components = [{ type: 1, components: [input] }];
      world.interactions.ask(interaction, { customId: 'form', title: 'A question', components });
    });
    const choose = { messageId: posted.id, controlId: 'choice', values: ['silence:10'] };
    const answer = await page.ask({ type: 'choose', ...choose });
    if (answer.kind !== 'form') throw new Error(`Expected a form, got ${answer.kind}.`);
    expect(answer.form).toMatchObject({
      title: 'A question',
      fields: [{ id: 'why', label: 'Why', kind: 'paragraph', mostCharacters: 100 }],
    });
    const sent = once(world, 'interactionStarted');
    const { interactionId } = answer.form;
    const done = page.ask({ type: 'submitForm', interactionId, values: { why: 'Because' } });
    const [interaction] = await sent;
    expect(JSON.stringify(interaction.data)).toContain('Because');
    world.interactions.reply(interaction, { content: 'Thank you', flags: EPHEMERAL });
    expect(await done).toEqual({ kind: 'done' });
  });

  test('a command is completed and used', async () => {
    const options = [
      { type: 3, name: 'recording', description: 'Which', required: true, autocomplete: true },
    ];
    const guildId = world.firstGuild().id;
    world.commands.create(guildId, { name: 'play', description: 'Play it', options });
    await page.told('directory');
    expect(page.directory().commands).toMatchObject([
      { name: 'play', subcommand: null, options: [{ name: 'recording', completes: true }] },
    ]);
    world.on('interactionStarted', (interaction) => {
      if (interaction.kind === 'autocomplete') {
        world.interactions.offer(interaction, [{ name: 'Kindness', value: 'kindness' }]);
      } else {
        world.interactions.reply(interaction, { content: 'It begins.' });
      }
    });
    const channelId = world.channelNamed('Practice hall').id;
    const use = { channelId, name: 'play', subcommand: null, options: { recording: 'ki' } };
    expect(await page.ask({ type: 'complete', ...use, option: 'recording' })).toEqual({
      kind: 'choices',
      choices: [{ name: 'Kindness', value: 'kindness' }],
    });
    expect(await page.ask({ type: 'command', ...use })).toEqual({ kind: 'done' });
    const { message } = await page.told('message', (news) => news.message.answers !== null);
    expect(message.answers).toEqual({ personId: idOf('Ben'), command: 'play' });
  });

  test('the clock is hurried and skipped to just before the next thing', async () => {
    await page.ask({ type: 'setSpeed', speed: 20 });
    await page.told('clock', (news) => news.clock.runningSpeed === 20);
    await page.ask({ type: 'setSpeed', speed: 1 });
    const nextAtMs = START_MS + 3_600_000;
    const session = { name: 'n', phase: 'waiting', phaseWords: 'w', why: '', next: null, log: [] };
    reading = { botState: 'ready', session: { ...session, nextAtMs } };
    expect(await page.ask({ type: 'skip' })).toEqual({ kind: 'done' });
    expect(nextAtMs - clock.nowMs()).toBeGreaterThan(0);
    expect(nextAtMs - clock.nowMs()).toBeLessThanOrEqual(3_000);
  });

  test('a story brings two people into the room, and makes the page the volunteer', async () => {
    await page.ask({
      type: 'join',
      personId: idOf('Ana'),
      channelId: world.channelNamed('Practice hall').id,
    });
    page.forget();
    expect(await page.ask({ type: 'beginStory' })).toEqual({ kind: 'done' });
    expect(storiesBegun).toBe(1);
    const { directory } = await page.told('everything');
    const hall = world.channelNamed('Practice hall').id;
    const inRoom = directory.people.filter(({ roomId }) => roomId === hall);
    expect(inRoom.map(({ name }) => name)).toEqual(['Alice', 'Vera']);
    expect(directory.youId).toBe(inRoom[1]?.id);
    expect(clock.speed).toBe(20);
  });
});

describe('what can not be done is answered in words', () => {
  const { refusals } = words;

  test.each([
    ['no JSON', 'hello'],
    ['no request', '{"requestId":1}'],
    ['an unknown action', '{"requestId":1,"action":{"type":"format"}}'],
    ['a wrong field', '{"requestId":1,"action":{"type":"setSpeed","speed":"fast"}}'],
    ['a speed that is not offered', '{"requestId":1,"action":{"type":"setSpeed","speed":4000}}'],
    ['an inherited name', '{"requestId":1,"action":{"type":"constructor"}}'],
  ])('%s', async (_, data) => {
    page.sendRaw(data);
    const { answer } = await page.told('answer');
    expect(answer).toEqual({ kind: 'not', words: refusals.unclear });
  });

  test('things that are gone or closed', async () => {
    const closed = world.channelNamed('coordinators').id;
    const open = world.channelNamed('announcements').id;
    const addition = { type: 'addPerson', kind: 'teacher', name: 'Mira', ...MANILA } as const;
    const change = {
      type: 'changePerson',
      personId: idOf('Ben'),
      takesMessages: true,
      ...MANILA,
    } as const;
    const cases: [Parameters<PageClient['ask']>[0], string][] = [
      [{ type: 'be', personId: '1' }, refusals.personGone],
      [{ type: 'be', personId: world.bot.id }, refusals.personGone],
      [{ type: 'removePerson', personId: world.bot.id }, refusals.personGone],
      [{ type: 'join', personId: idOf('Ben'), channelId: '1' }, refusals.channelGone],
      [{ type: 'join', personId: idOf('Ben'), channelId: open }, refusals.notARoom],
      [{ type: 'write', channelId: closed, text: 'hi' }, refusals.cannotSee],
      [{ type: 'write', channelId: open, text: '  ' }, refusals.nothingWritten],
      [{ type: 'write', channelId: open, text: 'x'.repeat(2_001) }, refusals.tooLong],
      [{ type: 'press', messageId: '1', controlId: 'hold' }, refusals.notHere],
      [{ ...addition, name: 'x'.repeat(33) }, refusals.nameTooLong],
      [{ ...addition, zone: 'Mars/Olympus' }, refusals.zoneUnknown],
      [{ ...addition, locale: 'xx' }, refusals.languageUnknown],
      [{ ...change, personId: '1' }, refusals.personGone],
      [{ ...change, zone: '' }, refusals.zoneUnknown],
      [{ type: 'skip' }, refusals.nothingNext],
      [{ type: 'submitForm', interactionId: '1', values: {} }, refusals.failed],
    ];
    for (const [action, why] of cases) {
      expect(await page.ask(action)).toEqual({ kind: 'not', words: why });
    }
    expect(troubles).toHaveLength(1);
  });

  test('a bot that does not answer', async () => {
    world.interactions.answerWithinMs = 10;
    world.commands.create(null, { name: 'status', description: 'How it is' });
    const channelId = world.channelNamed('announcements').id;
    const use = { channelId, name: 'status', subcommand: null, options: {} };
    const answer = await page.ask({ type: 'command', ...use });
    expect(answer).toEqual({ kind: 'not', words: refusals.botSilent });
  });

  test('no skip and no story while something sounds', async () => {
    hear();
    const lasts = { kind: 'not', words: refusals.soundLasts };
    expect(await page.ask({ type: 'skip' })).toEqual(lasts);
    expect(await page.ask({ type: 'beginStory' })).toEqual(lasts);
    expect(storiesBegun).toBe(0);
  });
});
