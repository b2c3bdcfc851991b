/** RHVoice by its command line: one sentence of text in, one WAV file out. */
import { runProgram } from './sound-programs.ts';

export type RhvoiceName = 'bdl' | 'clb';

/** Slower than RHVoice's own pace, and apart because their own paces differ: both about 131 words a minute. */
const RATE_PERCENT_BY_VOICE = { bdl: 78, clb: 88 };
/** The voices were trained at 24 kHz; asking for more adds nothing. */
const RENDERED_RATE_HZ = 24_000;

/**
 * Writes the sentence to `file` as it is spoken. Throws when the program fails.
 * @param command the program, and what is put before it to limit it
 */
export function speakByRhvoice(
  command: readonly string[],
  voice: RhvoiceName,
  sentence: string,
  file: string,
): void {
  const [program = 'RHVoice-test', ...before] = command;
  const rate = String(RATE_PERCENT_BY_VOICE[voice]);
  const quality = ['-q', 'max', '-R', String(RENDERED_RATE_HZ)];
  runProgram(
    program,
    [...before, '-p', voice, '-r', rate, ...quality, '-o', file],
    new TextEncoder().encode(sentence),
  );
}
