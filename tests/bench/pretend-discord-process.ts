/**
 * The stand-in for Discord in a process of its own, so that what a bench measures in the bot's
 * process is the bot's alone. Deeds come by message, and their results go back the same way.
 */
import { createSocket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createRecorder } from '../../src/practice/listener.ts';
import { startStandin } from '../../src/practice/standin.ts';
import { makeLoopbackCertificate } from '../../src/practice/tls.ts';
import { startVoiceServer, type HeardFrame } from '../../src/practice/voice-gateway.ts';
import { World } from '../../src/practice/world.ts';
import type { Message } from '../../src/practice/world/entities.ts';
import { permissionBits } from '../../src/practice/world/permissions.ts';
import { monotonicMs } from './measure.ts';
import { createTroubleMaker, type Trouble } from './troubles.ts';

export interface PretendDiscordOptions {
  readonly guilds: number;
  readonly token: string;
  /** Added to the machine's clock. */
  readonly offsetMs: number;
  /** How long every answer of the REST API takes. */
  readonly latencyMs: number;
}

export interface PretendGuild {
  readonly guildId: string;
  readonly hallId: string;
  readonly announcementsId: string;
}

/** When a frame came, by the machine's monotonic clock. */
interface Arrival {
  readonly atMs: number;
  readonly sequence: number;
  readonly isSilence: boolean;
  readonly isEncrypted: boolean;
}

const BOT_PERMISSIONS = permissionBits(
  'viewChannel',
  'sendMessages',
  'embedLinks',
  'readMessageHistory',
  'createPublicThreads',
  'sendMessagesInThreads',
  'createEvents',
  'setVoiceChannelStatus',
  'connect',
  'speak',
  'useVoiceActivity',
  'muteMembers',
);
const SOUND_TIMEOUT_MS = 20_000;

// A listener for each room of a bench is meant.
EventEmitter.defaultMaxListeners = 100;

/** Dev listens, Ben is a volunteer, Tia teaches. */
interface People {
  readonly ben: string;
  readonly dev: string;
  readonly tia: string;
}

/** The same names in every guild. */
function addGuild(world: World, name: string): PretendGuild & People {
  const guildId = world.createGuild(name, BOT_PERMISSIONS).id;
  for (const role of ['Teacher', 'Volunteer', 'Coordinator']) {
    world.createRole(guildId, { name: role, isMentionable: true });
  }
  const announcements = world.createChannel(guildId, { kind: 'text', name: 'announcements' });
  world.createChannel(guildId, { kind: 'text', name: 'coordinators' });
  const hall = world.createChannel(guildId, { kind: 'voice', name: 'Practice hall' });
  const ben = world.addPerson({ name: 'Ben', kind: 'volunteer', guildId }).userId;
  const dev = world.addPerson({ name: 'Dev', kind: 'participant', guildId }).userId;
  const tia = world.addPerson({ name: 'Tia', kind: 'teacher', guildId }).userId;
  return { guildId, hallId: hall.id, announcementsId: announcements.id, ben, dev, tia };
}

interface Control {
  readonly custom_id?: string;
  readonly options?: readonly { readonly value: string }[];
  readonly components?: readonly Control[];
}

function controlOf(message: Message, action: string): string | null {
  const rows = message.components as readonly Control[];
  const ids = rows.flatMap(({ components = [] }) => components.map((each) => each.custom_id));
  return ids.find((id) => id?.split('|')[1] === action) ?? null;
}

function firstValueOf(message: Message, id: string): string | null {
  const rows = message.components as readonly Control[];
  const controls = rows.flatMap(({ components = [] }) => components);
  return controls.find(({ custom_id: own }) => own === id)?.options?.[0]?.value ?? null;
}

