import { beforeEach, describe, expect, test } from '@jest/globals';
import { Dispatcher } from '../../src/app/dispatcher.ts';
import type { NewDue, Store } from '../../src/app/ports.ts';
import { markRestored } from '../../src/app/restored.ts';
import {
  asId,
  type ChannelId,
  type GuildId,
  type OccurrenceId,
  type SeriesId,
  type UserId,
} from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createFakeMessenger, type FakeMessenger } from '../discord/fake-messenger.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { createManualClock } from '../manual-clock.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { library, morning } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const guildId = asId<GuildId>('1');
const channel = asId<ChannelId>('2');
const coordinators = asId<ChannelId>('3');
const occurrenceId = asId<OccurrenceId>('morning@2026-12-01');
const START_MS = 10_000_000;

let stage: Awaited<ReturnType<typeof openStage>>;
beforeEach(async () => {
  stage = await openStage();
});

/** Nothing of it is started yet where the outside is handed over. */
async function openStage(clock = createManualClock(0), known: FakeMessenger | null = null) {
  const store: Store = await openStore({ path: ':memory:', nowMs: 0 });
  const messenger = known ?? createFakeMessenger(clock);
  const directory = createFakeDirectory();
  directory.selfId = asId<UserId>('9');
  directory.setGuild(guildId, { textNameById: { [coordinators]: 'coordinators' } });
  store.series.replaceAll(guildId, [morning], 0);
  store.occurrences.save({
    id: occurrenceId,
    guildId,
    seriesId: asId<SeriesId>('morning'),
    startsAtMs: START_MS,
    endsAtMs: START_MS + 3_600_000,
    revision: 1,
    cancelled: false,
    calledOff: false,
    placedBy: 'rule',
    sequence: 0,
  });
  const settings = usualSettings(guildId);
  const guilds = settingsById(settings);
  const newDispatcher = () =>
    new Dispatcher({
      store,
      clock,
      messenger,
      directory,
      guilds,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      messageOf: (row, marker) => ({
        text: row.kind,
        rows: [[{ kind: 'button', id: `bell|what|${marker}|`, label: 'x', style: 'secondary' }]],
      }),
      reach: {
        messages: {
          store,
          directory,
          guilds,
          library,
          roles: createFakeRoles(),
          nowMs: () => clock.nowMs(),
          sentenceText: () => null,
          speech: createFakeSpeech(),
        },
      },
    });
  const dispatcher = newDispatcher();
  if (known === null) dispatcher.start();
  return {
    clock,
    store,
    messenger,
    directory,
    dispatcher,
    newDispatcher,
    add(kind: string, over: Partial<NewDue> = {}) {
      store.due.add(row(kind, over), clock.nowMs());
      dispatcher.nudge();
    },
    statusOf: (kind: string) => store.due.find(guildId, occurrenceId, kind, 1),
    texts: () => messenger.standingIn(channel).map(({ message }) => message.text),
  };
}

function row(kind: string, over: Partial<NewDue>): NewDue {
  return {
    guildId,
    occurrenceId,
    kind,
    revision: 1,
    channelId: channel,
    dueAtMs: 1_000,
    expiresAtMs: 60_000,
    action: { do: 'post', text: { key: 'x', params: {} } },
    ...over,
  };
}

