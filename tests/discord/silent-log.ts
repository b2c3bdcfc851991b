import type { Log } from '../../src/app/ports.ts';

export interface LogEntry {
  readonly level: keyof Log;
  readonly fields: object;
  readonly text: string;
}

/** Prints nothing and keeps what was said, so that a test can look for a secret in it. */
export function createSilentLog(): Log & { readonly entries: readonly LogEntry[] } {
  const entries: LogEntry[] = [];
  const note =
    (level: keyof Log) =>
    (fields: object, text: string): void =>
      void entries.push({ level, fields, text });
  return {
    entries,
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
  };
}
