import { expect, test } from '@jest/globals';
import type { PlaceOutcome } from '../../src/app/ports.ts';
import type { ChannelId, MessageId } from '../../src/domain/identity.ts';
import { MINUTE_MS, PLAIN, post, withMarker, type MessengerWorld } from './messenger-world.ts';

const NAME = 'Evening sitting';

/** Threads and direct messages: the laws of places that are opened. */
export function describePlaces(of: () => MessengerWorld): void {
  describeThreads(of);
  describeDirect(of);
}

function opened(place: PlaceOutcome): ChannelId {
  if (place.kind !== 'open') throw new Error(`Not open: ${JSON.stringify(place)}`);
  return place.channelId;
}

async function openThread(world: MessengerWorld, messageId: MessageId): Promise<ChannelId> {
  return opened(await world.messenger.openThread(world.channelId, messageId, NAME));
}

function describeThreads(of: () => MessengerWorld): void {
  test('what is posted in a message’s thread does not stand in the channel', async () => {
    const world = of();
    const threadId = await openThread(world, await post(world, PLAIN, 'a'));
    await post(world, { text: 'For you', rows: [] }, 'b', threadId);
    expect(world.textsIn(threadId)).toEqual(['For you']);
    expect(world.textsIn(world.channelId)).toEqual([PLAIN.text]);
  });

  test('a thread that is there already is opened, not made again', async () => {
    const world = of();
    const messageId = await post(world, PLAIN, 'a');
    const first = await openThread(world, messageId);
    expect(await openThread(world, messageId)).toBe(first);
  });

  test('each message has a thread of its own', async () => {
    const world = of();
    const first = await openThread(world, await post(world, PLAIN, 'a'));
    const second = await openThread(world, await post(world, PLAIN, 'b'));
    expect(second).not.toBe(first);
  });

  test('its own message is found in a thread, and only there', async () => {
    const world = of();
    const threadId = await openThread(world, await post(world, PLAIN, 'a'));
    const messageId = await post(world, withMarker('For you', '7'), 'b', threadId);
    const sinceMs = world.nowMs() - MINUTE_MS;
    const { messenger, channelId } = world;
    expect(await messenger.findOwn(threadId, '7', sinceMs)).toEqual({ kind: 'found', messageId });
    expect(await messenger.findOwn(channelId, '7', sinceMs)).toEqual({ kind: 'absent' });
  });

  test('an edit and a removal work in a thread', async () => {
    const world = of();
    const threadId = await openThread(world, await post(world, PLAIN, 'a'));
    const messageId = await post(world, withMarker('For you', '7'), 'b', threadId);
    expect((await world.messenger.edit(threadId, messageId, PLAIN)).kind).toBe('sent');
    expect(world.textsIn(threadId)).toEqual([PLAIN.text]);
    expect((await world.messenger.remove(threadId, messageId)).kind).toBe('sent');
    expect(world.textsIn(threadId)).toEqual([]);
  });

  test('the thread of a message that is gone is closed', async () => {
    const world = of();
    const messageId = await post(world, PLAIN, 'a');
    await world.messenger.remove(world.channelId, messageId);
    const place = await world.messenger.openThread(world.channelId, messageId, NAME);
    expect(place.kind).toBe('closed');
  });

  test('where the bot may not look no thread opens, and none takes a message', async () => {
    const world = of();
    const messageId = await post(world, PLAIN, 'a');
    const threadId = await openThread(world, messageId);
    await world.forbid(world.channelId);
    const place = await world.messenger.openThread(world.channelId, messageId, NAME);
    const outcome = await world.messenger.post(threadId, PLAIN, 'b');
    expect(place.kind).toBe('closed');
    expect(outcome).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
  });

  test.each([0, 101])('a name of %i characters opens nothing', async (length) => {
    const world = of();
    const messageId = await post(world, PLAIN, 'a');
    const name = 'n'.repeat(length);
    const place = await world.messenger.openThread(world.channelId, messageId, name);
    expect(place.kind).toBe('closed');
  });
}

function describeDirect(of: () => MessengerWorld): void {
  async function openDirect(): Promise<ChannelId> {
    const world = of();
    return opened(await world.messenger.openDirect(world.personId));
  }

  test('a direct message reaches the person', async () => {
    const world = of();
    const channelId = await openDirect();
    await post(world, PLAIN, 'a', channelId);
    expect(world.textsIn(channelId)).toEqual([PLAIN.text]);
    expect(world.textsIn(world.channelId)).toEqual([]);
  });

  test('a person has one channel for direct messages', async () => {
    expect(await openDirect()).toBe(await openDirect());
  });

  test('its own message is found there', async () => {
    const world = of();
    const channelId = await openDirect();
    const messageId = await post(world, withMarker('For you', '7'), 'a', channelId);
    const found = await world.messenger.findOwn(channelId, '7', world.nowMs() - MINUTE_MS);
    expect(found).toEqual({ kind: 'found', messageId });
  });

  test('whoever takes no direct messages has a channel, and it refuses them', async () => {
    const world = of();
    world.closeDirect();
    const channelId = await openDirect();
    const outcome = await world.messenger.post(channelId, PLAIN, 'a');
    expect(outcome).toEqual({ kind: 'refused', why: 'DIRECT_CLOSED' });
    expect(world.textsIn(channelId)).toEqual([]);
  });

  test('what somebody took before they closed is still known', async () => {
    const world = of();
    const channelId = await openDirect();
    const messageId = await post(world, withMarker('For you', '7'), 'a', channelId);
    world.closeDirect();
    const found = await world.messenger.findOwn(channelId, '7', world.nowMs() - MINUTE_MS);
    expect(found).toEqual({ kind: 'found', messageId });
  });
}
