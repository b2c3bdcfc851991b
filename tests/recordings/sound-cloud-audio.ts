/** Sound in the pieces in which SoundCloud hands it out, made with ffmpeg. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPage } from '../../src/recordings/ogg-page.ts';
import { runFfmpegFor } from './made-sound.ts';

export interface Piece {
  readonly bytes: Buffer;
  readonly durationMs: number;
}

/** One transcoding of a track, as its playlist lists it. */
export interface PiecedAudio {
  readonly kind: 'mp3' | 'opus' | 'aac';
  /** What the pieces of fragmented MP4 need before them; null for the other kinds. */
  readonly init: Buffer | null;
  readonly pieces: readonly Piece[];
}

export interface PiecedSound {
  readonly kind: PiecedAudio['kind'];
  readonly seconds: number;
  /** How long a piece is, about; 4 when left out. */
  readonly pieceSeconds?: number;
  /** Of the tone, from 0 to 1; 0.1 when left out. */
  readonly level?: number;
}

/** The tone begins here and rises evenly, so that its pitch tells where in the sound one is. */
export const FIRST_HZ = 300;
export const RISE_HZ_PER_S = 40;

/** A rising tone of an even level: whatever else is heard is a fault. */
export function makePiecedAudio(sound: PiecedSound): PiecedAudio {
  const { kind, seconds, pieceSeconds = 4, level = 0.1 } = sound;
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-pieces-'));
  const tone = `${level}*sin(2*PI*(${FIRST_HZ}+${RISE_HZ_PER_S / 2}*t)*t)`;
  const input = `-f lavfi -i aevalsrc=${tone}:s=48000:d=${seconds}`;
  try {
    return MAKERS[kind](folder, input, pieceSeconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mp3Pieces(folder: string, input: string, pieceSeconds: number): PiecedAudio {
  const list = join(folder, 'list.csv');
  runFfmpegFor(
    join(folder, '%04d.mp3'),
    `${input} -c:a libmp3lame -b:a 128k -f segment -segment_time ${pieceSeconds} ` +
      `-segment_list ${list} -segment_format_options write_xing=0:id3v2_version=0`,
  );
  const rows = readFileSync(list, 'utf8').trim().split('\n');
  const pieces = rows.map((row) => {
    const [name = '', from, to] = row.split(',');
    const durationMs = (Number(to) - Number(from)) * 1000;
    return { bytes: readFileSync(join(folder, name)), durationMs };
  });
  return { kind: 'mp3', init: null, pieces };
}

function aacPieces(folder: string, input: string, pieceSeconds: number): PiecedAudio {
  const list = join(folder, 'list.m3u8');
  runFfmpegFor(
    list,
    `${input} -c:a aac -b:a 96k -f hls -hls_segment_type fmp4 -hls_time ${pieceSeconds} ` +
      `-hls_playlist_type vod -hls_fmp4_init_filename init.mp4 ` +
      `-hls_segment_filename ${join(folder, '%04d.m4s')}`,
  );
  const rows = readFileSync(list, 'utf8').matchAll(/#EXTINF:([\d.]+),\n(\S+)/g);
  const pieces = [...rows].map(([, seconds, name = '']) => ({
    bytes: readFileSync(join(folder, name)),
    durationMs: Number(seconds) * 1000,
  }));
  return { kind: 'aac', init: readFileSync(join(folder, 'init.mp4')), pieces };
}

const MAKERS = { mp3: mp3Pieces, opus: opusPieces, aac: aacPieces } as const;

/** One Ogg stream, cut between pages: only the first piece has its head and tags. */
function opusPieces(folder: string, input: string, pieceSeconds: number): PiecedAudio {
  const whole = readFileSync(
    runFfmpegFor(
      join(folder, 'whole.opus'),
      `${input} -c:a libopus -b:a 64k -page_duration 1000000`,
    ),
  );
  const pieces: Piece[] = [];
  let from = 0;
  let fromMs = 0;
  for (let at = 0; at < whole.length;) {
    const reading = readPage(whole, at);
    if (reading.kind !== 'page') throw new Error('ffmpeg gave no sound Ogg stream.');
    at += reading.page.byteLength;
    const atMs = (reading.page.granule ?? 0) / 48;
    if (atMs - fromMs < pieceSeconds * 1000 && at < whole.length) continue;
    pieces.push({ bytes: whole.subarray(from, at), durationMs: atMs - fromMs });
    from = at;
    fromMs = atMs;
  }
  return { kind: 'opus', init: null, pieces };
}
