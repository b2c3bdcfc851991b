import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RoomStatus } from '../../src/app/ports.ts';
import type { ChannelId, GuildId } from '../../src/domain/identity.ts';

/** What a test can do to the room under its status. */
export interface RoomStatusWorld {
  readonly roomStatus: RoomStatus;
  readonly guildId: GuildId;
  readonly roomId: ChannelId;
  /** What everybody sees under the room's name. */
  text(): string | null;
  /** A person writes it; resolves when the bot was told. */
  write(text: string | null): Promise<void>;
  /** Resolves when what stands in the room is seen. */
  seen(text: string | null): Promise<void>;
  forbid(): Promise<void>;
  takeOut(): Promise<void>;
  deleteRoom(): Promise<void>;
  limitNext(retryAfterMs: number): void;
  close(): Promise<void>;
}

const LINE = 'Body scan, until 7:40 am in Los Angeles';

/** The laws of a room's status: the fake and the real adapter keep the same ones. */
export function describeRoomStatus(name: string, open: () => Promise<RoomStatusWorld>): void {
  describe(`${name} as the line under a room’s name`, () => {
    let world: RoomStatusWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const set = (text: string | null) => world.roomStatus.set(world.guildId, world.roomId, text);

    test('what was set stands there, and is known at once', async () => {
      expect(await set(LINE)).toEqual({ kind: 'done' });
      expect(world.text()).toBe(LINE);
      expect(world.roomStatus.standing(world.roomId)).toEqual({ text: LINE });
    });

    test('what was cleared is gone', async () => {
      await set(LINE);
      expect(await set(null)).toEqual({ kind: 'done' });
      expect(world.text()).toBeNull();
      expect(world.roomStatus.standing(world.roomId)).toEqual({ text: null });
    });

    test('clearing what is empty is no fault', async () => {
      expect(await set(null)).toEqual({ kind: 'done' });
    });

    test('what a person writes is seen', async () => {
      await world.write('Quiet, please');
      expect(world.roomStatus.standing(world.roomId)).toEqual({ text: 'Quiet, please' });
    });

    test('it can be asked what stands there', async () => {
      await world.write('Quiet, please');
      world.roomStatus.look(world.guildId);
      await world.seen('Quiet, please');
      expect(world.roomStatus.standing(world.roomId)).toEqual({ text: 'Quiet, please' });
    });

    test('without the permission it is refused', async () => {
      await world.forbid();
      expect(await set(LINE)).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
      expect(world.text()).toBeNull();
    });

    test('from outside the room it is refused', async () => {
      await world.takeOut();
      expect(await set(LINE)).toEqual({ kind: 'refused', why: 'NOT_IN_ROOM' });
      expect(world.text()).toBeNull();
    });

    test('a room that is gone is refused', async () => {
      await world.deleteRoom();
      expect(await set(LINE)).toEqual({ kind: 'refused', why: 'UNKNOWN_CHANNEL' });
    });

    test('500 characters are taken, and one more is not', async () => {
      expect(await set('a'.repeat(500))).toEqual({ kind: 'done' });
      expect(await set('a'.repeat(501))).toEqual({ kind: 'refused', why: 'INVALID' });
      expect(world.text()).toBe('a'.repeat(500));
    });

    test('a limit is told, with the wait', async () => {
      world.limitNext(20_000);
      const outcome = await set(LINE);
      expect(outcome).toMatchObject({ kind: 'notNow', retryAfterMs: expect.any(Number) });
      expect(outcome.kind === 'notNow' && outcome.retryAfterMs).toBeGreaterThanOrEqual(20_000);
      expect(world.text()).toBeNull();
    });
  });
}
