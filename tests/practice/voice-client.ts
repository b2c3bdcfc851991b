/**
 * The real voice library against the stand-in's voice server. The only thing made up here is the
 * main gateway: a few lines that answer opcode 4 the way Discord does.
 */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import tls from 'node:tls';
import {
  createAudioPlayer,
  createAudioResource,
  entersState,
  joinVoiceChannel,
  StreamType,
  VoiceConnectionStatus,
  type DiscordGatewayAdapterLibraryMethods,
  type VoiceConnection,
} from '@discordjs/voice';
import mediaplex from 'mediaplex';
import { makeLoopbackCertificate } from '../../src/practice/tls.ts';
import {
  startVoiceServer,
  type VoiceEvents,
  type VoiceServer,
  type VoiceServerOptions,
} from '../../src/practice/voice-gateway.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** A voice server whose certificate this process trusts. */
export async function startTrustedVoiceServer(
  options: Omit<VoiceServerOptions, 'certificate'> = {},
): Promise<VoiceServer> {
  const certificate = await makeLoopbackCertificate();
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.caPem]);
  return await startVoiceServer({ ...options, certificate });
}

export interface Place {
  readonly guildId: string;
  readonly channelId: string;
  readonly userId: string;
}

export interface VoiceClient {
  readonly connection: VoiceConnection;
  /** How often the library asked to join (opcode 4 with a channel). */
  readonly joinCount: () => number;
  /** Resolves when this connection is end-to-end encrypted the next time. */
  readonly nextTransition: () => Promise<number>;
  readonly isReady: () => Promise<unknown>;
}

/** Has the real library join, and answers its opcode 4 with the state before the server. */
export function joinAsBot(server: VoiceServer, place: Place, options: { stage?: boolean } = {}) {
  let joins = 0;

  function answer(methods: DiscordGatewayAdapterLibraryMethods, channelId: string | null): void {
    if (channelId === null) return server.drop(place.guildId, place.userId, 4014);
    joins += 1;
    const credentials = { sessionId: `session-${place.guildId}`, token: `token-${joins}` };
    server.expect({ ...place, ...credentials, dave: options.stage !== true });
    methods.onVoiceStateUpdate({
      guild_id: place.guildId,
      channel_id: channelId,
      user_id: place.userId,
      session_id: credentials.sessionId,
      deaf: false,
      mute: false,
      self_deaf: true,
      self_mute: false,
      self_video: false,
      suppress: false,
      request_to_speak_timestamp: null,
    });
    methods.onVoiceServerUpdate({
      guild_id: place.guildId,
      endpoint: server.endpoint,
      token: credentials.token,
    });
  }

  const connection = joinVoiceChannel({
    guildId: place.guildId,
    channelId: place.channelId,
    adapterCreator: (methods) => ({
      sendPayload(payload: { d: { channel_id: string | null } }) {
        setImmediate(() => answer(methods, payload.d.channel_id));
        return true;
      },
      destroy: () => undefined,
    }),
  });
  const client: VoiceClient = {
    connection,
    joinCount: () => joins,
    nextTransition: async () => Number((await once(connection, 'transitioned'))[0]),
    isReady: () => entersState(connection, VoiceConnectionStatus.Ready, CONNECT_TIMEOUT_MS),
  };
  return client;
}

/** Distinct Opus packets of 20 ms each: a tone that climbs. */
export function climbingTone(count: number, startHz = 220): Buffer[] {
  const encoder = new mediaplex.OpusEncoder(48_000, 2);
  let phase = 0;
  return Array.from({ length: count }, (_unused, index) => {
    const pcm = Buffer.alloc(960 * 2 * 2);
    for (let sample = 0; sample < 960; sample += 1) {
      phase += (2 * Math.PI * (startHz + index)) / 48_000;
      const value = Math.round(Math.sin(phase) * 12_000);
      pcm.writeInt16LE(value, sample * 4);
      pcm.writeInt16LE(value, sample * 4 + 2);
    }
    return Buffer.from(encoder.encode(pcm));
  });
}

/** Decodes frames to interleaved 16-bit stereo at 48 kHz. */
export function decodeToPcm(packets: readonly Uint8Array[]): Int16Array {
  const decoder = new mediaplex.OpusEncoder(48_000, 2);
  const pcm = Buffer.concat(packets.map((packet) => decoder.decode(Buffer.from(packet))));
  return Int16Array.from({ length: pcm.length / 2 }, (_unused, index) =>
    pcm.readInt16LE(index * 2),
  );
}

/** Plays at the pace of sound; resolves when the player is idle again. */
export async function play(connection: VoiceConnection, source: Buffer[] | Buffer): Promise<void> {
  const isOgg = Buffer.isBuffer(source);
  const stream = isOgg ? Readable.from([source]) : Readable.from(source, { objectMode: true });
  const inputType = isOgg ? StreamType.OggOpus : StreamType.Opus;
  const player = createAudioPlayer();
  const subscription = connection.subscribe(player);
  player.play(createAudioResource(stream, { inputType }));
  await once(player, 'idle');
  subscription?.unsubscribe();
}

/** The next event of the server that fits. */
export function nextEvent<Name extends keyof VoiceEvents>(
  server: VoiceServer,
  name: Name,
  fits: (...event: VoiceEvents[Name]) => boolean = () => true,
): Promise<VoiceEvents[Name]> {
  const { promise, resolve } = Promise.withResolvers<VoiceEvents[Name]>();
  const stop = server.on(name, (...event) => {
    if (!fits(...event)) return;
    stop();
    resolve(event);
  });
  return promise;
}
