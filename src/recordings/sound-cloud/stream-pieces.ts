/**
 * Whether a piece of sound is one, whole and of the kind that was promised. An error page or a
 * piece that was cut off never reaches a decoder, which would make noise of it.
 */
import { unreachable } from '../../domain/unreachable.ts';
import { readPage } from '../ogg-page.ts';

/** As ffmpeg calls the kinds; `mov` stands for fragmented MP4. */
export type StreamFormat = 'mp3' | 'ogg' | 'mov';

/** Content networks name what they do not know as bytes. */
const BYTES = ['application/octet-stream', 'binary/octet-stream'];
const TYPES: Readonly<Record<StreamFormat, readonly string[]>> = {
  mp3: ['audio/mpeg', 'audio/mp3', ...BYTES],
  ogg: ['audio/ogg', 'application/ogg', 'audio/opus', ...BYTES],
  mov: ['audio/mp4', 'video/mp4', 'video/iso.segment', 'audio/iso.segment', ...BYTES],
};

/** @param contentType as the header has it */
export function isTypeOf(format: StreamFormat, contentType: string): boolean {
  return TYPES[format].includes(contentType.split(';')[0]?.trim().toLowerCase() ?? '');
}

/** A piece may be a frame or two shorter than the list says. */
const SHORTER_MS = 150;

/** @param durationMs as the list says */
export function isWholePiece(format: StreamFormat, bytes: Buffer, durationMs: number): boolean {
  switch (format) {
    case 'mp3': {
      const foundMs = mp3DurationMs(bytes);
      return foundMs !== null && foundMs >= durationMs - SHORTER_MS;
    }
    case 'ogg':
      return isWholeOgg(bytes);
    case 'mov': {
      const boxes = boxTypes(bytes);
      return boxes !== null && boxes.includes('moof') && boxes.includes('mdat');
    }
    default:
      return unreachable(format);
  }
}

export function isInitPiece(bytes: Buffer): boolean {
  const boxes = boxTypes(bytes);
  return boxes !== null && boxes[0] === 'ftyp' && boxes.includes('moov');
}

/** The head and the tags, which every reading of an Ogg stream begins with; null when there are none. */
export function oggHeaders(firstPiece: Buffer): Buffer | null {
  for (let at = 0; ;) {
    const reading = readPage(firstPiece, at);
    if (reading.kind !== 'page') return null;
    if ((reading.page.granule ?? 0) > 0) return at === 0 ? null : firstPiece.subarray(0, at);
    at += reading.page.byteLength;
  }
}

function isWholeOgg(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length;) {
    // The checksum of every page is looked at, so that nothing else passes for one.
    const reading = readPage(bytes, at);
    if (reading.kind !== 'page') return false;
    at += reading.page.byteLength;
  }
  return bytes.length > 0;
}

const PIECE_BOXES = new Set([
  'ftyp',
  'moov',
  'styp',
  'sidx',
  'moof',
  'mdat',
  'emsg',
  'prft',
  'free',
  'skip',
]);

/** Of the outermost boxes (ISO 14496-12); null when they are not what sound is made of, or cut off. */
function boxTypes(bytes: Buffer): string[] | null {
  const types: string[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) return null;
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (size < 8 || at + size > bytes.length || !PIECE_BOXES.has(type)) return null;
    types.push(type);
    at += size;
  }
  return types;
}

const MPEG_1_KBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG_2_KBITS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const MPEG_1_RATES = [44_100, 48_000, 32_000];

/** How long all its frames last; null unless they follow one another to the end. */
function mp3DurationMs(bytes: Buffer): number | null {
  let at = firstFrame(bytes);
  let durationMs = 0;
  while (at < bytes.length) {
    const frame = mp3Frame(bytes, at);
    if (frame === null) {
      // Up to three bytes can not be told from the beginning of a frame.
      return bytes.length - at < 4 ? durationMs : null;
    }
    // The last frame of a piece may go on in the next one.
    if (at + frame.byteLength > bytes.length) return durationMs;
    durationMs += frame.durationMs;
    at += frame.byteLength;
  }
  return durationMs;
}

/** A piece may begin with a tag, or with the end of a frame of the piece before. */
function firstFrame(bytes: Buffer): number {
  const isTagged = bytes.length > 10 && bytes.toString('latin1', 0, 3) === 'ID3';
  const from = isTagged ? 10 + syncSafe(bytes, 6) : 0;
  for (let at = from; at < Math.min(bytes.length, from + LARGEST_FRAME_BYTES); at += 1) {
    const frame = mp3Frame(bytes, at);
    if (frame !== null && mp3Frame(bytes, at + frame.byteLength) !== null) return at;
  }
  return from;
}

const LARGEST_FRAME_BYTES = 1_441;

function syncSafe(bytes: Buffer, at: number): number {
  return [0, 1, 2, 3].reduce((sum, i) => sum * 128 + ((bytes[at + i] ?? 0) & 0x7f), 0);
}

/** Layer III of MPEG 1, 2 and 2.5; null when no such frame begins here. */
function mp3Frame(
  bytes: Buffer,
  at: number,
): { readonly byteLength: number; readonly durationMs: number } | null {
  if (at + 4 > bytes.length) return null;
  const head = bytes.readUInt32BE(at);
  const version = (head >>> 19) & 3;
  const isMpeg1 = version === 3;
  const kbits = (isMpeg1 ? MPEG_1_KBITS : MPEG_2_KBITS)[(head >>> 12) & 15] ?? 0;
  const rate = (MPEG_1_RATES[(head >>> 10) & 3] ?? 0) / (isMpeg1 ? 1 : version === 2 ? 2 : 4);
  const isFrame = head >>> 21 === 0x7ff && version !== 1 && ((head >>> 17) & 3) === 1;
  if (!isFrame || kbits === 0 || rate === 0) return null;
  const samples = isMpeg1 ? 1_152 : 576;
  const padding = (head >>> 9) & 1;
  const byteLength = Math.floor((samples / 8) * ((kbits * 1000) / rate)) + padding;
  return { byteLength, durationMs: (samples / rate) * 1000 };
}
