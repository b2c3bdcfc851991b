/**
 * Ogg Opus (RFC 7845) as packets of 20 ms, read ahead a little, so that the one who sends sound
 * never waits for a disk and no file is ever held whole in memory.
 */
import { AudioFault } from '../app/audio-fault.ts';
import type { OpusSource } from '../app/ports.ts';
import { readLayout, type StreamLayout } from './ogg-layout.ts';
import { readPage, type OggPage } from './ogg-page.ts';
import { PACKET_MS, packetDurationMs } from './opus-packet.ts';
import type { RandomAccess } from './random-access.ts';
import type { SeekIndex } from './seek-index.ts';
import { Seeker } from './seeker.ts';

/** About 5 s of music; with what is left of the block before, memory stays under 200 KiB a source. */
const BLOCK_BYTES = 65_536;
/** With fewer packets in hand (2 s) the next block is read. */
const LOW_WATER_PACKETS = 100;

/** Vouches that a file is what was approved until the very moment at which it is heard. */
export interface Guard {
  /** Nobody wrote to it since. It answers at once. */
  isUntouched(): boolean;
  /** Looks at what was written. Rejects with an AudioFault when it is not what was approved. */
  check(): Promise<void>;
}

export interface OpenOptions {
  readonly guard?: Guard;
  readonly seekIndex?: SeekIndex | null;
}

/** Reads head, tags and the first packets. Rejects with an AudioFault. Closes the file on a fault. */
export async function openOggOpus(
  file: RandomAccess,
  { guard, seekIndex }: OpenOptions = {},
): Promise<OpusSource> {
  try {
    const layout = await readLayout(file);
    const seeker = new Seeker(file, layout, seekIndex ?? null);
    const source = new OggOpusSource(file, layout, seeker, guard ?? null);
    await source.seek(0);
    return source;
  } catch (error) {
    file.close();
    throw asAudioFault(error);
  }
}

/** Where the reading of the file stands. A seek begins a new one and forgets the old. */
interface Reading {
  /** Of the first byte that has not been read yet. */
  offset: number;
  /** Bytes that were read and hold no whole page yet. */
  rest: Buffer;
  /** The beginning of a packet that goes on in the next page; null when none does. */
  begun: Uint8Array[] | null;
  /** Of the next page; null when any will do. */
  sequence: number | null;
  /** Packets to drop before the one that is wanted. */
  skip: number;
  state: 'idle' | 'filling' | 'ended';
  /** Told once the packets before it have been given. */
  fault: AudioFault | null;
  readonly packets: Uint8Array[];
}

class OggOpusSource implements OpusSource {
  readonly durationMs: number;
  private readonly file: RandomAccess;
  private readonly layout: StreamLayout;
  private readonly seeker: Seeker;
  private readonly vouching: Vouching | null;
  private reading: Reading | null = null;
  private index = 0;

  constructor(file: RandomAccess, layout: StreamLayout, seeker: Seeker, guard: Guard | null) {
    this.file = file;
    this.layout = layout;
    this.seeker = seeker;
    this.vouching = guard && new Vouching(guard);
    this.durationMs = layout.packets * PACKET_MS;
  }

  get positionMs(): number {
    return this.index * PACKET_MS;
  }

  async seek(positionMs: number): Promise<void> {
    const wanted = Math.floor(Math.max(0, Math.min(positionMs, this.durationMs)) / PACKET_MS);
    const start = await this.seeker.find(wanted);
    const reading: Reading = {
      offset: start.offset,
      rest: Buffer.alloc(0),
      begun: null,
      sequence: null,
      skip: wanted - start.firstPacket,
      state: 'idle',
      fault: null,
      packets: [],
    };
    this.reading = reading;
    this.index = wanted;
    this.vouching?.begin();
    await this.readAhead(reading);
    if (reading.packets.length === 0 && reading.fault) throw reading.fault;
  }

  next(): Uint8Array | null | 'notYet' {
    const { reading } = this;
    if (!reading) return null;
    if (this.vouching?.isDone() === false) return 'notYet';
    const packet = reading.packets.shift();
    if (reading.packets.length < LOW_WATER_PACKETS && reading.state === 'idle') {
      void this.readAhead(reading);
    }
    if (packet) {
      this.index += 1;
      return packet;
    }
    if (reading.fault) throw reading.fault;
    return reading.state === 'ended' ? null : 'notYet';
  }

