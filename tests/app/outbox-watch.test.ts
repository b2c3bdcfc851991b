/** What is counted of the outbox, and when it counts as behind. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Dispatcher } from '../../src/app/dispatcher.ts';
import { Health } from '../../src/app/health.ts';
import { Meter } from '../../src/app/meter.ts';
import { OutboxWatch } from '../../src/app/outbox-watch.ts';
import { WHOLE_GUILD, type NewDue } from '../../src/app/ports.ts';
import { asId, type ChannelId, type GuildId, type UserId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createFakeMessenger } from '../discord/fake-messenger.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { createManualClock } from '../manual-clock.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { library } from './rehearsal.ts';

const guildId = asId<GuildId>('1');
const channelId = asId<ChannelId>('2');
const lateness = 'bellkeeper_message_lateness_seconds';
const BUSY = { kind: 'notNow', retryAfterMs: 5_000, cause: 'rate limit' } as const;

let stage: Awaited<ReturnType<typeof openStage>>;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  stage.cancelHeart();
  await stage.dispatcher.stop();
  stage.store.close();
});

async function openStage() {
  const clock = createManualClock(0);
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  const messenger = createFakeMessenger(clock);
  const directory = createFakeDirectory();
  directory.selfId = asId<UserId>('9');
  const guilds = new Map();
  const health = new Health(clock);
  const meter = new Meter();
  const watch = new OutboxWatch({ store, clock, health, meter });
  const dispatcher = new Dispatcher({
    store,
    clock,
    messenger,
    directory,
    guilds,
    watch,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    messageOf: (row) => ({ text: row.kind, rows: [] }),
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
  dispatcher.start();
  watch.start();
  const cancelHeart = clock.heartbeat(() => watch.onHeartbeat());
  const depth = () => meter.countsOf('bellkeeper_outbox_due').get('');
  return { clock, store, messenger, health, meter, watch, dispatcher, cancelHeart, depth };
}

function add(kind: string, over: Partial<NewDue> = {}): void {
  const { store, clock, dispatcher } = stage;
  store.due.add(
    {
      guildId,
      occurrenceId: WHOLE_GUILD,
      kind,
      revision: 1,
      channelId,
      dueAtMs: clock.nowMs(),
      expiresAtMs: clock.nowMs() + 3_600_000,
      action: { do: 'post', text: { key: 'x', params: {} } },
      ...over,
    },
    clock.nowMs(),
  );
  dispatcher.nudge();
}

/** Discord is busy for so long, and takes nothing. */
function busyFor(durationMs: number): void {
  for (let ms = 0; ms < durationMs; ms += BUSY.retryAfterMs) {
    stage.messenger.failNext('post', BUSY);
  }
}

test('a message that is sent in time: how late it was, of which kind, and that nothing waits', async () => {
  add('weekly.2026-12-01.123456789', { dueAtMs: 1_000 });
  await stage.clock.advanceTo(500);
  expect(stage.depth()).toBe(0);
  await stage.clock.advanceTo(2_000);
  expect([...stage.meter.countsOf('bellkeeper_messages_total')]).toEqual([['sent', 1]]);
  const [[kind, { count, sum }] = ['', { count: 0, sum: Number.NaN }]] =
    stage.meter.distributionsOf(lateness);
  expect([kind, count]).toEqual(['weekly', 1]);
  expect(sum).toBeLessThan(0.5);
  expect(stage.depth()).toBe(0);
  expect(stage.health.troubles).toEqual([]);
});

test('what became of the others', async () => {
  stage.messenger.failNext('post', { kind: 'refused', why: 'UNKNOWN_CHANNEL' });
  add('alert.a');
  await stage.clock.advanceBy(10);
  stage.messenger.failNext('post', BUSY);
  add('alert.b');
  await stage.clock.advanceBy(10);
  expect(stage.depth()).toBe(1);
  await stage.clock.advanceBy(10_000);
  expect(Object.fromEntries(stage.meter.countsOf('bellkeeper_messages_total'))).toEqual({
    refused: 1,
    later: 1,
    sent: 1,
  });
  const { count, sum } = stage.meter.distributionsOf(lateness).get('alert') ?? { count: 0, sum: 0 };
  expect(count).toBe(1);
  expect(sum).toBeGreaterThanOrEqual(5);
  expect(sum).toBeLessThan(6);
});

test('behind: something waits for more than a minute, until it is sent', async () => {
  busyFor(120_000);
  add('notice');
  await stage.clock.advanceTo(55_000);
  expect(stage.health.has('OUTBOX_BEHIND')).toBe(false);
  await stage.clock.advanceTo(90_000);
  expect(stage.health.has('OUTBOX_BEHIND')).toBe(true);
  expect(stage.health.isReady).toBe(true);
  await stage.clock.advanceTo(130_000);
  expect(stage.health.troubles).toEqual([]);
  expect(Object.fromEntries(stage.meter.countsOf('bellkeeper_messages_total'))).toEqual({
    later: 24,
    sent: 1,
  });
});

test('a message that has just become due does not make the outbox behind', async () => {
  busyFor(40_000);
  add('notice');
  await stage.clock.advanceTo(35_000);
  add('other');
  await stage.clock.advanceTo(59_000);
  expect(stage.health.troubles).toEqual([]);
});

test('while Discord is away nothing is told of the outbox; a minute after it is back it is', async () => {
  busyFor(400_000);
  add('notice');
  stage.health.report('GATEWAY_AWAY');
  await stage.clock.advanceTo(200_000);
  expect(stage.health.has('OUTBOX_BEHIND')).toBe(false);
  stage.health.clear('GATEWAY_AWAY');
  await stage.clock.advanceTo(240_000);
  expect(stage.health.has('OUTBOX_BEHIND')).toBe(false);
  await stage.clock.advanceTo(300_000);
  expect(stage.health.has('OUTBOX_BEHIND')).toBe(true);
});

test('what waits for a better hour is late only after that', async () => {
  const { clock, watch, meter, store, dispatcher } = stage;
  await dispatcher.stop();
  add('direct.reminder.12', { expiresAtMs: 100 * 3_600_000 });
  const take = () => {
    const rows = store.due.claim(clock.nowMs(), 60_000, 1);
    watch.onTaken(rows);
    const [row] = rows;
    if (!row) throw new Error('nothing is due');
    return row;
  };
  const morningMs = 8 * 3_600_000;
  const asleep = take();
  const later = { status: 'pending', notBeforeMs: morningMs } as const;
  store.due.mark(asleep.id, asleep.epoch, later, clock.nowMs());
  watch.onMarked(asleep, later, true);
  await clock.advanceTo(morningMs - 1);
  expect(stage.depth()).toBe(0);
  expect(stage.health.troubles).toEqual([]);
  await clock.advanceTo(morningMs + 2_000);
  watch.onMarked(take(), { status: 'sent', messageId: null }, false);
  expect(meter.distributionsOf(lateness).get('direct')).toMatchObject({ count: 1, sum: 2 });
});

test('what is called off while it waits is not waited for', async () => {
  busyFor(400_000);
  add('notice');
  await stage.clock.advanceTo(90_000);
  expect(stage.health.has('OUTBOX_BEHIND')).toBe(true);
  stage.store.due.skipPending(guildId, WHOLE_GUILD, 'called off', stage.clock.nowMs());
  await stage.clock.advanceTo(120_000);
  expect(stage.health.troubles).toEqual([]);
  expect(stage.depth()).toBe(0);
});
