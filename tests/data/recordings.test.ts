import { describe, expect, test } from '@jest/globals';
import { bellManifest, dataText, recordingManifest } from './shipped-audio.ts';

test('one stroke ends a silence and three begin it', () => {
  expect(Object.entries(bellManifest).map(([id, { durationMs }]) => [id, durationMs])).toEqual([
    ['opening', 26_000],
    ['closing', 14_000],
  ]);
  for (const { licence } of Object.values(bellManifest)) expect(licence).toBe('GPL-3.0-or-later');
});

test('no two recordings share an id', () => {
  const ids = recordingManifest.recordings.map(({ id }) => id);
  expect(ids).toEqual(['sample-self-kindness', 'sample-five-minutes-of-quiet']);
});

describe.each(recordingManifest.recordings)('$id', (recording) => {
  test('nobody can take it for one of the organisation', () => {
    expect(recording.sample).toBe(true);
    expect(recording.id).toMatch(/^sample-/);
    expect(recording.title).toMatch(/^Sample: /);
  });

  test('lasts from three to five and a half minutes', () => {
    expect(recording.lengthMs).toBeGreaterThan(180_000);
    expect(recording.lengthMs).toBeLessThan(330_000);
  });

  test('says who speaks, in which language, and on what terms', () => {
    expect(recording).toEqual({
      ...recording,
      language: 'en',
      intensity: 'gentle',
      licence: 'GPL-3.0-or-later',
      speaker: expect.stringMatching(/./),
      credit: expect.stringMatching(/./),
      kind: expect.stringMatching(/^(practice|quiet)$/),
    });
  });

  test('has a transcript beside it', () => {
    expect(dataText(`recordings/${recording.transcript}`).trim()).not.toBe('');
  });
});

test('the practice says itself that it is a sample', () => {
  expect(dataText('recordings/sample-self-kindness.txt')).toMatch(/^This is a sample recording/);
});
