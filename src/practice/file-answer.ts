/** Answers a request for a file that a message carries. */
import type { World } from './world.ts';
import { isPicture, isSound } from './world/attached-files.ts';

/** Pictures are shown, sound is played, all else is saved; nothing may run as a page of its own. */
export function fileAnswer(world: World, attachmentId: string, { headers }: Request): Response {
  const file = world.messages.files.find(attachmentId);
  if (file === null) return new Response('Not Found', { status: 404 });
  const way = isPicture(file) || isSound(file) ? 'inline' : 'attachment';
  const range = isSound(file) ? rangeOf(headers.get('range'), file.bytes.length) : null;
  const shared = {
    'Content-Type': file.contentType,
    'Content-Disposition': `${way}; filename="${file.filename}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    ...(isSound(file) ? { 'Accept-Ranges': 'bytes' } : {}),
  };
  if (range === null) return new Response(Buffer.from(file.bytes), { headers: shared });
  const { from, to } = range;
  return new Response(Buffer.from(file.bytes.subarray(from, to + 1)), {
    status: 206,
    headers: { ...shared, 'Content-Range': `bytes ${from}-${to}/${file.bytes.length}` },
  });
}

/** The one range that a browser asks for when somebody goes on in the middle; null for the whole. */
function rangeOf(header: string | null, size: number): { from: number; to: number } | null {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined) return null;
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from <= to ? { from, to } : null;
}
