/** The list of the pieces that a sound is handed out in: an HLS media playlist (RFC 8216). */
import { isSoundCloudHost } from './guarded-agent.ts';

export interface ListedPiece {
  readonly address: string;
  readonly fromMs: number;
  readonly durationMs: number;
}

export interface Playlist {
  /** What the pieces of fragmented MP4 need before them; null for other kinds. */
  readonly initAddress: string | null;
  readonly pieces: readonly ListedPiece[];
  readonly durationMs: number;
}

/** Two hours in pieces of two seconds. */
const MAX_PIECES = 3_600;
const MAX_PIECE_MS = 60_000;
const MAX_ADDRESS = 4_096;

/**
 * Null for whatever is no finished list of whole pieces at SoundCloud's own hosts: an error page,
 * a list of lists, one that goes on for ever, pieces that are encrypted.
 * @param base what relative addresses begin from
 */
export function readPlaylist(text: string, base: string): Playlist | null {
  const rows = text.split('\n').map((row) => row.trim());
  if (rows[0] !== '#EXTM3U' || !rows.includes('#EXT-X-ENDLIST')) return null;
  const pieces: ListedPiece[] = [];
  let initAddress: string | null = null;
  let durationMs: number | null = null;
  let reachedMs = 0;
  for (const row of rows) {
    const [, tag = '', value = ''] = /^#(EXT[A-Z0-9-]*):?(.*)$/.exec(row) ?? [];
    if (UNKNOWN_TAGS.has(tag) || isEncrypted(tag, value)) return null;
    if (tag === 'EXTINF') durationMs = Number.parseFloat(value) * 1000;
    if (tag === 'EXT-X-MAP') {
      const address = addressOf(/URI="([^"]*)"/.exec(value)?.[1] ?? '', base);
      // Pieces that are made in two ways would need a second beginning in the middle.
      if (address === null || initAddress !== null || value.includes('BYTERANGE')) return null;
      initAddress = address;
    }
    if (row === '' || row.startsWith('#')) continue;
    const address = addressOf(row, base);
    const isSound = durationMs !== null && durationMs >= 0 && durationMs <= MAX_PIECE_MS;
    if (address === null || durationMs === null || !isSound) return null;
    pieces.push({ address, fromMs: reachedMs, durationMs });
    reachedMs += durationMs;
    durationMs = null;
  }
  if (pieces.length === 0 || pieces.length > MAX_PIECES) return null;
  return { initAddress, pieces, durationMs: reachedMs };
}

/** A piece that is part of a file, a list of lists, and a sound that changes in the middle. */
const UNKNOWN_TAGS = new Set(['EXT-X-BYTERANGE', 'EXT-X-STREAM-INF', 'EXT-X-DISCONTINUITY']);

function isEncrypted(tag: string, value: string): boolean {
  return tag === 'EXT-X-SESSION-KEY' || (tag === 'EXT-X-KEY' && !value.includes('METHOD=NONE'));
}

/** Null for what is not https at one of SoundCloud's hosts. */
function addressOf(text: string, base: string): string | null {
  if (text === '' || text.length > MAX_ADDRESS || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '';
  return isPlain && isSoundCloudHost(url.hostname) ? url.href : null;
}

/** Which piece holds a position; the last one for all that is later. */
export function pieceAt({ pieces }: Playlist, positionMs: number): number {
  const after = pieces.findIndex(({ fromMs }) => fromMs > positionMs);
  return after === -1 ? pieces.length - 1 : Math.max(0, after - 1);
}
