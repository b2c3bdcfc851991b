/** Starts the thread of the sound, from whichever thread has the bot. */
import tls from 'node:tls';
import type { ProgramPaths } from './config.ts';
import type { SoundCloudStandin } from './recordings/sound-cloud/guarded-agent.ts';
import type { StartThread } from './voice/thread-messages.ts';
import type { VoiceTimings } from './voice/voice-timings.ts';
import { workerThread } from './voice/worker-thread.ts';

/** Plain data, since it goes from one thread to the other. */
export interface SoundSettings {
  readonly dataFolder: string;
  readonly recordingsFolder: string;
  readonly timings: Partial<VoiceTimings>;
  /** Null where nothing may be heard from its page. */
  readonly streaming: Streaming | null;
}

interface Streaming {
  readonly programs: ProgramPaths;
  readonly standin: SoundCloudStandin | null;
}

export interface SoundThreadData extends SoundSettings {
  /** Certificates that the main thread trusts besides the usual ones; each thread has a list of its own. */
  readonly trustedCaPems: readonly string[];
}

const ENTRY = new URL('./sound-thread.ts', import.meta.url);

/** @param entry for whoever tries what befalls a thread */
export function soundThread(settings: SoundSettings, entry: URL = ENTRY): StartThread {
  return workerThread(entry, (): SoundThreadData => ({
    ...settings,
    streaming: settings.streaming && plainStreaming(settings.streaming),
    trustedCaPems: addedCaPems(),
  }));
}

/** Without whatever else a stand-in can do, which could not leave this thread. */
function plainStreaming({ programs, standin }: Streaming): Streaming {
  return { programs, standin: standin && { port: standin.port, caPem: standin.caPem } };
}

function addedCaPems(): string[] {
  const usual = new Set(tls.getCACertificates('bundled'));
  return tls.getCACertificates('default').filter((pem) => !usual.has(pem));
}
