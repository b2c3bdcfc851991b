/** The voice server's answers to clients that do not keep to the protocol, over a bare socket. */
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { makeLoopbackCertificate } from '../../src/practice/tls.ts';
import { startVoiceServer, type VoiceServer } from '../../src/practice/voice-gateway.ts';

const SESSION = {
  guildId: '1001',
  channelId: '2001',
  userId: '9001',
  sessionId: 'a-session',
  token: 'a-token',
  dave: true,
};

const IDENTIFY = {
  op: 0,
  d: {
    server_id: SESSION.guildId,
    user_id: SESSION.userId,
    session_id: SESSION.sessionId,
    token: SESSION.token,
    max_dave_protocol_version: 1,
  },
};

interface Message {
  op: number;
  d: Record<string, unknown>;
  seq?: number;
}

let server: VoiceServer;
let caPem: string;

beforeEach(async () => {
  const certificate = await makeLoopbackCertificate();
  caPem = certificate.caPem;
  server = await startVoiceServer({ certificate, resumeWindowMs: 200 });
  server.expect(SESSION);
});

afterEach(() => server.close());

/** Keeps every JSON message, and hands out the first with an opcode, come or to come. */
async function open() {
  const socket = new WebSocket(`wss://${server.endpoint}?v=8`, { ca: caPem });
  const received: Message[] = [];
  const waiting: { op: number; resolve: (message: Message) => void }[] = [];
  socket.on('message', (content: Buffer, isBinary: boolean) => {
    if (isBinary) return;
    const message = JSON.parse(content.toString()) as Message;
    received.push(message);
    for (const { op, resolve } of waiting) if (op === message.op) resolve(message);
  });
  const closed = once(socket, 'close').then(([code]) => Number(code));
  await once(socket, 'open');
  return {
    socket,
    received,
    closed,
    send: (message: object) => socket.send(JSON.stringify(message)),
    next(op: number): Promise<Message> {
      const come = received.find((message) => message.op === op);
      if (come !== undefined) return Promise.resolve(come);
      const { promise, resolve } = Promise.withResolvers<Message>();
      waiting.push({ op, resolve });
      return promise;
    },
  };
}

test('it says hello first, and answers heartbeats with their nonce before any identify', async () => {
  const client = await open();
  client.send({ op: 3, d: { t: 42, seq_ack: -1 } });
  expect((await client.next(6)).d).toEqual({ t: 42 });
  expect(client.received[0]).toMatchObject({ op: 8, d: { v: 8 } });
});

test('the voice server tells who is there after READY, numbered from 1', async () => {
  const client = await open();
  client.send(IDENTIFY);
  const ready = await client.next(2);
  const others = await client.next(11);
  expect(ready.d['modes']).toEqual(['aead_aes256_gcm_rtpsize', 'aead_xchacha20_poly1305_rtpsize']);
  expect(ready.seq).toBeUndefined();
  expect(others.seq).toBe(1);
  expect(client.received.map((message) => message.op)).toEqual([8, 2, 11]);
});

test.each([
  ['a session that nobody announced', { session_id: 'another' }, 4006],
  ['a user who is not expected', { user_id: '9002' }, 4006],
  ['a wrong token', { token: 'another' }, 4004],
  ['a client without end-to-end encryption', { max_dave_protocol_version: 0 }, 4017],
  ['a client that does not mention it', { max_dave_protocol_version: undefined }, 4017],
])('%s is refused', async (_case, changed, closeCode) => {
  const client = await open();
  client.send({ ...IDENTIFY, d: { ...IDENTIFY.d, ...changed } });
  expect(await client.closed).toBe(closeCode);
});

test.each([
  ['speaking before identifying', { op: 5, d: { speaking: 1 } }, 4003],
  ['a message without data', { op: 0 }, 4002],
  ['a resume of a session that is not there', { op: 7, d: { server_id: '1001' } }, 4006],
])('%s closes the connection', async (_case, message, closeCode) => {
  const client = await open();
  client.send(message);
  expect(await client.closed).toBe(closeCode);
});

test.each([
  ['a second identify', IDENTIFY, 4005],
  ['an opcode that does not exist', { op: 99, d: {} }, 4001],
  ['another protocol than udp', { op: 1, d: { protocol: 'webrtc', data: {} } }, 4012],
  [
    'a cipher that is not offered',
    { op: 1, d: { protocol: 'udp', data: { mode: 'plain' } } },
    4016,
  ],
])('%s closes the connection after the identify', async (_case, message, closeCode) => {
  const client = await open();
  client.send(IDENTIFY);
  await client.next(11);
  client.send(message);
  expect(await client.closed).toBe(closeCode);
});

test('bytes that are no key package close the connection', async () => {
  const client = await open();
  client.send(IDENTIFY);
  await client.next(11);
  const data = { mode: 'aead_aes256_gcm_rtpsize', address: '127.0.0.1', port: 1 };
  client.send({ op: 1, d: { protocol: 'udp', data } });
  await client.next(4);
  client.socket.send(Buffer.from([26, 1, 2, 3]));
  expect(await client.closed).toBe(4020);
});

test('text that is not JSON closes the connection', async () => {
  const client = await open();
  client.socket.send('hello');
  expect(await client.closed).toBe(4002);
});

test('a resume replays what was not acknowledged, after saying that it resumed', async () => {
  const first = await open();
  first.send(IDENTIFY);
  await first.next(11);
  server.cut(SESSION.guildId, SESSION.userId);
  await first.closed;
  server.setListeners(SESSION.guildId, SESSION.channelId, ['3001']);
  const second = await open();
  const { guildId, sessionId, token } = SESSION;
  second.send({ op: 7, d: { server_id: guildId, session_id: sessionId, token, seq_ack: 1 } });
  const missed = await second.next(11);
  expect(missed).toMatchObject({ seq: 2, d: { user_ids: ['3001'] } });
  expect(second.received.map((message) => message.op)).toEqual([8, 9, 11]);
});

test('a client that does not come back counts as gone', async () => {
  const client = await open();
  client.send(IDENTIFY);
  await client.next(11);
  const left = Promise.withResolvers<number | null>();
  server.onDisconnected((event) => left.resolve(event.closeCode));
  server.cut(SESSION.guildId, SESSION.userId);
  expect(await left.promise).toBeNull();
  expect(server.rooms()).toEqual([]);
});

test('a client is told of others who come, speak and leave', async () => {
  const other = { ...SESSION, userId: '9002', sessionId: 'other', token: 'other' };
  server.expect(other);
  const first = await open();
  first.send(IDENTIFY);
  await first.next(2);
  const second = await open();
  const { userId, sessionId, token } = other;
  second.send({ ...IDENTIFY, d: { ...IDENTIFY.d, user_id: userId, session_id: sessionId, token } });
  await second.next(2);
  second.send({ op: 5, d: { speaking: 1, delay: 0, ssrc: 1 } });
  expect((await first.next(5)).d).toMatchObject({ user_id: '9002', speaking: 1 });
  second.socket.close(1000);
  expect((await first.next(13)).d).toEqual({ user_id: '9002' });
});
