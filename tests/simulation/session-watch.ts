/** Looks whether each session does in time what it should. */
import type { Directory, Store } from '../../src/app/ports.ts';
import type { GuildId, OccurrenceId } from '../../src/domain/identity.ts';
import type { Occurrence } from '../../src/domain/schedule.ts';
import { initialState } from '../../src/domain/session-step.ts';
import { sessionContext } from '../../src/app/session-context.ts';
import { wakeAtMs } from '../../src/domain/session.ts';
import { wallTimeReference } from '../domain/wall-time-reference.ts';
import { library, sentenceText, speech, type Life } from './bot-life.ts';
import type { Checks } from './invariants.ts';
import { membersOf } from './session-room.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { HOUR_MS, type SimulatedGuild, ZONE } from './world.ts';

const MINUTE_MS = 60_000;
/** Later than this after its moment no welcome is spoken any more. */
const WELCOME_WINDOW_MS = 15 * MINUTE_MS;

export interface SessionWatchPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly directory: Directory;
  readonly checks: Checks;
  readonly guilds: readonly SimulatedGuild[];
  readonly life: () => Life;
  readonly wasHealthy: (fromMs: number, toMs: number, guildId: GuildId | null) => boolean;
  readonly wasWelcomed: (guildId: GuildId, occurrenceId: OccurrenceId) => boolean;
  readonly span: { readonly fromMs: number; readonly toMs: number };
}

export interface SessionWatch {
  /** Now and then: whether everything that has to be done in time was. */
  lookAtAll(): void;
  /** Somebody held the session, or stopped it: it owes no welcome for a while. */
  excuse(guildId: GuildId): void;
  /** A teacher came, for however short a while. */
  meetTeacher(guildId: GuildId): void;
  /** The welcome's file could not be opened: it was shown, and not spoken. */
  readonly loseWelcome: (guildId: GuildId, occurrenceId: OccurrenceId) => void;
  /** A database was put back: in what was on then, the welcome counts as spoken. */
  readonly takeWelcomesAsSpoken: () => void;
}

