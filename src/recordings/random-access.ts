import type { FileHandle } from 'node:fs/promises';

/** Bytes that can be read anywhere. */
export interface RandomAccess {
  readonly size: number;
  /** Up to `length` bytes from `position`; fewer only at the end. */
  read(position: number, length: number): Promise<Buffer>;
  close(): void;
}

export function accessFile(handle: Pick<FileHandle, 'read' | 'close'>, size: number): RandomAccess {
  return {
    size,
    async read(position, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      let filled = 0;
      while (filled < buffer.length) {
        const left = buffer.length - filled;
        const { bytesRead } = await handle.read(buffer, filled, left, position + filled);
        // The file became shorter than it was when it was opened.
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    close() {
      // Nothing was written, so a failed close loses nothing and nobody could act on it.
      handle.close().catch(() => undefined);
    },
  };
}
