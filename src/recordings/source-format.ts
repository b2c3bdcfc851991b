/**
 * What a file is, by its own bytes and never by its name, before any decoder sees it. The decoder
 * is then told, so that nothing can pass for something else.
 */
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';
import { judgeMp4 } from './mp4-boxes.ts';
import { fault, type Attempt } from './prepare-fault.ts';
import type { RandomAccess } from './random-access.ts';

/** As ffmpeg calls the formats. */
export type SourceFormat = 'mp3' | 'mov' | 'flac' | 'wav' | 'ogg' | 'matroska';

const HEAD_BYTES = 65_536;
/** The flag of a page that ends its stream. */
const OGG_LAST_PAGE = 4;
/** A page of Ogg is at most 65,307 bytes long. */
const OGG_TAIL_BYTES = 131_072;

/** Lists that name other files; ffmpeg would follow some of them. */
const PLAYLIST =
  /^\s*(?:#EXTM3U|#EXTINF|ffconcat|\[playlist\]|<\?xml|<MPD|<asx|<smil|file\s+'?\S|(?:https?|file|concat|rtmp|rtsp|hls):)/i;
/** What people mistake for a recording, and sound of kinds that are not taken. */
const OTHERS: readonly (readonly [begins: string, at: number, code: PrepareFaultCode])[] = [
  ['FORM', 0, 'FORMAT'],
  ['MThd', 0, 'FORMAT'],
  ['#!AMR', 0, 'FORMAT'],
  ['caff', 0, 'FORMAT'],
  ['MAC ', 0, 'FORMAT'],
  ['wvpk', 0, 'FORMAT'],
  ['0&\u00b2u', 0, 'FORMAT'],
  ['AVI ', 8, 'VIDEO'],
  ['FLV', 0, 'VIDEO'],
  ['\u0000\u0000\u0001\u00ba', 0, 'VIDEO'],
];

export async function readSourceFormat(file: RandomAccess): Promise<Attempt<SourceFormat>> {
  if (file.size === 0) return fault('EMPTY');
  const start = await afterId3(file);
  const head = await file.read(start, HEAD_BYTES);
  const latin = head.toString('latin1');
  const begins = (text: string, at = 0): boolean => latin.startsWith(text, at);
  if (begins('fLaC')) return is('flac');
  if (begins('RIFF') && begins('WAVE', 8)) {
    return (await isCutWav(file, start)) ? fault('TRUNCATED') : is('wav');
  }
  if (begins('OggS')) return (await endsOnPage(file)) ? is('ogg') : fault('TRUNCATED');
  if (begins('ftyp', 4)) {
    const judged = await judgeMp4(file);
    return judged === null ? is('mov') : fault(judged);
  }
  if (begins('\u001a\u0045\u00df\u00a3'))
    return isEncryptedMatroska(head) ? fault('DRM') : is('matroska');
  const other = OTHERS.find(([text, at]) => begins(text, at));
  if (other) return fault(other[2]);
  if (PLAYLIST.test(latin)) return fault('PLAYLIST');
  const frame = findMp3Frame(head);
  if (frame === null) return fault('NOT_AUDIO');
  return endsBeforeItsEnd(head, frame, file.size - start) ? fault('TRUNCATED') : is('mp3');
}

function is(format: SourceFormat): Attempt<SourceFormat> {
  return { ok: true, value: format };
}

/** Tags may stand before the sound of an mp3 or a FLAC; their length is written in 7 bits a byte. */
async function afterId3(file: RandomAccess): Promise<number> {
  let offset = 0;
  for (let tags = 0; tags < 4; tags += 1) {
    const head = await file.read(offset, 10);
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') break;
    const length = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    offset += 10 + length + ((head.readUInt8(5) & 0x10) === 0 ? 0 : 10);
  }
  return offset;
}

// ---- mp3 --------------------------------------------------------------------

const BIT_RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BIT_RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** Length of the frame of layer 3 whose header stands here; null when none does. */
function frameBytes(head: Buffer, at: number): number | null {
  if (at + 4 > head.length) return null;
  const bits = head.readUInt32BE(at);
  const version = (bits >>> 19) & 3;
  const isLayer3 = ((bits >>> 17) & 3) === 1;
  if (bits >>> 21 !== 0x7ff || version === 1 || !isLayer3) return null;
  const kbps = (version === 3 ? BIT_RATES_1 : BIT_RATES_2)[(bits >>> 12) & 15];
  const rate = SAMPLE_RATES[(bits >>> 10) & 3];
  if (!kbps || rate === undefined) return null;
  const sampleRate = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  const factor = version === 3 ? 144_000 : 72_000;
  return Math.floor((factor * kbps) / sampleRate) + ((bits >>> 9) & 1);
}

/** A header may stand anywhere by chance, so two have to follow on each other. */
function findMp3Frame(head: Buffer): number | null {
  for (let at = head.indexOf(0xff); at !== -1; at = head.indexOf(0xff, at + 1)) {
    const length = frameBytes(head, at);
    if (length === null) continue;
    if (frameBytes(head, at + length) !== null) return at;
  }
  return null;
}

/** Many encoders write into the first frame how many bytes there are. */
function endsBeforeItsEnd(head: Buffer, frame: number, available: number): boolean {
  const from = head.subarray(frame, frame + 200);
  const mark = Math.max(from.indexOf('Xing'), from.indexOf('Info'));
  if (mark === -1 || mark + 16 > from.length) return false;
  const flags = from.readUInt32BE(mark + 4);
  if ((flags & 2) === 0) return false;
  const bytes = from.readUInt32BE(mark + ((flags & 1) === 0 ? 8 : 12));
  return bytes > available - frame;
}

// ---- WAV --------------------------------------------------------------------

/** Whoever writes without knowing the end yet leaves one of these as the length. */
const OPEN_LENGTHS = new Set([0, 0xffff_ffff, 0x7fff_ffff]);
const MAX_CHUNKS = 100;

async function isCutWav(file: RandomAccess, start: number): Promise<boolean> {
  let at = start + 12;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
    const head = await file.read(at, 8);
    if (head.length < 8) return true;
    const length = head.readUInt32LE(4);
    const isSound = head.toString('latin1', 0, 4) === 'data';
    if (isSound) return !OPEN_LENGTHS.has(length) && at + 8 + length > file.size;
    at += 8 + length + (length % 2);
  }
  return true;
}

