import type { AudioRef } from '../../src/app/ports.ts';
import { createManualClock } from '../manual-clock.ts';
import { createFakeVoice } from './fake-voice.ts';
import { audioRef, tone } from './sounds.ts';
import {
  describeVoiceLaws,
  LAW_GUILD,
  LONG_MS,
  SHORT_MS,
  type VoiceSubject,
} from './voice-laws.ts';
import { BOT_ID, createVoiceWorld } from './voice-world.ts';

const lengthMs = { short: SHORT_MS, long: LONG_MS, missing: SHORT_MS };
const audio = (id: keyof typeof lengthMs, part: Partial<AudioRef> = {}) =>
  audioRef(id, lengthMs[id], part);

describeVoiceLaws('the fake voice', async (): Promise<VoiceSubject> => {
  const clock = createManualClock(1_000_000);
  const policy = { allows: true };
  const voice = createFakeVoice(clock, { mayPlay: () => policy.allows });
  return {
    voice,
    policy,
    async until(isTrue) {
      for (let i = 0; !isTrue(); i += 1) {
        if (i > 100_000) throw new Error('It never becomes true.');
        await clock.advanceBy(5);
      }
    },
    audio(id, part) {
      if (id === 'missing') voice.failNextPlay('FILE_MISSING');
      return audio(id, part);
    },
    nowMs: () => clock.nowMs(),
    breakConnection: () => voice.loseConnection(LAW_GUILD, 'NETWORK', 1000),
    close: () => voice.close(),
  };
});

const sounds = { short: tone(SHORT_MS / 20), long: tone(LONG_MS / 20, 400) };

describeVoiceLaws('the real voice', async (): Promise<VoiceSubject> => {
  const world = await createVoiceWorld({
    sounds,
    timings: { backOffMs: [300], betweenJoinsMs: 100 },
  });
  const watchers = new Set<() => void>();
  world.voice.onEvent(() => watchers.forEach((watch) => watch()));
  return {
    voice: world.voice,
    policy: world.access,
    until(isTrue) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const untilMs = performance.now() + 10_000;
      const watch = () => {
        if (!isTrue() && performance.now() < untilMs) return;
        clearInterval(ticking);
        watchers.delete(watch);
        if (isTrue()) resolve();
        else reject(new Error('It did not become true within 10 s.'));
      };
      const ticking = setInterval(watch, 5);
      watchers.add(watch);
      watch();
      return promise;
    },
    audio,
    nowMs: () => performance.now(),
    breakConnection: () => world.server.drop(LAW_GUILD, BOT_ID, 4006),
    close: () => world.close(),
  };
});
