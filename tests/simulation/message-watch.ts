/** Looks at every message when it is tried and when it appears, and at who may write of it. */
import { markerOf } from '../../src/app/marker.ts';
import type { Due, Store } from '../../src/app/ports.ts';
import { WHOLE_GUILD } from '../../src/app/ports.ts';
import type { ChannelId, GuildId, UserId } from '../../src/domain/identity.ts';
import type { Checks } from './invariants.ts';
import type { Platform, PostedMessage } from './platform.ts';
import type { SimulatedTime } from './simulated-time.ts';
import type { SimulatedGuild } from './world.ts';

/** A request is this long on its way at most. */
const ON_ITS_WAY_MS = 1_000;
/** Clocks are found to be wrong by so much at most without being set. */
const WAIT_SLACK_MS = 2_000;
/** A clock that is off by no more is not found out: the platform's date has whole seconds. */
const CLOCK_TOLERANCE_MS = 6_000;
/** For so long a database that was put back is doubted. */
const DOUBT_MS = 24 * 3_600_000;
/** Of these kinds are the rows that ping people. */
const MENTIONS = /^(to|reach|direct|mention|teach|ask)/;
/** These are posted for a session that is cancelled or has moved as well. */
const SURVIVES = /^(alert|cancelled|fold|tidy|change|room\.cancelled|reach)/;

export interface MessageWatchPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly platform: Platform;
  readonly checks: Checks;
  readonly selfId: UserId;
  readonly guilds: readonly SimulatedGuild[];
  /** How many processes there have been: what one was told to leave alone the next does not know. */
  readonly lives: () => number;
}

export interface MessageWatch {
  /** The store as the bot gets it: claims and marks are looked at. */
  readonly store: Store;
  /** Rows that were claimed, by their marker; whoever has seen their end takes them out. */
  readonly claimed: Map<string, Due>;
  /** Done once, right after a row of the guild's has been claimed. */
  afterNextClaim(guildId: GuildId, work: () => void): void;
  /** A database was put back: what was written since its backup is lost. */
  readonly forget: (sinceMs: number) => void;
}

