/** The conversation of Voice Gateway v8 with one client over one socket. */
import type { EventEmitter } from 'node:events';
import type { RawData, WebSocket } from 'ws';
import { DaveOpcode } from './dave-protocol.ts';
import { MalformedMlsMessage } from './mls-bytes.ts';
import type { EncryptionMode } from './rtp.ts';
import { VoiceOpcode } from './voice-channel.ts';
import type { VoiceFaults } from './voice-faults.ts';
import {
  isResumable,
  type VoiceEvents,
  type VoicePlace,
  type VoiceRegistry,
} from './voice-registry.ts';
import { VoiceSession } from './voice-session.ts';

export interface VoiceDesk {
  readonly registry: VoiceRegistry;
  readonly events: EventEmitter<VoiceEvents>;
  readonly faults: VoiceFaults;
  readonly mediaAddress: { readonly host: string; readonly port: number };
  readonly heartbeatIntervalMs: number;
  readonly resumeWindowMs: number;
}

/** Close codes as Discord documents them. */
const CloseCode = {
  unknownOpcode: 4001,
  undecodable: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  sessionInvalid: 4006,
  unknownProtocol: 4012,
  unknownEncryptionMode: 4016,
  encryptionRequired: 4017,
  badRequest: 4020,
} as const;

const ALL_MODES: readonly EncryptionMode[] = [
  'aead_aes256_gcm_rtpsize',
  'aead_xchacha20_poly1305_rtpsize',
];
const GUARANTEED_MODES: readonly EncryptionMode[] = ['aead_xchacha20_poly1305_rtpsize'];

type Data = Readonly<Record<string, unknown>>;

/** A message that ends the connection. */
class Refusal extends Error {
  readonly closeCode: number;

  constructor(closeCode: number, reason: string) {
    super(reason);
    this.closeCode = closeCode;
  }
}

export function serveVoiceSocket(desk: VoiceDesk, socket: WebSocket): void {
  let session: VoiceSession | null = null;

  socket.send(
    JSON.stringify({
      op: VoiceOpcode.hello,
      d: { v: 8, heartbeat_interval: desk.heartbeatIntervalMs },
    }),
  );
  socket.on('message', (content, isBinary) => {
    // A session that was ended or resumed elsewhere no longer speaks through this socket.
    if (session !== null && !session.isSpokenOver(socket)) return;
    try {
      session = isBinary
        ? receiveBinary(desk, session, toBuffer(content))
        : receiveJson(desk, socket, session, toBuffer(content).toString());
    } catch (error) {
      refuse(desk, socket, error);
    }
  });
  socket.on('close', (closeCode) => {
    if (session?.isSpokenOver(socket) === true) afterClose(desk, session, closeCode);
  });
  // A broken socket closes too, and that is where it is dealt with.
  socket.on('error', () => socket.terminate());
}

function toBuffer(content: RawData): Buffer {
  if (Buffer.isBuffer(content)) return content;
  return Array.isArray(content) ? Buffer.concat(content) : Buffer.from(content);
}

function refuse(desk: VoiceDesk, socket: WebSocket, error: unknown): void {
  const refusal =
    error instanceof MalformedMlsMessage ? new Refusal(CloseCode.badRequest, error.message) : error;
  if (!(refusal instanceof Refusal)) throw error;
  socket.close(refusal.closeCode, refusal.message);
  desk.events.emit('refused', { closeCode: refusal.closeCode, reason: refusal.message });
}

function afterClose(desk: VoiceDesk, session: VoiceSession, closeCode: number): void {
  session.detach();
  if (!isResumable(closeCode)) return desk.registry.remove(session, closeCode);
  session.evictionTimer = setTimeout(
    () => desk.registry.remove(session, null),
    desk.resumeWindowMs,
  );
}

function receiveJson(
  desk: VoiceDesk,
  socket: WebSocket,
  session: VoiceSession | null,
  text: string,
): VoiceSession | null {
  const { opcode, data } = parse(text);
  if (opcode === VoiceOpcode.identify) return identify(desk, socket, session, data);
  if (opcode === VoiceOpcode.resume) return resume(desk, socket, session, data);
  if (opcode === VoiceOpcode.heartbeat) {
    if (typeof data['seq_ack'] === 'number') session?.acknowledge(data['seq_ack']);
    socket.send(JSON.stringify({ op: VoiceOpcode.heartbeatAck, d: { t: data['t'] } }));
    return session;
  }
  if (session === null) throw new Refusal(CloseCode.notAuthenticated, 'identify first');
  receiveFromSession(desk, session, opcode, data);
  return session;
}

function parse(text: string): { opcode: number; data: Data } {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new Refusal(CloseCode.undecodable, 'not JSON'), { cause });
  }
  if (!isRecord(message) || typeof message['op'] !== 'number' || !isRecord(message['d'])) {
    throw new Refusal(CloseCode.undecodable, 'a message has an op and a d');
  }
  return { opcode: message['op'], data: message['d'] };
}

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null;
}

