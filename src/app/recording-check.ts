/** Looks whether recordings still are what was approved: their files, and their permissions. */
import type { GuildId } from '../domain/identity.ts';
import type { FileState } from '../domain/ingest.ts';
import { isPermissionEnding, standingOf, type KeptRecording } from '../domain/recording.ts';
import type { Preparer } from './ingest-port.ts';
import { loseFile, type LostFilePorts } from './lost-files.ts';

export interface CheckedRecording {
  readonly recording: KeptRecording;
  /** `none` where it is heard from its page, without a file. */
  readonly file: FileState | 'none';
  readonly permission: 'over' | 'ending' | 'holds';
}

export interface RecordingCheck {
  /** All that may still be heard, one after another; what is wrong needs review from then on. */
  check(
    guildId: GuildId,
    onProgress: (done: number, total: number) => void,
  ): Promise<readonly CheckedRecording[]>;
}

export interface RecordingCheckPorts extends LostFilePorts {
  readonly preparer: Pick<Preparer, 'stateOf'>;
  /** Rooms must not go on with what may be heard no more. */
  readonly onRecordingsChanged: () => void;
}

export function createRecordingCheck(ports: RecordingCheckPorts): RecordingCheck {
  const { store, clock, preparer } = ports;
  return {
    async check(guildId, onProgress) {
      const recordings = store.allowlist
        .listKept(guildId)
        .filter(({ status }) => status !== 'revoked')
        .toSorted((a, b) => a.title.localeCompare(b.title));
      const checked: CheckedRecording[] = [];
      for (const recording of recordings) {
        onProgress(checked.length, recordings.length);
        const file = recording.stream === null ? await preparer.stateOf(recording) : 'none';
        if (file === 'missing') loseFile(ports, recording.sha256, 'FILE_MISSING');
        if (file === 'changed') loseFile(ports, recording.sha256, 'HASH_MISMATCH');
        checked.push({ recording, file, permission: permissionOf(recording, clock.nowMs()) });
      }
      if (checked.some(({ file }) => file === 'missing' || file === 'changed')) {
        ports.onRecordingsChanged();
      }
      return checked;
    },
  };
}

function permissionOf(recording: KeptRecording, nowMs: number): CheckedRecording['permission'] {
  if (standingOf(recording, nowMs) === 'permissionOver') return 'over';
  return isPermissionEnding(recording, nowMs) ? 'ending' : 'holds';
}
