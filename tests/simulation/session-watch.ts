/** Looks at what sounds where, and whether each session does in time what it should. */
import type { Directory, Store } from '../../src/app/ports.ts';
import type { GuildId, OccurrenceId, RecordingId } from '../../src/domain/identity.ts';
import type { Occurrence } from '../../src/domain/schedule.ts';
import { initialState } from '../../src/domain/session-step.ts';
import { sessionContext } from '../../src/app/session-context.ts';
import { wakeAtMs } from '../../src/domain/session.ts';
import { wallTimeReference } from '../domain/wall-time-reference.ts';
import type { FakeVoice, HeardStretch } from '../voice/fake-voice.ts';
import { library, sentenceText, speech, type Life } from './bot-life.ts';
import type { Checks } from './invariants.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { HOUR_MS, type SimulatedGuild, ZONE } from './world.ts';

const MINUTE_MS = 60_000;
/** The last bell and the goodbye are heard out, and the words that are said take so long. */
const FADE_MS = 2_000;
const WELCOME_HEAD_MS = 400;

export interface SessionWatchPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly directory: Directory;
  readonly checks: Checks;
  readonly guilds: readonly SimulatedGuild[];
  readonly life: () => Life;
  readonly wasHealthy: (fromMs: number, toMs: number) => boolean;
  readonly span: { readonly fromMs: number; readonly toMs: number };
}

export interface SessionWatch {
  /** After each thing that happened. */
  look(): void;
  /** Now and then: whether everything that has to be done in time was. */
  lookAtAll(): void;
  /** Somebody held the session, or stopped it: it owes no welcome for a while. */
  excuse(guildId: GuildId): void;
  /** A teacher came, for however short a while. */
  meetTeacher(guildId: GuildId): void;
}

/** What the room has heard of one recording in one session. */
interface Heard {
  readonly programmeId: string;
  readonly reachedMs: number;
}

