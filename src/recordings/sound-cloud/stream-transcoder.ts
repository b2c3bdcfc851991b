/**
 * ffmpeg between what SoundCloud hands out and what a voice room takes: pieces of sound go into its
 * standard input, packets of 20 ms come out. It has no network and no file, and ends with us.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AudioFault } from '../../app/audio-fault.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { readPage } from '../ogg-page.ts';
import { isOpusTags, PACKET_MS, packetDurationMs, readOpusHead } from '../opus-packet.ts';
import type { StreamFormat } from './stream-pieces.ts';

/** 30 s in hand: what a slow or broken line may cost before anybody hears of it. */
const HIGH_WATER_PACKETS = 1_500;
const LOW_WATER_PACKETS = 1_000;
/** The end of what it says is what matters. */
const MAX_WORDS = 4_096;
const CODECS = 'mp3float,mp3,aac,opus,libopus';

export interface Transcoder {
  /** The next packet; null when there is none now. */
  take(): Uint8Array | null;
  readonly packetsInHand: number;
  /** `ended`: the last packet is in hand, or was taken. */
  readonly state: 'running' | 'ended' | 'failed';
  /** Why it failed. */
  readonly fault: AudioFault | null;
  /** Resolves when it has room for more. Rejects with an AudioFault when it is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Nothing more is written. */
  end(): void;
  /** Ends the process, if it is still there. */
  close(): void;
}

/** @param onMoved called whenever there are more packets or the state has changed */
export function startTranscoder(
  { path, limiter }: Ffmpeg,
  format: StreamFormat,
  onMoved: () => void,
): Transcoder {
  const [program, ...words] = [...limiter, path, ...argumentsFor(format)];
  const child = spawn(program ?? path, words, { env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
  const reader = new PacketReader();
  let state: Transcoder['state'] = 'running';
  let fault: AudioFault | null = null;
  let said = '';

  function settle(found: AudioFault | null): void {
    if (state !== 'running') return;
    state = found ? 'failed' : 'ended';
    fault = found;
    child.kill('SIGKILL');
    onMoved();
  }

  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-MAX_WORDS);
  });
  // It ends before all was written when it is closed or fails; both are known by then or soon.
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      reader.take(chunk);
    } catch (cause) {
      return settle(unreadable(cause));
    }
    if (reader.packets.length >= HIGH_WATER_PACKETS) child.stdout.pause();
    onMoved();
  });
  child.on('error', (cause) => settle(unreadable(cause)));
  child.on('close', (exitCode) => settle(exitCode === 0 ? null : unreadable(said)));

  return {
    take() {
      const packet = reader.packets.shift() ?? null;
      if (reader.packets.length < LOW_WATER_PACKETS) child.stdout.resume();
      return packet;
    },
    get packetsInHand() {
      return reader.packets.length;
    },
    get state() {
      return state;
    },
    get fault() {
      return fault;
    },
    async write(bytes) {
      if (state !== 'running') throw fault ?? unreadable('it has ended');
      if (child.stdin.write(bytes)) return;
      const over = new AbortController();
      const { signal } = over;
      try {
        await Promise.race([
          once(child.stdin, 'drain', { signal }),
          once(child, 'close', { signal }),
        ]);
      } catch (cause) {
        throw fault ?? unreadable(cause);
      } finally {
        over.abort();
      }
    },
    end: () => child.stdin.end(),
    close() {
      state = state === 'running' ? 'ended' : state;
      child.stdin.destroy();
      child.stdout.destroy();
      child.kill('SIGKILL');
    },
  };
}

/** The kind is known and never guessed, and what a piece names is never opened. */
function argumentsFor(format: StreamFormat): string[] {
  const input =
    `-nostdin -hide_banner -nostats -loglevel error -protocol_whitelist pipe ` +
    `-format_whitelist ${format} -codec_whitelist ${CODECS} -analyzeduration 500000 ` +
    `-probesize 65536 -threads 1 -f ${format} -i pipe:0`;
  // Samples are counted anew: a piece from the middle begins at 0.
  const output =
    '-map 0:a:0 -map_metadata -1 -map_chapters -1 -af aresample=48000:osf=flt,asetpts=N/SR/TB ' +
    '-c:a libopus -b:a 96k -frame_duration 20 -page_duration 20000 -flush_packets 1 ' +
    '-f ogg pipe:1';
  return [...input.split(' '), ...output.split(' ')];
}

/** Ogg Opus as it comes, in chunks of any length. */
class PacketReader {
  readonly packets: Uint8Array[] = [];
  private rest: Buffer = Buffer.alloc(0);
  private begun: Uint8Array[] = [];
  private headersLeft = 2;

  /** Throws when it is no Ogg Opus of 20 ms. */
  take(chunk: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const reading = readPage(bytes, at);
      if (reading.kind === 'damaged') throw new Error(reading.why);
      if (reading.kind === 'tooShort') break;
      const { pieces, lastPieceIsComplete, byteLength } = reading.page;
      pieces.forEach((piece, index) => {
        const isComplete = index < pieces.length - 1 || lastPieceIsComplete;
        this.begun.push(piece);
        if (isComplete) this.add(Buffer.concat(this.begun.splice(0)));
      });
      at += byteLength;
    }
    this.rest = Buffer.from(bytes.subarray(at));
  }

  private add(packet: Buffer): void {
    if (this.headersLeft > 0) {
      const isHeader = this.headersLeft === 2 ? readOpusHead(packet) !== null : isOpusTags(packet);
      if (!isHeader) throw new Error('it has no Opus head');
      this.headersLeft -= 1;
      return;
    }
    if (packetDurationMs(packet) !== PACKET_MS) throw new Error('a packet is not 20 ms long');
    this.packets.push(packet);
  }
}

function unreadable(cause: unknown): AudioFault {
  return new AudioFault('DECODE', 'What SoundCloud handed out can not be decoded.', { cause });
}
