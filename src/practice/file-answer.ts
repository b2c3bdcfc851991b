/** Answers a request for a file that a message carries. */
import type { World } from './world.ts';
import { isPicture } from './world/attached-files.ts';

/** Pictures are shown, everything else is saved; neither may run as a page of its own. */
export function fileAnswer(world: World, attachmentId: string): Response {
  const file = world.messages.files.find(attachmentId);
  if (file === null) return new Response('Not Found', { status: 404 });
  const way = isPicture(file) ? 'inline' : 'attachment';
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'Content-Type': file.contentType,
      'Content-Disposition': `${way}; filename="${file.filename}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