export function watchMessages(ports: MessageWatchPorts): MessageWatch {
  const { time, store, platform, checks } = ports;
  const rowByMarker = new Map<string, Due>();
  const rowById = new Map<number, Due>();
  const postedByMarker = new Map<string, PostedMessage>();
  const refusedUntil = new Map<string, number>();
  const gaps: { readonly fromMs: number; readonly toMs: number }[] = [];
  /** How far ahead the bot's clock was, unnoticed, when it tried. */
  const aheadMsByMarker = new Map<string, number>();
  const afterClaim = new Map<GuildId, () => void>();
  const guildByChannel = new Map<ChannelId, SimulatedGuild>(
    ports.guilds.flatMap((guild) =>
      [guild.announcements, guild.coordinators, ...guild.rooms.map(({ id }) => id)].map(
        (id) => [id, guild] as const,
      ),
    ),
  );
  const guildByPerson = new Map<UserId, SimulatedGuild>(
    ports.guilds.flatMap((guild) =>
      [...guild.teachers, ...guild.volunteers, ...guild.participants, guild.coordinator].map(
        ({ userId }) => [userId, guild] as const,
      ),
    ),
  );

  const ofThisLife = (nonce: string): string => `${ports.lives()}/${nonce}`;
  platform.onTry = (nonce) => {
    const untilMs = refusedUntil.get(ofThisLife(nonce)) ?? -Infinity;
    checks.holds('no retries after 401, 403, 404', time.nowMs() >= untilMs - WAIT_SLACK_MS, () =>
      name(nonce),
    );
    aheadMsByMarker.set(nonce, time.botNowMs() - time.nowMs());
    const row = rowByMarker.get(nonce);
    if (row) checkSession(row);
  };
  platform.onRefused = (nonce, untilMs) => {
    // A process that stands still has not heard of it, and another one does not know.
    if (time.stalledUntilMs <= time.nowMs()) refusedUntil.set(ofThisLife(nonce), untilMs);
  };
  platform.onPosted = (posted) => {
    const row = rowByMarker.get(posted.nonce);
    checkOnce(posted);
    if (!row) return;
    checkTiming(row, posted);
    checkPlace(row, posted);
    checkMentions(row, posted);
  };

  const name = (marker: string): string => {
    const row = rowByMarker.get(marker);
    return row ? `${row.kind} of ${row.occurrenceId} in guild ${row.guildId}` : marker;
  };

  function checkOnce(posted: PostedMessage): void {
    const earlier = postedByMarker.get(posted.nonce);
    checks.holds(
      'at most one message per occurrence, kind and revision',
      earlier === undefined || isForgotten(earlier),
      () => name(posted.nonce),
    );
    postedByMarker.set(posted.nonce, posted);
  }

  /**
   * A database that was put back has lost it, and in the channel nothing tells of it either: it was
   * taken away again. Or it is told of a whole guild once and for all, and the doubt is over.
   */
  function isForgotten({ atMs, nonce, isRemoved }: PostedMessage): boolean {
    const isOfGuild = rowByMarker.get(nonce)?.occurrenceId === WHOLE_GUILD;
    return gaps.some(
      ({ fromMs, toMs }) =>
        fromMs <= atMs &&
        atMs <= toMs &&
        (isRemoved || (isOfGuild && time.nowMs() >= toMs + DOUBT_MS)),
    );
  }

  /** A reminder is due so long before the start as its name says, whatever its row says. */
  function dueAtMs(row: Due): number {
    const minutes = /^reminder\.(\d+)m$/.exec(row.kind)?.[1];
    const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
    if (minutes === undefined || occurrence?.revision !== row.revision) return row.dueAtMs;
    return occurrence.startsAtMs - Number(minutes) * 60_000;
  }

  function checkTiming(row: Due, posted: PostedMessage): void {
    const aheadMs = aheadMsByMarker.get(posted.nonce) ?? 0;
    aheadMsByMarker.delete(posted.nonce);
    const unnoticedMs = Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS ? aheadMs : 0;
    const isInTime =
      posted.atMs + Math.max(unnoticedMs, 0) >= dueAtMs(row) &&
      posted.atMs + Math.min(unnoticedMs, 0) <= row.expiresAtMs + ON_ITS_WAY_MS;
    checks.holds(
      'never before due or after expiry',
      isInTime,
      () =>
        `${name(posted.nonce)}: due ${row.dueAtMs}, expires ${row.expiresAtMs}, at ${posted.atMs}`,
    );
  }

  /** A request that is on its way can't be called back: it counts when it leaves. */
  function checkSession(row: Due): void {
    if (row.occurrenceId === WHOLE_GUILD || SURVIVES.test(row.kind)) return;
    const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
    const isMeant = occurrence?.cancelled === false && occurrence.revision === row.revision;
    checks.holds('nothing for a cancelled or old revision', isMeant, () =>
      name(markerOf(ports.selfId, row)),
    );
  }

  function guildOf(channelId: ChannelId): SimulatedGuild | undefined {
    const origin = platform.originOf(channelId);
    if (!origin) return guildByChannel.get(channelId);
    return 'person' in origin ? guildByPerson.get(origin.person) : guildByChannel.get(origin.of);
  }

  function checkPlace(row: Due, { channelId, message, nonce }: PostedMessage): void {
    const users = message.pings?.users ?? [];
    const guilds = [guildOf(channelId), ...users.map((id) => guildByPerson.get(id))];
    checks.holds(
      'nothing crosses guilds',
      guilds.every((guild) => guild?.id === row.guildId),
      () => name(nonce),
    );
  }

  /** The platform pings whoever `pings` names; the words must name the same people, and nobody else. */
  function checkMentions({ kind }: Due, { message, nonce }: PostedMessage): void {
    const { users = [], roles = [] } = message.pings ?? {};
    const named = [...message.text.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id);
    const isMeant =
      !/@(everyone|here)/.test(message.text) &&
      roles.length === 0 &&
      users.every((id) => named.includes(id)) &&
      (users.length === 0 || MENTIONS.test(kind));
    checks.holds('no unintended mention', isMeant, () => `${name(nonce)}: ${message.text}`);
  }

  return {
    store: {
      ...store,
      due: {
        ...store.due,
        claim(...call) {
          const rows = store.due.claim(...call);
          for (const row of rows) {
            rowByMarker.set(markerOf(ports.selfId, row), row);
            rowById.set(row.id, row);
          }
          for (const { guildId } of rows) {
            afterClaim.get(guildId)?.();
            afterClaim.delete(guildId);
          }
          return rows;
        },
        markTried(id, epoch, atMs) {
          const row = rowOf(id);
          const isWritten = store.due.markTried(id, epoch, atMs);
          checkEpoch(row, epoch, isWritten);
          return isWritten;
        },
        mark(id, epoch, outcome, atMs) {
          const row = rowOf(id);
          const isWritten = store.due.mark(id, epoch, outcome, atMs);
          checkEpoch(row, epoch, isWritten);
          return isWritten;
        },
      },
    },
    claimed: rowByMarker,
    afterNextClaim: (guildId, work) => void afterClaim.set(guildId, work),
    forget: (sinceMs) => void gaps.push({ fromMs: sinceMs, toMs: time.nowMs() }),
  };

  function checkEpoch(row: Due | null, epoch: number, isWritten: boolean): void {
    const isStale = row !== null && row.epoch !== epoch;
    checks.holds('a stale epoch writes nothing', !(isStale && isWritten), () =>
      row ? name(markerOf(ports.selfId, row)) : '',
    );
  }

  function rowOf(id: number): Due | null {
    const known = rowById.get(id);
    return known
      ? store.due.find(known.guildId, known.occurrenceId, known.kind, known.revision)
      : null;
  }
}
