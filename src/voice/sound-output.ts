/** The pace of sound: takes a packet every 20 ms and hands it to the voice library. */
import { Readable } from 'node:stream';
import {
  AudioPlayerStatus,
  AudioResource,
  createAudioPlayer,
  type VoiceConnection,
} from '@discordjs/voice';

type Pull = () => Uint8Array | null;

export interface SoundOutputNeeds {
  /** Asked every 20 ms; null ends the row. */
  readonly pull: Pull;
  /** The last packet has left. */
  readonly onIdle: () => void;
  readonly onError: (error: Error) => void;
}

export class SoundOutput {
  private readonly needs: SoundOutputNeeds;
  private readonly player = createAudioPlayer({ debug: false });

  constructor(needs: SoundOutputNeeds) {
    this.needs = needs;
    this.player.on('error', (error) => needs.onError(error));
    this.player.on(AudioPlayerStatus.Idle, () => needs.onIdle());
  }

  get isIdle(): boolean {
    return this.player.state.status === AudioPlayerStatus.Idle;
  }

  attach(connection: VoiceConnection): void {
    connection.subscribe(this.player);
  }

  /** Begins to take packets, unless it does already. */
  wake(): void {
    if (this.isIdle) this.player.play(packetResource(this.needs.pull));
  }

  /** Takes no more. What was taken last does not leave. */
  stop(): void {
    this.player.stop(true);
  }
}

/** Made by hand: `createAudioResource` would look for ffmpeg first, which blocks for 180 ms. */
function packetResource(pull: Pull): AudioResource {
  const stream = new Readable({
    objectMode: true,
    // Nothing is taken before it is sent, so that what is asked for is heard at once.
    highWaterMark: 0,
    read() {
      const packet = pull();
      // The library compares packets with methods that only buffers have.
      this.push(packet && Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength));
    },
  });
  return new AudioResource([], [stream], null, 0);
}

/** Has everything loaded and compiled that the first sound of a process would wait for. */
export async function warmUpOutput(packets: readonly Uint8Array[]): Promise<void> {
  const rest = [...packets];
  const { promise, resolve } = Promise.withResolvers<void>();
  const output = new SoundOutput({
    pull: () => rest.shift() ?? null,
    onIdle: resolve,
    onError: () => resolve(),
  });
  output.wake();
  // With nobody to hear it the player pauses itself, so it is ended after its first round.
  setImmediate(() => setImmediate(() => output.stop()));
  await promise;
}
