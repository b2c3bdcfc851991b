/** The pace of sound: takes a packet every 20 ms and hands it to the voice library. */
import { Readable } from 'node:stream';
import {
  AudioPlayerStatus,
  AudioResource,
  createAudioPlayer,
  type VoiceConnection,
} from '@discordjs/voice';
import { FrameCounter } from './frame-counter.ts';
import { FRAME_MS } from './programme-reader.ts';
import { CATCH_UP_MS } from './sound-time.ts';

type Pull = () => Uint8Array | null;

export interface SoundOutputNeeds {
  /** Asked every 20 ms; null ends the row. */
  readonly pull: Pull;
  /** The last packet has left. */
  readonly onIdle: () => void;
  readonly onError: (error: Error) => void;
  readonly frames: FrameCounter;
}

export class SoundOutput {
  private readonly needs: SoundOutputNeeds;
  private readonly player = createAudioPlayer({ debug: false });
  /** When the next packet should be taken, monotonic; null while none is. */
  private dueAtMs: number | null = null;

  constructor(needs: SoundOutputNeeds) {
    this.needs = needs;
    this.player.on('error', (error) => needs.onError(error));
    this.player.on(AudioPlayerStatus.Idle, () => this.becameIdle());
  }

  get isIdle(): boolean {
    return this.dueAtMs === null;
  }

  attach(connection: VoiceConnection): void {
    connection.subscribe(this.player);
  }

  /** Begins to take packets, unless it does already. */
  wake(): void {
    if (this.dueAtMs !== null) return;
    this.dueAtMs = performance.now();
    this.player.play(packetResource(() => this.take()));
  }

  /** Takes no more. What was taken last does not leave. */
  stop(): void {
    this.player.stop(true);
  }

  private take(): Uint8Array | null {
    const packet = this.needs.pull();
    if (packet && this.dueAtMs !== null) this.dueAtMs = this.count(this.dueAtMs);
    return packet;
  }

  /** Gives when the packet after this one is due. The first ones are taken ahead of their time. */
  private count(dueAtMs: number): number {
    const takenAtMs = performance.now();
    const lateMs = takenAtMs - dueAtMs;
    this.needs.frames.count('sent');
    if (lateMs > FRAME_MS) this.needs.frames.count('late');
    // What is not caught up with is not late for ever after.
    return (lateMs < 0 || lateMs > CATCH_UP_MS ? takenAtMs : dueAtMs) + FRAME_MS;
  }

  private becameIdle(): void {
    if (this.dueAtMs === null) return;
    this.dueAtMs = null;
    this.needs.onIdle();
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
    frames: new FrameCounter(),
  });
  output.wake();
  // With nobody to hear it the player pauses itself, so it is ended after its first round.
  setImmediate(() => setImmediate(() => output.stop()));
  await promise;
}
