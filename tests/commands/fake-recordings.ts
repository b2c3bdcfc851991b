/** The recordings of the fake app: the real acts, over what is kept in memory. */
import { IngestDesk, type IngestApp } from '../../src/app/ingest.ts';
import type { Recording } from '../../src/app/ports.ts';
import type { RecordingCheck } from '../../src/app/recording-check.ts';
import { createRecordingsApp, type RecordingsApp } from '../../src/app/recordings.ts';
import { Turns } from '../../src/app/turns.ts';
import type { KeptRecording } from '../../src/domain/recording.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { createFakePreparer } from '../recordings/fake-preparer.ts';
import { readFakeTextFile } from '../recordings/fake-text-file.ts';

type RecordingsStore = Parameters<typeof createRecordingsApp>[0]['store'];

export function createFakeRecordings(
  recordings: readonly Recording[],
  nowMs: () => number,
): {
  readonly recordingDesk: RecordingsApp;
  readonly ingest: IngestApp;
  readonly recordingCheck: RecordingCheck;
} {
  const store = createFakeStore(recordings);
  const { takeFile: take, preparer } = createFakePreparer();
  const desk = new IngestDesk({
    store,
    clock: { nowMs },
    take,
    preparer,
    pages: null,
    turns: new Turns(),
    log: createSilentLog(),
  });
  let drafts = 0;
  const recordingDesk = createRecordingsApp({
    store,
    clock: { nowMs },
    guilds: new Map(),
    newDraftId: () => {
      drafts += 1;
      return `recording-${drafts}`;
    },
    hearRecording: () => Promise.resolve({ kind: 'missing' }),
    readTextFile: readFakeTextFile,
    isPlaying: () => false,
    onRecordingsChanged: () => {},
  });
  return {
    recordingDesk,
    recordingCheck: { check: () => Promise.resolve([]) },
    ingest: {
      refusalOf: (handed) => desk.refusalOf(handed),
      add: (handed, show) => desk.add(handed, show),
      tellCoordinators: () => {},
    },
  };
}

function createFakeStore(recordings: readonly Recording[]): RecordingsStore {
  const keptById = new Map(recordings.map((recording) => [recording.id, withLife(recording)]));
  return {
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
  };
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
