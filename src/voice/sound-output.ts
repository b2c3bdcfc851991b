/** The pace of sound: takes a packet every 20 ms and hands it to the voice library. */
import { Readable } from 'node:stream';
import {
  AudioPlayerStatus,
  AudioResource,
  createAudioPlayer,
  type VoiceConnection,
} from '@discordjs/voice';
import { FRAME_MS } from './programme-reader.ts';

type Pull = () => Uint8Array | null;

export interface SoundOutputNeeds {
  /** Asked every 20 ms; null ends the row. */
  readonly pull: Pull;
  /** The last packet has left. */
  readonly onIdle: () => void;
  readonly onError: (error: Error) => void;
  /** Packets are taken much faster than they last. */
  readonly onRush: () => void;
}

/** So far ahead of its time the sound may get before that counts as a rush. */
const AHEAD_MS = 400;
/** A thread that was busy this long may catch up; what it missed before stays missed. */
const CATCH_UP_MS = 2_000;

type Pace =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'going';
      /** Of the last packet, monotonic. */
      readonly takenAtMs: number;
      /** When the next packet should be taken, counted from the first. */
      readonly dueAtMs: number;
    }
  | { readonly kind: 'resting' };

export class SoundOutput {
  private readonly needs: SoundOutputNeeds;
  private readonly player = createAudioPlayer({ debug: false });
  private pace: Pace = { kind: 'idle' };

  constructor(needs: SoundOutputNeeds) {
    this.needs = needs;
    this.player.on('error', (error) => needs.onError(error));
    this.player.on(AudioPlayerStatus.Idle, () => this.becameIdle());
  }

  get isIdle(): boolean {
    return this.pace.kind === 'idle';
  }

  /** Milliseconds since a packet was taken last; 0 while none should be. */
  get stalledMs(): number {
    return this.pace.kind === 'going' ? performance.now() - this.pace.takenAtMs : 0;
  }

  attach(connection: VoiceConnection): void {
    connection.subscribe(this.player);
  }

  /** Begins to take packets, unless it does already. */
  wake(): void {
    if (this.pace.kind !== 'idle') return;
    const nowMs = performance.now();
    this.pace = { kind: 'going', takenAtMs: nowMs, dueAtMs: nowMs };
    this.player.play(packetResource(() => this.take()));
  }

  /** Takes no more. What was taken last does not leave. */
  stop(): void {
    if (this.pace.kind === 'resting') this.pace = { kind: 'idle' };
    this.player.stop(true);
  }

  /** Takes no more until `goOn`. */
  rest(): void {
    if (this.pace.kind !== 'going') return;
    this.pace = { kind: 'resting' };
    this.player.stop(true);
  }

  goOn(): void {
    if (this.pace.kind !== 'resting') return;
    this.pace = { kind: 'idle' };
    this.needs.onIdle();
  }

  private take(): Uint8Array | null {
    if (this.pace.kind === 'going') {
      const takenAtMs = performance.now();
      const dueAtMs = Math.max(this.pace.dueAtMs + FRAME_MS, takenAtMs - CATCH_UP_MS);
      this.pace = { kind: 'going', takenAtMs, dueAtMs };
      if (dueAtMs - takenAtMs > AHEAD_MS) this.needs.onRush();
    }
    return this.needs.pull();
  }

  private becameIdle(): void {
    if (this.pace.kind !== 'going') return;
    this.pace = { kind: 'idle' };
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
    onRush: () => undefined,
  });
  output.wake();
  // With nobody to hear it the player pauses itself, so it is ended after its first round.
  setImmediate(() => setImmediate(() => output.stop()));
  await promise;
}
