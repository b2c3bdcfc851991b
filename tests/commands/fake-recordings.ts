/** The recordings of the fake app: the real acts, over what is kept in memory. */
import type { Recording } from '../../src/app/ports.ts';
import { createRecordingsApp, type RecordingsApp } from '../../src/app/recordings.ts';
import type { KeptRecording } from '../../src/domain/recording.ts';

export function createFakeRecordings(
  recordings: readonly Recording[],
  nowMs: () => number,
): RecordingsApp {
  const keptById = new Map(recordings.map((recording) => [recording.id, withLife(recording)]));
  let drafts = 0;
  return createRecordingsApp({
    store: {
      transaction: (work) => work(),
      allowlist: {
        of: () => keptById,
        find: (_guildId, id) => keptById.get(id) ?? null,
        list: () => [...keptById.values()],
        save: (_guildId, recording) => void keptById.set(recording.id, withLife(recording)),
        kept: (_guildId, id) => keptById.get(id) ?? null,
        listKept: () => [...keptById.values()],
        saveKept: (_guildId, recording) => void keptById.set(recording.id, recording),
        markPlayed: () => {},
        namedSha256s: () => new Set([...keptById.values()].map(({ sha256 }) => sha256)),
      },
      audit: { add: () => {}, latest: () => [] },
      series: {
        list: () => [],
        find: () => null,
        save: () => {},
        remove: () => {},
        replaceAll: () => {},
      },
    },
    clock: { nowMs },
    guilds: new Map(),
    newDraftId: () => {
      drafts += 1;
      return `recording-${drafts}`;
    },
    hearRecording: () => Promise.resolve({ kind: 'missing' }),
    isPlaying: () => false,
    onRecordingsChanged: () => {},
  });
}

function withLife(recording: Recording): KeptRecording {
  return {
    ...recording,
    proposedBy: null,
    approvedBy: null,
    approvedAtMs: null,
    revokedAtMs: null,
    permissionFrom: '',
    permissionAtMs: null,
    source: '',
    link: '',
    decidedAtMs: null,
    sourceSha256: '',
    page: null,
  };
}
