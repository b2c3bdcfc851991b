/** The boxes of an mp4 file (ISO 14496-12), looked at only for what keeps it from being taken. */
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';
import type { RandomAccess } from './random-access.ts';

/** Each holds others, down to the description of what a track is made of. */
const PARENTS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
const PROTECTED = new Set(['drms', 'enca', 'encv', 'drmi', 'aavd']);
/** More is no file of sound. */
const MAX_BOXES = 4_000;

interface Box {
  readonly type: string;
  readonly bodyAt: number;
  readonly endsAt: number;
}

/** Null when nothing speaks against it. */
export async function judgeMp4(file: RandomAccess): Promise<PrepareFaultCode | null> {
  const left = { boxes: MAX_BOXES };
  const found = { moov: false, cut: false, drm: false };
  await walk(file, 0, file.size, async (box) => {
    found.moov ||= box.type === 'moov';
    found.cut ||= box.endsAt > file.size;
    found.drm ||= box.type === 'stsd' && (await describesProtected(file, box));
    left.boxes -= 1;
    return left.boxes > 0;
  });
  if (left.boxes <= 0) return 'DAMAGED';
  if (found.drm) return 'DRM';
  return found.cut || !found.moov ? 'TRUNCATED' : null;
}

async function walk(
  file: RandomAccess,
  from: number,
  to: number,
  visit: (box: Box) => Promise<boolean>,
): Promise<boolean> {
  for (let at = from; at + 8 <= to;) {
    const box = await boxAt(file, at);
    if (box === null) return true;
    if (!(await visit(box))) return false;
    const isParent = PARENTS.has(box.type);
    if (isParent && !(await walk(file, box.bodyAt, Math.min(box.endsAt, to), visit))) return false;
    at = box.endsAt;
  }
  return true;
}

async function boxAt(file: RandomAccess, at: number): Promise<Box | null> {
  const head = await file.read(at, 16);
  if (head.length < 8) return null;
  const short = head.readUInt32BE(0);
  const type = head.toString('latin1', 4, 8);
  if (short === 0) return { type, bodyAt: at + 8, endsAt: file.size };
  if (short !== 1) return short < 8 ? null : { type, bodyAt: at + 8, endsAt: at + short };
  if (head.length < 16) return null;
  const long = Number(head.readBigUInt64BE(8));
  return long < 16 ? null : { type, bodyAt: at + 16, endsAt: at + long };
}

/** After 8 bytes of version and count, each entry begins with its length and its kind. */
async function describesProtected(file: RandomAccess, stsd: Box): Promise<boolean> {
  const body = await file.read(stsd.bodyAt, 16);
  return body.length === 16 && PROTECTED.has(body.toString('latin1', 12, 16));
}
