/** A database that was put back goes on without saying twice what it does not know it has said. */
import { describe, expect, test } from '@jest/globals';
import { doubtOf, markRestored, restoredOf } from '../../src/app/restored.ts';
import { WHOLE_GUILD, type Due } from '../../src/app/ports.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { sampleDue } from '../store/samples.ts';
import { alice, callerOf, carol, guildId, HOUR, rehearse, START_MS } from './rehearsal.ts';

const HOUR_MS = 3_600_000;
const restored = { backupAtMs: 10 * HOUR_MS, restoredAtMs: 20 * HOUR_MS };

function due(dueAtMs: number, firstTriedAtMs: number | null = null): Due {
  return {
    ...sampleDue({ dueAtMs, expiresAtMs: dueAtMs + HOUR_MS }),
    id: 1,
    status: 'claimed',
    epoch: 1,
    leaseUntilMs: 0,
    firstTriedAtMs,
    messageId: null,
    reason: null,
  };
}

function fakeSettings() {
  const valueByKey = new Map<string, string>();
  return {
    get: (key: string) => valueByKey.get(key) ?? null,
    set: (key: string, value: string) => void valueByKey.set(key, value),
  };
}

describe('whether a row may stand in the channel already', () => {
  test.each([
    ['due before the backup, and pending in it', 8, { sinceMs: 10, mayHaveBeenSaid: true }],
    ['due in what is missing', 15, { sinceMs: 10, mayHaveBeenSaid: true }],
    ['due at the very moment of restoring', 20, { sinceMs: 10, mayHaveBeenSaid: true }],
    ['made after it', 21, { sinceMs: 10, mayHaveBeenSaid: false }],
    ['made days after the backup', 92, { sinceMs: 20, mayHaveBeenSaid: false }],
  ])('%s', (_name, dueAtHours, { sinceMs, mayHaveBeenSaid }) => {
    expect(doubtOf(restored, due(dueAtHours * HOUR_MS), 22 * HOUR_MS)).toEqual({
      sinceMs: sinceMs * HOUR_MS,
      mayHaveBeenSaid,
    });
  });

  test('is asked of a row whose try is all that the backup knows', () => {
    expect(doubtOf(restored, due(8 * HOUR_MS, 9 * HOUR_MS), 22 * HOUR_MS)).toMatchObject({
      mayHaveBeenSaid: true,
    });
  });

  test('is not asked in a database that was never put back, of a row that was tried since, or a day later', () => {
    expect(doubtOf(null, due(15 * HOUR_MS), 22 * HOUR_MS)).toBeNull();
    expect(doubtOf(restored, due(15 * HOUR_MS, 21 * HOUR_MS), 22 * HOUR_MS)).toBeNull();
    expect(doubtOf(restored, due(44 * HOUR_MS), 44 * HOUR_MS)).toBeNull();
  });
});

test('a database that was put back again, before the doubt was over, keeps the older doubt', () => {
  const settings = fakeSettings();
  expect(restoredOf(settings)).toBeNull();
  markRestored(settings, restored);
  expect(restoredOf(settings)).toEqual(restored);
  markRestored(settings, { backupAtMs: 30 * HOUR_MS, restoredAtMs: 31 * HOUR_MS });
  expect(restoredOf(settings)).toEqual({ backupAtMs: 10 * HOUR_MS, restoredAtMs: 31 * HOUR_MS });
  markRestored(settings, { backupAtMs: 99 * HOUR_MS, restoredAtMs: 100 * HOUR_MS });
  expect(restoredOf(settings)).toEqual({ backupAtMs: 99 * HOUR_MS, restoredAtMs: 100 * HOUR_MS });
});

test('a welcome that may have been spoken is not spoken again; the room goes on with the choices', async () => {
  const room = await rehearse();
  await room.at(-1);
  await room.stage.kill();
  room.enter(alice);
  await room.at(12);
  const restoredAtMs = room.clock.nowMs();
  markRestored(room.store.settings, { backupAtMs: START_MS - HOUR, restoredAtMs });
  room.stage.start();
  await room.at(20);
  expect(room.heard()).not.toContain('voice/en/bdl/welcome');
  expect(room.state()).toMatchObject({ phase: 'playing', welcomedAtMs: restoredAtMs });
});

test('a welcome in whose middle the backup was taken does not go on', async () => {
  const room = await rehearse();
  await room.at(-1);
  room.enter(alice);
  await room.at(5.2);
  expect(room.state()).toMatchObject({ phase: 'welcoming' });
  await room.stage.kill();
  markRestored(room.store.settings, {
    backupAtMs: room.clock.nowMs(),
    restoredAtMs: room.clock.nowMs() + 60_000,
  });
  await room.at(7);
  room.stage.start();
  await room.at(8);
  expect(room.heard()).not.toContain('voice/en/bdl/welcome');
  expect(room.state()).toMatchObject({ phase: 'choosing' });
});

test('the next session has its welcome', async () => {
  const room = await rehearse();
  await room.at(-1);
  await room.stage.kill();
  markRestored(room.store.settings, {
    backupAtMs: START_MS - HOUR,
    restoredAtMs: room.clock.nowMs(),
  });
  room.stage.start();
  room.enter(alice);
  await room.at(6);
  expect(room.heard()).toContain('voice/en/bdl/welcome');
});

async function kindsOf(waitMs: number): Promise<string[]> {
  const room = await rehearse();
  await room.clock.advanceBy(waitMs);
  const preview = room.bot.app.timetable.preview(callerOf(carol), {
    type: 'cancelSession',
    occurrenceId: asId<OccurrenceId>('morning@2026-12-08'),
  });
  if (!preview.ok) throw new Error(preview.refusal.code);
  room.bot.app.timetable.confirm(callerOf(carol), preview.value.draftId);
  return room.store.due.ofOccurrence(guildId, WHOLE_GUILD).map(({ kind }) => kind);
}

test('changes of a timetable are told apart from those that are missing, though counted anew', async () => {
  const [before] = await kindsOf(0);
  const [after] = await kindsOf(HOUR);
  expect(before).toMatch(/^change\.1\./);
  expect(after).toMatch(/^change\.1\./);
  expect(after).not.toBe(before);
});
