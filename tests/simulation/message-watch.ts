/** Looks at every message at the moment in which it appears, and at what became of every row. */
import { markerOf } from '../../src/app/marker.ts';
import type { Due, Store } from '../../src/app/ports.ts';
import { WHOLE_GUILD } from '../../src/app/ports.ts';
import type { ChannelId, UserId } from '../../src/domain/identity.ts';
import type { Checks } from './invariants.ts';
import type { Platform, PostedMessage } from './platform.ts';
import type { SimulatedTime } from './simulated-time.ts';
import type { SimulatedGuild } from './world.ts';

/** A request is this long on its way at most. */
const ON_ITS_WAY_MS = 1_000;
/** These are posted for a session that is cancelled or has moved as well. */
const SURVIVES = /^(alert|cancelled|fold|tidy|change|room\.cancelled|reach)/;

export interface MessageWatchPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly platform: Platform;
  readonly checks: Checks;
  readonly selfId: UserId;
  readonly guilds: readonly SimulatedGuild[];
  /** Whether all was well from then to now, true time. */
  readonly wasHealthy: (fromMs: number, toMs: number) => boolean;
}

export interface MessageWatch {
  /** The store as the bot gets it: claims and marks are looked at. */
  readonly store: Store;
  /** At the end, and now and then. */
  checkRows(): void;
}

