/** Words become sound: by flite, which really runs here, and by what behaves as RHVoice does. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sentencesOf } from '../../../src/domain/own-sentence.ts';
import { openOggOpus } from '../../../src/recordings/ogg-opus.ts';
import { prepareRecording } from '../../../src/recordings/prepare.ts';
import { asSaid, renderSpeech } from '../../../src/recordings/speech/render-speech.ts';
import { measureLoudness } from '../../loudness-meter.ts';
import { createManualClock } from '../../manual-clock.ts';
import { decodeToPcm } from '../../practice/voice-client.ts';
import { canMakeSound } from '../made-sound.ts';
import { memoryAccess } from '../memory-access.ts';
import { writeRhvoiceStandin } from './rhvoice-standin.ts';

const describeWithFfmpeg = canMakeSound('rendering speech') ? describe : describe.skip;
jest.setTimeout(120_000);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'speech-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const WORDS = sentencesOf('Thank you for your practice. Our session ends here. Take good care.');
const clock = createManualClock(0);

async function rendered(rhvoicePath: string | null) {
  const speech = await renderSpeech(WORDS, { searchPath: '', rhvoicePath });
  if (!speech.ok) throw new Error('It was not rendered.', { cause: speech.fault.cause });
  return speech.value;
}

async function packetsOf(path: string): Promise<Uint8Array[]> {
  const source = await openOggOpus(memoryAccess(readFileSync(path)));
  const packets: Uint8Array[] = [];
  for (;;) {
    const packet = source.next();
    if (packet === null) return packets;
    if (packet === 'notYet') await new Promise((resolve) => setImmediate(resolve));
    else packets.push(packet);
  }
}

/** The loudest sample of each 20 ms, from 0 to 1. */
function peaksOf(packets: readonly Uint8Array[]): number[] {
  const pcm = decodeToPcm(packets);
  const perPacket = pcm.length / packets.length;
  return packets.map((_, index) => {
    const own = pcm.slice(index * perPacket, (index + 1) * perPacket);
    return own.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) / 32_768;
  });
}

describeWithFfmpeg('words that nobody has recorded', () => {
  test('flite speaks them: sentence by sentence, as loud as all else, and nothing is clipped', async () => {
    const { path, spans, engine, drop } = await rendered(null);
    expect(engine).toBe('flite');
    const prepared = await prepareRecording(path, { folder, clock });
    await drop();
    expect(existsSync(path)).toBe(false);
    if (!prepared.ok) throw new Error(prepared.fault.code);
    expect(Math.abs(measureLoudness(prepared.file).integratedLufs + 16)).toBeLessThan(1);
    expect(measureLoudness(prepared.file).truePeakDbfs).toBeLessThan(0);

    const packets = await packetsOf(prepared.file);
    expect(packets.length * 20).toBe(prepared.lengthMs);
    const peaks = peaksOf(packets);
    expect(Math.max(...peaks)).toBeLessThan(1);
    expect(spans).toHaveLength(3);
    expect(spans[0]?.fromMs).toBe(400);
    const lastMs = spans.at(-1)?.toMs ?? 0;
    expect(prepared.lengthMs - lastMs).toBeGreaterThanOrEqual(560);
    expect(prepared.lengthMs - lastMs).toBeLessThan(700);
    for (const [index, { fromMs, toMs }] of spans.entries()) {
      expect(Math.max(...peaks.slice(fromMs / 20, toMs / 20))).toBeGreaterThan(0.1);
      // Where it may be cut, nothing sounds.
      const nextMs = spans[index + 1]?.fromMs;
      if (nextMs === undefined) continue;
      expect(nextMs - toMs).toBeGreaterThanOrEqual(1_200);
      expect(Math.max(...peaks.slice(toMs / 20 + 1, nextMs / 20 - 1))).toBeLessThan(0.01);
    }
  });

  test('the same words give the same sound', async () => {
    const first = await rendered(null);
    const second = await rendered(null);
    expect(readFileSync(first.path).equals(readFileSync(second.path))).toBe(true);
    await Promise.all([first.drop(), second.drop()]);
  });

  test('RHVoice is asked sentence by sentence, in its own way', async () => {
    const { path, spans, engine, drop } = await rendered(writeRhvoiceStandin(folder, 'speaks'));
    expect(engine).toBe('rhvoice');
    expect(spans).toHaveLength(3);
    expect(existsSync(path)).toBe(true);
    await drop();
    const asked = readFileSync(join(folder, 'asked.txt'), 'utf8').trimEnd().split('\n');
    expect(asked.filter((_, index) => index % 2 === 1)).toEqual(WORDS);
    for (const options of asked.filter((_, index) => index % 2 === 0)) {
      expect(options).toMatch(/^-p bdl -r 78 -q max -R 24000 -o \S+\.wav$/);
    }
  });

  test.each(['fails', 'isSilent'] as const)('an RHVoice that %s is a fault', async (how) => {
    const rhvoicePath = writeRhvoiceStandin(folder, how);
    const speech = await renderSpeech(WORDS, { searchPath: '', rhvoicePath });
    expect(speech).toMatchObject({ ok: false, fault: { code: 'DAMAGED' } });
  });

  test('without ffmpeg it is said that it is missing', async () => {
    const speech = await renderSpeech(WORDS, { searchPath: '', ffmpegPath: join(folder, 'none') });
    expect(speech).toMatchObject({ ok: false, fault: { code: 'FFMPEG_MISSING' } });
  });

  test('whoever wants it no more ends it', async () => {
    const stopping = new AbortController();
    const speech = renderSpeech(WORDS, { searchPath: '', signal: stopping.signal });
    stopping.abort();
    expect(await speech).toMatchObject({ ok: false, fault: { code: 'STOPPED' } });
  });
});

test('letters without a vowel are said one by one', () => {
  expect(asSaid('On behalf of CMSC, welcome. I am A.')).toBe(
    'On behalf of C M S C, welcome. I am A.',
  );
});
