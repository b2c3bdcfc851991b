import { pino } from 'pino';
import type { Log } from './app/ports.ts';

export interface LogOptions {
  readonly level: string;
  /** Texts that must never be read in a log, such as the token. */
  readonly secrets: readonly string[];
}

/** Structured log on standard output, a line of JSON an entry. */
export function createLog({ level, secrets }: LogOptions): Log {
  const kept = secrets.filter((secret) => secret !== '');
  // The last step before the line leaves, so that no error, however nested, carries a secret out.
  const write = (line: string): void => {
    process.stdout.write(kept.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line));
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
}