describe('a row that is due', () => {
  test('is sent at its time, and once', async () => {
    stage.add('reminder.60m');
    await stage.clock.advanceTo(999);
    expect(stage.texts()).toEqual([]);
    await stage.clock.advanceTo(1_000);
    expect(stage.texts()).toEqual(['reminder.60m']);
    await stage.clock.advanceTo(200_000);
    expect(stage.messenger.calls.filter(({ operation }) => operation === 'post')).toHaveLength(1);
  });

  test('is dropped with a reason when its time has passed', async () => {
    stage.directory.selfId = null;
    stage.add('room.1.notice');
    await stage.clock.advanceTo(61_000);
    stage.directory.selfId = asId<UserId>('9');
    stage.dispatcher.nudge();
    await stage.clock.advanceBy(1);
    expect(stage.statusOf('room.1.notice')).toMatchObject({
      status: 'skipped',
      reason: 'too late',
    });
    expect(stage.texts()).toEqual([]);
    expect(stage.messenger.standingIn(coordinators)).toHaveLength(1);
  });

  test.each([
    ['cancelled', { cancelled: true }, 'the session is cancelled'],
    ['moved', { revision: 2, startsAtMs: START_MS + 1 }, 'the session has moved'],
  ])('of a session that was %s is dropped', async (_name, change, reason) => {
    stage.add('reminder.60m');
    const known = stage.store.occurrences.find(guildId, occurrenceId);
    if (!known) throw new Error('no occurrence');
    stage.store.occurrences.save({ ...known, ...change });
    await stage.clock.advanceTo(2_000);
    expect(stage.statusOf('reminder.60m')).toMatchObject({ status: 'skipped', reason });
  });

  test('waits when the platform says so, and is sent then', async () => {
    stage.messenger.failNext('post', { kind: 'notNow', retryAfterMs: 5_000, cause: 'rate limit' });
    stage.add('room.1.notice');
    await stage.clock.advanceTo(5_900);
    expect(stage.texts()).toEqual([]);
    await stage.clock.advanceTo(6_100);
    expect(stage.texts()).toEqual(['room.1.notice']);
  });

  test('that was refused is final, and coordinators are told once', async () => {
    stage.messenger.failNext('post', { kind: 'refused', why: 'MISSING_PERMISSION' });
    stage.add('reminder.60m', { expiresAtMs: 600_000 });
    await stage.clock.advanceTo(300_000);
    expect(stage.statusOf('reminder.60m')).toMatchObject({ status: 'refused' });
    expect(stage.messenger.standingIn(coordinators).map(({ message }) => message.text)).toEqual([
      'alert.reminder.60m',
    ]);
  });

  test('that was refused while the disk took nothing is not tried again, and is told of later', async () => {
    stage.messenger.failNext('post', { kind: 'refused', why: 'MISSING_PERMISSION' });
    const transaction = stage.store.transaction.bind(stage.store);
    Object.assign(stage.store, {
      transaction() {
        throw Object.assign(new Error('locked'), { name: 'StoreFault', code: 'LOCKED' });
      },
    });
    stage.add('reminder.60m', { expiresAtMs: 600_000 });
    await stage.clock.advanceTo(50_000);
    expect(stage.statusOf('reminder.60m')).toMatchObject({ status: 'claimed' });
    Object.assign(stage.store, { transaction });
    await stage.clock.advanceTo(300_000);
    stage.dispatcher.nudge();
    await stage.dispatcher.drain();
    expect(stage.statusOf('reminder.60m')).toMatchObject({ status: 'refused' });
    const posts = stage.messenger.calls.filter(({ operation }) => operation === 'post');
    expect(posts.map(({ channelId }) => channelId)).toEqual([channel, coordinators]);
  });

  test('an alert that is refused makes no alert of its own', async () => {
    stage.messenger.failNext('post', { kind: 'refused', why: 'UNKNOWN_CHANNEL' });
    stage.add('alert.x');
    await stage.clock.advanceTo(50_000);
    expect(stage.store.due.ofOccurrence(guildId, occurrenceId)).toHaveLength(1);
  });

  test('whose answer was lost before the work was done is sent in the end', async () => {
    stage.messenger.failNext('post', { kind: 'uncertain', isDone: false, cause: 'timeout' });
    stage.add('room.1.notice');
    await stage.clock.advanceTo(10_000);
    expect(stage.texts()).toEqual(['room.1.notice']);
  });
});

