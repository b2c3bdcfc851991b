/** The files that messages carry, kept so that they can be looked at and downloaded. */
import type { Attachment } from './entities.ts';

/** A long practice keeps only the latest. */
const MOST_FILES = 500;
const MOST_BYTES = 256 * 1024 * 1024;

const TYPE_BY_ENDING: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  csv: 'text/csv; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  opus: 'audio/ogg',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  flac: 'audio/flac',
  weba: 'audio/webm',
};

/** What senders say that looked at the first bytes only. */
const VAGUE_TYPES = ['application/octet-stream', 'application/ogg'];

/** What a browser shows by itself; an SVG could carry code, so it is no picture here. */
const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export class AttachedFiles {
  /** Where they are served, without a slash at the end; known once a server listens. */
  baseUrl = 'attachment:/';
  readonly #byId = new Map<string, Attachment>();

  keep(attachments: readonly Attachment[]): void {
    for (const attachment of attachments) this.#byId.set(attachment.id, attachment);
    const kept = [...this.#byId.values()];
    let keptBytes = kept.reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (const oldest of kept) {
      if (this.#byId.size <= MOST_FILES && keptBytes <= MOST_BYTES) return;
      this.#byId.delete(oldest.id);
      keptBytes -= oldest.bytes.length;
      // Its message stays, and would keep the bytes.
      oldest.bytes = new Uint8Array();
    }
  }

  find(attachmentId: string): Attachment | null {
    return this.#byId.get(attachmentId) ?? null;
  }

  urlOf(attachment: Attachment, channelId: string): string {
    return `${this.baseUrl}/${filePath(attachment, channelId)}`;
  }
}

/** Below the place where files are served. */
export function filePath({ id, filename }: Attachment, channelId: string): string {
  return `${channelId}/${id}/${encodeURIComponent(filename)}`;
}

export function isPicture({ contentType }: Attachment): boolean {
  return PICTURE_TYPES.includes(contentType);
}

export function isSound({ contentType }: Attachment): boolean {
  return contentType.startsWith('audio/');
}

/** What Discord makes of a file's name: nothing but plain letters, digits, dots and dashes. */
export function plainFilename(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]/g, '_');
}

/** The type that the sender names, or the one that the ending stands for. */
export function contentTypeOf(filename: string, named: string): string {
  if (named !== '' && !VAGUE_TYPES.includes(named)) return named;
  const ending = filename.split('.').at(-1)?.toLowerCase() ?? '';
  return TYPE_BY_ENDING[ending] ?? 'application/octet-stream';
}

/** Width and height as a PNG's first chunk names them; null for any other file. */
export function pictureSize(bytes: Uint8Array): { widthPx: number; heightPx: number } | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 24 || !buffer.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  return { widthPx: buffer.readUInt32BE(16), heightPx: buffer.readUInt32BE(20) };
}