export function watchSessions(ports: SessionWatchPorts): SessionWatch {
  const { time, store, checks, guilds } = ports;
  const reference = wallTimeReference(
    ZONE,
    ports.span.fromMs - 86_400_000,
    ports.span.toMs + 40 * 86_400_000,
    // Every series begins at a full or a half hour.
    HOUR_MS / 2,
  );
  const aloneSince = new Map<string, number>();
  const lateSince = new Map<string, number>();
  const excusedUntil = new Map<GuildId, number>();
  const teacherCameAtMs = new Map<GuildId, number>();
  const referred = new Set<string>();
  /** Sessions that owe no welcome any more. */
  const unowed = new Set<string>();
  const restoredAtMs: number[] = [];

  function lookAtAll(): void {
    const nowMs = time.nowMs();
    for (const guild of guilds) {
      for (const occurrence of store.occurrences.between(
        guild.id,
        nowMs - 2 * MINUTE_MS,
        nowMs + 1,
      )) {
        lookAtSession(guild, occurrence);
      }
      checkInstants(guild);
    }
    checks.holds(
      'memory bounded',
      time.waiting() < 60 + 40 * guilds.length,
      () => `${time.waiting()} timers`,
    );
  }

  function lookAtSession(guild: SimulatedGuild, occurrence: Occurrence): void {
    const nowMs = time.nowMs();
    if (!ports.wasHealthy(nowMs - 90_000, nowMs, guild.id)) {
      aloneSince.delete(`${guild.id}/${occurrence.id}`);
      return;
    }
    checkGone(guild, occurrence);
    checkAwake(guild, occurrence);
    checkWelcomed(guild, occurrence);
  }

  function checkGone(guild: SimulatedGuild, { endsAtMs, id }: Occurrence): void {
    const nowMs = time.nowMs();
    if (nowMs - endsAtMs < MINUTE_MS) return;
    const { voice } = ports.life();
    const last = voice.heard.findLast((one) => one.guildId === guild.id);
    const isSounding = last?.programmeId.startsWith(`${id}#`) === true && last.toMs === null;
    checks.holds('gone within 60 s of the end', !isSounding, () => `${id} in ${guild.id}`);
  }

  /** Its own timer must have been followed. */
  function checkAwake(guild: SimulatedGuild, occurrence: Occurrence): void {
    if (occurrence.cancelled) return;
    const context = sessionContext(
      {
        store,
        directory: ports.directory,
        library: library,
        speech,
        sentenceText,
        guilds: new Map([[guild.id, guild.settings]]),
      },
      guild.id,
      occurrence.id,
    );
    if (!context) return;
    const state = store.sessions.load(guild.id, occurrence.id) ?? initialState();
    const wake = wakeAtMs(context.plan, state);
    const lateMs = wake === null ? 0 : time.nowMs() - wake;
    const key = `${guild.id}/${occurrence.id}`;
    if (lateMs <= 30_000) lateSince.delete(key);
    else lateSince.set(key, lateSince.get(key) ?? time.nowMs());
    // Whoever has just come makes a session late that waited for nobody: its timer comes at once.
    const isLate = time.nowMs() - (lateSince.get(key) ?? time.nowMs()) > 30_000;
    checks.holds(
      'no session oversleeps',
      !isLate,
      () => `${occurrence.id} in ${guild.id}: ${state.phase}, ${lateMs} ms late`,
    );
  }

  /** Told by who is in the room alone, and by nothing that the bot thinks. */
  function checkWelcomed(guild: SimulatedGuild, occurrence: Occurrence): void {
    const key = `${guild.id}/${occurrence.id}`;
    const nowMs = time.nowMs();
    const series = store.series.find(guild.id, occurrence.seriesId);
    const members = membersOf(ports, guild.id, occurrence.id);
    const teachers = members?.filter(({ roleIds }) => roleIds.includes(guild.roles.teacher)) ?? [];
    const isAlone =
      !occurrence.cancelled &&
      occurrence.startsAtMs <= nowMs &&
      members !== null &&
      members.length > 0 &&
      teachers.length === 0;
    const isExcused = (excusedUntil.get(guild.id) ?? -Infinity) > nowMs;
    if (
      !series ||
      !isAlone ||
      isExcused ||
      unowed.has(key) ||
      wasOnWhenRestored(occurrence) ||
      wasCutAtItsMoment(guild, occurrence) ||
      isBusyElsewhere(guild, occurrence) ||
      ports.wasWelcomed(guild.id, occurrence.id)
    ) {
      aloneSince.delete(key);
      return;
    }
    const sinceMs = aloneSince.get(key) ?? nowMs;
    aloneSince.set(key, sinceMs);
    // Grace, then a minute's notice; a minute because this looks only now and then.
    const momentMs = sinceMs + series.graceMs + 2 * MINUTE_MS;
    const isTimeLeft = occurrence.endsAtMs - momentMs > 20 * MINUTE_MS;
    if (!isTimeLeft || !ports.wasHealthy(sinceMs, nowMs, guild.id)) return;
    checks.holds(
      'no teacher means welcome within 30 s of its moment',
      nowMs <= momentMs + 30_000,
      () => `${key}, alone since ${new Date(sinceMs).toISOString()}`,
    );
  }

  /** What it had heard until then nobody knows, and it is never spoken twice. */
  function wasOnWhenRestored({ startsAtMs, endsAtMs }: Occurrence): boolean {
    return restoredAtMs.some((atMs) => startsAtMs <= atMs && atMs < endsAtMs);
  }

  /** Something went wrong right when it was to be spoken, and now its time is over, or a teacher came. */
  function wasCutAtItsMoment(guild: SimulatedGuild, { id }: Occurrence): boolean {
    const atMs = store.sessions.load(guild.id, id)?.welcomedAtMs ?? null;
    if (atMs === null || ports.wasHealthy(atMs, atMs + MINUTE_MS, guild.id)) return false;
    const isOver = time.nowMs() - atMs >= WELCOME_WINDOW_MS;
    return isOver || (teacherCameAtMs.get(guild.id) ?? -Infinity) >= atMs;
  }

  /** A guild has one voice: while two sessions are on at once, one of them is silent, and said to be. */
  function isBusyElsewhere(
    guild: SimulatedGuild,
    { id, startsAtMs, endsAtMs }: Occurrence,
  ): boolean {
    return store.occurrences
      .between(guild.id, startsAtMs - HOUR_MS, endsAtMs + HOUR_MS)
      .some(
        (other) =>
          other.id !== id &&
          !other.cancelled &&
          other.startsAtMs <= endsAtMs &&
          other.endsAtMs >= startsAtMs,
      );
  }

  /** Every session that a rule placed begins when an independent reading of the wall says. */
  function checkInstants(guild: SimulatedGuild): void {
    const nowMs = time.nowMs();
    for (const occurrence of store.occurrences.between(guild.id, nowMs, nowMs + 86_400_000)) {
      const key = `${guild.id}/${occurrence.id}`;
      if (occurrence.placedBy !== 'rule' || referred.has(key)) continue;
      referred.add(key);
      const series = store.series.find(guild.id, occurrence.seriesId);
      const [date] = occurrence.id.split('@').slice(1);
      if (!series || !date || !/^\d{4}-\d\d-\d\d$/.test(date)) continue;
      const meant = reference(`${date}T${series.rule.wallTimes[0]}`);
      checks.holds(
        'instants equal the reference',
        meant === occurrence.startsAtMs,
        () => `${key}: ${occurrence.startsAtMs}, meant ${meant}`,
      );
    }
  }

  return {
    lookAtAll,
    meetTeacher(guildId) {
      teacherCameAtMs.set(guildId, time.nowMs());
      for (const key of aloneSince.keys())
        if (key.startsWith(`${guildId}/`)) aloneSince.delete(key);
    },
    loseWelcome: (guildId, occurrenceId) => void unowed.add(`${guildId}/${occurrenceId}`),
    takeWelcomesAsSpoken: () => void restoredAtMs.push(time.nowMs()),
    excuse: (guildId) => void excusedUntil.set(guildId, time.nowMs() + HOUR_MS),
  };
}