describe('reminders', () => {
  test('the newest takes the place of the older, and goes when the session is over', async () => {
    stage.add('reminder.60m');
    stage.add('reminder.10m', { dueAtMs: 20_000 });
    await stage.clock.advanceTo(10_000);
    expect(stage.texts()).toEqual(['reminder.60m']);
    await stage.clock.advanceTo(21_000);
    expect(stage.texts()).toEqual(['reminder.10m']);
    await stage.clock.advanceTo(START_MS + 3_700_000);
    expect(stage.texts()).toEqual([]);
  });

  test('the soonest to expire goes first when many are due', async () => {
    stage.directory.selfId = null;
    for (let index = 0; index < 60; index += 1) {
      stage.add(`room.${index}.x`, { expiresAtMs: 50_000 + (60 - index) * 1_000 });
    }
    await stage.clock.advanceTo(1_000);
    stage.directory.selfId = asId<UserId>('9');
    stage.dispatcher.nudge();
    await stage.clock.advanceTo(2_000);
    expect(stage.texts()).toEqual(Array.from({ length: 60 }, (_, index) => `room.${59 - index}.x`));
  });
});

test('a database that does not answer for once stops nothing', async () => {
  const { due } = stage.store;
  const claim = due.claim.bind(due);
  const errors = ['SQLITE_BUSY'];
  due.claim = (...given) => {
    const error = errors.pop();
    if (error) throw new Error(error);
    return claim(...given);
  };
  stage.add('room.1.notice');
  await stage.clock.advanceTo(5_000);
  expect(stage.texts()).toEqual([]);
  stage.dispatcher.nudge();
  await stage.clock.advanceBy(1);
  expect(stage.texts()).toEqual(['room.1.notice']);
});

test('a claim that another process took over is not posted and not marked', async () => {
  stage.add('room.1.notice');
  // Another process claims the row the moment it is due, and holds its lease.
  await stage.dispatcher.stop();
  await stage.clock.advanceTo(1_000);
  const [taken] = stage.store.due.claim(stage.clock.nowMs(), 60_000, 10);
  const second = stage.newDispatcher();
  second.start();
  await stage.clock.advanceTo(30_000);
  expect(stage.texts()).toEqual([]);
  if (!taken) throw new Error('nothing was claimed');
  const messageId = null;
  expect(
    stage.store.due.mark(taken.id, taken.epoch + 1, { status: 'sent', messageId }, 30_000),
  ).toBe(false);
  expect(stage.store.due.mark(taken.id, taken.epoch, { status: 'sent', messageId }, 30_000)).toBe(
    true,
  );
  await second.stop();
});

/** The row was said, and the file put back is one from before that. */
async function putBackAt(restoredAtMs: number, ...kinds: string[]) {
  for (const kind of kinds) stage.add(kind);
  await stage.clock.advanceTo(1_000);
  const older = await openStage(stage.clock, stage.messenger);
  markRestored(older.store.settings, { backupAtMs: 0, restoredAtMs });
  older.dispatcher.start();
  return older;
}

