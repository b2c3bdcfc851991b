/** Files that people may hand over by mistake or on purpose, and why each can't be prepared. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrepareFaultCode } from '../../src/domain/prepare-fault.ts';
import { makeSound, makeSparse, runFfmpegFor, wavHead } from './made-sound.ts';

const VIDEO = '-f lavfi -i testsrc=d=2:s=64x64 -f lavfi -i sine=d=2 -shortest';

function exchanged(path: string, from: string, to: string): string {
  const bytes = readFileSync(path);
  bytes.write(to, bytes.indexOf(from), 'latin1');
  writeFileSync(path, bytes);
  return path;
}
/** A tag of mp3 files, 20 bytes long, and then what is no mp3. */
const behindTag = (content: string) =>
  Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 10]),
    Buffer.alloc(10),
    Buffer.from(content),
  ]);

/** `make` gives the path. */
export type BadFile = readonly [what: string, code: PrepareFaultCode, make: () => string];

/** @param root the folder to make them in */
export function badFilesIn(root: string): readonly BadFile[] {
  const at = (name: string) => join(root, name);
  function written(name: string, content: string | Buffer): string {
    writeFileSync(at(name), content);
    return at(name);
  }
  /** The first part of a file, as a download that was cut leaves it. */
  function cut(name: string, output: string, share = 0.6): string {
    const bytes = readFileSync(makeSound(at(name), { seconds: 6, output }));
    return written(name, bytes.subarray(0, Math.floor(bytes.length * share)));
  }
  return [
    ['a text called mp3', 'NOT_AUDIO', () => written('text.mp3', 'Dear all, here is the talk.\n')],
    [
      'a zip called mp3',
      'NOT_AUDIO',
      () => written('zip.mp3', `PK\u0003\u0004${'x'.repeat(3000)}`),
    ],
    [
      'a page that asks to sign in',
      'NOT_AUDIO',
      () => written('page.m4a', '<!doctype html><p>Sign in</p>'),
    ],
    ['one byte', 'NOT_AUDIO', () => written('one.wav', 'R')],
    [
      'a list of files called mp3',
      'PLAYLIST',
      () => written('list.mp3', '#EXTM3U\nfile:///etc/passwd\n'),
    ],
    [
      'a list of addresses',
      'PLAYLIST',
      () => written('hls.mp3', '#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:9,\nhttp://127.0.0.1:1/a.ts\n'),
    ],
    [
      'a list for joining',
      'PLAYLIST',
      () => written('concat.mp3', "ffconcat version 1.0\nfile '/etc/passwd'\n"),
    ],
    ['a bare list for joining', 'PLAYLIST', () => written('bare.mp3', "file '/etc/passwd'\n")],
    ['an address', 'PLAYLIST', () => written('address.mp3', 'http://127.0.0.1:1/talk.mp3\n')],
    ['a list in XML', 'PLAYLIST', () => written('dash.webm', '<?xml version="1.0"?><MPD></MPD>')],
    [
      'a list behind a tag',
      'PLAYLIST',
      () => written('tagged.mp3', behindTag('#EXTM3U\nfile:///etc/passwd\n')),
    ],
    ['a video', 'VIDEO', () => runFfmpegFor(at('video.mp4'), VIDEO)],
    [
      'a video called m4a',
      'VIDEO',
      () => runFfmpegFor(at('video.m4a'), `${VIDEO} -c:v mpeg4 -f mp4`),
    ],
    [
      'a video for browsers',
      'VIDEO',
      () => runFfmpegFor(at('video.webm'), `${VIDEO} -deadline realtime`),
    ],
    ['an old video', 'VIDEO', () => runFfmpegFor(at('video.avi'), VIDEO)],
    ['half of a wav', 'TRUNCATED', () => cut('half.wav', '-c:a pcm_s16le')],
    ['half of a FLAC', 'TRUNCATED', () => cut('half.flac', '-c:a flac')],
    ['half of an m4a', 'TRUNCATED', () => cut('half.m4a', '-c:a aac')],
    [
      'half of an m4a for the web',
      'TRUNCATED',
      () => cut('web.m4a', '-c:a aac -movflags +faststart'),
    ],
    ['half of an mp3', 'TRUNCATED', () => cut('half.mp3', '-c:a libmp3lame -q:a 4')],
    [
      'nearly all of an mp3',
      'TRUNCATED',
      () => cut('nearly.mp3', '-c:a libmp3lame -b:a 128k', 0.97),
    ],
    ['half of an Ogg', 'TRUNCATED', () => cut('half.ogg', '-c:a libvorbis')],
    ['half of a WebM', 'TRUNCATED', () => cut('half.webm', '-c:a libopus')],
    ['nothing', 'EMPTY', () => written('empty.mp3', '')],
    [
      '3 GB that are hardly there',
      'TOO_LARGE',
      () => makeSparse(at('sparse.wav'), wavHead(1, 48_000, 3e9), 3e9),
    ],
    [
      'two hours and a minute',
      'TOO_LONG',
      () => makeSparse(at('long.wav'), wavHead(1, 8_000, 58_080_000), 58_080_044),
    ],
    [
      'six channels',
      'TOO_MANY_CHANNELS',
      () => makeSound(at('six.wav'), { seconds: 2, channels: 6 }),
    ],
    [
      '1,000 channels',
      'TOO_MANY_CHANNELS',
      () => makeSparse(at('thousand.wav'), wavHead(1000, 8_000, 8e6), 8e6 + 44),
    ],
    [
      '192 kHz',
      'SAMPLE_RATE',
      () => makeSound(at('bats.wav'), { seconds: 2, sampleRate: 192_000 }),
    ],
    ['4 kHz', 'SAMPLE_RATE', () => makeSparse(at('dull.wav'), wavHead(1, 4_000, 8_000), 8_044)],
    [
      'a protected m4a',
      'DRM',
      () =>
        exchanged(makeSound(at('bought.m4a'), { seconds: 2, output: '-c:a aac' }), 'mp4a', 'drms'),
    ],
    [
      'an encrypted m4a',
      'DRM',
      () =>
        exchanged(makeSound(at('locked.m4a'), { seconds: 2, output: '-c:a aac' }), 'mp4a', 'enca'),
    ],
    [
      'sound of another kind in an m4a',
      'FORMAT',
      () => makeSound(at('cinema.m4a'), { seconds: 2, output: '-c:a ac3 -f mp4' }),
    ],
    ['an AIFF', 'FORMAT', () => makeSound(at('apple.aiff'), { seconds: 2 })],
    ['a WMA', 'FORMAT', () => makeSound(at('windows.wma'), { seconds: 2 })],
    ['silence', 'SILENT', () => runFfmpegFor(at('silence.flac'), '-f lavfi -i anullsrc=d=3')],
    ['a blink of sound', 'SILENT', () => makeSound(at('blink.wav'), { seconds: 0.1 })],
    ['a name with a line break', 'NAME', () => written('a\nb.mp3', 'x')],
    ['a name that turns writing round', 'NAME', () => written('a\u202e3pm.exe', 'x')],
    ['a way out of the folder', 'NAME', () => `${root}/kept/../text.mp3`],
    ['a folder', 'FILE_MISSING', () => (mkdirSync(at('folder.mp3')), at('folder.mp3'))],
    ['nothing by that name', 'FILE_MISSING', () => at('nowhere.mp3')],
    ['a device', 'FILE_MISSING', () => '/dev/zero'],
    ['a pipe', 'FILE_MISSING', () => (spawnSync('mkfifo', [at('pipe.mp3')]), at('pipe.mp3'))],
  ];
}
