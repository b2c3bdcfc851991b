/**
 * Where things stand in an Ogg Opus file, found without reading it whole: the head, the first
 * page of sound, the number of packets, and the page before any packet.
 */
import { AudioFault } from '../app/audio-fault.ts';
import {
  CAPTURE_PATTERN,
  MAX_PAGE_BYTES,
  packetsEndingOn,
  readPage,
  type OggPage,
} from './ogg-page.ts';
import { isOpusTags, readOpusHead, SAMPLES_PER_PACKET, type OpusHead } from './opus-packet.ts';
import type { RandomAccess } from './random-access.ts';

export interface StreamLayout {
  readonly head: OpusHead;
  readonly serial: number;
  /** Of the first page of sound, in bytes. */
  readonly audioOffset: number;
  /** Granule position at which packet 0 begins: 0, unless the file was cut out of a longer one. */
  readonly baseGranule: number;
  readonly packets: number;
}

/** A page to begin reading at. */
export interface PageStart {
  readonly offset: number;
  /** Index of the first packet that begins on the page. */
  readonly firstPacket: number;
}

interface FoundPage {
  readonly offset: number;
  readonly page: OggPage;
}

/** A probe reads this much; most pages are smaller. */
const PROBE_BYTES = 16_384;
/** Closer than this, reading on is cheaper than another probe. */
const NEAR_BYTES = 65_536;
/** Tags may hold a picture; more than this is no file of ours. */
const MAX_HEADER_BYTES = 8 * 1024 * 1024;

/** Throws an AudioFault when the file is not Ogg Opus. */
export async function readLayout(file: RandomAccess): Promise<StreamLayout> {
  const first = await pageAt(file, 0);
  const [headPacket] = first.pieces;
  const head = first.isFirst && headPacket ? readOpusHead(headPacket) : null;
  if (!head) throw damaged('it does not begin with an Opus head');
  const audioOffset = await skipTags(file, first);
  const { serial } = first;
  if (audioOffset >= file.size) {
    return { head, serial, audioOffset, baseGranule: 0, packets: 0 };
  }
  const audio = await pageAt(file, audioOffset);
  const last = await findLastPage(file, serial, audioOffset);
  // Of a file with one page the granule may be that of a trimmed end, which tells no beginning.
  const isOnlyPage = last.offset === audioOffset;
  const baseGranule =
    isOnlyPage || audio.granule === null
      ? 0
      : Math.max(0, audio.granule - packetsEndingOn(audio) * SAMPLES_PER_PACKET);
  const layout = { head, serial, audioOffset, baseGranule, packets: 0 };
  return {
    ...layout,
    packets: isOnlyPage ? packetsEndingOn(last.page) : packetsUntil(last.page, layout),
  };
}

/** Bisects the file for a page at or shortly before the packet. */
export async function findPageBefore(
  file: RandomAccess,
  layout: StreamLayout,
  packet: number,
): Promise<PageStart> {
  let start: PageStart = { offset: layout.audioOffset, firstPacket: 0 };
  let endOffset = file.size;
  while (endOffset - start.offset > NEAR_BYTES) {
    const middle = Math.floor((start.offset + endOffset) / 2);
    const found = await findPageFrom(file, layout.serial, middle, endOffset);
    if (found && packetsUntil(found.page, layout) <= packet) {
      start = startAt(found, layout);
    } else {
      endOffset = middle;
    }
  }
  return start;
}

/** Where the page at this place begins, if it is a sound page of the stream on which a packet ends. */
export async function pageStartAt(
  file: RandomAccess,
  layout: StreamLayout,
  offset: number,
): Promise<PageStart | null> {
  const result = readPage(await file.read(offset, MAX_PAGE_BYTES), 0);
  if (result.kind !== 'page' || result.page.serial !== layout.serial) return null;
  return result.page.granule === null ? null : startAt({ offset, page: result.page }, layout);
}

function startAt({ offset, page }: FoundPage, layout: StreamLayout): PageStart {
  const beginning = packetsUntil(page, layout) - packetsEndingOn(page);
  return { offset, firstPacket: page.isContinued ? beginning + 1 : beginning };
}

