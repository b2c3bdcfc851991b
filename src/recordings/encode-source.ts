/** The encoding itself, into a file that is there whole or not at all. */
import { fault, type Attempt } from './prepare-fault.ts';
import { faultOf, run, type Job } from './prepare-job.ts';
import { beginFile, type KeptFile } from './prepared-folder.ts';
import { verifyPrepared } from './verify-prepared.ts';

export interface Recipe {
  readonly gainDb: number;
  readonly channels: number;
  readonly lengthMs: number;
}

export interface Stored {
  readonly kept: KeptFile;
  readonly preparedMs: number;
}

/** Bytes a second at most; 96 kbit/s are 12,000. */
const MAX_BYTES_PER_MS = 40;
const MAX_HEADER_BYTES = 65_536;

export async function encode(
  job: Job,
  folder: string,
  { gainDb, channels, lengthMs }: Recipe,
  onShare: (share: number) => void,
  isUnchanged: () => Promise<boolean>,
): Promise<Attempt<Stored>> {
  // Samples are counted anew, so that a gap in the times of the source is none in what is heard.
  const filter = `volume=${gainDb}dB:precision=float,aresample=48000:osf=flt,asetpts=N/SR/TB`;
  const output =
    `-map 0:a:0 -map_metadata -1 -map_chapters -1 -af ${filter} -c:a libopus ` +
    `-b:a ${channels === 1 ? '64k' : '96k'} -frame_duration 20 ` +
    '-flags:a +bitexact -fflags +bitexact -f ogg pipe:1';
  try {
    const begun = await beginFile(folder);
    try {
      const maxBytes = lengthMs * MAX_BYTES_PER_MS + MAX_HEADER_BYTES;
      const end = await run(job, {
        arguments: [...job.input, ...output.split(' ')],
        onProgress: (soundMs) => onShare(soundMs / lengthMs),
        take: (content) => begun.fill(content, maxBytes),
      });
      if (end.kind !== 'ended') return faultOf(end);
      if (end.exitCode !== 0) return fault('DAMAGED', end.words);
      const verified = await verifyPrepared(begun.path, lengthMs).catch((cause: unknown) =>
        fault('NOT_VERIFIED', cause),
      );
      if ('ok' in verified) return verified;
      const { lengthMs: preparedMs, seekEntries } = verified;
      if (!(await isUnchanged())) return fault('SOURCE_CHANGED');
      if (job.signal?.aborted === true) return fault('STOPPED');
      const kept = await begun.keep(job.clock.nowMs(), seekEntries);
      return { ok: true, value: { kept, preparedMs } };
    } finally {
      await begun.drop();
    }
  } catch (cause) {
    return fault('NOT_STORED', cause);
  }
}
