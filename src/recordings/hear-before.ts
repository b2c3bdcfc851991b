import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { AudioFault } from '../app/audio-fault.ts';
import type { AudioLibrary } from '../app/ports.ts';
import type { Excerpt, HeardBefore } from '../app/recordings.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import { OggPackets } from './ogg-packets.ts';
import { isOpusTags, PACKET_MS, readOpusHead, SAMPLES_PER_PACKET } from './opus-packet.ts';
import { writeOggOpus } from './write-ogg-opus.ts';

export interface MessageLimits {
  /** Of one file. */
  readonly fileBytes: number;
  /** Of all files of a message. */
  readonly messageBytes: number;
  /** Of the packets in each file when there are several; pages add less than a fiftieth. */
  readonly partBytes: number;
}

/** Discord takes files of 10 MB from a bot, where the server has no boosts, and 25 MB in all. */
const DISCORD_LIMITS: MessageLimits = {
  fileBytes: 10_000_000,
  messageBytes: 24_000_000,
  partBytes: 7_800_000,
};
const EXCERPTS = 3;
/** Small enough that a room's next frame, due every 20 ms, never waits for one piece. */
const PIECE_BYTES = 65_536;

/**
 * The prepared file of a recording, for whoever is to vouch for it. What is not byte for byte
 * what the entry says is `missing`: nobody is to approve one sound after hearing another.
 */
export async function hearBefore(
  library: Pick<AudioLibrary, 'recording'>,
  entry: AllowlistEntry,
  limits: MessageLimits = DISCORD_LIMITS,
): Promise<HeardBefore> {
  const audio = library.recording(entry);
  if (!audio) return { kind: 'missing' };
  if (audio.stream) return { kind: 'onPage', address: audio.stream.address };
  try {
    await using file = await open(audio.path);
    const { size } = await file.stat();
    if (size <= limits.fileBytes) {
      const bytes = await file.readFile();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return sha256 === entry.sha256 ? { kind: 'bytes', bytes } : { kind: 'missing' };
    }
    const spans = size <= limits.messageBytes ? null : excerptSpans(limits, size, audio.durationMs);
    const taken = await takeStream(file, spans);
    if (taken.sha256 !== entry.sha256) return { kind: 'missing' };
    return spans === null ? wholeInParts(taken, limits) : inExcerpts(taken, spans, limits);
  } catch (error) {
    // The file went away since the library saw it, or is no Ogg Opus: nobody can hear it.
    if (error instanceof AudioFault || isOfFiles(error)) return { kind: 'missing' };
    throw error;
  }
}

/** Looks at the shape only: an error of Node's own may be of another realm. */
function isOfFiles(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

/** Counted in packets, the end left out. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface TakenStream {
  readonly sha256: string;
  readonly head: Uint8Array;
  readonly tags: Uint8Array;
  readonly preSkip: number;
  /** The packets of each span in turn; all of them when there are no spans. */
  readonly packets: readonly (readonly Uint8Array[])[];
  readonly packetCount: number;
  readonly trimmedSamples: number;
}

/** Beginning, middle and end, each as long as one file may be. */
function excerptSpans(
  { partBytes }: MessageLimits,
  sizeBytes: number,
  durationMs: number,
): readonly Span[] {
  const packets = Math.floor(durationMs / PACKET_MS);
  const length = Math.floor((partBytes / sizeBytes) * packets);
  return Array.from({ length: EXCERPTS }, (_, i) => {
    const from = Math.floor(((packets - length) * i) / (EXCERPTS - 1));
    return { from, to: from + length };
  });
}

/** Reads the file once, piece by piece: its hash is that of the very bytes that are handed on. */
async function takeStream(file: FileHandle, spans: readonly Span[] | null): Promise<TakenStream> {
  const hash = createHash('sha256');
  const stream = new OggPackets();
  const wanted = spans ?? [{ from: 0, to: Infinity }];
  const packets: Uint8Array[][] = wanted.map(() => []);
  const headers: Uint8Array[] = [];
  let index = 0;
  const pieces = file.createReadStream({ highWaterMark: PIECE_BYTES, autoClose: false, start: 0 });
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    hash.update(piece);
    for (const packet of stream.take(piece)) {
      if (headers.length < 2) {
        headers.push(packet);
        continue;
      }
      for (const [i, { from, to }] of wanted.entries()) {
        if (index >= from && index < to) packets[i]?.push(packet);
      }
      index += 1;
    }
  }
  stream.end();
  const [head, tags] = headers;
  const facts = head && readOpusHead(head);
  if (!head || !facts || !tags || !isOpusTags(tags)) {
    throw new AudioFault('DECODE', 'The file does not begin with an Opus head and its tags.');
  }
  const trimmedSamples = Math.max(0, index * SAMPLES_PER_PACKET - stream.granule);
  const { preSkip } = facts;
  const sha256 = hash.digest('hex');
  return { sha256, head, tags, preSkip, packets, packetCount: index, trimmedSamples };
}

/** The whole, cut between packets into files of about the same size. */
function wholeInParts(taken: TakenStream, limits: MessageLimits): HeardBefore {
  const [packets = []] = taken.packets;
  const sizeBytes = packets.reduce((sum, { length }) => sum + length, 0);
  const partBytes = sizeBytes / Math.ceil(sizeBytes / limits.partBytes);
  const spans: Span[] = [];
  let heldBytes = 0;
  let from = 0;
  for (const [i, { length }] of packets.entries()) {
    heldBytes += length;
    const isLast = i === packets.length - 1;
    if (heldBytes < partBytes * (spans.length + 1) && !isLast) continue;
    spans.push({ from, to: i + 1 });
    from = i + 1;
  }
  const parts = spans.map((span) => fileOf(taken, packets.slice(span.from, span.to), span));
  return { kind: 'parts', parts };
}

function inExcerpts(
  taken: TakenStream,
  spans: readonly Span[],
  limits: MessageLimits,
): HeardBefore {
  const excerpts = spans.flatMap((span, i): Excerpt[] => {
    const all = taken.packets[i] ?? [];
    const fitting = countFitting(i === 0 ? all : all.toReversed(), limits);
    // The beginning keeps the very first packets, each later one the last of its span.
    const from = i === 0 ? span.from : span.from + all.length - fitting;
    const held = { from, to: from + fitting };
    const packets = all.slice(held.from - span.from, held.to - span.from);
    if (packets.length === 0) return [];
    const bytes = fileOf(taken, packets, held);
    return [{ bytes, fromMs: held.from * PACKET_MS, toMs: held.to * PACKET_MS }];
  });
  return { kind: 'excerpts', excerpts, lengthMs: taken.packetCount * PACKET_MS };
}

/** Where a recording is denser than on the whole, an excerpt is shorter. */
function countFitting(packets: readonly Uint8Array[], { partBytes }: MessageLimits): number {
  let heldBytes = 0;
  const end = packets.findIndex(({ length }) => (heldBytes += length) > partBytes);
  return end === -1 ? packets.length : end;
}

/** Only the beginning and the end of the whole are trimmed: nothing is lost between two files. */
function fileOf(taken: TakenStream, packets: readonly Uint8Array[], { from, to }: Span) {
  const { head, tags, packetCount } = taken;
  const preSkip = from === 0 ? taken.preSkip : 0;
  const trimmedSamples = to === packetCount ? taken.trimmedSamples : 0;
  return writeOggOpus({ head, tags, preSkip, trimmedSamples }, packets);
}
