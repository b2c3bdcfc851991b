/** Serves the practice room's page on this machine's loopback, and keeps every open page told. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { WebSocketServer } from 'ws';
import { fileAnswer } from './file-answer.ts';
import { handOverAnswer } from './hand-over-answer.ts';
import { readPageFiles } from './page-files.ts';
import { isOwnHost, isOwnPage, mayOpenSocket, SECURITY_HEADERS } from './page-guard.ts';
import type { PracticeReading, StoryStarter } from './page-reading.ts';
import { listenToRooms } from './page-sound.ts';
import { createStory } from './page-story.ts';
import { clockView, Visitor } from './page-visitor.ts';
import type { PracticeClock } from './practice-clock.ts';
import type { VoiceServer } from './voice-gateway.ts';
import type { World } from './world.ts';
import type { Message } from './world/entities.ts';
import type { WorldEvents } from './world/world-events.ts';

const HOST = '127.0.0.1';

/** How often, in real time, the bot's mind and the sound of the room are looked at. */
const LOOK_EVERY_MS = 200;

/** The pages' own clocks run on by themselves; this often they are set right. */
const CLOCK_EVERY_MS = 5_000;

/** Changes of people and channels that come together are told together. */
const GATHER_MS = 20;

export interface PageServerOptions {
  readonly world: World;
  readonly voiceServer: Pick<VoiceServer, 'onFrame'>;
  readonly clock: PracticeClock;
  /** Any free port if left out. */
  readonly port?: number;
  readonly reader: () => PracticeReading;
  readonly starter: StoryStarter;
  /** The zone of the timetable, Los Angeles if left out. */
  readonly zone?: string;
  /** Told, in a developer's words, of actions that the world refused. */
  readonly onTrouble?: (cause: unknown) => void;
}

export interface PageServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  close(): Promise<void>;
}

/** Rejects when the port is taken. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const port = { number: options.port ?? 0 };
  const app = createPageApp(await readPageFiles(), port, options);
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void listener(request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/socket' || !mayOpenSocket(request, port.number)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened));
  });
  server.listen(port.number, HOST);
  await once(server, 'listening');
  port.number = (server.address() as AddressInfo).port;
  const stopTelling = keepTold(sockets, options);

  return {
    url: `http://${HOST}:${port.number}/`,
    async close() {
      stopTelling();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function createPageApp(
  files: Awaited<ReturnType<typeof readPageFiles>>,
  port: { readonly number: number },
  { world, onTrouble = () => undefined }: Pick<PageServerOptions, 'world' | 'onTrouble'>,
): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (!isOwnHost(context.req.header('host'), port.number)) return context.text('Forbidden', 403);
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value);
    context.header('Cache-Control', 'no-store');
    return undefined;
  });
  app.get('/files/:channelId/:fileId/:name', (context) =>
    fileAnswer(world, context.req.param('fileId'), context.req.raw),
  );
  app.post('/hand-over/:name', async (context) => {
    const { host, origin } = context.req.header();
    if (!isOwnPage({ host, origin }, port.number)) return context.text('Forbidden', 403);
    return handOverAnswer(world, context.req.param('name'), context.req.raw, onTrouble);
  });
  app.get('/:name?', (context) => {
    const file = files.get(context.req.param('name') ?? 'index.html');
    if (file === undefined) return context.notFound();
    return context.body(file.text, 200, { 'Content-Type': file.contentType });
  });
  return app;
}

/** Tells every open page what happens, until the function returned is called. */
function keepTold(sockets: WebSocketServer, options: PageServerOptions): () => void {
  const { world, clock, reader, starter } = options;
  const sound = listenToRooms(options.voiceServer);
  const visitors = new Set<Visitor>();
  const tellAll = (...news: Parameters<Visitor['tell']>) => {
    for (const visitor of visitors) visitor.tell(...news);
  };
  const story = createStory({
    world,
    clock,
    reader,
    starter,
    onChange: (view) => tellAll({ type: 'story', story: view }),
  });
  const zone = options.zone ?? 'America/Los_Angeles';
  const onTrouble = options.onTrouble ?? (() => undefined);
  const ports = { world, clock, reader, sound, story, zone, onTrouble };
  sockets.on('connection', (socket) => {
    const visitor = new Visitor(ports, socket);
    visitors.add(visitor);
    // A page that breaks off is closed right after, and that is all there is to know.
    socket.on('error', () => undefined);
    socket.on('close', () => visitors.delete(visitor));
  });

  const told = { reading: '', roomId: sound.soundingRoomId() };
  const looking = setInterval(() => {
    story.look();
    world.scheduledEvents.settle();
    if (visitors.size === 0) return;
    const reading = reader();
    const json = JSON.stringify(reading);
    if (json !== told.reading) tellAll({ type: 'reading', reading });
    told.reading = json;
    const roomId = sound.soundingRoomId();
    if (roomId !== told.roomId) tellAll({ type: 'sounding', roomId });
    told.roomId = roomId;
  }, LOOK_EVERY_MS);
  const tellClock = () => tellAll({ type: 'clock', clock: clockView(clock) });
  const ticking = setInterval(tellClock, CLOCK_EVERY_MS);
  const stops = [
    followWorld(world, visitors),
    clock.onChange(tellClock),
    sound.onPacket((frame) => {
      for (const visitor of visitors) visitor.hear(frame);
    }),
  ];
  return () => {
    clearInterval(looking);
    clearInterval(ticking);
    for (const stop of stops) stop();
    story.close();
    sound.close();
  };
}