export function watchSessions(ports: SessionWatchPorts): SessionWatch {
  const { time, store, checks, guilds } = ports;
  const reference = wallTimeReference(
    ZONE,
    ports.span.fromMs - 86_400_000,
    ports.span.toMs + 40 * 86_400_000,
  );
  const seen = new WeakMap<FakeVoice, number>();
  /** How far each session's welcome was heard. */
  const sentencesHeard = new Map<string, () => number>();
  const heardByPlay = new Map<string, Heard>();
  const aloneSince = new Map<string, number>();
  const lateSince = new Map<string, number>();
  const excusedUntil = new Map<GuildId, number>();
  const referred = new Set<string>();

  function look(): void {
    const { voice } = ports.life();
    const { heard } = voice;
    for (let at = seen.get(voice) ?? 0; at < heard.length; at += 1) onStretch(heard[at]!);
    seen.set(voice, heard.length);
    for (const guild of guilds) lookAtRoom(guild, voice);
  }

  function onStretch(stretch: HeardStretch): void {
    if (stretch.what === 'pause') return;
    const { guildId } = stretch;
    const occurrenceId = stretch.programmeId.split('#')[0] as OccurrenceId;
    if (stretch.what === 'welcome') onWelcome(guildId, occurrenceId, stretch);
    if (stretch.what.startsWith('recording/')) onRecording(guildId, occurrenceId, stretch);
  }

  function onWelcome(guildId: GuildId, occurrenceId: OccurrenceId, stretch: HeardStretch): void {
    const { fromMs } = stretch;
    const key = `${guildId}/${occurrenceId}`;
    const reached = sentencesHeard.get(key)?.() ?? 0;
    // Nothing has been said while only the silence before the first word was heard.
    const isNew = reached < WELCOME_HEAD_MS || fromMs >= reached - 100;
    checks.holds('the welcome at most once', isNew, () => `${key} from ${fromMs} after ${reached}`);
    sentencesHeard.set(key, () => stretch.toMs ?? fromMs);
    const guild = guilds.find(({ id }) => id === guildId);
    const members = roomOf(guildId, occurrenceId);
    const isSafe =
      members !== null &&
      !members.some(({ roleIds }) => guild && roleIds.includes(guild.roles.teacher));
    checks.holds('no welcome while a teacher is here or the view is stale', isSafe, () => key);
  }

  function onRecording(guildId: GuildId, occurrenceId: OccurrenceId, stretch: HeardStretch): void {
    const recordingId = stretch.what.slice('recording/'.length) as RecordingId;
    const status = store.allowlist.of(guildId).get(recordingId)?.status;
    checks.holds(
      'every sound is on the allowlist',
      status === 'approved',
      () => `${recordingId} in ${guildId}`,
    );
    const key = `${guildId}/${occurrenceId}/${recordingId}`;
    const before = heardByPlay.get(key);
    // From the beginning it is a practice of its own; else it goes on from where it was.
    if (before && stretch.fromMs > 0) {
      checks.holds(
        'a recording never goes back more than 5 s',
        stretch.fromMs >= before.reachedMs - 6_000,
        () => `${key} from ${stretch.fromMs} after ${before.reachedMs}`,
      );
    }
    heardByPlay.set(key, { programmeId: stretch.programmeId, reachedMs: stretch.fromMs });
  }

  function roomOf(guildId: GuildId, occurrenceId: OccurrenceId) {
    const occurrence = store.occurrences.find(guildId, occurrenceId);
    const series = occurrence && store.series.find(guildId, occurrence.seriesId);
    const roomId = series && ports.directory.voiceChannel(guildId, series.room);
    return roomId ? ports.directory.roomMembers(guildId, roomId) : null;
  }

  /** Where sound is, it is for a session that is on. */
  function lookAtRoom({ id: guildId, rooms }: SimulatedGuild, voice: FakeVoice): void {
    const room = voice.room(guildId);
    if (!room.isSounding) return;
    const last = voice.heard.findLast((one) => one.guildId === guildId);
    const joined = voice.calls.findLast((one) => one.guildId === guildId && one.method === 'join');
    if (!last || joined?.method !== 'join') return;
    const reached = heardByPlay.get(
      `${guildId}/${last.programmeId.split('#')[0]}/${last.what.slice('recording/'.length)}`,
    );
    if (reached)
      Object.assign(reached, { reachedMs: last.fromMs + time.nowMs() - last.startedAtMs });
    const isKnown = rooms.some(({ id }) => id === joined.channelId);
    checks.holds(
      'sound only in the right room',
      isKnown,
      () => `${guildId} in ${joined.channelId}`,
    );
    const occurrenceId = last.programmeId.split('#')[0] as OccurrenceId;
    const occurrence = store.occurrences.find(guildId, occurrenceId);
    const endsAtMs = occurrence?.endsAtMs ?? -Infinity;
    const lateMs = time.nowMs() - endsAtMs;
    const isInTime = lateMs < FADE_MS || !ports.wasHealthy(endsAtMs - MINUTE_MS, time.nowMs());
    checks.holds(
      'quiet within 2 s of a hand-over or the end',
      isInTime,
      () => `${occurrenceId} sounds ${lateMs} ms after its end`,
    );
  }

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
      'memory is bounded',
      time.waiting() < 60 + 40 * guilds.length,
      () => `${time.waiting()} timers`,
    );
  }

  function lookAtSession(guild: SimulatedGuild, occurrence: Occurrence): void {
    const nowMs = time.nowMs();
    if (!ports.wasHealthy(nowMs - 90_000, nowMs)) {
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
    const members = roomOf(guild.id, occurrence.id);
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
      isBusyElsewhere(guild, occurrence) ||
      sentencesHeard.has(key)
    ) {
      aloneSince.delete(key);
      return;
    }
    const sinceMs = aloneSince.get(key) ?? nowMs;
    aloneSince.set(key, sinceMs);
    // Grace, then a minute's notice; a minute because this looks only now and then.
    const momentMs = sinceMs + series.graceMs + 2 * MINUTE_MS;
    const isTimeLeft = occurrence.endsAtMs - momentMs > 20 * MINUTE_MS;
    if (!isTimeLeft || !ports.wasHealthy(sinceMs, nowMs)) return;
    checks.holds(
      'no teacher means welcome within 30 s of its moment',
      nowMs <= momentMs + 30_000,
      () => `${key}, alone since ${new Date(sinceMs).toISOString()}`,
    );
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
    look,
    lookAtAll,
    meetTeacher(guildId) {
      for (const key of aloneSince.keys())
        if (key.startsWith(`${guildId}/`)) aloneSince.delete(key);
    },
    excuse: (guildId) => void excusedUntil.set(guildId, time.nowMs() + HOUR_MS),
  };
}