  close(): void {
    this.reading = null;
    this.seeker.close();
    this.file.close();
  }

  /** Reads blocks until enough packets are in hand. Never rejects: a fault waits for its turn. */
  private async readAhead(reading: Reading): Promise<void> {
    reading.state = 'filling';
    try {
      while (this.reading === reading && reading.packets.length < LOW_WATER_PACKETS) {
        const block = await this.file.read(reading.offset, BLOCK_BYTES);
        if (block.length === 0) {
          if (reading.rest.length > 0 || reading.begun) throw damaged('the file is cut off');
          reading.state = 'ended';
          return;
        }
        reading.offset += block.length;
        takePages(reading, Buffer.concat([reading.rest, block]), this.layout);
      }
      reading.state = 'idle';
    } catch (error) {
      reading.fault = asAudioFault(error);
      reading.state = 'ended';
    }
  }
}

/**
 * A file is opened seconds before it is heard, and its first packets are read then. What is written
 * to it in between must not be heard, so the guard is asked again with the first packet.
 */
class Vouching {
  private readonly guard: Guard;
  private state: 'asked' | 'checking' | 'done' = 'asked';
  private fault: AudioFault | null = null;

  constructor(guard: Guard) {
    this.guard = guard;
  }

  begin(): void {
    if (this.state === 'done') this.state = 'asked';
  }

  /** Throws an AudioFault when the file is not what was approved any more. */
  isDone(): boolean {
    if (this.fault) throw this.fault;
    if (this.state === 'asked') {
      if (this.guard.isUntouched()) this.state = 'done';
      else void this.check();
    }
    return this.state === 'done';
  }

  private async check(): Promise<void> {
    this.state = 'checking';
    try {
      await this.guard.check();
      this.state = 'asked';
    } catch (error) {
      this.fault = asAudioFault(error);
    }
  }
}

function takePages(reading: Reading, bytes: Buffer, layout: StreamLayout): void {
  let at = 0;
  for (;;) {
    const result = readPage(bytes, at);
    if (result.kind === 'tooShort') break;
    if (result.kind === 'damaged') throw damaged(result.why);
    takePackets(reading, result.page, layout);
    at += result.page.byteLength;
  }
  // A copy, so that one small rest does not keep the whole block alive.
  reading.rest = Buffer.from(bytes.subarray(at));
}

function takePackets(reading: Reading, page: OggPage, layout: StreamLayout): void {
  if (page.serial !== layout.serial) throw damaged('a second stream begins within the file');
  if (reading.sequence !== null && page.sequence !== reading.sequence) {
    throw damaged('a page is missing');
  }
  const isFirstOfReading = reading.sequence === null;
  reading.sequence = page.sequence + 1;
  if (page.isContinued !== (reading.begun !== null) && !isFirstOfReading) {
    throw damaged('a packet is cut in two');
  }
  page.pieces.forEach((piece, i) => {
    // Reading may begin in the middle of a packet, which then counts to the page before.
    if (i === 0 && page.isContinued && isFirstOfReading) return;
    const isComplete = i < page.pieces.length - 1 || page.lastPieceIsComplete;
    const begun = i === 0 ? (reading.begun ?? []) : [];
    reading.begun = isComplete ? null : [...begun, piece];
    if (isComplete)
      takePacket(reading, begun.length > 0 ? Buffer.concat([...begun, piece]) : piece);
  });
}

function takePacket(reading: Reading, packet: Uint8Array): void {
  if (reading.skip > 0) {
    reading.skip -= 1;
    return;
  }
  if (packetDurationMs(packet) !== PACKET_MS) throw damaged('a packet is not 20 ms long');
  reading.packets.push(packet);
}

function damaged(why: string): AudioFault {
  return new AudioFault('DECODE', `This is no sound Ogg Opus file: ${why}.`);
}

function asAudioFault(error: unknown): AudioFault {
  if (error instanceof AudioFault) return error;
  return new AudioFault('DECODE', 'The file could not be read.', { cause: error });
}
