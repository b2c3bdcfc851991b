/**
 * A program that behaves as RHVoice-test does on its command line: text on the standard input, one
 * WAV file where `-o` says. What it "says" is a tone of a second, so that nothing of the real voice
 * is needed. It writes down what it was asked: a line of options, a line of words.
 */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RATE_HZ = 24_000;

export function writeRhvoiceStandin(folder: string, how: 'speaks' | 'fails' | 'isSilent'): string {
  const path = join(folder, 'RHVoice-test');
  const sound = join(folder, 'said.wav');
  writeFileSync(sound, wavOf(how === 'isSilent' ? 0 : 6_000));
  const answer =
    how === 'fails'
      ? 'echo "Speech synthesis error" >&2; exit 1'
      : `while [ "$1" != -o ]; do shift; done; cp '${sound}' "$2"`;
  const asked = join(folder, 'asked.txt');
  const lines = [
    '#!/bin/sh',
    'words=$(cat)',
    `printf '%s\\n%s\\n' "$*" "$words" >> '${asked}'`,
    answer,
    '',
  ];
  writeFileSync(path, lines.join('\n'));
  chmodSync(path, 0o755);
  return path;
}

/** A second of a low tone. */
function wavOf(amplitude: number): Buffer {
  const sound = Buffer.alloc(RATE_HZ * 2);
  for (let at = 0; at < RATE_HZ; at += 1) {
    const sample = amplitude * Math.sin((at * 2 * Math.PI * 220) / RATE_HZ);
    sound.writeInt16LE(Math.round(sample), at * 2);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + sound.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(RATE_HZ * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(sound.length, 40);
  return Buffer.concat([head, sound]);
}
