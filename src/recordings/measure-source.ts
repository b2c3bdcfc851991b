/** What is in a file that was handed over, how loud it is and how long. */
import type { FfmpegEnd } from './ffmpeg.ts';
import { integratedLufsOf, maxVolumeDbOf, sampleCountOf, streamsOf } from './ffmpeg-words.ts';
import { fault, type Attempt } from './prepare-fault.ts';
import { faultOf, run, type Job } from './prepare-job.ts';
import type { SourceFormat } from './source-format.ts';

export const MAX_SOURCE_MS = 2 * 3_600_000;
const MIN_SAMPLE_RATE = 8_000;
const MAX_SAMPLE_RATE = 96_000;
/** Quieter than any voice; what is below is noise that would be lifted by more than 40 dB. */
const SILENCE_LUFS = -60;
/** What a file says of its length may be off by a few frames. */
const LENGTH_TOLERANCE_MS = 500;

const CODECS =
  'mp3float,mp3,aac,alac,flac,vorbis,opus,libopus,pcm_alaw,pcm_mulaw,' +
  'pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le';

/** The kind of file is known by now, and is neither guessed again nor may it name other files. */
export function inputOf(path: string, format: SourceFormat): string[] {
  const limits =
    `-protocol_whitelist file,pipe -format_whitelist ${format} -codec_whitelist ${CODECS} ` +
    `-max_error_rate 0.02 -threads 1 -f ${format}`;
  return [...limits.split(' '), '-i', `file:${path}`];
}

interface Judged {
  readonly declaredMs: number | null;
  readonly channels: number;
  readonly sampleRate: number;
}

/** What the file is made of, from what ffmpeg says before it begins, if that may be taken. */
function judge(words: string): Attempt<Judged> {
  const streams = streamsOf(words);
  const { audio, declaredMs } = streams;
  if (streams.hasVideo) return fault('VIDEO');
  if (audio === null) return fault('NOT_AUDIO', words);
  const { codec, channels, sampleRate } = audio;
  if (!CODECS.split(',').includes(codec)) return fault('FORMAT', codec);
  if (channels > 2) return fault('TOO_MANY_CHANNELS');
  if (channels < 1) return fault('DAMAGED', words);
  if (sampleRate < MIN_SAMPLE_RATE || sampleRate > MAX_SAMPLE_RATE) {
    return fault('SAMPLE_RATE', sampleRate);
  }
  if (declaredMs !== null && declaredMs > MAX_SOURCE_MS) return fault('TOO_LONG');
  return { ok: true, value: { declaredMs, channels, sampleRate } };
}

export interface Measured {
  readonly lufs: number;
  readonly peakDbfs: number;
  readonly channels: number;
  /** Of what was decoded, to the sample. */
  readonly lengthMs: number;
}

const LOUDNESS = 'ebur128=framelog=verbose';
/** What lies above 24 kHz is gone afterwards, and is not to count before. */
const LOUDNESS_OF_FINE = `aresample=48000,${LOUDNESS}`;
/** Of samples; four times the 48 kHz at which it is encoded, as true peaks are defined. */
const PEAK_RATE = 192_000;
/** `volumedetect` counts in 16 bits, so what is over full scale needs room. */
const HEADROOM_DB = 12;
const PEAK =
  `volume=-${HEADROOM_DB}dB:precision=float,` +
  `aresample=${PEAK_RATE}:osf=s16p:filter_size=16,volumedetect`;

/**
 * Loudness and peaks are measured side by side on two cores, since both take about as long. ffmpeg's
 * own measure of true peaks takes twice the time of this one and gives the same. What may not be
 * taken is seen at the beginning, and then nothing more is decoded.
 */
export async function measure(
  job: Job,
  onShare: (share: number) => void,
): Promise<Attempt<Measured>> {
  const givingUp = new AbortController();
  const signals = [givingUp.signal, ...(job.signal === null ? [] : [job.signal])];
  const signal = AbortSignal.any(signals);
  let words = '';
  let expectedMs = MAX_SOURCE_MS;
  const onWords = (said: string): void => {
    const isFirst = !OUTPUT.test(words) && OUTPUT.test(said);
    words = said;
    if (!isFirst) return;
    const judged = judge(said);
    if (!judged.ok) givingUp.abort();
    else expectedMs = judged.value.declaredMs ?? MAX_SOURCE_MS;
  };
  const onProgress = (soundMs: number): void => onShare(soundMs / expectedMs);
  const [loudness, peak] = await Promise.all([
    run(job, { arguments: measuring(job, LOUDNESS), signal, onWords, onProgress: () => undefined }),
    run(job, { arguments: measuring(job, PEAK), signal, onProgress }),
  ]);
  if (loudness.kind === 'missing') return faultOf(loudness);
  if (loudness.kind === 'stopped' && !givingUp.signal.aborted) return faultOf(loudness);
  // What is no ffmpeg says nothing, and 126 and 127 stand for what the system can not run.
  const isFfmpeg =
    words !== '' && !(loudness.kind === 'ended' && CAN_NOT_RUN.has(loudness.exitCode));
  if (!isFfmpeg) return fault('FFMPEG_MISSING', words);
  const judged = judge(words);
  if (!judged.ok) return judged;
  if (loudness.kind !== 'ended') return faultOf(loudness);
  if (peak.kind !== 'ended') return faultOf(peak);
  if (judged.value.sampleRate <= 48_000) return read(judged.value, loudness, peak);
  // Rare, and not worth a resampling of all that are not so fine.
  const fine = { arguments: measuring(job, LOUDNESS_OF_FINE), onProgress: () => undefined };
  const again = await run(job, fine);
  return again.kind === 'ended' ? read(judged.value, again, peak) : faultOf(again);
}

const OUTPUT = /^Output #0/m;
const CAN_NOT_RUN: ReadonlySet<number | null> = new Set([126, 127]);

function measuring({ input }: Job, filter: string): string[] {
  const graph = `[0:a:0]${filter}[out]`;
  const limit = ['-t', String(MAX_SOURCE_MS / 1000 + 1)];
  return [...input, ...limit, '-filter_complex', graph, '-map', '[out]', '-f', 'null', '-'];
}

type Ended = Extract<FfmpegEnd, { kind: 'ended' }>;

function read({ channels, declaredMs }: Judged, loudness: Ended, peak: Ended): Attempt<Measured> {
  const samples = sampleCountOf(peak.words) ?? 0;
  const lengthMs = (samples / channels / PEAK_RATE) * 1000;
  if (lengthMs > MAX_SOURCE_MS) return fault('TOO_LONG');
  if (declaredMs !== null && lengthMs < declaredMs - LENGTH_TOLERANCE_MS) {
    return fault('TRUNCATED', `${lengthMs} of ${declaredMs} ms`);
  }
  const lufs = integratedLufsOf(loudness.words);
  const volumeDb = maxVolumeDbOf(peak.words);
  const isDecoded = loudness.exitCode === 0 && peak.exitCode === 0;
  if (!isDecoded || lufs === null || volumeDb === null) return fault('DAMAGED', peak.words);
  if (lufs < SILENCE_LUFS) return fault('SILENT', lufs);
  return { ok: true, value: { lufs, peakDbfs: volumeDb + HEADROOM_DB, channels, lengthMs } };
}
