/**
 * How long ten minutes of mp3 take to be prepared: looked at, measured, encoded, checked and put on
 * the disk. Beside it stands ffmpeg alone, which encodes the same file with what it does by itself.
 * Both run by turns, at the same low priority, so that what else the machine does concerns both.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../src/clock.ts';
import { prepareRecording } from '../../src/recordings/prepare.ts';
import { makeSound } from '../recordings/made-sound.ts';
import type { Bench } from './bench.ts';
import { monotonicMs, quantile } from './measure.ts';

const ROUNDS = 5;
const SECONDS = 600;
const LIMIT = 1.3;

export const bench: Bench = {
  name: 'prepare',
  async run() {
    const root = mkdtempSync(join(tmpdir(), 'prepare-bench-'));
    const clock = createSystemClock();
    try {
      const output = '-c:a libmp3lame -b:a 128k';
      const source = makeSound(join(root, 'talk.mp3'), { seconds: SECONDS, output });
      // The bot itself would go on at its own priority; here only its ffmpeg is compared.
      setPriority(constants.priority.PRIORITY_LOW);
      const [bareMs, preparedMs]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round += 1) {
        bareMs.push(encodeAlone(source, join(root, 'alone.opus')));
        const folder = join(root, `kept-${round}`);
        const beganMs = monotonicMs();
        const preparation = await prepareRecording(source, { folder, clock });
        preparedMs.push(monotonicMs() - beganMs);
        if (!preparation.ok) throw new Error(`It was refused: ${preparation.fault.code}`);
      }
      const ratios = preparedMs.map((ms, round) => ms / (bareMs[round] ?? Number.NaN));
      return {
        figures: [
          {
            what: 'preparing ten minutes of mp3, median',
            value: quantile(preparedMs, 0.5) / 1000,
            unit: 's',
            limit: null,
            baseline: {
              what: 'ffmpeg -c:a libopus on the same file',
              value: quantile(bareMs, 0.5) / 1000,
            },
          },
          {
            what: 'preparing, as a multiple of ffmpeg alone in the same round, median',
            value: quantile(ratios, 0.5),
            unit: '',
            limit: LIMIT,
            baseline: null,
          },
        ],
      };
    } finally {
      clock.close();
      rmSync(root, { recursive: true });
    }
  },
};

function encodeAlone(source: string, target: string): number {
  const beganMs = monotonicMs();
  const ended = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', source, '-c:a', 'libopus', target]);
  if (ended.status !== 0) throw new Error('ffmpeg did not encode the file.');
  return monotonicMs() - beganMs;
}
