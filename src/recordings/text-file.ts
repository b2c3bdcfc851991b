import { readFile } from 'node:fs/promises';
import type { TakeFile } from '../app/ingest-port.ts';
import type { Log } from '../app/ports.ts';
import {
  LONGEST_TEXT_FILE,
  type ReadTextFile,
  type TextFileReading,
} from '../app/text-file-port.ts';

/** Controls that no text has, tabs and line ends aside: such a file is something else. */
const BINARY = /[\p{Cc}--[\t\n\r\f]]/v;

/** Reads a small text through whatever fetches files; nothing of it stays on the disk. */
export function createReadTextFile(take: TakeFile, log: Log): ReadTextFile {
  return async (file) => {
    if (file.sizeBytes > LONGEST_TEXT_FILE) return { ok: false, why: 'TOO_LARGE' };
    const { signal } = new AbortController();
    const taking = await take(file, { signal, onProgress: () => {} });
    if (!taking.ok) {
      log.warn({ code: taking.fault.code, err: taking.fault.cause }, 'a text was not fetched');
      return { ok: false, why: 'NOT_FETCHED' };
    }
    try {
      return textIn(await readFile(taking.file.path));
    } catch (err) {
      // It was there a moment ago: the disk, or somebody who tidies up.
      log.warn({ err }, 'a text was not read');
      return { ok: false, why: 'NOT_FETCHED' };
    } finally {
      await taking.file.drop();
    }
  };
}

function textIn(bytes: Uint8Array): TextFileReading {
  if (bytes.length > LONGEST_TEXT_FILE) return { ok: false, why: 'TOO_LARGE' };
  try {
    // A mark at its beginning that says that it is UTF-8 is left out.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    return BINARY.test(text) ? { ok: false, why: 'NOT_TEXT' } : { ok: true, text };
  } catch {
    // That it throws is how a decoder says that these bytes are no UTF-8.
    return { ok: false, why: 'NOT_TEXT' };
  }
}
