import { pino } from 'pino';
import type { Log } from './app/ports.ts';

export interface LogOptions {
  readonly level: string;
  /** Texts that must never be read in a log, such as the token. */
  readonly secrets: readonly string[];
  /** Takes each line, with its end; standard output if left out. */
  readonly write?: (line: string) => void;
}

/**
 * Secrets that nobody knows beforehand, found by what stands before them. The libraries' errors hold
 * the address that was asked for, and with it the token by which one interaction can be answered.
 */
const SECRETS_BY_PLACE: readonly RegExp[] = [
  // Behind the id of an interaction or of a webhook, in an address or without the rest of it.
  /(?<=\b\d{15,20}\/)[\w.%~-]{30,}/g,
  /(?<=\bBot )[\w.~+/-]{20,}={0,2}/g,
  // As JSON, and as JSON within a text.
  /(?<=\\*"(?:token|authorization|session_id|secret_key)\\*":\s*\\*")[^"\\]+/gi,
  /(?<=\b(?:hm|sig|signature|token|access_token)=)[^\s&"\\]+/gi,
];
/** JSON leaves these as they are; a terminal obeys some of them, others turn the writing. */
const UNSAFE_IN_TERMINAL = /[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** Structured log on standard output, a line of JSON an entry. */
export function createLog({ level, secrets, write = toOutput }: LogOptions): Log {
  const known = secrets.filter((secret) => secret !== '');
  // The last step before the line leaves, so that no error, however nested, carries a secret out.
  const writeSafely = (line: string): void => write(withoutSecrets(line, known));
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // What the library was to send: the words of a private answer.
    redact: { paths: ['err.requestBody'], remove: true },
  };
  return pino(options, { write: writeSafely });
}

function toOutput(line: string): void {
  process.stdout.write(line);
}

function withoutSecrets(line: string, known: readonly string[]): string {
  let text = line;
  for (const secret of known) text = text.replaceAll(secret, '[secret]');
  for (const place of SECRETS_BY_PLACE) text = text.replaceAll(place, '[secret]');
  return text.replaceAll(UNSAFE_IN_TERMINAL, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}
