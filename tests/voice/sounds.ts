/** Sound for tests: real Opus packets, and sources that give them as a library would. */
import mediaplex from 'mediaplex';
import type { AudioRef, OpusSource, Programme, Segment } from '../../src/app/ports.ts';

const SAMPLES = 960;

/** A tone of some seconds as packets of 20 ms, no two alike: its pitch climbs. */
export function tone(count: number, startHz = 220, amplitude = 12_000): Uint8Array[] {
  const encoder = new mediaplex.OpusEncoder(48_000, 2);
  let phase = 0;
  return Array.from({ length: count }, (_, index) => {
    const pcm = Buffer.alloc(SAMPLES * 4);
    for (let i = 0; i < SAMPLES; i += 1) {
      phase += (2 * Math.PI * (startHz + index / 4)) / 48_000;
      const value = Math.round(Math.sin(phase) * amplitude);
      pcm.writeInt16LE(value, i * 4);
      pcm.writeInt16LE(value, i * 4 + 2);
    }
    return new Uint8Array(encoder.encode(pcm));
  });
}

/** Decodes packets as one listener would; one loudness (root mean square) a packet. */
export function loudnessOf(packets: readonly Uint8Array[]): number[] {
  return pcmOf(packets).map((pcm) =>
    Math.sqrt(pcm.reduce((sum, v) => sum + v * v, 0) / pcm.length),
  );
}

/** Decodes packets as one listener would: stereo samples, a packet each. */
export function pcmOf(packets: readonly Uint8Array[]): Int16Array[] {
  const decoder = new mediaplex.OpusEncoder(48_000, 2);
  return packets.map((packet) => {
    const bytes = decoder.decode(Buffer.from(packet));
    return new Int16Array(Uint8Array.from(bytes).buffer);
  });
}

/** Packets in memory as a source. */
export function sourceOf(
  packets: readonly Uint8Array[],
): OpusSource & { readonly isClosed: boolean } {
  let index = 0;
  let isClosed = false;
  return {
    durationMs: packets.length * 20,
    get positionMs() {
      return index * 20;
    },
    get isClosed() {
      return isClosed;
    },
    async seek(positionMs) {
      index = Math.min(packets.length, Math.floor(positionMs / 20));
    },
    next() {
      const packet = packets[index];
      if (!packet) return null;
      index += 1;
      return packet;
    },
    close() {
      isClosed = true;
    },
  };
}

export function audioRef(id: string, durationMs: number, part: Partial<AudioRef> = {}): AudioRef {
  return { id, path: '', sha256: '', durationMs, sentences: [], recordingId: null, ...part };
}

export function audioSegment(
  audio: AudioRef,
  part: { fromMs?: number; fadesIn?: boolean } = {},
): Segment {
  return { kind: 'audio', audio, fromMs: 0, fadesIn: false, ...part };
}

export function programme(id: string, ...segments: Segment[]): Programme {
  return { id, segments, mayBegin: () => true };
}

/** Packets as buffers, which compare by what they hold. */
export function bytes(packets: readonly Uint8Array[]): Buffer[] {
  return packets.map((packet) => Buffer.from(packet));
}
