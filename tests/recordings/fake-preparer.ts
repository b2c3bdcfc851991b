/** Files that are handed over and prepared in memory: what a file is follows from its address. */
import { createHash } from 'node:crypto';
import type { Preparer, TakeFile } from '../../src/app/ingest-port.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export function createFakePreparer() {
  const kept = new Set<string>();
  const takenPaths = new Set<string>();
  const takeFile: TakeFile = ({ address, sizeBytes }, { signal, onProgress }) => {
    if (signal.aborted) {
      return Promise.resolve({
        ok: false,
        fault: { at: 'download', code: 'STOPPED', cause: null },
      });
    }
    if (sizeBytes === 0) {
      return Promise.resolve({ ok: false, fault: { at: 'download', code: 'GONE', cause: null } });
    }
    onProgress(1);
    takenPaths.add(address);
    const drop = (): Promise<void> => {
      takenPaths.delete(address);
      return Promise.resolve();
    };
    return Promise.resolve({ ok: true, file: { path: address, sha256: hashOf(address), drop } });
  };
  const preparer: Preparer = {
    isReady: () => true,
    prepare(path, { onProgress }) {
      onProgress(0.5);
      onProgress(1);
      const sha256 = hashOf(`prepared ${path}`);
      const wasThere = kept.has(sha256);
      kept.add(sha256);
      return Promise.resolve({
        ok: true,
        file: `${sha256}.opus`,
        sha256,
        sourceSha256: hashOf(path),
        lengthMs: 600_000,
        loudnessLufs: -16,
        truePeakDbfs: -3,
        gainDb: 4,
        wasThere,
      });
    },
    stateOf: ({ sha256 }) => Promise.resolve(kept.has(sha256) ? 'inOrder' : 'missing'),
    drop(sha256) {
      kept.delete(sha256);
      return Promise.resolve();
    },
  };
  return { takeFile, preparer, kept, takenPaths };
}
