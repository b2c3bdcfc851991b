import { createHash } from 'node:crypto';
import { watch, type FSWatcher } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Cancel, Clock } from '../../app/ports.ts';
import type { TimetableMistake } from '../../domain/timetable-mistake.ts';
import { parseTimetable, type Timetable } from './parse.ts';

/** An editor writes in several steps; the file is read when it has been left alone for so long. */
const SETTLE_MS = 250;

export interface TimetableWatchOptions {
  readonly clock: Clock;
  readonly isValidCron: (expression: string) => boolean;
  /** Asked at every reading; left out or null when the recordings are not known. */
  readonly knownRecordings?: () => ReadonlySet<string> | null;
  /** A good timetable, at the start and whenever the file has changed. */
  readonly onGood: (timetable: Timetable) => void;
  /** The file is bad or missing: what was told last goes on to hold. */
  readonly onBad: (mistakes: readonly TimetableMistake[]) => void;
}

/**
 * Reads the timetable now and whenever it changes. The promise is kept once the first
 * reading has been told; the function that it gives stops the watch.
 *
 * The folder is watched, since editors replace files; and the file's size and time are looked
 * at with every heartbeat, since some file systems tell nothing and a folder may come later.
 */
export async function watchTimetable(
  path: string,
  options: TimetableWatchOptions,
): Promise<Cancel> {
  const { clock } = options;
  const reader = createReader(path, options);
  let cancelWait: Cancel | null = null;
  let isStopped = false;

  function readSoon(): void {
    if (isStopped) return;
    cancelWait?.();
    cancelWait = clock.at(clock.nowMs() + SETTLE_MS, () => {
      cancelWait = null;
      void reader.read();
    });
  }

  async function lookAgain(): Promise<void> {
    if ((await reader.hasChanged()) && cancelWait === null) readSoon();
  }

  const folder = watchFolder(path, readSoon);
  const cancelHeartbeat = clock.heartbeat(() => {
    folder.heal();
    void lookAgain();
  });
  await reader.read();
  return () => {
    isStopped = true;
    cancelWait?.();
    cancelHeartbeat();
    folder.close();
    reader.stop();
  };
}

interface Reader {
  /** Tells what the file says, unless it says what it said at the last reading. */
  read(): Promise<void>;
  /** Whether the file looks other than at the last reading, by size, time and inode. */
  hasChanged(): Promise<boolean>;
  stop(): void;
}

function createReader(path: string, options: TimetableWatchOptions): Reader {
  let lastHash: string | null = null;
  let lastLook: string | null = null;
  let isStopped = false;
  let queue: Promise<void> = Promise.resolve();

  async function readOnce(): Promise<void> {
    const look = await lookAt(path);
    const content = await contentOf(path);
    if (isStopped) return;
    lastLook = look;
    const hash =
      content.kind === 'text'
        ? createHash('sha256').update(content.text).digest('hex')
        : content.problem.code;
    if (hash === lastHash) return;
    lastHash = hash;
    tell(content, options, path);
  }

  return {
    read() {
      // One after another, so that an older reading never speaks after a newer one.
      queue = queue.then(readOnce);
      return queue;
    },
    hasChanged: async () => (await lookAt(path)) !== lastLook && !isStopped,
    stop() {
      isStopped = true;
    },
  };
}

function tell(content: Content, options: TimetableWatchOptions, path: string): void {
  if (content.kind === 'problem') {
    const place = { line: 1, column: 1, path: '', seriesId: null };
    options.onBad([{ ...place, code: content.problem.code, found: path }]);
    return;
  }
  const reading = parseTimetable(content.text, {
    isValidCron: options.isValidCron,
    nowMs: options.clock.nowMs(),
    knownRecordings: options.knownRecordings?.() ?? null,
  });
  if (reading.ok) options.onGood(reading);
  else options.onBad(reading.mistakes);
}

type Content =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'problem';
      readonly problem: { readonly code: 'FILE_MISSING' | 'FILE_UNREADABLE' };
    };

async function contentOf(path: string): Promise<Content> {
  try {
    return { kind: 'text', text: await readFile(path, 'utf8') };
  } catch (error) {
    // Whatever the system says, the coordinator's remedy is one of two.
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { kind: 'problem', problem: { code: isMissing ? 'FILE_MISSING' : 'FILE_UNREADABLE' } };
  }
}

async function lookAt(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    // A file that cannot be looked at looks the same until it can; reading it tells why.
    return 'none';
  }
}

interface FolderWatch {
  /** Begins again where watching failed: the folder was missing, or the system gave up. */
  heal(): void;
  close(): void;
}

function watchFolder(path: string, onChange: () => void): FolderWatch {
  const fileName = basename(path);
  let watcher: FSWatcher | null = null;

  function open(): void {
    try {
      watcher = watch(dirname(path), (_event, name) => {
        // Some systems do not say which file it was.
        if (name === null || name === fileName) onChange();
      });
      watcher.on('error', close);
    } catch {
      // No such folder yet, or no watch left to give: the heartbeat looks at the file itself.
      watcher = null;
    }
  }

  function close(): void {
    watcher?.close();
    watcher = null;
  }

  open();
  return {
    heal() {
      if (watcher === null) open();
    },
    close,
  };
}
