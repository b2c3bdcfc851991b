import { describe, expect, test } from '@jest/globals';
import { asId, type ChannelId, type RoleId } from '../../src/domain/identity.ts';
import {
  clockLine,
  diskLine,
  isPreflightDue,
  LEAST_FREE_BYTES,
  newTroubles,
  preflightLine,
  readPreflightLines,
  roleLines,
  zoneLines,
  type PreflightLine,
} from '../../src/domain/preflight.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 11, 1, 12);
const well = preflightLine('FFMPEG_FOUND', {});
const broken = preflightLine('FFMPEG_MISSING', {});
const report = (hoursAgo: number, ...lines: PreflightLine[]) => ({
  atMs: NOW - hoursAgo * HOUR,
  lines,
});

describe('when everything is looked over', () => {
  test.each<[string, Parameters<typeof isPreflightDue>[0], number[], boolean]>([
    ['never before', null, [], true],
    ['an hour ago, and all was well', report(1, well), [], false],
    ['a day ago', report(24, well), [], true],
    ['an hour ago, and something was broken', report(1, broken), [], true],
    ['half an hour ago, and something was broken', report(0.5, broken), [], false],
    ['an hour ago, and Discord was away', report(1, preflightLine('PLATFORM_AWAY', {})), [], true],
    ['a session in 3 h, not looked since', report(1, well), [NOW + 3 * HOUR], true],
    ['a session in 2 h, looked 2 h before it', report(0.5, well), [NOW + 2 * HOUR], false],
    ['a session in 2 h, looked 4 h before it', report(2, well), [NOW + 2 * HOUR], true],
    ['a session in 4 h', report(5, well), [NOW + 4 * HOUR], false],
    ['a session that is on', report(5, well), [NOW - HOUR], false],
    ['later than now, by a clock that was wrong', report(-5, well), [], true],
  ])('%s', (_name, last, startsAtMs, isDue) => {
    expect(isPreflightDue(last, startsAtMs, NOW)).toBe(isDue);
  });
});

const codes = (...args: Parameters<typeof zoneLines>) => zoneLines(...args).map((l) => l.code);
const known = (name: string) => (name === 'Helper' ? null : asId<RoleId>('1'));

describe('what counts as broken', () => {
  test('a disk with less room than one recording and a backup need', () => {
    expect(diskLine({ kind: 'writable', freeBytes: LEAST_FREE_BYTES }).outcome).toBe('well');
    expect(diskLine({ kind: 'writable', freeBytes: LEAST_FREE_BYTES - 1 })).toMatchObject({
      code: 'DISK_NEARLY_FULL',
      outcome: 'broken',
    });
    expect(diskLine({ kind: 'notWritable' }).code).toBe('DISK_NOT_WRITABLE');
  });

  test('a clock that is more than half a minute off, either way', () => {
    expect([0, 30_000, -30_000].map((ms) => clockLine(ms).code)).toEqual(
      Array(3).fill('CLOCK_RIGHT'),
    );
    expect([30_001, -30_001].map((ms) => clockLine(ms).code)).toEqual(Array(2).fill('CLOCK_WRONG'));
    expect(clockLine(null)).toMatchObject({ code: 'CLOCK_NOT_COMPARED', outcome: 'skipped' });
  });

  test('zone data that is missing, older than what was used, or does not know a zone', () => {
    expect(codes('2026c', null, [])).toEqual(['ZONES_KNOWN']);
    expect(codes('2026c', '2026c', [])).toEqual(['ZONES_KNOWN']);
    expect(codes('2027a', '2026c', [])).toEqual(['ZONES_KNOWN']);
    expect(codes('2026b', '2026c', ['Mars/Base'])).toEqual(['ZONE_UNKNOWN', 'ZONES_OLDER']);
    expect(codes(null, '2026c', [])).toEqual(['ZONES_MISSING']);
  });

  test('a role that nobody can find', () => {
    const written = { teacher: 'Teacher', volunteer: 'Helper', coordinator: 'Coordinator' };
    expect(roleLines(written, known).map(({ code }) => code)).toEqual([
      'ROLE_FOUND',
      'ROLE_GONE',
      'ROLE_FOUND',
    ]);
  });
});

test('the same trouble is not new, whatever was measured; another channel or permission is', () => {
  const [hall, garden] = ['1', '2'].map((id) => ({ channelId: asId<ChannelId>(id), name: id }));
  if (!hall || !garden) throw new Error('Two channels were made.');
  const before = [
    preflightLine('DISK_NEARLY_FULL', { freeBytes: 5 }),
    preflightLine('CLOCK_WRONG', { aheadMs: 60_000 }),
    preflightLine('PERMISSIONS_MISSING', { channel: hall, missing: ['Speak'] }),
  ];
  const now = [
    preflightLine('DISK_NEARLY_FULL', { freeBytes: 4 }),
    preflightLine('CLOCK_WRONG', { aheadMs: 61_000 }),
    preflightLine('PERMISSIONS_MISSING', { channel: hall, missing: ['Speak'] }),
    preflightLine('PERMISSIONS_MISSING', { channel: garden, missing: ['Speak'] }),
    preflightLine('ROOM_OCCUPIED', { channel: hall }),
  ];
  expect(newTroubles(before, now)).toEqual([now[3]]);
  expect(newTroubles([], now)).toEqual(now.slice(0, 4));
});

test('lines come back as they were kept, without those that nobody knows', () => {
  const lines = [well, broken];
  expect(readPreflightLines(JSON.stringify(lines))).toEqual(lines);
  const strange = [{ code: 'toString', params: {} }, { code: 'FFMPEG_MISSING' }, 7, null, well];
  expect(readPreflightLines(JSON.stringify(strange))).toEqual([well]);
  expect(readPreflightLines('{}')).toEqual([]);
});