// ---- Ogg and Matroska -------------------------------------------------------

/**
 * Whether the last page is whole, and says that it is the last: a file that was cut between two pages
 * ends with one that does not.
 */
async function endsOnPage(file: RandomAccess): Promise<boolean> {
  const from = Math.max(0, file.size - OGG_TAIL_BYTES);
  const tail = await file.read(from, OGG_TAIL_BYTES);
  const at = tail.lastIndexOf('OggS');
  if (at === -1 || at + 27 > tail.length) return false;
  const isLast = (tail.readUInt8(at + 5) & OGG_LAST_PAGE) !== 0;
  const pieces = tail.readUInt8(at + 26);
  const lacing = tail.subarray(at + 27, at + 27 + pieces);
  const length = lacing.reduce((sum, piece) => sum + piece, 27 + pieces);
  return isLast && lacing.length === pieces && at + length <= tail.length;
}

/** The elements ContentEncryption and, within it, ContentEncKeyID, before the first cluster. */
function isEncryptedMatroska(head: Buffer): boolean {
  const cluster = head.indexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75]));
  const before = cluster === -1 ? head : head.subarray(0, cluster);
  const encryption = before.indexOf(Buffer.from([0x50, 0x35]));
  return encryption !== -1 && before.indexOf(Buffer.from([0x47, 0xe2]), encryption) !== -1;
}
