/**
 * A stand-in for Discord's voice servers on loopback: Voice Gateway v8 over `wss://`, end-to-end
 * encryption (DAVE), address discovery and RTP over UDP. Real voice clients connect to it, and what
 * they send is heard by pretend listeners and handed out as frames.
 */
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { HeardFrame } from './voice-channel.ts';
import { NO_VOICE_FAULTS, type VoiceFaults } from './voice-faults.ts';
import { openMediaSocket } from './voice-media.ts';
import { VoiceRegistry, type VoiceEvents, type VoiceRoomReport } from './voice-registry.ts';
import type { VoiceServerSeam } from './voice-seam.ts';
import { serveVoiceSocket, type VoiceDesk } from './voice-socket.ts';

export type { HeardFrame } from './voice-channel.ts';
export type { VoiceEvents } from './voice-registry.ts';

const HOST = '127.0.0.1';

/** About what Discord asks for. */
const DEFAULT_HEARTBEAT_INTERVAL_MS = 13_750;

/** How long a client whose socket broke counts as present and may resume. */
const DEFAULT_RESUME_WINDOW_MS = 30_000;

export interface VoiceServer extends VoiceServerSeam {
  /** Each of these returns a function that stops listening. */
  on<Name extends keyof VoiceEvents>(
    name: Name,
    listener: (...event: VoiceEvents[Name]) => void,
  ): () => void;
  onFrame(listener: (frame: HeardFrame) => void): () => void;
  onSpeaking(listener: (event: VoiceEvents['speaking'][0]) => void): () => void;
  onConnected(listener: (event: VoiceEvents['connected'][0]) => void): () => void;
  onDisconnected(listener: (event: VoiceEvents['disconnected'][0]) => void): () => void;
  /** Who listens in a room, besides the one that always does; takes effect at once and later. */
  setListeners(guildId: string, channelId: string, userIds: readonly string[]): void;
  setFaults(faults: Partial<VoiceFaults>): void;
  /** From now on clients are sent to another address. Those at the old one stay until dropped. */
  moveEndpoint(): Promise<void>;
  /** Breaks a client's socket without a word; the client may resume. */
  cut(guildId: string, userId: string): void;
  rooms(): VoiceRoomReport[];
  close(): Promise<void>;
}

export interface VoiceServerOptions {
  readonly certificate: { readonly certPem: string; readonly keyPem: string };
  readonly faults?: Partial<VoiceFaults>;
  readonly heartbeatIntervalMs?: number;
  readonly resumeWindowMs?: number;
}

export async function startVoiceServer(options: VoiceServerOptions): Promise<VoiceServer> {
  const faults: VoiceFaults = { ...NO_VOICE_FAULTS, ...options.faults };
  const events = new EventEmitter<VoiceEvents>();
  const registry = new VoiceRegistry(events, faults);
  const media = await openMediaSocket({
    host: HOST,
    faults,
    isKnown: (ssrc) => registry.sessionBySsrc.has(ssrc),
    onPacket: (ssrc, datagram, arrivedAtMs) => registry.hear(ssrc, datagram, arrivedAtMs),
    onLost: (what) => events.emit('lost', { what }),
  });
  const { certPem, keyPem } = options.certificate;
  const desk: VoiceDesk = {
    registry,
    events,
    faults,
    mediaAddress: { host: HOST, port: media.port },
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? DEFAULT_HEARTBEAT_INTERVAL_MS,
    resumeWindowMs: options.resumeWindowMs ?? DEFAULT_RESUME_WINDOW_MS,
  };
  const doors = [await openDoor({ cert: certPem, key: keyPem }, desk)];

  function on<Name extends keyof VoiceEvents>(
    name: Name,
    listener: (...event: VoiceEvents[Name]) => void,
  ): () => void {
    const emitter: EventEmitter = events;
    emitter.on(name, listener);
    return () => emitter.off(name, listener);
  }

  return {
    get endpoint() {
      return doors.at(-1)?.endpoint ?? '';
    },
    expect: (session) => registry.expect(session),
    drop: (guildId, userId, closeCode) => registry.drop(guildId, userId, closeCode),
    setSuppressed: (guildId, userId, isSuppressed) =>
      registry.setSuppressed(guildId, userId, isSuppressed),
    on,
    onFrame: (listener) => on('frame', listener),
    onSpeaking: (listener) => on('speaking', listener),
    onConnected: (listener) => on('connected', listener),
    onDisconnected: (listener) => on('disconnected', listener),
    setListeners: (guildId, channelId, userIds) =>
      registry.setListeners(guildId, channelId, userIds),
    setFaults: (changed) => registry.setFaults(changed),
    async moveEndpoint() {
      doors.push(await openDoor({ cert: certPem, key: keyPem }, desk));
    },
    cut: (guildId, userId) => registry.session(guildId, userId)?.cut(),
    rooms: () => registry.report(),
    async close() {
      registry.close();
      await Promise.all([...doors.map((door) => door.close()), media.close()]);
      events.removeAllListeners();
    },
  };
}

interface Door {
  /** host:port */
  readonly endpoint: string;
  close(): Promise<void>;
}

async function openDoor(
  certificate: { readonly cert: string; readonly key: string },
  desk: VoiceDesk,
): Promise<Door> {
  const https = createServer(certificate);
  const sockets = new WebSocketServer({ server: https, perMessageDeflate: false });
  sockets.on('connection', (socket) => serveVoiceSocket(desk, socket));
  https.listen(0, HOST);
  await once(https, 'listening');
  // A server that listens on TCP has an address of this form.
  const { port } = https.address() as AddressInfo;
  return {
    endpoint: `${HOST}:${port}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      const closed = once(https, 'close');
      https.close();
      await closed;
    },
  };
}
