/**
 * The pieces of one page's sound, each fetched when it is wanted and looked at before anybody gets
 * it. An address that is not accepted any more is asked for anew.
 */
import type { Agent } from 'node:https';
import type { AudioFaultCode, Clock } from '../../app/ports.ts';
import type { SoundCloudPage } from '../../domain/sound-cloud.ts';
import { fetchMedia, type MediaAnswer, type MediaFault } from './fetch-media.ts';
import {
  findStream,
  streamFault,
  type LookUpStream,
  type StreamAddress,
} from './stream-address.ts';
import { isInitPiece, isTypeOf, isWholePiece, oggHeaders } from './stream-pieces.ts';
import { readPlaylist, type Playlist } from './stream-playlist.ts';

export interface StreamFetcherNeeds {
  readonly clock: Pick<Clock, 'nowMs' | 'at'>;
  /** Guards who is asked. */
  readonly agent: Agent;
  readonly lookUp: LookUpStream;
}

/** A list of two hours is far smaller, and 20 s of the finest sound are 800 KB. */
const MAX_PLAYLIST_BYTES = 2_000_000;
const MAX_PIECE_BYTES = 4_000_000;
const PLAYLIST_TYPES = [
  'application/vnd.apple.mpegurl',
  'application/x-mpegurl',
  'audio/mpegurl',
  'audio/x-mpegurl',
];
/** The first with the address at hand, the others each with a new one. */
const TRIES = 3;
const BETWEEN_TRIES_MS = 500;
/** What is listed may be longer or shorter than the page by the rounding of its pieces. */
const DIFFERS_MS = 2_000;

interface Found {
  readonly address: StreamAddress;
  readonly playlist: Playlist;
}

export class StreamFetcher {
  readonly #needs: StreamFetcherNeeds;
  readonly #page: SoundCloudPage;
  #found: Found;
  /** What a reading that begins in the middle needs first; null until it was fetched. */
  #beginning: Buffer | null = null;

  private constructor(needs: StreamFetcherNeeds, page: SoundCloudPage, found: Found) {
    this.#needs = needs;
    this.#page = page;
    this.#found = found;
  }

  /** Rejects with an AudioFault. */
  static async open(
    needs: StreamFetcherNeeds,
    page: SoundCloudPage,
    signal: AbortSignal,
  ): Promise<StreamFetcher> {
    return new StreamFetcher(needs, page, await find(needs, page, signal));
  }

  get format(): StreamAddress['format'] {
    return this.#found.address.format;
  }

  get playlist(): Playlist {
    return this.#found.playlist;
  }

  /** What stands before a piece where a reading begins; empty when it can begin anywhere. */
  async beginning(pieceIndex: number, signal: AbortSignal): Promise<Buffer> {
    if (this.format === 'mp3' || (this.format === 'ogg' && pieceIndex === 0)) return NOTHING;
    this.#beginning ??=
      this.format === 'mov' ? await this.#init(signal) : await this.#headers(signal);
    return this.#beginning;
  }

  /** The whole piece. Rejects with an AudioFault. */
  piece(index: number, signal: AbortSignal): Promise<Buffer> {
    const listed = (playlist: Playlist): string => playlist.pieces[index]?.address ?? '';
    const durationMs = this.playlist.pieces[index]?.durationMs ?? 0;
    return this.#fetch(listed, signal, (bytes) => isWholePiece(this.format, bytes, durationMs));
  }

  #init(signal: AbortSignal): Promise<Buffer> {
    if (this.playlist.initAddress === null) throw streamFault('DECODE', 'no init piece is listed');
    return this.#fetch(({ initAddress }) => initAddress ?? '', signal, isInitPiece);
  }

  async #headers(signal: AbortSignal): Promise<Buffer> {
    const headers = oggHeaders(await this.piece(0, signal));
    if (headers === null) throw streamFault('DECODE', 'no Ogg headers are in the first piece');
    return headers;
  }

  async #fetch(
    addressIn: (playlist: Playlist) => string,
    signal: AbortSignal,
    isWhole: (bytes: Buffer) => boolean,
  ): Promise<Buffer> {
    let last: Exclude<MediaAnswer, { ok: true }> | null = null;
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (tries > 0) await this.#renew(signal);
      const answer = await fetchMedia({
        ...this.#needs,
        address: addressIn(this.playlist),
        maxBytes: MAX_PIECE_BYTES,
        signal,
        isWanted: (type) => isTypeOf(this.format, type),
      });
      if (answer.ok && isWhole(answer.bytes)) return answer.bytes;
      last = answer.ok ? { ok: false, why: 'UNREADABLE', cause: 'no whole piece' } : answer;
      // Asking on would only make it worse.
      if (last.why === 'RATE_LIMITED' || last.why === 'STOPPED') break;
    }
    throw streamFault(CODES[last?.why ?? 'UNREACHABLE'], last?.cause);
  }

  /** A new address for the same sound. */
  async #renew(signal: AbortSignal): Promise<void> {
    await wait(this.#needs.clock, BETWEEN_TRIES_MS);
    const found = await find(this.#needs, this.#page, signal);
    const isSame =
      found.address.format === this.format &&
      found.playlist.pieces.length === this.playlist.pieces.length;
    if (!isSame) throw streamFault('UNREACHABLE', 'it is handed out in other pieces than before');
    this.#found = found;
  }
}

const NOTHING = Buffer.alloc(0);

const CODES: Readonly<Record<MediaFault, AudioFaultCode>> = {
  FORBIDDEN: 'UNREACHABLE',
  GONE: 'GONE',
  RATE_LIMITED: 'RATE_LIMITED',
  UNREACHABLE: 'UNREACHABLE',
  UNREADABLE: 'DECODE',
  STOPPED: 'UNREACHABLE',
};

async function find(
  needs: StreamFetcherNeeds,
  page: SoundCloudPage,
  signal: AbortSignal,
): Promise<Found> {
  const address = await findStream(needs.lookUp, page, signal);
  const answer = await fetchMedia({
    ...needs,
    address: address.playlistAddress,
    maxBytes: MAX_PLAYLIST_BYTES,
    signal,
    isWanted: (type) => PLAYLIST_TYPES.includes(type.split(';')[0]?.trim().toLowerCase() ?? ''),
  });
  if (!answer.ok) throw streamFault(CODES[answer.why], answer.cause);
  const playlist = readPlaylist(answer.bytes.toString('utf8'), address.playlistAddress);
  if (playlist === null) throw streamFault('DECODE', 'no playlist');
  const differsByMs = playlist.durationMs - page.durationMs;
  if (differsByMs < -DIFFERS_MS) throw streamFault('PREVIEW_ONLY', `${differsByMs} ms are missing`);
  if (differsByMs > DIFFERS_MS) throw streamFault('IDENTITY_CHANGED', `${differsByMs} ms too many`);
  return { address, playlist };
}

function wait(clock: Pick<Clock, 'nowMs' | 'at'>, forMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.at(clock.nowMs() + forMs, resolve);
  });
}
