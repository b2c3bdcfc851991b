import type { RandomAccess } from '../../src/recordings/random-access.ts';

export interface MemoryAccess extends RandomAccess {
  readonly reads: { readonly position: number; readonly length: number }[];
  readonly isClosed: boolean;
}

/** Bytes in memory that are read as slowly as a disk: never in the same tick. */
export function memoryAccess(bytes: Buffer): MemoryAccess {
  const reads: { position: number; length: number }[] = [];
  let isClosed = false;
  return {
    size: bytes.length,
    reads,
    get isClosed() {
      return isClosed;
    },
    async read(position, length) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isClosed) throw new Error('The file is closed.');
      const slice = Buffer.from(bytes.subarray(position, position + length));
      reads.push({ position, length: slice.length });
      return slice;
    },
    close() {
      isClosed = true;
    },
  };
}
