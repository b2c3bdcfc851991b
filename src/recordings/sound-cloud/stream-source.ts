/** A recording heard from its page: packets of 20 ms that come while they are played. */
import { AudioFault } from '../../app/audio-fault.ts';
import type { OpusSource } from '../../app/ports.ts';
import type { SoundCloudPage } from '../../domain/sound-cloud.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { PACKET_MS } from '../opus-packet.ts';
import { streamFault } from './stream-address.ts';
import { StreamFetcher, type StreamFetcherNeeds } from './stream-fetcher.ts';
import { pieceAt } from './stream-playlist.ts';
import { startTranscoder, type Transcoder } from './stream-transcoder.ts';

export interface StreamNeeds extends StreamFetcherNeeds {
  readonly ffmpeg: Ffmpeg;
}

/** Until the first sound is in hand, the look at the page included. */
const OPEN_MS = 20_000;
/** Nobody sits in silence for longer without a word. */
const STALLED_MS = 8_000;
/** A second is kept, so that a short way back asks nobody. */
const KEPT_PACKETS = 50;
/** What was decoded may be shorter than what was listed by the ends of the pieces. */
const MISSING_MS = 2_000;

/** Rejects with an AudioFault. Nothing of the sound is kept anywhere once it is closed. */
export async function openStream(needs: StreamNeeds, page: SoundCloudPage): Promise<OpusSource> {
  const late = new AbortController();
  const cancel = needs.clock.at(needs.clock.nowMs() + OPEN_MS, () => late.abort());
  try {
    const fetcher = await StreamFetcher.open(needs, page, late.signal);
    const source = new StreamSource(needs, page, fetcher);
    await source.seek(0);
    return source;
  } catch (cause) {
    throw late.signal.aborted ? streamFault('STALLED', cause) : asAudioFault(cause);
  } finally {
    cancel();
  }
}

/** One way through the sound, from a piece on. A seek begins a new one and ends the old. */
interface Reading {
  readonly transcoder: Transcoder;
  readonly over: AbortController;
  /** Packets to drop before the one that is wanted. */
  skip: number;
  /** How many packets it should give in all, those that are dropped included. */
  readonly expectedPackets: number;
  given: number;
  /** Told once the packets before it have been given. */
  fault: AudioFault | null;
}

class StreamSource implements OpusSource {
  readonly durationMs: number;
  readonly #needs: StreamNeeds;
  readonly #fetcher: StreamFetcher;
  #reading: Reading | null = null;
  /** Of the packet that comes next. */
  #index = 0;
  /** Since when nothing has come; null while something does. */
  #waitingSinceMs: number | null = null;
  /** The packets given last, in order; `#back` of them are given again first. */
  readonly #kept: Uint8Array[] = [];
  #back = 0;
  #onMoved: () => void = () => undefined;

  constructor(needs: StreamNeeds, page: SoundCloudPage, fetcher: StreamFetcher) {
    this.#needs = needs;
    this.#fetcher = fetcher;
    this.durationMs = page.durationMs;
  }

  get positionMs(): number {
    return this.#index * PACKET_MS;
  }

  async seek(positionMs: number): Promise<void> {
    const wanted = Math.floor(Math.max(0, Math.min(positionMs, this.durationMs)) / PACKET_MS);
    const stepsBack = this.#index - wanted;
    this.#waitingSinceMs = null;
    if (this.#reading && stepsBack >= 0 && this.#back + stepsBack <= this.#kept.length) {
      this.#back += stepsBack;
      this.#index = wanted;
      return;
    }
    this.#end();
    this.#kept.length = 0;
    this.#back = 0;
    this.#index = wanted;
    await this.#begin(wanted);
  }

