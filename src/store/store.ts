import { BACKUP_KEY, markRestored } from '../app/restored.ts';
import type { Store } from '../app/store-port.ts';
import { allowlistStore } from './allowlist.ts';
import { attendanceStore } from './attendance.ts';
import { auditStore } from './audit.ts';
import { listBackups, takenAtMsOf } from './backup.ts';
import { calendarEventStore } from './calendar-events.ts';
import { changeStore } from './changes.ts';
import type { Connection } from './connection.ts';
import { openDatabase, type DatabaseOptions } from './database.ts';
import { dueStore } from './due.ts';
import { fileCheckStore } from './file-checks.ts';
import { occurrenceStore } from './occurrences.ts';
import { ownSentenceStore } from './own-sentences.ts';
import { peopleStore } from './people.ts';
import { seriesStore } from './series.ts';
import { sessionStore } from './sessions.ts';
import { settingsStore } from './settings.ts';
import { signUpStore } from './sign-ups.ts';
import type { StoreFault } from './store-fault.ts';
import { reportOnce, type UnreadableReport } from './stored-json.ts';
import { teachingStore } from './teaching.ts';

export interface StoreOptions extends DatabaseOptions {
  /**
   * Told once of each row that can't be read and was left out of a list, so that one bad row
   * does not take the others with it. Without it, Node prints a warning.
   */
  readonly onUnreadable?: UnreadableReport;
}

/**
 * Opens the database and everything that is kept in it. Rejects with a StoreFault. It is a
 * promise only because a backup is taken before a migration; nothing else ever waits.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const connection = await openDatabase(options);
  const report = options.onUnreadable ?? ((fault: StoreFault) => process.emitWarning(fault));
  const store = storeOver(connection, report);
  noteRestoring(connection, store, options.nowMs);
  return store;
}

/** What is opened for the first time and says that it is a backup was put in the database's place. */
function noteRestoring(connection: Connection, store: Store, nowMs: number): void {
  const takenAt = store.settings.get(BACKUP_KEY);
  if (takenAt === null) return;
  const forget = connection.change<{ key: string }>(`DELETE FROM settings WHERE key = @key`);
  store.transaction(() => {
    markRestored(store.settings, { backupAtMs: Number(takenAt), restoredAtMs: nowMs });
    forget.run({ key: BACKUP_KEY });
  });
}

export function storeOver(connection: Connection, onUnreadable: UnreadableReport): Store {
  const report = reportOnce(onUnreadable);
  return {
    transaction: (work) => connection.transaction(work),
    series: seriesStore(connection, report),
    occurrences: occurrenceStore(connection),
    sessions: sessionStore(connection, report),
    due: dueStore(connection, report),
    allowlist: allowlistStore(connection),
    audit: auditStore(connection),
    settings: settingsStore(connection),
    people: peopleStore(connection, report),
    signUps: signUpStore(connection),
    teaching: teachingStore(connection),
    attendance: attendanceStore(connection),
    events: calendarEventStore(connection),
    changes: changeStore(connection, report),
    fileChecks: fileCheckStore(connection),
    ownSentences: ownSentenceStore(connection, report),
    backUp: (nowMs) => connection.backUp(nowMs),
    newestBackupAtMs: () => newestBackupAtMs(connection.path),
    probe: () => probe(connection),
    close: () => connection.close(),
  };
}

function newestBackupAtMs(path: string): number | null {
  if (path === ':memory:') return Infinity;
  const [newest] = listBackups(path);
  return newest === undefined ? null : takenAtMsOf(newest);
}

/** More than the pages that a small change finds free. */
const PROBE_CHARACTERS = 64 * 1024;

/** A real write to the disk, and of more than a full one takes. */
function probe(connection: Connection): void {
  const settings = settingsStore(connection);
  for (const value of ['x'.repeat(PROBE_CHARACTERS), '']) {
    connection.transaction(() => settings.set('store.probe', value));
  }
}
