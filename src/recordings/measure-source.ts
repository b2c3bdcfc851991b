/** What is in a file that was handed over, how loud it is and how long. */
import {
  integratedLufsOf,
  maxVolumeDbOf,
  sampleCountOf,
  streamsOf,
  type SourceStreams,
} from './ffmpeg-words.ts';
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

/** Costs 50 ms and keeps everything that is not wanted from being decoded. */
export async function look(job: Job): Promise<Attempt<SourceStreams>> {
  const end = await run(job, [...job.input], () => undefined, null);
  // Without an output it always ends with a complaint.
  if (end.kind !== 'ended') return faultOf(end);
  // What is no ffmpeg says nothing, and 126 and 127 stand for what the system can not run.
  if (end.words === '' || end.exitCode === 126 || end.exitCode === 127)
    return fault('FFMPEG_MISSING', end.words);
  const streams = streamsOf(end.words);
  const { audio, declaredMs } = streams;
  if (streams.hasVideo) return fault('VIDEO');
  if (audio === null) return fault('NOT_AUDIO', end.words);
  if (!CODECS.split(',').includes(audio.codec)) return fault('FORMAT', audio.codec);
  if (audio.channels > 2) return fault('TOO_MANY_CHANNELS');
  if (audio.channels < 1) return fault('DAMAGED', end.words);
  if (audio.sampleRate < MIN_SAMPLE_RATE || audio.sampleRate > MAX_SAMPLE_RATE) {
    return fault('SAMPLE_RATE', audio.sampleRate);
  }
  if (declaredMs !== null && declaredMs > MAX_SOURCE_MS) return fault('TOO_LONG');
  return { ok: true, value: streams };
}

/** What lies above 24 kHz is gone afterwards, and is not to count before. */
function audibleOf(audio: SourceStreams['audio']): string {
  return (audio?.sampleRate ?? 0) > 48_000 ? 'aresample=48000,' : '';
}

export interface Measured {
  readonly lufs: number;
  readonly peakDbfs: number;
  readonly channels: number;
  /** Of what was decoded, to the sample. */
  readonly lengthMs: number;
}

/** Of samples; four times the 48 kHz at which it is encoded, as true peaks are defined. */
const PEAK_RATE = 192_000;
/** `volumedetect` counts in 16 bits, so what is over full scale needs room. */
const HEADROOM_DB = 12;

/**
 * Loudness and peaks are measured side by side on two cores, since both take about as long. ffmpeg's
 * own measure of true peaks takes twice the time of this one and gives the same.
 */
export async function measure(
  job: Job,
  { audio, declaredMs }: SourceStreams,
  onShare: (share: number) => void,
): Promise<Attempt<Measured>> {
  const expectedMs = declaredMs ?? MAX_SOURCE_MS;
  const limit = ['-t', String(MAX_SOURCE_MS / 1000 + 1)];
  const measuring = (filter: string, onProgress: (soundMs: number) => void) =>
    run(
      job,
      [
        ...job.input,
        ...limit,
        '-filter_complex',
        `[0:a:0]${filter}[out]`,
        '-map',
        '[out]',
        '-f',
        'null',
        '-',
      ],
      onProgress,
      null,
    );
  const [loudness, peak] = await Promise.all([
    measuring(`${audibleOf(audio)}ebur128=framelog=verbose`, () => undefined),
    measuring(
      `volume=-${HEADROOM_DB}dB:precision=float,` +
        `aresample=${PEAK_RATE}:osf=s16p:filter_size=16,volumedetect`,
      (soundMs) => onShare(soundMs / expectedMs),
    ),
  ]);
  if (loudness.kind !== 'ended') return faultOf(loudness);
  if (peak.kind !== 'ended') return faultOf(peak);
  const channels = audio?.channels ?? 1;
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