const DIRECTORY_EVENTS = [
  'guildAdded',
  'roleCreated',
  'roleUpdated',
  'roleDeleted',
  'channelCreated',
  'channelUpdated',
  'channelDeleted',
  'threadCreated',
  'threadUpdated',
  'threadDeleted',
  'threadMembersChanged',
  'userUpdated',
  'memberAdded',
  'memberUpdated',
  'memberRemoved',
  'voiceStatusChanged',
  'voiceStateChanged',
  'commandsWritten',
  'scheduledEventCreated',
  'scheduledEventUpdated',
  'scheduledEventDeleted',
] as const satisfies readonly (keyof WorldEvents)[];

function followWorld(world: World, visitors: ReadonlySet<Visitor>): () => void {
  let gathering: NodeJS.Timeout | null = null;
  const stops: (() => void)[] = [];
  function follow<Name extends keyof WorldEvents>(
    name: Name,
    listener: (...event: WorldEvents[Name]) => void,
  ): void {
    // Node's types can't tell that a listener of a generic name fits that name.
    const emitter = world as unknown as NodeJS.EventEmitter;
    const untyped = listener as (...event: unknown[]) => void;
    emitter.on(name, untyped);
    stops.push(() => emitter.off(name, untyped));
  }
  const tellDirectory = () => {
    gathering ??= setTimeout(() => {
      gathering = null;
      for (const visitor of visitors) visitor.tellDirectory();
    }, GATHER_MS);
  };
  /** A message in a thread is counted in the list, and on the message that it began with. */
  const tellThread = ({ channelId }: Message) => {
    if (world.channelById.get(channelId)?.kind !== 'thread') return;
    tellDirectory();
    const start = world.messages.find(channelId);
    if (start === null) return;
    for (const visitor of visitors) visitor.tellMessage(start);
  };
  for (const name of DIRECTORY_EVENTS) follow(name, tellDirectory);
  for (const name of ['messagePosted', 'messageEdited'] as const) {
    follow(name, (message) => {
      for (const visitor of visitors) visitor.tellMessage(message);
      tellThread(message);
    });
  }
  follow('messageDeleted', (message) => {
    const messageId = message.id;
    for (const visitor of visitors) visitor.tell({ type: 'messageGone', messageId });
    tellThread(message);
  });
  follow('interactionChanged', (interaction) => {
    for (const visitor of visitors) visitor.tellPrivate(interaction);
  });
  return () => {
    if (gathering) clearTimeout(gathering);
    for (const stop of stops) stop();
  };
}