/** How many packets have ended with this page. The end of a stream may be trimmed within a packet. */
function packetsUntil(page: OggPage, layout: StreamLayout): number {
  return Math.max(0, Math.ceil(((page.granule ?? 0) - layout.baseGranule) / SAMPLES_PER_PACKET));
}

/** Gives the offset after the page on which the tags end. */
async function skipTags(file: RandomAccess, first: OggPage): Promise<number> {
  let offset = first.byteLength;
  for (let isFirst = true; offset < MAX_HEADER_BYTES; isFirst = false) {
    const page = await pageAt(file, offset);
    const [tags] = page.pieces;
    if (page.serial !== first.serial || !tags || (isFirst && !isOpusTags(tags))) break;
    offset += page.byteLength;
    if (page.pieces.length > 1 || page.lastPieceIsComplete) return offset;
  }
  throw damaged('its tags can not be read');
}

async function pageAt(file: RandomAccess, offset: number): Promise<OggPage> {
  const result = readPage(await file.read(offset, MAX_PAGE_BYTES), 0);
  if (result.kind === 'page') return result.page;
  throw damaged(result.kind === 'damaged' ? result.why : 'the file is cut off');
}

/** The first page from `offset` on, beginning before `limit`, on which a packet ends. */
async function findPageFrom(
  file: RandomAccess,
  serial: number,
  offset: number,
  limit: number,
): Promise<FoundPage | null> {
  let from = offset;
  let length = PROBE_BYTES;
  while (from < limit) {
    const bytes = await file.read(from, length);
    const found = searchPage(bytes, serial);
    if (found.kind === 'page') {
      const at = from + found.at;
      if (at >= limit) return null;
      if (found.page.granule !== null) return { offset: at, page: found.page };
      from = at + found.page.byteLength;
      length = PROBE_BYTES;
    } else if (bytes.length < length) {
      return null;
    } else if (found.at === 0) {
      // A page may begin right here and be larger than the probe.
      length = MAX_PAGE_BYTES;
    } else {
      from += found.at;
    }
  }
  return null;
}

type Search =
  | { readonly kind: 'page'; readonly at: number; readonly page: OggPage }
  /** Nothing whole; a page may begin at `at`. */
  | { readonly kind: 'none'; readonly at: number };

/** The pattern may stand within sound by chance, so a page counts only if its checksum is right. */
function searchPage(bytes: Buffer, serial: number): Search {
  for (let at = bytes.indexOf(CAPTURE_PATTERN); at !== -1;) {
    const result = readPage(bytes, at);
    if (result.kind === 'page' && result.page.serial === serial) {
      return { kind: 'page', at, page: result.page };
    }
    // A chance pattern with a long body is dropped when a whole page can't have been that long.
    if (result.kind === 'tooShort' && bytes.length - at < MAX_PAGE_BYTES) {
      return { kind: 'none', at };
    }
    at = bytes.indexOf(CAPTURE_PATTERN, at + 1);
  }
  return { kind: 'none', at: Math.max(1, bytes.length - CAPTURE_PATTERN.length + 1) };
}

async function findLastPage(
  file: RandomAccess,
  serial: number,
  audioOffset: number,
): Promise<FoundPage> {
  const windowAt = Math.max(audioOffset, file.size - 2 * MAX_PAGE_BYTES);
  const bytes = await file.read(windowAt, file.size - windowAt);
  let last: FoundPage | null = null;
  for (let at = 0; ;) {
    const found = searchPage(bytes.subarray(at), serial);
    if (found.kind !== 'page') break;
    const offset = windowAt + at + found.at;
    if (found.page.granule !== null) last = { offset, page: found.page };
    at += found.at + found.page.byteLength;
  }
  // Whatever stands after the last page, or in its place, is damage.
  if (!last || last.offset + last.page.byteLength !== file.size) {
    throw damaged('its end can not be read');
  }
  return last;
}

function damaged(why: string): AudioFault {
  return new AudioFault('DECODE', `This is no sound Ogg Opus file: ${why}.`);
}
