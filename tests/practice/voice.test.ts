import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { VoiceConnectionStatus, VoiceConnectionDisconnectReason } from '@discordjs/voice';
import { createRecorder } from '../../src/practice/listener.ts';
import type { VoiceServer, VoiceServerOptions } from '../../src/practice/voice-gateway.ts';
import {
  climbingTone,
  decodeToPcm,
  joinAsBot,
  nextEvent,
  play,
  startTrustedVoiceServer,
  type Place,
  type VoiceClient,
} from './voice-client.ts';

const HALL: Place = { guildId: '1001', channelId: '2001', userId: '9001' };
const GARDEN: Place = { guildId: '1002', channelId: '2002', userId: '9001' };

const servers: VoiceServer[] = [];
const clients: VoiceClient[] = [];

async function start(options?: Omit<VoiceServerOptions, 'certificate'>): Promise<VoiceServer> {
  const server = await startTrustedVoiceServer(options);
  servers.push(server);
  return server;
}

function join(server: VoiceServer, place: Place, options?: { stage?: boolean }): VoiceClient {
  const client = joinAsBot(server, place, options);
  clients.push(client);
  return client;
}

afterEach(async () => {
  for (const { connection } of clients.splice(0)) {
    if (connection.state.status !== VoiceConnectionStatus.Destroyed) connection.destroy();
  }
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test('every frame of a recording arrives in order, end-to-end encrypted and unchanged', async () => {
  const server = await start();
  const client = join(server, HALL);
  const recorder = createRecorder(server, HALL);
  await client.nextTransition();
  const packets = climbingTone(300);
  await play(client.connection, packets);
  await recorder.waitForFrame(() => recorder.sounding().length >= packets.length);
  const sounding = recorder.sounding();
  expect(sounding.map((frame) => Buffer.from(frame.opus))).toEqual(packets);
  expect(new Set(sounding.map((frame) => frame.encrypted))).toEqual(new Set(['dave']));
  expect(recorder.missing()).toBe(0);
  const gaps = recorder.gapsMs();
  const meanGapMs = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  expect(meanGapMs).toBeGreaterThan(18);
  expect(meanGapMs).toBeLessThan(22);
}, 20_000);

test('the client whose own commit wins is encrypted as well', async () => {
  const server = await start({ faults: { preferredCommitter: 'client' } });
  const client = join(server, HALL);
  const recorder = createRecorder(server, HALL);
  await client.nextTransition();
  client.connection.playOpusPacket(Buffer.from('a frame'));
  const frame = await recorder.waitForFrame(() => true);
  expect(Buffer.from(frame.opus).toString()).toBe('a frame');
  expect(frame.encrypted).toBe('dave');
});

test('a cut socket is resumed and the recording goes on without losing a frame', async () => {
  const server = await start();
  const client = join(server, HALL);
  const recorder = createRecorder(server, HALL);
  await client.nextTransition();
  const packets = climbingTone(120);
  const resumed = nextEvent(server, 'resumed');
  const played = play(client.connection, packets);
  await recorder.waitForFrames(40);
  server.cut(HALL.guildId, HALL.userId);
  await Promise.all([resumed, played]);
  await recorder.waitForFrame(() => recorder.sounding().length >= packets.length);
  expect(recorder.sounding().map((frame) => Buffer.from(frame.opus))).toEqual(packets);
  expect(client.joinCount()).toBe(1);
}, 20_000);

test('a listener who comes while the socket is cut is let in after the resume', async () => {
  const server = await start();
  const client = join(server, HALL);
  await client.nextTransition();
  const transitioned = client.nextTransition();
  const resumed = nextEvent(server, 'resumed');
  server.cut(HALL.guildId, HALL.userId);
  server.setListeners(HALL.guildId, HALL.channelId, ['3001']);
  await Promise.all([resumed, transitioned]);
  expect(server.rooms()[0]?.memberUserIds).toContain('3001');
  expect(server.rooms()[0]?.memberUserIds).toContain(HALL.userId);
});

test('close code 4015 asks for a resume, not for a new join', async () => {
  const server = await start();
  const client = join(server, HALL);
  await client.nextTransition();
  const resumed = nextEvent(server, 'resumed');
  server.drop(HALL.guildId, HALL.userId, 4015);
  await resumed;
  await client.isReady();
  expect(client.joinCount()).toBe(1);
});

test('a server that offers XChaCha20 alone is spoken to in XChaCha20', async () => {
  const server = await start({ faults: { onlyXChaCha20: true } });
  const client = join(server, HALL);
  const recorder = createRecorder(server, HALL);
  await client.nextTransition();
  const packets = climbingTone(20);
  for (const packet of packets) client.connection.playOpusPacket(packet);
  await recorder.waitForFrames(packets.length);
  expect(recorder.frames.map((frame) => Buffer.from(frame.opus))).toEqual(packets);
  expect(server.rooms()[0]?.clients[0]?.mode).toBe('aead_xchacha20_poly1305_rtpsize');
});

test('two rooms at once hear only their own', async () => {
  const server = await start();
  const [hall, garden] = [join(server, HALL), join(server, GARDEN)];
  const inHall = createRecorder(server, HALL);
  const inGarden = createRecorder(server, GARDEN);
  await Promise.all([hall.nextTransition(), garden.nextTransition()]);
  const [low, high] = [climbingTone(30, 200), climbingTone(30, 900)];
  for (const packet of low) hall.connection.playOpusPacket(packet);
  for (const packet of high) garden.connection.playOpusPacket(packet);
  await Promise.all([inHall.waitForFrames(30), inGarden.waitForFrames(30)]);
  expect(inHall.frames.map((frame) => Buffer.from(frame.opus))).toEqual(low);
  expect(inGarden.frames.map((frame) => Buffer.from(frame.opus))).toEqual(high);
});

test('close code 4014 ends the connection and is not answered with a new join', async () => {
  const server = await start();
  const client = join(server, HALL);
  await client.nextTransition();
  const left = nextEvent(server, 'disconnected');
  const disconnected = once(client.connection, VoiceConnectionStatus.Disconnected);
  server.drop(HALL.guildId, HALL.userId, 4014);
  await disconnected;
  expect(client.connection.state).toMatchObject({
    reason: VoiceConnectionDisconnectReason.WebSocketClose,
    closeCode: 4014,
  });
  expect((await left)[0]).toMatchObject({ userId: HALL.userId, closeCode: 4014 });
  expect(client.joinCount()).toBe(1);
  expect(server.rooms()).toEqual([]);
});

test('frames that are sent before the keys are there can be read on their way', async () => {
  const server = await start({ faults: { announceDelayMs: 300 } });
  const client = join(server, HALL);
  const recorder = createRecorder(server, HALL);
  const transitioned = client.nextTransition();
  await client.isReady();
  client.connection.playOpusPacket(Buffer.from('too early'));
  const early = await recorder.waitForFrame((_frame, index) => index === 0);
  await transitioned;
  client.connection.playOpusPacket(Buffer.from('in time'));
  const inTime = await recorder.waitForFrame((_frame, index) => index === 1);
  expect([early.encrypted, inTime.encrypted]).toEqual(['transport-only', 'dave']);
  expect(Buffer.from(early.opus).toString()).toBe('too early');
  expect(Buffer.from(inTime.opus).toString()).toBe('in time');
});

test('a bot alone in the room is encrypted when a listener comes, and no longer when it leaves', async () => {
  const server = await start({ faults: { withoutListener: true } });
  const client = join(server, HALL);
  const recorder = createRecorder(server, HALL);
  await client.isReady();
  client.connection.playOpusPacket(Buffer.from('alone'));
  const alone = await recorder.waitForFrame((_frame, index) => index === 0);
  const joined = client.nextTransition();
  server.setListeners(HALL.guildId, HALL.channelId, ['3001', '3002']);
  expect(await joined).toBe(1);
  client.connection.playOpusPacket(Buffer.from('together'));
  const together = await recorder.waitForFrame((_frame, index) => index === 1);
  const reset = client.nextTransition();
  server.setListeners(HALL.guildId, HALL.channelId, []);
  expect(await reset).toBe(0);
  client.connection.playOpusPacket(Buffer.from('alone again'));
  const again = await recorder.waitForFrame((_frame, index) => index === 2);
  expect([alone, together, again].map((frame) => frame.encrypted)).toEqual([
    'transport-only',
    'dave',
    'transport-only',
  ]);
});

test('listeners who come and go change the keys and nothing else', async () => {
  const server = await start();
  const client = join(server, HALL);
  const recorder = createRecorder(server, HALL);
  await client.nextTransition();
  const packets = climbingTone(100);
  const played = play(client.connection, packets);
  for (const userIds of [['3001'], ['3001', '3002', '3003'], ['3003'], []]) {
    const transitioned = client.nextTransition();
    server.setListeners(HALL.guildId, HALL.channelId, userIds);
    await transitioned;
  }
  await played;
  await recorder.waitForFrame(() => recorder.sounding().length >= packets.length);
  expect(recorder.sounding().map((frame) => Buffer.from(frame.opus))).toEqual(packets);
  expect(server.rooms()[0]?.epoch).toBe(5);
}, 20_000);

test('a stage channel has no end-to-end encryption', async () => {
  const server = await start();
  const client = join(server, HALL, { stage: true });
  const recorder = createRecorder(server, HALL);
  await client.isReady();
  client.connection.playOpusPacket(Buffer.from('on stage'));
  const frame = await recorder.waitForFrame(() => true);
  expect(frame.encrypted).toBe('transport-only');
  expect(server.rooms()[0]?.epoch).toBe(0);
});

test('identifies can be refused for a while, and the library asks to join again each time', async () => {
  const server = await start({
    faults: { refuseIdentify: { closeCode: 4006, from: 1, to: 3 } },
  });
  const client = join(server, HALL);
  await client.nextTransition();
  expect(client.joinCount()).toBe(4);
});

test('a lost address discovery leaves the library hanging until it joins anew', async () => {
  const server = await start({ faults: { discoveriesToLose: 1 } });
  const client = join(server, HALL);
  await nextEvent(server, 'lost', (lost) => lost.what === 'discovery');
  expect(client.connection.state.status).toBe(VoiceConnectionStatus.Connecting);
  const transitioned = client.nextTransition();
  client.connection.rejoin();
  await transitioned;
  expect(client.connection.state.status).toBe(VoiceConnectionStatus.Ready);
});

test('a share of the sound can be lost, and the recording tells how much', async () => {
  const server = await start();
  const client = join(server, HALL);
  const recorder = createRecorder(server, HALL);
  await client.nextTransition();
  server.setFaults({ lossPercent: 25 });
  const packets = climbingTone(41);
  for (const packet of packets) client.connection.playOpusPacket(packet);
  await recorder.waitForFrames(31);
  expect(recorder.missing()).toBe(10);
});

test('a recording is an Ogg Opus file that the library and a decoder read back', async () => {
  const server = await start();
  const client = join(server, HALL);
  const first = createRecorder(server, HALL);
  await client.nextTransition();
  const packets = climbingTone(90);
  for (const packet of packets) client.connection.playOpusPacket(packet);
  await first.waitForFrames(packets.length);
  first.stop();
  const file = first.toOggOpus();
  const second = createRecorder(server, HALL);
  await play(client.connection, file);
  await second.waitForFrame(() => second.sounding().length >= packets.length);
  expect(second.sounding().map((frame) => Buffer.from(frame.opus))).toEqual(packets);
  const pcm = decodeToPcm(second.sounding().map((frame) => frame.opus));
  expect(pcm.length).toBe(packets.length * 960 * 2);
  expect(pcm.some((sample) => sample > 9_000)).toBe(true);
}, 20_000);
