/** What is sent, ready in bytes: as it is and compressed, with a tag that names its content. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';

const compress = promisify(gzip);

export interface Document {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly gzipped: Uint8Array<ArrayBuffer>;
  /** Of the body, without quotes. */
  readonly tag: string;
}

/** @param parts one after another; an iterable that takes its time lets the bot do other things */
export async function makeDocument(
  contentType: string,
  parts: readonly string[] | AsyncIterable<string>,
): Promise<Document> {
  const hash = createHash('sha256');
  const chunks: Buffer<ArrayBuffer>[] = [];
  for await (const part of parts) {
    const chunk = Buffer.from(part);
    hash.update(chunk);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  // In a thread of its own, so that the sound of a room goes on. Level 2 takes a third of the time
  // of the usual 6, for a tenth more bytes.
  const gzipped = await compress(body, { level: 2 });
  const tag = hash.digest('base64url').slice(0, 22);
  return { contentType, body, gzipped, tag };
}

export interface Caching {
  /** How long a browser shows it without asking. */
  readonly maxAgeS: number;
  /** How long after that it may still be shown while a newer one is fetched. */
  readonly staleS: number;
  readonly variesByLanguage?: boolean;
}

/** 200 with the document, or 304 when the visitor has it already. */
export function answerWith(context: Context, document: Document, caching: Caching): Response {
  const isCompressed = acceptsGzip(context.req.header('Accept-Encoding'));
  // Other bytes need another strong tag.
  const etag = `"${document.tag}${isCompressed ? '-gzip' : ''}"`;
  const headers = {
    ETag: etag,
    'Cache-Control': `public, max-age=${caching.maxAgeS}, stale-while-revalidate=${caching.staleS}`,
    Vary: caching.variesByLanguage ? 'Accept-Language, Accept-Encoding' : 'Accept-Encoding',
  };
  if (isKnown(context.req.header('If-None-Match'), etag)) {
    return context.body(null, 304, headers);
  }
  const bytes = isCompressed ? document.gzipped : document.body;
  return context.body(bytes, 200, {
    ...headers,
    'Content-Type': document.contentType,
    'Content-Length': String(bytes.length),
    ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
  });
}

function acceptsGzip(header = ''): boolean {
  const [, quality] = /(?:^|[,\s])gzip\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(header) ?? [
    null,
    '0',
  ];
  return quality === undefined || Number(quality) > 0;
}

/** Caches on the way may have weakened the tag, which changes nothing for reading. */
function isKnown(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
