/** What is heard from its page on SoundCloud, where the settings allow that. */
import { AudioFault } from '../../app/audio-fault.ts';
import { pageSha256 } from '../../app/page-hash.ts';
import type { AudioRef, Clock, Log, OpusSource } from '../../app/ports.ts';
import type { SoundCloudPage } from '../../domain/sound-cloud.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { GuardedAgent, type SoundCloudStandin } from './guarded-agent.ts';
import { lookUpTrack, type LookUpPorts } from './look-up.ts';
import type { Rest } from './rest.ts';
import { streamFault, type LookUpStream, type StreamLookUp } from './stream-address.ts';
import { openStream } from './stream-source.ts';

export interface StreamsPorts {
  readonly clock: Pick<Clock, 'nowMs' | 'at'>;
  readonly log: Log;
  /** Null where there is none: then nothing can be heard from its page. */
  readonly ffmpeg: Ffmpeg | null;
  readonly rest: Rest;
  /** Null in earnest. */
  readonly standin: SoundCloudStandin | null;
  /** How the process that asks is started, for whoever tries what befalls it. */
  readonly process?: Pick<LookUpPorts, 'onStart'>;
}

export interface Streams {
  /** Rejects with an AudioFault. */
  open(page: SoundCloudPage): Promise<OpusSource>;
}

/**
 * The hash of what was approved is that of the pinned page, which nobody may have exchanged. Rejects
 * with an AudioFault.
 * @param streams null where the settings let nothing be heard from its page
 */
export async function openStreamed(
  streams: Streams | null,
  { sha256, id }: AudioRef,
  page: SoundCloudPage,
): Promise<OpusSource> {
  if (pageSha256(page) !== sha256) {
    throw new AudioFault('HASH_MISMATCH', `The page of ${id} is not the one that was approved.`);
  }
  if (streams) return streams.open(page);
  throw new AudioFault('STREAMING_OFF', `${page.address} is not to be heard from its page.`);
}

/** After so many recordings in a row that broke off, nothing is begun for a while. */
type Trouble = Extract<AudioFault['code'], 'UNREACHABLE' | 'STALLED' | 'DECODE' | 'RATE_LIMITED'>;
const TROUBLES: ReadonlySet<string> = new Set<Trouble>([
  'UNREACHABLE',
  'STALLED',
  'DECODE',
  'RATE_LIMITED',
]);

export function createStreams(ports: StreamsPorts): Streams {
  const { clock, log, ffmpeg, rest, standin } = ports;
  const agent = new GuardedAgent(standin);

  const lookUp: LookUpStream = async (address, signal) => {
    const told = await lookUpTrack(address, {
      ...ports.process,
      clock,
      standin,
      signal,
      wantsStream: true,
    });
    if (!told.ok) return told;
    return answerOf(told.track);
  };

  return {
    async open(page) {
      if (ffmpeg === null) throw streamFault('STREAMING_OFF', 'there is no ffmpeg');
      if (rest.untilMs() !== null) throw streamFault('UNREACHABLE', 'SoundCloud is left alone');
      try {
        const source = await openStream({ clock, agent, lookUp, ffmpeg }, page);
        return counted(source, rest);
      } catch (cause) {
        log.info({ page: page.address, err: cause }, 'a recording can not be heard from its page');
        count(rest, cause);
        throw cause;
      }
    },
  };
}

function answerOf(track: Parameters<typeof pageOf>[0]): StreamLookUp {
  if (track.isPreview) return { ok: false, why: 'PREVIEW_ONLY' };
  if (track.isProtected) return { ok: false, why: 'DRM' };
  if (track.stream === null) return { ok: false, why: 'UNREADABLE' };
  return { ok: true, page: pageOf(track), ...track.stream };
}

type Told = Extract<Awaited<ReturnType<typeof lookUpTrack>>, { ok: true }>['track'];

function pageOf({ address, trackId, userId, durationMs }: Told): SoundCloudPage {
  return { address, trackId, userId, durationMs };
}

/** A sound that breaks off counts as well; one that is heard to its end makes all good. */
function counted(source: OpusSource, rest: Rest): OpusSource {
  let isCounted = false;
  return {
    get durationMs() {
      return source.durationMs;
    },
    get positionMs() {
      return source.positionMs;
    },
    seek: (positionMs) => source.seek(positionMs),
    next() {
      try {
        const packet = source.next();
        if (packet === null && !isCounted) rest.count(null);
        isCounted ||= packet === null;
        return packet;
      } catch (cause) {
        if (!isCounted) count(rest, cause);
        isCounted = true;
        throw cause;
      }
    },
    close: () => source.close(),
  };
}

function count(rest: Rest, cause: unknown): void {
  const code = cause instanceof AudioFault ? cause.code : 'UNREACHABLE';
  if (TROUBLES.has(code)) rest.count(code === 'RATE_LIMITED' ? 'RATE_LIMITED' : 'NETWORK');
}
