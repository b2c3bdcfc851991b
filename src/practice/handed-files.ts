/**
 * The files that people hand over with a command, as Discord's file server keeps them: on disk in
 * a temporary folder, whatever their size, and served to whoever has the whole address.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MOST_FILE_BYTES } from './page/protocol.ts';
import { contentTypeOf, plainFilename } from './world/attached-files.ts';
import type { JsonObject } from './world/json.ts';

/** A long practice keeps only the latest: so many of the largest, or more that are smaller. */
const MOST_KEPT_FILES = 4;

export interface HandedFile {
  readonly id: string;
  readonly filename: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly path: string;
  /** A part of the address that nobody can guess. */
  readonly signature: string;
}

export class TooLarge extends Error {}

export class HandedFiles {
  /** Where they are served, without a slash at the end; known once a server listens. */
  baseUrl = 'handed:/';
  readonly #newId: () => string;
  readonly #mostBytes: number;
  readonly #byId = new Map<string, HandedFile>();
  #folder: Promise<string> | null = null;
  #removeFolder = (): void => undefined;

  /** @param mostBytes of one file */
  constructor(newId: () => string, mostBytes: number = MOST_FILE_BYTES) {
    this.#newId = newId;
    this.#mostBytes = mostBytes;
  }

  /** Rejects with TooLarge, or with what the content's own stream failed by; nothing is left then. */
  async keep(name: string, content: Readable | Uint8Array, type = ''): Promise<HandedFile> {
    this.#folder ??= this.#makeFolder();
    const id = this.#newId();
    const path = join(await this.#folder, id);
    const counter = new Counter(this.#mostBytes);
    try {
      const source = content instanceof Readable ? content : Readable.from([content]);
      await pipeline(source, counter, createWriteStream(path));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    const filename = plainFilename(name);
    const file: HandedFile = {
      id,
      filename,
      sizeBytes: counter.bytes,
      contentType: contentTypeOf(filename, type),
      path,
      signature: randomBytes(32).toString('hex'),
    };
    this.#byId.set(id, file);
    await this.#forgetOldest();
    return file;
  }

  find(fileId: string): HandedFile | null {
    return this.#byId.get(fileId) ?? null;
  }

  /** As the `resolved` data of interactions has it. */
  json({ id, filename, sizeBytes, contentType, signature }: HandedFile): JsonObject {
    const place = `${this.baseUrl}/${id}/${encodeURIComponent(filename)}`;
    const url = `${place}?hm=${signature}`;
    return {
      id,
      filename,
      size: sizeBytes,
      content_type: contentType,
      url,
      proxy_url: url,
      ephemeral: true,
    };
  }

  /** Answers a request for one of the addresses; without its last part there is nothing. */
  answer(fileId: string, signature: string | null): Response {
    const file = this.find(fileId);
    if (file?.signature !== signature) return new Response('Not Found', { status: 404 });
    const stream = Readable.toWeb(createReadStream(file.path)) as ReadableStream;
    return new Response(stream, {
      headers: {
        'Content-Type': file.contentType,
        'Content-Length': String(file.sizeBytes),
        'Content-Disposition': `attachment; filename="${file.filename}"`,
      },
    });
  }

  /** Takes all of them off the disk. */
  async close(): Promise<void> {
    this.#byId.clear();
    const folder = await this.#folder;
    this.#folder = null;
    if (folder === null) return;
    await rm(folder, { recursive: true, force: true });
    process.off('exit', this.#removeFolder);
  }

  /** It goes even when the program ends without closing what it began. */
  async #makeFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-handed-'));
    this.#removeFolder = () => rmSync(folder, { recursive: true, force: true });
    process.on('exit', this.#removeFolder);
    return folder;
  }

  async #forgetOldest(): Promise<void> {
    let keptBytes = 0;
    for (const { sizeBytes } of this.#byId.values()) keptBytes += sizeBytes;
    for (const { id, sizeBytes, path } of this.#byId.values()) {
      if (keptBytes <= MOST_KEPT_FILES * this.#mostBytes) return;
      keptBytes -= sizeBytes;
      this.#byId.delete(id);
      await rm(path, { force: true });
    }
  }
}

/** Lets bytes through and ends with TooLarge where there are too many. */
class Counter extends Transform {
  bytes = 0;
  readonly #mostBytes: number;

  constructor(mostBytes: number) {
    super();
    this.#mostBytes = mostBytes;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformDone): void {
    this.bytes += chunk.length;
    if (this.bytes > this.#mostBytes) done(new TooLarge());
    else done(null, chunk);
  }
}

type TransformDone = (error: Error | null, chunk?: Buffer) => void;
