import type { RoomStatus, RoomStatusOutcome } from '../../src/app/ports.ts';
import type { ChannelId, GuildId } from '../../src/domain/identity.ts';

/** Discord's limit for the line. */
const LONGEST_STATUS = 500;

/** What goes wrong with the next call: nothing of it is done. */
export type RoomStatusMishap = Exclude<RoomStatusOutcome, { readonly kind: 'done' }>;

export interface FakeRoomStatus extends RoomStatus {
  /** Every line that was asked for, refused ones included; null clears. */
  readonly calls: readonly { readonly channelId: ChannelId; readonly text: string | null }[];
  /** What everybody sees. */
  textOf(channelId: ChannelId): string | null;
  /** Somebody else writes it, or clears it. */
  write(channelId: ChannelId, text: string | null): void;
  forbid(): void;
  allow(): void;
  /** The bot is in every room until it is taken out. */
  takeOut(): void;
  putIn(): void;
  deleteRoom(channelId: ChannelId): void;
  /** The gateway of a new process has told nothing yet. */
  forgetWhatWasTold(): void;
  failNext(...mishaps: readonly RoomStatusMishap[]): void;
}

/** Stands in for the lines under voice channels, by the platform's rules. */
export function createFakeRoomStatus(): FakeRoomStatus {
  const calls: { channelId: ChannelId; text: string | null }[] = [];
  const textByRoom = new Map<ChannelId, string | null>();
  const told = new Map<ChannelId, string | null>();
  const deleted = new Set<ChannelId>();
  const mishaps: RoomStatusMishap[] = [];
  let isAllowed = true;
  let isInRoom = true;

  function write(channelId: ChannelId, text: string | null): void {
    textByRoom.set(channelId, text);
    told.set(channelId, text);
  }

  function refusalOf(channelId: ChannelId, text: string | null): RoomStatusOutcome | null {
    if (deleted.has(channelId)) return { kind: 'refused', why: 'UNKNOWN_CHANNEL' };
    if (!isAllowed) return { kind: 'refused', why: 'MISSING_PERMISSION' };
    if (!isInRoom) return { kind: 'refused', why: 'NOT_IN_ROOM' };
    const isTooLong = text !== null && text.length > LONGEST_STATUS;
    return isTooLong ? { kind: 'refused', why: 'INVALID' } : null;
  }

  return {
    calls,
    textOf: (channelId) => textByRoom.get(channelId) ?? null,
    write,
    forbid: () => void (isAllowed = false),
    allow: () => void (isAllowed = true),
    takeOut: () => void (isInRoom = false),
    putIn: () => void (isInRoom = true),
    deleteRoom: (channelId) => void deleted.add(channelId),
    forgetWhatWasTold: () => told.clear(),
    failNext: (...next) => void mishaps.push(...next),
    standing(channelId) {
      const text = told.get(channelId);
      return text === undefined ? null : { text };
    },
    look(_guildId: GuildId) {
      for (const [channelId, text] of textByRoom) told.set(channelId, text);
    },
    async set(_guildId, channelId, text) {
      calls.push({ channelId, text });
      const refusal = mishaps.shift() ?? refusalOf(channelId, text);
      if (refusal) return refusal;
      write(channelId, text);
      return { kind: 'done' };
    },
  };
}
