/**
 * A voice server that closes every connection at once invites the library to join again without
 * end. Five servers of one bot meet that at the same time, each with a code of its own; a sixth is well.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStandin, type Standin } from '../../src/practice/standin.ts';
import type { VoiceServer } from '../../src/practice/voice-gateway.ts';
import type { Message } from '../../src/practice/world/entities.ts';
import { permissionBits } from '../../src/practice/world/permissions.ts';
import { World } from '../../src/practice/world.ts';
import { startBotOfGuilds, type BotOfGuilds } from '../bench/bot-of-guilds.ts';
import { offsetToSession, sessionSeries } from '../bench/practice-session.ts';
import { TOKEN } from '../bench/pretend-discord.ts';
import { startTrustedVoiceServer } from '../practice/voice-client.ts';
import { strayErrors } from './strays.ts';
import { STORM_FAULTS } from './wire-joining-faults.ts';

/** Whoever is closed on is refused so often; before the last time the other server is joined. */
const REFUSED = 4;
const BACKS_OFF_AT = 4006;
/** The notice stands for so long before the welcome, and is not worth posting later. */
const NOTICE_MS = 5_000;
const TIMEOUT_MS = 60_000;
/** From asking until there is sound, with five storms around it. */
const OTHER_JOINS_MS = 1_500;
/** Two wishes that leave a second apart may arrive a little closer. */
const ARRIVAL_MS = 50;

const BOT_PERMISSIONS = permissionBits(
  'viewChannel',
  'sendMessages',
  'readMessageHistory',
  'connect',
  'speak',
);

interface Place {
  readonly guildId: string;
  readonly hallId: string;
  readonly coordinatorsId: string;
  readonly devId: string;
  /** By `performance.now()`. */
  firstFrameAtMs: number | null;
}

function addPlace(world: World, name: string): Place {
  const guildId = world.createGuild(name, BOT_PERMISSIONS).id;
  for (const role of ['Teacher', 'Volunteer', 'Coordinator']) {
    world.createRole(guildId, { name: role, isMentionable: true });
  }
  world.createChannel(guildId, { kind: 'text', name: 'announcements' });
  const coordinators = world.createChannel(guildId, { kind: 'text', name: 'coordinators' });
  const hall = world.createChannel(guildId, { kind: 'voice', name: 'Practice hall' });
  const { userId: devId } = world.addPerson({
    name: `Dev of ${name}`,
    kind: 'participant',
    guildId,
  });
  const coordinatorsId = coordinators.id;
  return { guildId, hallId: hall.id, coordinatorsId, devId, firstFrameAtMs: null };
}

const offsetMs = offsetToSession();
const world = new World({ nowMs: () => Date.now() + offsetMs });
const placeByCode = new Map(
  STORM_FAULTS.map(({ closeCode }) => [closeCode, addPlace(world, `closed with ${closeCode}`)]),
);
const other = addPlace(world, 'well');
const places = [...placeByCode.values(), other];
const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-storm-'));
const posted: Message[] = [];
let voiceServer: VoiceServer;
let standin: Standin;
let bot: BotOfGuilds;

const enter = ({ devId, hallId }: Place): void => void world.joinVoice(devId, hallId);

/** Resolves when the voice server has refused so many connections with the code that is waited least after. */
function isRefused(times: number): Promise<void> {
  let refused = 0;
  return new Promise((resolve) => {
    const stop = voiceServer.on('refused', ({ closeCode }) => {
      if (closeCode !== BACKS_OFF_AT) return;
      refused += 1;
      if (refused < times) return;
      stop();
      resolve();
    });
  });
}

async function isHeard(heard: readonly Place[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = voiceServer.onFrame((frame) => {
      const place = places.find(({ guildId }) => guildId === frame.guildId);
      if (place) place.firstFrameAtMs ??= frame.arrivedAtMs;
      if (heard.some(({ firstFrameAtMs }) => firstFrameAtMs === null)) return;
      stop();
      resolve();
    });
  });
}

beforeAll(async () => {
  world.on('messagePosted', (message) => posted.push(message));
  voiceServer = await startTrustedVoiceServer();
  standin = await startStandin({ world, token: TOKEN, voice: voiceServer });
  const closeCodeByGuild = new Map(
    [...placeByCode].map(([closeCode, { guildId }]) => [guildId, closeCode]),
  );
  voiceServer.setFaults({ closeCodeByGuild });
  const discord = { apiUrl: standin.apiUrl, guilds: places };
  const series = { ...sessionSeries(), graceMs: NOTICE_MS };
  bot = await startBotOfGuilds({ discord, folder, offsetMs, seriesOf: () => [series] });
  const allHeard = isHeard(places);
  const [isStorm, isEnough] = [isRefused(REFUSED - 1), isRefused(REFUSED)];
  for (const place of placeByCode.values()) enter(place);
  await isStorm;
  enter(other);
  await isEnough;
  voiceServer.setFaults({ closeCodeByGuild: new Map() });
  await allHeard;
}, TIMEOUT_MS);

afterAll(async () => {
  await bot.stop();
  await standin.close();
  await voiceServer.close();
  rmSync(folder, { recursive: true, force: true });
});

function joinsAskedIn({ guildId }: Place): number[] {
  return standin.gateway.voiceStatesAsked
    .filter((asked) => asked.guildId === guildId && asked.channelId !== null)
    .map(({ atMonotonicMs }) => atMonotonicMs);
}

const between = (timesMs: readonly number[]): number[] =>
  timesMs.slice(1).map((atMs, index) => Math.round(atMs - (timesMs[index] ?? 0)));

describe('while five servers are stormed', () => {
  test.each(STORM_FAULTS)('$name: $does', (fault) => {
    const place = placeByCode.get(fault.closeCode);
    if (!place) throw new Error('Every code has a server of its own.');
    const askedAtMs = joinsAskedIn(place);
    const waitsMs = between(askedAtMs);
    const tookMs = Math.round((place.firstFrameAtMs ?? NaN) - (askedAtMs[0] ?? NaN));
    console.info(
      `${fault.closeCode}: asked after ${waitsMs.join(', ')} ms; sound after ${tookMs} ms`,
    );
    expect(waitsMs.length).toBeGreaterThan(0);
    expect(Math.min(...waitsMs)).toBeGreaterThan(1_000 - ARRIVAL_MS);
    expect(tookMs).toBeLessThanOrEqual(fault.withinMs);
    const told = posted.filter(({ channelId }) => channelId === place.coordinatorsId);
    const alerts = fault.alert === null ? [] : [expect.stringMatching(fault.alert)];
    expect(told.map(({ content }): unknown => content)).toEqual(alerts);
    const welcomes = posted.filter(
      ({ channelId, content }) => channelId === place.hallId && /On behalf of/.test(content),
    );
    expect(welcomes).toHaveLength(1);
  });

  test('another server is joined as if there were no storm', () => {
    const [askedAtMs = NaN, ...more] = joinsAskedIn(other);
    const tookMs = (other.firstFrameAtMs ?? NaN) - askedAtMs;
    console.info(`the other server: sound ${Math.round(tookMs)} ms after asking`);
    expect(more).toEqual([]);
    expect(tookMs).toBeLessThan(OTHER_JOINS_MS);
  });

  test('the gateway is far from its limit, and nothing was thrown', () => {
    const total = standin.gateway.voiceStatesAsked.length;
    console.info(`${total} voice states asked for in all`);
    expect(total).toBeLessThan(115);
    expect(strayErrors()).toEqual([]);
  });
});