function identify(
  desk: VoiceDesk,
  socket: WebSocket,
  current: VoiceSession | null,
  data: Data,
): VoiceSession {
  if (current !== null) throw new Refusal(CloseCode.alreadyAuthenticated, 'already identified');
  const { registry, faults } = desk;
  registry.identifyCount += 1;
  const { identifyCount } = registry;
  const refused = faults.refuseIdentify;
  if (refused !== null && identifyCount >= refused.from && identifyCount <= refused.to) {
    throw new Refusal(refused.closeCode, 'refused by a fault');
  }
  const closeCode = faults.closeCodeByGuild.get(String(data['server_id']));
  if (closeCode !== undefined) throw new Refusal(closeCode, 'refused by a fault');
  const expected = registry.expected(String(data['server_id']), String(data['user_id']));
  if (expected === undefined || expected.sessionId !== data['session_id']) {
    throw new Refusal(CloseCode.sessionInvalid, 'nobody with this session is expected');
  }
  if (expected.token !== data['token']) {
    throw new Refusal(CloseCode.authenticationFailed, 'the token is wrong');
  }
  const version = data['max_dave_protocol_version'];
  if (expected.dave && !(typeof version === 'number' && version >= 1)) {
    throw new Refusal(CloseCode.encryptionRequired, 'end-to-end encryption is required');
  }
  const earlier = registry.session(expected.guildId, expected.userId);
  if (earlier !== undefined) registry.remove(earlier, CloseCode.sessionInvalid);
  const session = new VoiceSession(expected, registry.takeSsrc(), socket);
  registry.add(session);
  session.sendUncounted(VoiceOpcode.ready, {
    ssrc: session.ssrc,
    ip: desk.mediaAddress.host,
    port: desk.mediaAddress.port,
    modes: faults.onlyXChaCha20 ? GUARANTEED_MODES : ALL_MODES,
    experiments: [],
    streams: [],
  });
  registry.channelOf(session).enter(session);
  return session;
}

function resume(
  desk: VoiceDesk,
  socket: WebSocket,
  current: VoiceSession | null,
  data: Data,
): VoiceSession {
  if (current !== null) throw new Refusal(CloseCode.alreadyAuthenticated, 'already identified');
  const [guildId, sessionId, token] = [data['server_id'], data['session_id'], data['token']];
  const session = desk.registry.sessionWithId(String(guildId), String(sessionId), String(token));
  const sequence = typeof data['seq_ack'] === 'number' ? data['seq_ack'] : -1;
  const missed = session?.resume(socket, sequence) ?? null;
  if (session === undefined || missed === null) {
    throw new Refusal(CloseCode.sessionInvalid, 'this session cannot be resumed');
  }
  // Clients drop binary messages that come before this one, so the replay has to follow it.
  session.sendUncounted(VoiceOpcode.resumed, null);
  session.replay(missed);
  desk.events.emit('resumed', place(session));
  return session;
}

function receiveFromSession(
  desk: VoiceDesk,
  session: VoiceSession,
  opcode: number,
  data: Data,
): void {
  const channel = desk.registry.channelOf(session);
  switch (opcode) {
    case VoiceOpcode.selectProtocol:
      return selectProtocol(desk, session, data);
    case VoiceOpcode.speaking: {
      channel.relaySpeaking(session, data);
      const isSpeaking = typeof data['speaking'] === 'number' && data['speaking'] !== 0;
      desk.events.emit('speaking', { ...place(session), isSpeaking });
      return;
    }
    case VoiceOpcode.video:
      // Clients tell that they send no video; there is nothing to answer.
      return;
    case DaveOpcode.transitionReady:
      return channel.group?.transitionReady(session, Number(data['transition_id']));
    case DaveOpcode.invalidCommitWelcome:
      return channel.group?.invalidCommit(session);
    default:
      throw new Refusal(CloseCode.unknownOpcode, `opcode ${opcode} is unknown`);
  }
}

function selectProtocol(desk: VoiceDesk, session: VoiceSession, data: Data): void {
  if (data['protocol'] !== 'udp' || !isRecord(data['data'])) {
    throw new Refusal(CloseCode.unknownProtocol, 'only udp is spoken here');
  }
  const wanted = data['data']['mode'];
  const offered = desk.faults.onlyXChaCha20 ? GUARANTEED_MODES : ALL_MODES;
  const mode = offered.find((candidate) => candidate === wanted);
  if (mode === undefined) {
    throw new Refusal(CloseCode.unknownEncryptionMode, `the mode ${String(wanted)} is not offered`);
  }
  session.mode = mode;
  const channel = desk.registry.channelOf(session);
  session.sendJson(VoiceOpcode.sessionDescription, {
    audio_codec: 'opus',
    video_codec: 'H264',
    mode,
    secret_key: [...session.secretKey],
    dave_protocol_version: channel.protocolVersion,
  });
  channel.group?.connect(session);
  desk.events.emit('connected', place(session));
}

function receiveBinary(
  desk: VoiceDesk,
  session: VoiceSession | null,
  message: Buffer,
): VoiceSession {
  if (session === null) throw new Refusal(CloseCode.notAuthenticated, 'identify first');
  const { group } = desk.registry.channelOf(session);
  const opcode = message.at(0);
  const payload = message.subarray(1);
  if (opcode === DaveOpcode.keyPackage) group?.keyPackage(session, payload);
  else if (opcode === DaveOpcode.commitWelcome) group?.commitWelcome(session, payload);
  else throw new Refusal(CloseCode.unknownOpcode, `opcode ${opcode} is unknown in binary`);
  return session;
}

function place(session: VoiceSession): VoicePlace {
  const { guildId, channelId, userId } = session.expected;
  return { guildId, channelId, userId };
}