describe('in a database that was put back', () => {
  test('what it does not know it has said is found, and not said again', async () => {
    const older = await putBackAt(600_000, 'room.1.notice');
    await stage.clock.advanceTo(600_000);
    older.add('room.1.notice', { expiresAtMs: 700_000 });
    await stage.clock.advanceBy(1);
    expect(stage.texts()).toEqual(['room.1.notice']);
    const [standing] = stage.messenger.standingIn(channel);
    expect(older.statusOf('room.1.notice')).toMatchObject({
      status: 'sent',
      messageId: standing?.messageId,
    });
  });

  test('what is not found is said', async () => {
    const older = await putBackAt(600_000);
    await stage.clock.advanceTo(600_000);
    older.add('room.1.notice', { expiresAtMs: 700_000 });
    await stage.clock.advanceBy(1);
    expect(stage.texts()).toEqual(['room.1.notice']);
  });

  test('what may have been said where it can not read is not said, and a coordinator is told', async () => {
    const older = await putBackAt(600_000);
    await stage.clock.advanceTo(600_000);
    stage.messenger.failNext('findOwn', { kind: 'refused', why: 'MISSING_PERMISSION' });
    older.add('room.1.notice', { expiresAtMs: 700_000 });
    await stage.clock.advanceBy(1);
    expect(older.statusOf('room.1.notice')).toMatchObject({ status: 'unknown' });
    expect(stage.texts()).toEqual([]);
    expect(stage.messenger.standingIn(coordinators)).toHaveLength(1);
  });

  test('what came after it is said even where it can not read', async () => {
    const older = await putBackAt(600_000);
    await stage.clock.advanceTo(600_000);
    stage.messenger.failNext('findOwn', { kind: 'refused', why: 'MISSING_PERMISSION' });
    older.add('room.1.notice', { dueAtMs: 601_000, expiresAtMs: 700_000 });
    await stage.clock.advanceTo(601_000);
    expect(stage.texts()).toEqual(['room.1.notice']);
  });

  test('nobody is told that something was too late which may have been said in time', async () => {
    const older = await putBackAt(600_000);
    await stage.clock.advanceTo(600_000);
    older.add('room.1.notice');
    await stage.clock.advanceBy(1);
    expect(older.statusOf('room.1.notice')).toMatchObject({ status: 'skipped' });
    expect(stage.messenger.standingIn(coordinators)).toEqual([]);
  });

  test('nor of what was on its way when the backup was taken', async () => {
    const older = await putBackAt(600_000);
    await older.dispatcher.stop();
    older.add('room.1.notice');
    const [row] = older.store.due.claim(stage.clock.nowMs(), 60_000, 1);
    older.store.due.markTried(row!.id, row!.epoch, stage.clock.nowMs());
    await stage.clock.advanceTo(600_000);
    older.dispatcher.start();
    await stage.clock.advanceBy(1);
    expect(older.statusOf('room.1.notice')).toMatchObject({ status: 'skipped' });
    expect(stage.messenger.standingIn(coordinators)).toEqual([]);
  });
});

function edit(ofKind: string): NewDue['action'] {
  return { do: 'edit', ofKind, text: { key: 'x', params: {} } };
}

describe('other words for a message that stands', () => {
  test('are put into it, and it stays the same message', async () => {
    stage.add('room.1.notice');
    await stage.clock.advanceTo(1_000);
    const [before] = stage.messenger.standingIn(channel);
    stage.add('room.2.held', { dueAtMs: 2_000, action: edit('room.1.notice') });
    await stage.clock.advanceTo(2_000);
    const [after, ...others] = stage.messenger.standingIn(channel);
    expect(others).toEqual([]);
    expect(after?.message.text).toBe('room.2.held');
    expect(after?.messageId).toBe(before?.messageId);
    // It is still found by the marker of its own row after a crash.
    expect(after?.message.rows).toEqual(before?.message.rows);
  });

  test('are left where no message stands', async () => {
    stage.add('room.2.held', { action: edit('room.1.notice') });
    await stage.clock.advanceTo(1_000);
    expect(stage.statusOf('room.2.held')).toMatchObject({
      status: 'skipped',
      reason: 'there is no message to edit',
    });
    expect(stage.messenger.standingIn(coordinators)).toEqual([]);
  });

  test('wait when the platform says so', async () => {
    stage.add('room.1.notice');
    await stage.clock.advanceTo(1_000);
    stage.messenger.failNext('edit', { kind: 'notNow', retryAfterMs: 5_000, cause: 'rate limit' });
    stage.add('room.2.held', { dueAtMs: 2_000, action: edit('room.1.notice') });
    await stage.clock.advanceTo(6_900);
    expect(stage.texts()).toEqual(['room.1.notice']);
    await stage.clock.advanceTo(7_100);
    expect(stage.texts()).toEqual(['room.2.held']);
  });
});
