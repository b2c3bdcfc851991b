/**
 * Ten rooms hear a recording while ten minutes of mp3 are prepared by the same bot: ffmpeg in
 * children of low priority, hashing and writing in the bot itself. The same rooms are measured right
 * before without that, and right after.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Series } from '../../src/domain/schedule.ts';
import { createSystemClock } from '../../src/clock.ts';
import { prepareRecording } from '../../src/recordings/prepare.ts';
import { makeSound } from '../recordings/made-sound.ts';
import type { Bench, Figure } from './bench.ts';
import { startBotOfGuilds } from './bot-of-guilds.ts';
import { bringToChoosing, offsetToSession, sessionSeries } from './practice-session.ts';
import { startPretendDiscord } from './pretend-discord.ts';
import { measure, type Measured } from './rooms.bench.ts';

const ROOMS = 10;
const SECONDS = 600;
const RECORDING = 'sample-self-kindness';
const GAP_LIMIT_MS = 5;

const oneSession = (): Series[] => [sessionSeries()];

export const bench: Bench = {
  name: 'rooms-and-ingest',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-bench-'));
    const offsetMs = offsetToSession();
    const output = '-c:a libmp3lame -b:a 128k';
    const source = makeSound(join(folder, 'talk.mp3'), { seconds: SECONDS, output });
    const discord = await startPretendDiscord({ guilds: ROOMS, offsetMs });
    const clock = createSystemClock();
    try {
      const bot = await startBotOfGuilds({ discord, folder, offsetMs, seriesOf: oneSession });
      const rooms = discord.guilds.map((_, index) => index);
      await bringToChoosing(discord, rooms);
      await Promise.all(
        rooms.map(async (index) => {
          const heard = discord.ask('hearAnything', index);
          await discord.ask('press', index, 'choose', [`recording:${RECORDING}`]);
          await heard;
        }),
      );
      const idle = await measure(discord);
      const stopping = new AbortController();
      let prepared = 0;
      const preparing = (async () => {
        // Again and again, so that all of the span is measured with it.
        while (!stopping.signal.aborted) {
          const kept = join(folder, `kept-${prepared}`);
          const options = { folder: kept, clock, signal: stopping.signal };
          const preparation = await prepareRecording(source, options);
          if (preparation.ok) prepared += 1;
          else if (!stopping.signal.aborted) throw new Error(preparation.fault.code);
        }
      })();
      const busy = await measure(discord);
      stopping.abort();
      await preparing;
      await bot.stop();
      return { figures: figuresOf(idle, busy, prepared) };
    } finally {
      clock.close();
      await discord.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function figuresOf(idle: Measured, busy: Measured, prepared: number): Figure[] {
  const without = 'the same rooms right before, with nothing prepared';
  return [
    {
      what: `packets lost of ${busy.heard} in ${ROOMS} rooms, while a file is prepared (${prepared} times)`,
      value: busy.lost,
      unit: '',
      limit: 0,
      baseline: { what: without, value: idle.lost },
    },
    {
      what: 'gap between packets, p99, while a file is prepared',
      value: busy.gapP99Ms,
      unit: 'ms',
      limit: GAP_LIMIT_MS,
      limited: 'aboveBaseline',
      baseline: { what: without, value: idle.gapP99Ms },
    },
    {
      what: 'gap between packets, p99, while a file is prepared',
      value: busy.gapP99Ms,
      unit: 'ms',
      limit: null,
      baseline: { what: 'bare 20 ms timer meanwhile', value: busy.timerP99Ms },
    },
    {
      what: 'gap between packets, longest, while a file is prepared',
      value: busy.gapWorstMs,
      unit: 'ms',
      limit: null,
      baseline: { what: without, value: idle.gapWorstMs },
    },
  ];
}
