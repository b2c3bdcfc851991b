import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../src/app/ports.ts';
import { describeFiles } from './messenger-files-contract.ts';
import { describePlaces } from './messenger-places-contract.ts';
import { MINUTE_MS, PLAIN, post, withMarker, type MessengerWorld } from './messenger-world.ts';

/** The laws of a messenger: the fake and the real adapter keep the same ones. */
export function describeMessenger(name: string, open: () => Promise<MessengerWorld>): void {
  describe(`${name} as a messenger`, () => {
    let world: MessengerWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    describePosting(() => world);
    describeRefusals(() => world);
    describeFinding(() => world);
    describeFiles(() => world);
    describePlaces(() => world);
  });
}

function describePosting(of: () => MessengerWorld): void {
  test('a message that was sent stands in the channel', async () => {
    const world = of();
    await post(world, PLAIN, 'a');
    expect(world.textsIn(world.channelId)).toEqual([PLAIN.text]);
  });

  test('the same nonce again is the same message, and it stands once', async () => {
    const world = of();
    const first = await post(world, PLAIN, 'a');
    const second = await post(world, PLAIN, 'a');
    expect(second).toBe(first);
    expect(world.textsIn(world.channelId)).toHaveLength(1);
  });

  test('after some minutes the platform forgets a nonce', async () => {
    const world = of();
    const first = await post(world, PLAIN, 'a');
    world.advanceBy(10 * MINUTE_MS);
    const second = await post(world, PLAIN, 'a');
    expect(second).not.toBe(first);
    expect(world.textsIn(world.channelId)).toHaveLength(2);
  });

  test('an edit changes the message in place', async () => {
    const world = of();
    const messageId = await post(world, withMarker('Please choose.', '7'), 'a');
    const outcome = await world.messenger.edit(world.channelId, messageId, PLAIN);
    expect(outcome).toEqual({ kind: 'sent', messageId });
    expect(world.textsIn(world.channelId)).toEqual([PLAIN.text]);
  });

  test('what was removed is gone, and removing it again is no fault', async () => {
    const world = of();
    const messageId = await post(world, PLAIN, 'a');
    const first = await world.messenger.remove(world.channelId, messageId);
    const second = await world.messenger.remove(world.channelId, messageId);
    expect([first.kind, second.kind]).toEqual(['sent', 'sent']);
    expect(world.textsIn(world.channelId)).toEqual([]);
  });

  test.each([true, false])('an answer that is lost is uncertain (done: %s)', async (isDone) => {
    const world = of();
    world.loseAnswerOfPost(isDone);
    const outcome = await world.messenger.post(world.channelId, withMarker('Now', '7'), 'a');
    const found = await world.messenger.findOwn(world.channelId, '7', world.nowMs() - MINUTE_MS);
    expect(outcome.kind).toBe('uncertain');
    expect(found.kind).toBe(isDone ? 'found' : 'absent');
  });

  test('a post after one with a lost answer does not make a second message', async () => {
    const world = of();
    world.loseAnswerOfPost(true);
    await world.messenger.post(world.channelId, PLAIN, 'a');
    await post(world, PLAIN, 'a');
    expect(world.textsIn(world.channelId)).toHaveLength(1);
  });

  test('a limit is told at once, with the wait', async () => {
    const world = of();
    world.limitNextPost(20_000);
    const outcome = await world.messenger.post(world.channelId, PLAIN, 'a');
    expect(outcome).toMatchObject({ kind: 'notNow', retryAfterMs: expect.any(Number) });
    expect(outcome.kind === 'notNow' && outcome.retryAfterMs).toBeGreaterThanOrEqual(20_000);
    expect(world.textsIn(world.channelId)).toEqual([]);
  });
}

function describeRefusals(of: () => MessengerWorld): void {
  test('a channel that is gone is refused', async () => {
    const world = of();
    await world.deleteChannel(world.channelId);
    const outcome = await world.messenger.post(world.channelId, PLAIN, 'a');
    expect(outcome).toEqual({ kind: 'refused', why: 'UNKNOWN_CHANNEL' });
  });

  test('a channel where the bot may not write is refused', async () => {
    const world = of();
    await world.forbid(world.channelId);
    const outcome = await world.messenger.post(world.channelId, PLAIN, 'a');
    expect(outcome).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
  });

  test('an edit of a message that is gone is refused', async () => {
    const world = of();
    const messageId = await post(world, PLAIN, 'a');
    await world.messenger.remove(world.channelId, messageId);
    const outcome = await world.messenger.edit(world.channelId, messageId, PLAIN);
    expect(outcome).toEqual({ kind: 'refused', why: 'UNKNOWN_MESSAGE' });
  });

  test.each<[string, Message, string]>([
    ['a text of 2,001 characters', { text: 'a'.repeat(2_001), rows: [] }, 'a'],
    ['an empty message', { text: '', rows: [] }, 'a'],
    ['a nonce of 26 characters', PLAIN, 'n'.repeat(26)],
    ['two controls with one id', twice(withMarker('Now', '7')), 'a'],
  ])('%s is refused as invalid', async (_what, message, nonce) => {
    const world = of();
    const outcome = await world.messenger.post(world.channelId, message, nonce);
    expect(outcome).toEqual({ kind: 'refused', why: 'INVALID' });
    expect(world.textsIn(world.channelId)).toEqual([]);
  });
}

function twice(message: Message): Message {
  return { ...message, rows: [...message.rows, ...message.rows] };
}

function describeFinding(of: () => MessengerWorld): void {
  async function find(marker: string, sinceMs?: number) {
    const world = of();
    const from = sinceMs ?? world.nowMs() - MINUTE_MS;
    return world.messenger.findOwn(world.channelId, marker, from);
  }

  test('its own message is found by the marker of its components', async () => {
    const messageId = await post(of(), withMarker('Now', '7'), 'a');
    await post(of(), withMarker('Then', '8'), 'b');
    expect(await find('7')).toEqual({ kind: 'found', messageId });
  });

  test('a marker that another one begins with is not that one', async () => {
    await post(of(), withMarker('Now', '71'), 'a');
    expect(await find('7')).toEqual({ kind: 'absent' });
  });

  test('what somebody else posted with the same components is not its own', async () => {
    const world = of();
    world.postAsOther(world.channelId, withMarker('Now', '7'));
    expect(await find('7')).toEqual({ kind: 'absent' });
  });

  test('older messages are left out', async () => {
    const world = of();
    await post(world, withMarker('Now', '7'), 'a');
    world.advanceBy(30 * MINUTE_MS);
    expect(await find('7', world.nowMs() - MINUTE_MS)).toEqual({ kind: 'absent' });
  });

  test('a message that was removed is absent', async () => {
    const world = of();
    const messageId = await post(world, withMarker('Now', '7'), 'a');
    await world.messenger.remove(world.channelId, messageId);
    expect(await find('7')).toEqual({ kind: 'absent' });
  });

  test('a channel that may not be read is unreadable, never absent', async () => {
    const world = of();
    await post(world, withMarker('Now', '7'), 'a');
    await world.forbid(world.channelId);
    expect(await find('7')).toMatchObject({ kind: 'unreadable' });
  });

  test('a channel that is gone is unreadable', async () => {
    const world = of();
    await world.deleteChannel(world.channelId);
    expect(await find('7')).toMatchObject({ kind: 'unreadable' });
  });
}
