export type StoreFaultCode =
  /** A newer program wrote it. */
  | 'NEWER_DATABASE'
  | 'CORRUPTED'
  /** Not SQLite at all, or the database of another program. */
  | 'NOT_A_DATABASE'
  | 'READ_ONLY'
  | 'DISK_FULL'
  /** Another process held it for longer than we wait. */
  | 'LOCKED'
  /** Another bot runs on the same folder. */
  | 'IN_USE'
  | 'MIGRATION_FAILED'
  /** The disk or its driver failed while reading or writing. */
  | 'DISK_FAILED'
  /** One row can't be understood; `place` says which. Everything else is fine. */
  | 'UNREADABLE_ROW';

/** The database can't do what was asked. The message is for the log and says what to do. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: StoreFaultCode;
  /** Which row, for `UNREADABLE_ROW`: `session morning@2026-12-01 of guild 7`. */
  readonly place: string | null;

  constructor(
    code: StoreFaultCode,
    sentence: string,
    details: { place?: string; cause?: unknown } = {},
  ) {
    super(sentence, { cause: details.cause });
    this.code = code;
    this.place = details.place ?? null;
  }
}

const sentences = {
  CORRUPTED: (path) =>
    `The database ${path} is damaged. Nothing more is written to it. Stop the bot, keep a copy of the file, and put back the newest backup.`,
  NOT_A_DATABASE: (path) =>
    `${path} is not a Bellkeeper database. Move it away, or point BELLKEEPER_DATA at another folder.`,
  READ_ONLY: (path) =>
    `The database ${path} can't be opened for writing. Give the bot's user the right to write to the file and to its folder.`,
  DISK_FULL: (path) =>
    `There is no room left on the disk of ${path}. Free some space; nothing was half written.`,
  LOCKED: (path) =>
    `Another process keeps the database ${path} locked. End it (a second bot, or a tool that has the file open) and try again.`,
  IN_USE: (folder) =>
    `Bellkeeper is running already with the folder ${folder}. Two at once would say everything twice, so this one ends. End the other one first (Ctrl+C in its window, or docker compose down), or point BELLKEEPER_DATA at a folder of its own.`,
  DISK_FAILED: (path) =>
    `The disk of ${path} failed to read or write. Look at the system's log and at the disk's health before going on.`,
} satisfies Partial<Record<StoreFaultCode, (path: string) => string>>;

export type OutsideFaultCode = keyof typeof sentences;

export function outsideFault(code: OutsideFaultCode, path: string, cause?: unknown): StoreFault {
  return new StoreFault(code, sentences[code](path), { cause });
}

/**
 * A fault of the outside becomes a StoreFault; anything else (a broken constraint, a
 * misspelt statement) is a bug and comes back as it was.
 */
export function asStoreFault(error: unknown, path: string): unknown {
  if (error instanceof StoreFault) return error;
  const code = outsideCode(error);
  return code ? outsideFault(code, path, error) : error;
}

function outsideCode(error: unknown): OutsideFaultCode | null {
  // Not asked with instanceof: SQLite's errors are made by native code, which may have been
  // loaded by another part of the process with globals of its own.
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const { code } = error;
  if (typeof code !== 'string') return null;
  if (code.startsWith('SQLITE_CORRUPT')) return 'CORRUPTED';
  if (code.startsWith('SQLITE_NOTADB') || code === 'EISDIR' || code === 'ENOTDIR') {
    return 'NOT_A_DATABASE';
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'LOCKED';
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'EDQUOT') return 'DISK_FULL';
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|EACCES|EPERM|EROFS)/.test(code)) return 'READ_ONLY';
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return 'DISK_FAILED';
  return null;
}
