/**
 * Fades sound in or out. Only the frames of the fade are decoded and encoded again; a codec that
 * was warmed up with the frames before makes the seam inaudible.
 */
import mediaplex from 'mediaplex';

const SAMPLES_PER_FRAME = 960;
const CHANNELS = 2;
/** How much later an Opus encoder at 48 kHz gives what it was given: 2.5 ms and 4 ms. */
const LOOK_AHEAD_SAMPLES = 312;
const BITRATE = 96_000;

/** 1.5 s. */
export const FADE_FRAMES = 75;
/** 0.4 s: soft still, and soon enough for what may not be heard any more. */
export const URGENT_FADE_FRAMES = 20;
/** 160 ms: twice what an Opus decoder needs to be in step with one that heard everything. */
export const WARM_UP_FRAMES = 8;

/** Interleaved stereo, 16 bits, one frame. */
type Pcm = Int16Array;

const SILENT: Pcm = new Int16Array(SAMPLES_PER_FRAME * CHANNELS);

export class Fade {
  private readonly decoder = new mediaplex.OpusEncoder(48_000, CHANNELS);
  private readonly encoder = new mediaplex.OpusEncoder(48_000, CHANNELS);
  private towards: 'loud' | 'quiet';
  /** Frames from silence to full sound. */
  private frames = FADE_FRAMES;
  /** How many of these frames are behind: 0 is silence. A fade that was hurried may be between two. */
  private level: number;
  /** The frame after the one that was given last, decoded already. */
  private ahead: { readonly packet: Uint8Array; readonly pcm: Pcm } | null = null;
  /** The frame before the fade, until the encoder has been given its end. */
  private lastBefore: Pcm | null = null;

  /** @param before the packets that people heard last; the codec goes on from there */
  constructor(direction: 'in' | 'out', before: readonly Uint8Array[] = []) {
    this.encoder.setBitrate(BITRATE);
    this.towards = direction === 'in' ? 'loud' : 'quiet';
    this.level = direction === 'in' ? 0 : FADE_FRAMES;
    this.warmUp(before);
  }

  /** Full sound or silence is reached. */
  get isDone(): boolean {
    return this.towards === 'loud' ? this.level >= this.frames : this.level <= 0;
  }

  /** Fades out from the level that is reached now; one that fades out already may be hurried. */
  turnOut(frames: number): void {
    this.towards = 'quiet';
    this.level *= frames / this.frames;
    this.frames = frames;
  }

  /**
   * The packet with the fade's gain. `following` is the packet after it in the same file, since an
   * encoder gives out what it gets 6.5 ms late; null leaves these 6.5 ms silent.
   *
   * @throws Error when a packet can't be decoded
   */
  apply(packet: Uint8Array, following: Uint8Array | null): Uint8Array {
    const pcm = this.ahead?.packet === packet ? this.ahead.pcm : this.decode(packet);
    this.ahead = following && { packet: following, pcm: this.decode(following) };
    if (this.lastBefore) this.encode(shifted(this.lastBefore, pcm));
    this.lastBefore = null;
    const block = shifted(pcm, this.ahead?.pcm ?? SILENT);
    const fromGain = this.gain();
    this.level += this.towards === 'loud' ? 1 : -1;
    scale(block, fromGain, this.gain());
    return this.encode(block);
  }

  /** A raised cosine: it leaves full sound and reaches silence without an edge. */
  private gain(): number {
    const share = Math.max(0, Math.min(1, this.level / this.frames));
    return (1 - Math.cos(Math.PI * share)) / 2;
  }

  private warmUp(before: readonly Uint8Array[]): void {
    for (const packet of before) {
      const pcm = this.decode(packet);
      if (this.lastBefore) this.encode(shifted(this.lastBefore, pcm));
      this.lastBefore = pcm;
    }
  }

  private decode(packet: Uint8Array): Pcm {
    // Copied, since the codec may hand out bytes at an odd place in memory.
    return new Int16Array(Uint8Array.from(this.decoder.decode(asBuffer(packet))).buffer);
  }

  private encode(pcm: Pcm): Uint8Array {
    return this.encoder.encode(Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength));
  }
}

/** What the encoder must be given so that the listener hears `pcm` in its own time. */
function shifted(pcm: Pcm, following: Pcm): Pcm {
  const cut = LOOK_AHEAD_SAMPLES * CHANNELS;
  const block = new Int16Array(pcm.length);
  block.set(pcm.subarray(cut));
  block.set(following.subarray(0, cut), pcm.length - cut);
  return block;
}

function scale(pcm: Pcm, fromGain: number, toGain: number): void {
  const step = (toGain - fromGain) / SAMPLES_PER_FRAME;
  for (let i = 0; i < pcm.length; i += 1) {
    pcm[i] = Math.round((pcm[i] ?? 0) * (fromGain + step * Math.floor(i / CHANNELS)));
  }
}

function asBuffer(packet: Uint8Array): Buffer {
  return Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength);
}