  next(): Uint8Array | null | 'notYet' {
    const again = this.#back > 0 ? this.#kept.at(-this.#back) : undefined;
    if (again) {
      this.#back -= 1;
      this.#index += 1;
      return again;
    }
    const reading = this.#reading;
    if (!reading) return null;
    const packet = takeWanted(reading);
    if (packet) return this.#give(packet);
    // What was handed over before a fault is still being decoded, and is heard first.
    if (reading.transcoder.state !== 'running') return endOf(reading);
    const nowMs = this.#needs.clock.nowMs();
    this.#waitingSinceMs ??= nowMs;
    if (nowMs - this.#waitingSinceMs < STALLED_MS) return 'notYet';
    throw streamFault('STALLED', `nothing came for ${nowMs - this.#waitingSinceMs} ms`);
  }

  close(): void {
    this.#end();
    this.#kept.length = 0;
    this.#back = 0;
  }

  #give(packet: Uint8Array): Uint8Array {
    this.#waitingSinceMs = null;
    this.#kept.push(packet);
    if (this.#kept.length > KEPT_PACKETS) this.#kept.shift();
    this.#index += 1;
    return packet;
  }

  #end(): void {
    this.#reading?.over.abort();
    this.#reading?.transcoder.close();
    this.#reading = null;
    this.#onMoved();
  }

  /** Resolves when the packet is in hand, or else the end. Rejects when neither comes. */
  async #begin(wanted: number): Promise<void> {
    const { playlist, format } = this.#fetcher;
    const first = pieceAt(playlist, wanted * PACKET_MS);
    const fromMs = playlist.pieces[first]?.fromMs ?? 0;
    const over = new AbortController();
    const transcoder = startTranscoder(this.#needs.ffmpeg, format, () => this.#onMoved());
    const reading: Reading = {
      transcoder,
      over,
      skip: wanted - Math.round(fromMs / PACKET_MS),
      expectedPackets: (playlist.durationMs - fromMs) / PACKET_MS,
      given: 0,
      fault: null,
    };
    this.#reading = reading;
    void this.#pump(reading, first);
    const cancel = this.#needs.clock.at(this.#needs.clock.nowMs() + OPEN_MS, () => {
      reading.fault ??= streamFault('STALLED', 'the first sound does not come');
      this.#end();
    });
    await this.#untilReady(reading);
    cancel();
    const fault = reading.fault ?? transcoder.fault;
    if (transcoder.packetsInHand > reading.skip || fault === null) return;
    if (this.#reading === reading) this.#end();
    throw fault;
  }

  #untilReady(reading: Reading): Promise<void> {
    return new Promise((resolve) => {
      this.#onMoved = () => {
        const { transcoder, skip } = reading;
        const isReady = transcoder.state !== 'running' || transcoder.packetsInHand > skip;
        if (this.#reading === reading && !isReady) return;
        this.#onMoved = () => undefined;
        resolve();
      };
      this.#onMoved();
    });
  }

  /** Never rejects: a fault waits for its turn. */
  async #pump(reading: Reading, first: number): Promise<void> {
    const { transcoder, over } = reading;
    try {
      const beginning = await this.#fetcher.beginning(first, over.signal);
      if (beginning.length > 0) await transcoder.write(beginning);
      for (let index = first; index < this.#fetcher.playlist.pieces.length; index += 1) {
        const piece = await this.#fetcher.piece(index, over.signal);
        if (over.signal.aborted) return;
        await transcoder.write(piece);
      }
      transcoder.end();
    } catch (cause) {
      if (over.signal.aborted) return;
      reading.fault = asAudioFault(cause);
      // What was handed over until now is still decoded, and heard.
      transcoder.end();
    }
    this.#onMoved();
  }
}

function takeWanted(reading: Reading): Uint8Array | null {
  for (;;) {
    const packet = reading.transcoder.take();
    if (packet === null) return null;
    reading.given += 1;
    if (reading.skip === 0) return packet;
    reading.skip -= 1;
  }
}

/** Null at the end of the sound; what breaks off before it is no end. */
function endOf({ given, expectedPackets, fault, transcoder }: Reading): null {
  if (fault ?? transcoder.fault) throw fault ?? transcoder.fault;
  const missingMs = (expectedPackets - given) * PACKET_MS;
  if (missingMs > MISSING_MS) throw streamFault('DECODE', `${missingMs} ms are missing`);
  return null;
}

function asAudioFault(error: unknown): AudioFault {
  return error instanceof AudioFault ? error : streamFault('UNREACHABLE', error);
}
