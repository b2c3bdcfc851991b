/**
 * The thread of the sound, whole: joining, encrypting and sending, and the reading of the files. It
 * has no database, no gateway and no session; for those it asks the thread that started it.
 */
import tls from 'node:tls';
import { parentPort, workerData } from 'node:worker_threads';
import type { AudioRef } from './app/ports.ts';
import { AudioFiles } from './recordings/audio-files.ts';
import { openAudio } from './recordings/audio-library.ts';
import { findFfmpeg } from './recordings/ffmpeg.ts';
import { createRest } from './recordings/sound-cloud/rest.ts';
import { createStreams, openStreamed, type Streams } from './recordings/sound-cloud/streams.ts';
import type { SoundThreadData } from './sound-worker.ts';
import { MainThread } from './voice/main-thread.ts';
import { monotonicClock } from './voice/monotonic-clock.ts';
import { createSoundService } from './voice/sound-service.ts';
import { keepSoundTime } from './voice/sound-time.ts';
import type { SoundOrder } from './voice/thread-messages.ts';

function run(): void {
  if (!parentPort) throw new Error('This is a thread, not a program.');
  const port = parentPort;
  const settings = workerData as SoundThreadData;
  keepSoundTime();
  trust(settings.trustedCaPems);
  const main = new MainThread((news) => port.postMessage(news));
  // A promise that nobody waits for (a library's rare race) is written down, and harms no room.
  process.on('unhandledRejection', (err) => main.log.error({ err }, 'unhandled rejection'));
  const files = new AudioFiles([settings.dataFolder, settings.recordingsFolder], {
    fingerprint: (sha256) => main.ask('knownFile', sha256),
    save: (sha256, fingerprint) => main.tell({ type: 'fileProved', sha256, fingerprint }),
  });
  const streams = streamsFor(settings, main);
  const open = (audio: AudioRef) =>
    audio.stream ? openStreamed(streams, audio, audio.stream) : openAudio(files, audio);
  const service = createSoundService({ main, open, timings: settings.timings });
  port.on('message', (order: SoundOrder) => service.hear(order));
  void service.warmUp();
}

/** The voice library always opens wss. */
function trust(caPems: readonly string[]): void {
  if (caPems.length === 0) return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...caPems]);
}

function streamsFor({ streaming }: SoundThreadData, main: MainThread): Streams | null {
  if (!streaming) return null;
  const { programs, standin } = streaming;
  return createStreams({
    clock: monotonicClock,
    log: main.log,
    ffmpeg: findFfmpeg(programs.ffmpegPath ?? undefined, programs.searchPath),
    rest: createRest(monotonicClock, main.log),
    standin,
  });
}

run();