export function watchMessages(ports: MessageWatchPorts): MessageWatch {
  const { time, store, platform, checks } = ports;
  const rowByMarker = new Map<string, Due>();
  const rowById = new Map<number, Due>();
  const postedByMarker = new Map<string, PostedMessage>();
  const refused = new Set<string>();
  /** When each session was last cancelled, moved or brought back, true time. */
  const changedAt = new Map<string, number>();
  const guildByChannel = new Map<ChannelId, SimulatedGuild>(
    ports.guilds.flatMap((guild) =>
      [guild.announcements, guild.coordinators, ...guild.rooms.map(({ id }) => id)].map(
        (id) => [id, guild] as const,
      ),
    ),
  );

  platform.onTry = (nonce) =>
    checks.holds('no try after a final refusal', !refused.has(nonce), () => name(nonce));
  platform.onRefused = (nonce) => void refused.add(nonce);
  platform.onPosted = (posted) => {
    const row = rowByMarker.get(posted.nonce);
    checkOnce(posted);
    if (!row) return;
    checkTiming(row, posted);
    checkSession(row);
    checkPlace(row, posted);
    checkMentions(posted);
  };

  const name = (marker: string): string => {
    const row = rowByMarker.get(marker);
    return row ? `${row.kind} of ${row.occurrenceId} in guild ${row.guildId}` : marker;
  };

  function checkOnce(posted: PostedMessage): void {
    const isFirst = !postedByMarker.has(posted.nonce);
    checks.holds('one message for each occurrence, kind and revision', isFirst, () =>
      name(posted.nonce),
    );
    postedByMarker.set(posted.nonce, posted);
  }

  /** A reminder is due so long before the start as its name says, whatever its row says. */
  function dueAtMs(row: Due): number {
    const minutes = /^reminder\.(\d+)m$/.exec(row.kind)?.[1];
    const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
    if (minutes === undefined || occurrence?.revision !== row.revision) return row.dueAtMs;
    return occurrence.startsAtMs - Number(minutes) * 60_000;
  }

  function checkTiming(row: Due, posted: PostedMessage): void {
    const isInTime = posted.atMs >= dueAtMs(row) && posted.atMs <= row.expiresAtMs + ON_ITS_WAY_MS;
    checks.holds(
      'nothing before it is due or after it expired',
      isInTime,
      () =>
        `${name(posted.nonce)}: due ${row.dueAtMs}, expires ${row.expiresAtMs}, at ${posted.atMs}`,
    );
  }

  function checkSession(row: Due): void {
    if (row.occurrenceId === WHOLE_GUILD || SURVIVES.test(row.kind)) return;
    const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
    // A request that was on its way when the session changed can't be called back.
    const changedAtMs = changedAt.get(`${row.guildId}/${row.occurrenceId}`) ?? -Infinity;
    if (time.nowMs() - changedAtMs < ON_ITS_WAY_MS) return;
    const isMeant = occurrence?.cancelled === false && occurrence.revision === row.revision;
    checks.holds('nothing for a session that is cancelled or has moved', isMeant, () =>
      name(markerOf(ports.selfId, row)),
    );
  }

  function checkPlace(row: Due, posted: PostedMessage): void {
    const guild = guildByChannel.get(posted.channelId);
    checks.holds('nothing crosses guilds', guild === undefined || guild.id === row.guildId, () =>
      name(posted.nonce),
    );
  }

  function checkMentions({ message, nonce }: PostedMessage): void {
    const isPlain = !/@(everyone|here)/.test(message.text);
    const users = message.pings?.users ?? [];
    const isMeant = users.every((id) => message.text.includes(id));
    checks.holds('no unintended mention', isPlain && isMeant, () => name(nonce));
  }

  return {
    store: {
      ...store,
      occurrences: {
        ...store.occurrences,
        save(occurrence) {
          const known = store.occurrences.find(occurrence.guildId, occurrence.id);
          const isChanged =
            known?.revision !== occurrence.revision || known.cancelled !== occurrence.cancelled;
          if (isChanged) changedAt.set(`${occurrence.guildId}/${occurrence.id}`, time.nowMs());
          store.occurrences.save(occurrence);
        },
        remove(guildId, id) {
          changedAt.set(`${guildId}/${id}`, time.nowMs());
          store.occurrences.remove(guildId, id);
        },
      },
      due: {
        ...store.due,
        claim(...call) {
          const rows = store.due.claim(...call);
          for (const row of rows) {
            rowByMarker.set(markerOf(ports.selfId, row), row);
            rowById.set(row.id, row);
          }
          return rows;
        },
        mark(id, epoch, outcome, atMs) {
          const row = rowOf(id);
          const isWritten = store.due.mark(id, epoch, outcome, atMs);
          const isStale = row !== null && row.epoch !== epoch;
          checks.holds('a stale epoch writes nothing', !(isStale && isWritten), () => `row ${id}`);
          return isWritten;
        },
      },
    },
    checkRows,
  };

  function rowOf(id: number): Due | null {
    const known = rowById.get(id);
    return known
      ? store.due.find(known.guildId, known.occurrenceId, known.kind, known.revision)
      : null;
  }

  function checkRows(): void {
    const nowMs = time.nowMs();
    // A bot that is away settles its rows when it is back.
    if (!ports.wasHealthy(nowMs - 3 * 60_000, nowMs)) return;
    for (const [marker, claimed] of rowByMarker) {
      // When a row expires never changes.
      if (nowMs - claimed.expiresAtMs < 10 * 60_000) continue;
      const row = store.due.find(
        claimed.guildId,
        claimed.occurrenceId,
        claimed.kind,
        claimed.revision,
      );
      if (!row) continue;
      rowByMarker.delete(marker);
      rowById.delete(row.id);
      checkEnd(row);
    }
  }

  function checkEnd(row: Due): void {
    const isFinal = row.status !== 'pending' && row.status !== 'claimed';
    checks.holds(
      'every row ends in a final state',
      isFinal,
      () => `${row.kind} of ${row.occurrenceId} is ${row.status}`,
    );
    checks.holds(
      'healthy for 60 s inside the window means sent',
      row.reason !== 'too late' || !hadTime(row),
      () => `${row.kind} of ${row.occurrenceId} in ${row.guildId} was too late`,
    );
    if (row.status === 'sent') return;
    checks.holds(
      'every skip has a reason',
      (row.reason ?? '') !== '',
      () => `${row.kind} of ${row.occurrenceId}`,
    );
  }

  function hadTime({ dueAtMs: fromMs, expiresAtMs }: Due): boolean {
    for (let atMs = fromMs; atMs + 60_000 <= expiresAtMs; atMs += 30_000) {
      if (ports.wasHealthy(atMs - 15_000, atMs + 60_000)) return true;
    }
    return false;
  }
}