async function openPretendDiscord(options: PretendDiscordOptions) {
  const world = new World({ nowMs: () => Date.now() + options.offsetMs });
  const certificate = await makeLoopbackCertificate();
  const voiceServer = await startVoiceServer({ certificate });
  const standin = await startStandin({ world, token: options.token, voice: voiceServer });
  if (options.latencyMs > 0) {
    const outcome = { kind: 'delayed', delayMs: options.latencyMs } as const;
    standin.faults.add({ kind: 'rest', path: /./, times: Infinity, work: 'done', outcome });
  }
  const guilds = Array.from({ length: options.guilds }, (_, i) => addGuild(world, `Guild ${i}`));
  const monotonicOffsetMs = monotonicMs() - performance.now();
  let arrivals: Map<string, Arrival[]> | null = null;
  const lastFrameAtMs = new Map<string, number>();
  voiceServer.onFrame((frame) => {
    lastFrameAtMs.set(frame.guildId, frame.arrivedAtMs);
    const row = arrivals?.get(frame.guildId);
    if (row) row.push(arrivalOf(frame));
    else arrivals?.set(frame.guildId, [arrivalOf(frame)]);
  });
  // Datagrams of a bare timer, heard on the same machine and in the same process as the sound.
  const timerSocket = createSocket('udp4');
  let ticks: number[] = [];
  timerSocket.on('message', () => ticks.push(monotonicMs()));
  timerSocket.bind(0, '127.0.0.1');
  await once(timerSocket, 'listening');
  const posted: { channelId: string; content: string; atMs: number }[] = [];
  world.on('messagePosted', ({ channelId, content }) =>
    posted.push({ channelId, content, atMs: monotonicMs() }),
  );

  function arrivalOf(frame: HeardFrame): Arrival {
    const { sequence, isSilence, encrypted, arrivedAtMs } = frame;
    const isEncrypted = encrypted === 'dave' || isSilence;
    return { atMs: arrivedAtMs + monotonicOffsetMs, sequence, isSilence, isEncrypted };
  }

  function guild(index: number) {
    const found = guilds[index];
    if (!found) throw new RangeError(`There is no guild ${index}.`);
    return found;
  }

  function findControl(index: number, action: string): { message: Message; id: string } | null {
    for (const message of [
      ...world.channel(guild(index).hallId).messageById.values(),
    ].toReversed()) {
      const id = message.isDeleted ? null : controlOf(message, action);
      if (id !== null) return { message, id };
    }
    return null;
  }

  async function control(index: number, action: string): Promise<{ message: Message; id: string }> {
    for (;;) {
      const found = findControl(index, action);
      if (found) return found;
      await new Promise((resolve) => world.once('messagePosted', resolve));
    }
  }

  /** Listens from now on; when each frame came, until the one with this sound. */
  async function arrivalsUntil(index: number, opus: Uint8Array): Promise<number[]> {
    const { guildId, hallId } = guild(index);
    const recorder = createRecorder(voiceServer, { guildId, channelId: hallId });
    try {
      const isMeant = (frame: HeardFrame): boolean => Buffer.compare(frame.opus, opus) === 0;
      await recorder.waitForFrame(isMeant, SOUND_TIMEOUT_MS);
      return recorder.frames.map(({ arrivedAtMs }) => arrivedAtMs + monotonicOffsetMs);
    } finally {
      recorder.stop();
    }
  }

  /** Ben takes the first choice of every message in the hall that offers one, as it comes. */
  function keepChoosing(index: number): void {
    const { hallId, ben } = guild(index);
    world.on('messagePosted', (message) => {
      if (message.channelId !== hallId || message.isDeleted) return;
      const id = controlOf(message, 'choose');
      const value = id === null ? null : firstValueOf(message, id);
      // The session may have moved on meanwhile, as it may for anybody.
      if (id !== null && value !== null) void world.selectMenu(ben, message.id, id, [value]);
    });
  }

  const troubleMaker = createTroubleMaker(standin, voiceServer);
  const listening = new Map<number, Promise<number[]>>();
  return {
    describe: () => ({
      apiUrl: standin.apiUrl,
      caPem: certificate.caPem,
      timerPort: timerSocket.address().port,
      guilds,
    }),
    /** Dev enters the practice hall. */
    async enter(index: number) {
      world.joinVoice(guild(index).dev, guild(index).hallId);
    },
    /** Resolves when such a control stands in the hall's chat. */
    async awaitControl(index: number, action: string) {
      await control(index, action);
    },
    async keepChoosing(index: number) {
      keepChoosing(index);
    },
    async trouble(trouble: Trouble, index: number) {
      troubleMaker.make(trouble, guild(index));
    },
    /** Ben presses a control; gives when. Resolves when he sees an answer. */
    async press(index: number, action: string, values: string[] | null) {
      const { message, id } = await control(index, action);
      const pressedAtMs = monotonicMs();
      const { ben } = guild(index);
      const interaction = await (values
        ? world.selectMenu(ben, message.id, id, values)
        : world.pressButton(ben, message.id, id));
      return { pressedAtMs, phase: interaction.state.phase };
    },
    async listen(index: number, untilOpus: Uint8Array) {
      const heard = arrivalsUntil(index, untilOpus);
      // Whoever asks for it gets the fault; until then it is nobody's.
      heard.catch(() => undefined);
      listening.set(index, heard);
    },
    /** When each frame came since `listen`, the one that was waited for last. */
    async heard(index: number) {
      const heard = listening.get(index);
      if (!heard) throw new Error(`Nobody listens in guild ${index}.`);
      return await heard;
    },
    /** Resolves when Dev has heard something in the hall. */
    async hearAnything(index: number) {
      const { guildId, hallId } = guild(index);
      const recorder = createRecorder(voiceServer, { guildId, channelId: hallId });
      await recorder.waitForFrame((frame) => !frame.isSilence, SOUND_TIMEOUT_MS);
      recorder.stop();
    },
    /** Resolves when the room has been silent for so long. */
    async quiet(index: number, forMs: number) {
      const { guildId } = guild(index);
      const sinceLast = (): number => performance.now() - (lastFrameAtMs.get(guildId) ?? 0);
      while (sinceLast() < forMs) await wait(Math.max(1, forMs - sinceLast()));
    },
    async record() {
      arrivals = new Map();
      ticks = [];
    },
    /** What arrived since `record`: sound by room, and the datagrams of a bare timer. */
    async recorded() {
      const rooms = [...(arrivals ?? new Map<string, Arrival[]>()).values()];
      arrivals = null;
      return { rooms, ticks };
    },
    /** The bot's messages. */
    posted: async () => posted,
    /** How often a request was answered so. */
    async answered(status: number) {
      return standin.requests.all.filter((request) => request.status === status).length;
    },
  };
}

export type PretendDiscordDeeds = Awaited<ReturnType<typeof openPretendDiscord>>;

export interface Ask {
  readonly id: number;
  readonly deed: keyof PretendDiscordDeeds;
  readonly parameters: readonly unknown[];
}

export type Answer = { readonly id: number } & (
  { readonly result: unknown } | { readonly fault: string }
);

const deeds = await openPretendDiscord(
  JSON.parse(process.argv[2] ?? '{}') as PretendDiscordOptions,
);

async function carryOut({ id, deed, parameters }: Ask): Promise<Answer> {
  try {
    const act = deeds[deed] as (...given: readonly unknown[]) => unknown;
    return { id, result: await act(...parameters) };
  } catch (error) {
    // Whoever asked is told, as if it had happened there.
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (ask: Ask) => void carryOut(ask).then((answer) => process.send?.(answer)));
process.on('disconnect', () => process.exit(0));
