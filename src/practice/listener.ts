/** A recording of what a room of the stand-in heard, for ears, for files and for tests. */
import type { HeardFrame, VoiceServer } from './voice-gateway.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

/** Opus always counts in 48 kHz samples, whatever was recorded. */
const SAMPLES_PER_MS = 48;

/** What an encoder puts before the first sample; players skip it. */
const PRE_SKIP_SAMPLES = 312;

/** The longest Opus packets take 6 of a page's 255 segments. */
const FRAMES_PER_PAGE = 40;

const OGG_FIRST_PAGE = 0x02;
const OGG_LAST_PAGE = 0x04;
const OGG_CRC_POLYNOMIAL = 0x04c11db7;

export interface RecorderPlace {
  readonly guildId: string;
  readonly channelId: string;
  /** Only this speaker; everyone when left out. */
  readonly userId?: string;
}

export interface Recorder {
  /** In the order of arrival. Grows while the recorder runs. */
  readonly frames: readonly HeardFrame[];
  /** Without the frames of silence that players add at pauses and ends. */
  sounding(): HeardFrame[];
  /** Milliseconds between each frame and the one before it. */
  gapsMs(): number[];
  /** How many frames are missing between the first and the last, by their RTP numbers. */
  missing(): number;
  /**
   * The first frame, already heard or still to come, that fits.
   *
   * @throws Error (rejects) when none comes within the time
   */
  waitForFrame(
    predicate: (frame: HeardFrame, index: number) => boolean,
    timeoutMs?: number,
  ): Promise<HeardFrame>;
  /** The frames once there are at least so many. */
  waitForFrames(count: number, timeoutMs?: number): Promise<readonly HeardFrame[]>;
  /** An Ogg Opus file (RFC 7845) of the frames, played one after another. */
  toOggOpus(): Buffer;
  stop(): void;
}

export function createRecorder(server: VoiceServer, place: RecorderPlace): Recorder {
  const frames: HeardFrame[] = [];
  const watchers = new Set<(frame: HeardFrame, index: number) => void>();
  const stop = server.onFrame((frame) => {
    if (frame.guildId !== place.guildId || frame.channelId !== place.channelId) return;
    if (place.userId !== undefined && frame.userId !== place.userId) return;
    frames.push(frame);
    for (const watch of watchers) watch(frame, frames.length - 1);
  });

  function waitForFrame(
    predicate: (frame: HeardFrame, index: number) => boolean,
    timeoutMs = DEFAULT_TIMEOUT_MS,
  ): Promise<HeardFrame> {
    const heard = frames.find((frame, index) => predicate(frame, index));
    if (heard !== undefined) return Promise.resolve(heard);
    const { promise, resolve, reject } = Promise.withResolvers<HeardFrame>();
    const timer = setTimeout(() => {
      watchers.delete(watch);
      reject(new Error(`no such frame within ${timeoutMs} ms; ${frames.length} were heard`));
    }, timeoutMs);
    function watch(frame: HeardFrame, index: number): void {
      if (!predicate(frame, index)) return;
      clearTimeout(timer);
      watchers.delete(watch);
      resolve(frame);
    }
    watchers.add(watch);
    return promise;
  }

  return {
    frames,
    sounding: () => frames.filter((frame) => !frame.isSilence),
    gapsMs: () =>
      frames.slice(1).map((frame, index) => frame.arrivedAtMs - (frames[index]?.arrivedAtMs ?? 0)),
    missing: () => countMissing(frames),
    waitForFrame,
    async waitForFrames(count, timeoutMs) {
      if (count > 0) await waitForFrame((_frame, index) => index >= count - 1, timeoutMs);
      return frames;
    },
    toOggOpus: () => writeOggOpus(frames.map((frame) => frame.opus)),
    stop,
  };
}

function countMissing(frames: readonly HeardFrame[]): number {
  let missing = 0;
  for (const [index, frame] of frames.entries()) {
    const previous = frames[index - 1];
    if (previous === undefined) continue;
    const step = (frame.sequence - previous.sequence) & 0xffff;
    // A step of more than half the range is a packet that was overtaken, not thousands lost.
    if (step < 0x8000) missing += Math.max(0, step - 1);
  }
  return missing;
}

/** The length of an Opus packet in milliseconds, from its first byte (RFC 6716, section 3.1). */
export function opusDurationMs(packet: Uint8Array): number {
  const toc = packet[0] ?? 0;
  const count = toc & 3;
  const frameCount = count === 0 ? 1 : count === 3 ? (packet[1] ?? 0) & 0x3f : 2;
  return frameMs(toc >>> 3) * frameCount;
}

function frameMs(configuration: number): number {
  const size = configuration & 3;
  if (configuration < 12) return [10, 20, 40, 60][size] ?? 20;
  if (configuration < 16) return (configuration & 1) === 0 ? 10 : 20;
  return [2.5, 5, 10, 20][size] ?? 20;
}

/** @param packets stereo Opus packets of one frame each, so of at most 1,275 bytes */
function writeOggOpus(packets: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead');
  head.writeUInt8(1, 8);
  head.writeUInt8(2, 9);
  head.writeUInt16LE(PRE_SKIP_SAMPLES, 10);
  head.writeUInt32LE(48_000, 12);
  const vendor = Buffer.from('practice room');
  const tags = Buffer.alloc(8 + 4 + vendor.length + 4);
  tags.write('OpusTags');
  tags.writeUInt32LE(vendor.length, 8);
  vendor.copy(tags, 12);
  const pages = [oggPage([head], 0, 0n, OGG_FIRST_PAGE), oggPage([tags], 1, 0n, 0)];
  let samples = 0;
  for (let start = 0; start < packets.length; start += FRAMES_PER_PAGE) {
    const onPage = packets.slice(start, start + FRAMES_PER_PAGE);
    for (const packet of onPage) samples += opusDurationMs(packet) * SAMPLES_PER_MS;
    const isLast = start + FRAMES_PER_PAGE >= packets.length;
    const granule = BigInt(Math.round(samples));
    pages.push(oggPage(onPage, pages.length, granule, isLast ? OGG_LAST_PAGE : 0));
  }
  return Buffer.concat(pages);
}

function oggPage(
  packets: readonly Uint8Array[],
  pageNumber: number,
  granule: bigint,
  flags: number,
): Buffer {
  const segments = packets.flatMap((packet) => [
    ...Array.from<number>({ length: Math.floor(packet.length / 255) }).fill(255),
    packet.length % 255,
  ]);
  if (segments.length > 255) throw new RangeError('the packets do not fit on one page');
  const header = Buffer.alloc(27);
  header.write('OggS');
  header.writeUInt8(flags, 5);
  header.writeBigUInt64LE(granule, 6);
  header.writeUInt32LE(1, 14); // the number of the stream
  header.writeUInt32LE(pageNumber, 18);
  header.writeUInt8(segments.length, 26);
  const page = Buffer.concat([header, Buffer.from(segments), ...packets]);
  page.writeUInt32LE(oggChecksum(page), 22);
  return page;
}

const CHECKSUM_TABLE = Uint32Array.from({ length: 256 }, (_unused, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 0x80000000) === 0 ? value << 1 : (value << 1) ^ OGG_CRC_POLYNOMIAL;
  }
  return value >>> 0;
});

function oggChecksum(page: Buffer): number {
  let sum = 0;
  for (const byte of page) {
    sum = ((sum << 8) ^ (CHECKSUM_TABLE[(sum >>> 24) ^ byte] ?? 0)) >>> 0;
  }
  return sum;
}
