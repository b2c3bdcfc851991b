/**
 * `npm run audit`: asks the package registry whether weaknesses are known in what a running bot is
 * made of. Where the registry gives no answer it says so, and ends as something that did not succeed:
 * not knowing is not being clean.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { unreachable } from '../../src/domain/unreachable.ts';
import { rootFolder } from './dependencies.ts';

export type AuditVerdict =
  | { readonly kind: 'clean'; readonly parts: number }
  | { readonly kind: 'weak'; readonly names: readonly string[] }
  | { readonly kind: 'unknown'; readonly why: string };

const EXIT_CODE = { clean: 0, weak: 1, unknown: 2 } as const;

/** @param answer what `npm audit --json` wrote; npm ends with 1 for a weakness as for a silence */
export function judge(answer: string): AuditVerdict {
  const read = parsed(answer);
  if (read === null) return { kind: 'unknown', why: 'npm wrote nothing that can be read.' };
  const { vulnerabilities, metadata, message, error } = read;
  if (!isRecord(vulnerabilities) || !isRecord(metadata) || !isRecord(metadata['dependencies'])) {
    const summary = isRecord(error) ? error['summary'] : undefined;
    const why = [message, summary].filter((text) => typeof text === 'string').join(' ');
    return { kind: 'unknown', why: why === '' ? 'npm did not say why.' : why };
  }
  const names = Object.keys(vulnerabilities);
  if (names.length > 0) return { kind: 'weak', names };
  return { kind: 'clean', parts: Number(metadata['dependencies']['prod']) };
}

export function inWords(verdict: AuditVerdict): string {
  switch (verdict.kind) {
    case 'clean':
      return `No weakness is known in the ${verdict.parts} parts of a running bot.`;
    case 'weak':
      return `Weaknesses are known in ${verdict.names.join(', ')}. npm audit --omit=dev tells them.`;
    case 'unknown':
      return `It could not be asked, so nothing is known: ${verdict.why}`;
    default:
      return unreachable(verdict);
  }
}

function parsed(answer: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(answer);
    return isRecord(read) ? read : null;
  } catch {
    // What is no JSON comes from somebody in between, and says nothing.
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function main(): void {
  const words = ['audit', '--omit=dev', '--json'];
  execFile('npm', words, { cwd: rootFolder }, (_failed, stdout) => {
    const verdict = judge(stdout);
    process.stdout.write(`${inWords(verdict)}\n`);
    process.exitCode = EXIT_CODE[verdict.kind];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
