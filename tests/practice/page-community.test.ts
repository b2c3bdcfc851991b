/** What a page is told of threads, messages to one person, files, events and languages. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startPageServer, type PageServer } from '../../src/practice/page-server.ts';
import { words } from '../../src/practice/page/words.ts';
import { createPracticeClock, type PracticeClock } from '../../src/practice/practice-clock.ts';
import type { Attachment } from '../../src/practice/world/entities.ts';
import { createSampleWorld, type World } from '../../src/practice/world.ts';
import { openPage, type PageClient } from './page-client.ts';
import { personNamed } from './rest-client.ts';

const START_MS = Date.UTC(2026, 9, 5, 13, 50);
const HOUR_MS = 3_600_000;

let world: World;
let clock: PracticeClock;
let server: PageServer;
let page: PageClient;

beforeEach(async () => {
  clock = createPracticeClock({ startMs: START_MS, isSounding: () => false });
  world = createSampleWorld(clock);
  server = await startPageServer({
    world,
    clock,
    voiceServer: { onFrame: () => () => undefined },
    reader: () => ({ botState: 'ready', session: null }),
    starter: { beginStory: () => Promise.resolve() },
  });
  page = await openPage(server.url);
});

afterEach(async () => {
  page.close();
  world.interactions.close();
  await server.close();
  clock.close();
});

const channelNames = () => page.directory().channels.map(({ name }) => name);
const be = (name: string) => page.ask({ type: 'be', personId: personNamed(world, name) });

test('a thread stands under its channel, and is counted there and on its message', async () => {
  const { id: parentId } = world.channelNamed('announcements');
  const message = world.messages.post(parentId, world.bot.id, { content: 'It begins soon.' });
  const thread = world.threads.start(message, world.bot.id, { name: 'Who comes' });
  world.messages.post(thread.id, world.bot.id, { content: `<@${personNamed(world, 'Ben')}>` });
  const told = await page.told('message', (news) => news.message.thread?.messageCount === 1);
  expect(told.message).toMatchObject({ id: message.id, thread: { name: 'Who comes' } });
  await page.told('directory', ({ directory }) =>
    directory.channels.some((channel) => channel.thread?.isJoined === true),
  );
  expect(page.directory().channels.at(-1)).toMatchObject({
    id: thread.id,
    kind: 'thread',
    isOpen: true,
    thread: { parentId, messageCount: 1, isArchived: false },
  });
  const opening = page.news.flatMap((news) => (news.type === 'message' ? [news.message] : []));
  expect(opening.find(({ channelId }) => channelId === thread.id)).toMatchObject({
    text: 'It begins soon.',
    authorId: world.bot.id,
    opensThread: true,
  });
  expect(await page.ask({ type: 'write', channelId: thread.id, text: 'I do' })).toEqual({
    kind: 'done',
  });
});

test('a thread of a closed channel is told to those who see the channel', async () => {
  const { id } = world.channelNamed('teachers');
  const message = world.messages.post(id, world.bot.id, { content: 'Who teaches?' });
  world.threads.start(message, world.bot.id, { name: 'Monday' });
  await be('Ben');
  expect(channelNames()).not.toContain('Monday');
  await be('Ana');
  expect(channelNames()).toContain('Monday');
});

test('messages to one person are told to nobody else', async () => {
  const dev = personNamed(world, 'Dev');
  const { id } = world.openDirectChannel(dev);
  const message = world.messages.post(id, world.bot.id, { content: 'Your session moves.' });
  await page.ask({ type: 'setSpeed', speed: 20 });
  expect(page.message(message.id)).toBeNull();
  await be('Dev');
  expect(page.message(message.id)?.text).toBe('Your session moves.');
  const direct = page.directory().channels.find(({ kind }) => kind === 'direct');
  expect(direct?.id).toBe(id);
});

test('a person is somewhere, reads something, and may take no messages', async () => {
  const ben = personNamed(world, 'Ben');
  const places = page.directory().people.map(({ name, zone }) => [name, zone]);
  expect(Object.fromEntries(places)).toMatchObject({
    Ana: 'America/New_York',
    Ben: 'Europe/London',
    Chloe: 'America/Los_Angeles',
    Dev: 'Asia/Manila',
  });
  const home = { zone: 'Europe/Berlin', locale: 'de', takesMessages: false };
  await page.ask({ type: 'changePerson', personId: ben, ...home });
  const { directory } = await page.told('directory');
  expect(directory.people.find(({ id }) => id === ben)).toMatchObject(home);
  expect(world.user(ben)).toMatchObject({ zone: 'Europe/Berlin', acceptsDirectMessages: false });
  const added = { kind: 'participant', name: 'Lena', zone: 'Asia/Tokyo', locale: 'fr' } as const;
  await page.ask({ type: 'addPerson', ...added });
  expect(world.user(personNamed(world, 'Lena'))).toMatchObject({
    zone: 'Asia/Tokyo',
    locale: 'fr',
  });
});

test('commands are offered in the language of the person, and used by their own names', async () => {
  const options = [
    {
      type: 1,
      name: 'move',
      name_localizations: { de: 'verschieben' },
      description: 'Moves a session',
      options: [
        {
          type: 3,
          name: 'why',
          description: 'The reason',
          name_localizations: { de: 'warum' },
          choices: [{ name: 'Holiday', value: 'h', name_localizations: { de: 'Feiertag' } }],
        },
      ],
    },
  ];
  const schedule = { name: 'schedule', description: 'The timetable', options };
  world.commands.create(world.firstGuild().id, {
    ...schedule,
    name_localizations: { de: 'zeitplan' },
  });
  await page.told('directory');
  expect(page.directory().commands[0]).toMatchObject({ title: '/schedule move' });
  world.setLocale(personNamed(world, 'Ben'), 'de');
  await page.told('directory', ({ directory }) =>
    directory.commands.some(({ title }) => title === '/zeitplan verschieben'),
  );
  expect(page.directory().commands[0]).toMatchObject({
    name: 'schedule',
    subcommand: 'move',
    isForMessages: false,
    options: [{ name: 'why', label: 'warum', choices: [{ name: 'Feiertag', value: 'h' }] }],
  });
});

test('a picture comes with its alt text, and files are served to this machine', async () => {
  const { id: channelId } = world.channelNamed('announcements');
  const file = (filename: string, contentType: string): Attachment => ({
    id: world.ids.next(),
    filename,
    contentType,
    sizeBytes: 3,
    description: filename.endsWith('png') ? 'Most come on Monday.' : null,
    widthPx: null,
    heightPx: null,
    bytes: Buffer.from('abc'),
  });
  const attachments = [file('map.png', 'image/png'), file('page.html', 'text/html')];
  world.messages.post(channelId, world.bot.id, { content: '', attachments });
  const { message } = await page.told('message');
  expect(message.files).toMatchObject([
    { name: 'map.png', isPicture: true, description: 'Most come on Monday.' },
    { name: 'page.html', isPicture: false },
  ]);
  const [picture, table] = await Promise.all(
    message.files.map(({ url }) => fetch(new URL(url, server.url))),
  );
  expect(await picture?.text()).toBe('abc');
  expect(picture?.headers.get('content-type')).toBe('image/png');
  // Whatever a file holds, it runs as no page of its own.
  expect(table?.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(table?.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await fetch(new URL('files/1/2/x', server.url))).status).toBe(404);
});

test('what comes up is told in its order, and leaves when it is over', async () => {
  const guildId = world.firstGuild().id;
  const channelId = world.channelNamed('Practice hall').id;
  const plan = (name: string, inHours: number) =>
    world.scheduledEvents.plan(guildId, world.bot.id, {
      name,
      channelId,
      startsAtMs: START_MS + inHours * HOUR_MS,
    });
  plan('Later', 5);
  const soon = plan('Soon', 1);
  await page.told('directory', ({ directory }) => directory.events.length === 2);
  expect(page.directory().events.map(({ name }) => name)).toEqual(['Soon', 'Later']);
  expect(page.directory().events[0]).toMatchObject({ place: 'Practice hall', isOn: false });
  world.scheduledEvents.change(soon, { status: 2 });
  await page.told('directory', ({ directory }) => directory.events[0]?.isOn === true);
  world.scheduledEvents.change(soon, { status: 3 });
  await page.told('directory', ({ directory }) => directory.events[0]?.name === 'Later');
});

test('the words of numbers', () => {
  expect([0, 1, 2].map((count) => words.messageCount(count))).toEqual([
    '0 messages',
    '1 message',
    '2 messages',
  ]);
  expect([999, 1_499, 999_400, 2_540_000].map((bytes) => words.fileSize(bytes))).toEqual([
    '999 bytes',
    '1 KB',
    '999 KB',
    '2.5 MB',
  ]);
});
