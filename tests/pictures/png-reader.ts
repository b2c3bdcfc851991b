/**
 * Reads the PNG that the pictures are written as (8 bits, four channels, not interlaced), so
 * that the tests look at pixels with other eyes than the library that drew them.
 */
import { inflateSync } from 'node:zlib';

export interface PixelPicture {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb`, or `transparent` where nothing is seen; in pixels from the upper left. */
  colourAt(x: number, y: number): string;
}

const SIGNATURE = '89504e470d0a1a0a';
const CHANNELS = 4;

export function readPng(bytes: Uint8Array): PixelPicture {
  const file = Buffer.from(bytes);
  if (file.subarray(0, 8).toString('hex') !== SIGNATURE) throw new Error('This is no PNG.');
  const packed: Buffer[] = [];
  let header: Buffer | null = null;
  let isEnded = false;
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') header = data;
    if (kind === 'IDAT') packed.push(data);
    if (kind === 'IEND') isEnded = true;
    at += length + 12;
  }
  if (!header || !isEnded) throw new Error('The PNG is cut.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colours, , , interlaced] = header.subarray(8);
  if (depth !== 8 || colours !== 6 || interlaced !== 0) throw new Error('Another kind of PNG.');
  const pixels = unfiltered(inflateSync(Buffer.concat(packed)), width, height);
  return {
    width,
    height,
    colourAt(x, y) {
      const at = (y * width + x) * CHANNELS;
      if (pixels[at + 3] === 0) return 'transparent';
      return `#${pixels.subarray(at, at + 3).toString('hex')}`;
    },
  };
}

/** Each line names how its bytes were foretold from those to the left and above. */
function unfiltered(lines: Buffer, width: number, height: number): Buffer {
  const stride = width * CHANNELS;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (stride + 1)]!;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < CHANNELS ? 0 : pixels[at - CHANNELS]!;
      const above = y === 0 ? 0 : pixels[at - stride]!;
      const corner = x < CHANNELS || y === 0 ? 0 : pixels[at - stride - CHANNELS]!;
      pixels[at] = lines[y * (stride + 1) + 1 + x]! + foretold(filter, left, above, corner);
    }
  }
  return pixels;
}

function foretold(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return paeth(left, above, corner);
    default:
      throw new Error(`No such filter: ${filter}`);
  }
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const toLeft = Math.abs(guess - left);
  const toAbove = Math.abs(guess - above);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
