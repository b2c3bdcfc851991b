/** Looks at what sounds where: once, the right thing, in the right room, and not too long. */
import type { Directory, Store } from '../../src/app/ports.ts';
import type { GuildId, OccurrenceId, RecordingId } from '../../src/domain/identity.ts';
import type { FakeVoice, FakeVoiceCall, HeardStretch } from '../voice/fake-voice.ts';
import type { Life } from './bot-life.ts';
import type { Checks } from './invariants.ts';
import { membersOf } from './session-room.ts';
import type { SimulatedTime } from './simulated-time.ts';
import type { Storage } from './storage.ts';
import type { SimulatedGuild } from './world.ts';

const MINUTE_MS = 60_000;
/** The last bell and the goodbye are heard out, and the words that are said take so long. */
const FADE_MS = 2_000;
const WELCOME_HEAD_MS = 400;
/** Saved every 5 s, and told a moment later. */
const POSITION_SLACK_MS = 6_000;

export interface SoundWatchPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly directory: Directory;
  readonly checks: Checks;
  readonly guilds: readonly SimulatedGuild[];
  readonly storage: Storage;
  readonly life: () => Life;
  readonly wasHealthy: (fromMs: number, toMs: number, guildId: GuildId | null) => boolean;
  /** It joined a voice channel, or left one. */
  readonly onVoiceCommand: () => void;
  /** The welcome could not be opened, and the session goes on without it. */
  readonly onLostWelcome: (guildId: GuildId, occurrenceId: OccurrenceId) => void;
}

export interface SoundWatch {
  /** After each thing that happened. */
  look(): void;
  /** Whether any of the session's welcome was heard. */
  readonly wasWelcomed: (guildId: GuildId, occurrenceId: OccurrenceId) => boolean;
  /** A teacher has taken over what is on in the guild's first room. */
  readonly handOver: (guildId: GuildId) => void;
  /** The bot has lost what it knew since then. */
  readonly forget: (sinceMs: number) => void;
}

/** How far the room has heard one practice of a session. */
interface Heard {
  readonly startedAtMs: number;
  readonly fromMs: number;
  reachedMs: number;
}

export function watchSounds(ports: SoundWatchPorts): SoundWatch {
  const { time, store, checks, guilds } = ports;
  const seen = new WeakMap<FakeVoice, { calls: number; heard: number; events: number }>();
  /** Which session has a guild's voice, from what it plays until it leaves. */
  const ownerOf = new Map<GuildId, OccurrenceId>();
  const handedOverAt = new Map<GuildId, number>();
  /** By session. */
  const heardOfWelcome = new Map<string, Heard & { readonly programmeId: string }>();
  const heardByPlay = new Map<string, Heard>();

  function look(): void {
    const { voice } = ports.life();
    const { calls, heard, events } = voice;
    const before = seen.get(voice) ?? onNewLife();
    for (let at = before.calls; at < calls.length; at += 1) onCall(calls[at]!);
    for (let at = before.heard; at < heard.length; at += 1) onStretch(heard[at]!);
    for (const { guildId, event } of events.slice(before.events)) {
      if (event.type === 'programmeEnded' && event.how === 'failed') {
        onFailed(guildId, event.programmeId);
      }
    }
    seen.set(voice, { calls: calls.length, heard: heard.length, events: events.length });
    for (const guild of guilds) lookAtRoom(guild, voice);
  }

  function onNewLife(): { calls: number; heard: number; events: number } {
    ownerOf.clear();
    return { calls: 0, heard: 0, events: 0 };
  }

  function onFailed(guildId: GuildId, programmeId: string): void {
    if (!programmeId.endsWith('.speakWelcome')) return;
    ports.onLostWelcome(guildId, occurrenceOf(programmeId));
  }

  function onCall(call: FakeVoiceCall): void {
    const { guildId, method } = call;
    if (method === 'join' || method === 'leave') ports.onVoiceCommand();
    if (method === 'leave') ownerOf.delete(guildId);
    if (method !== 'play') return;
    const occurrenceId = occurrenceOf(call.programme.id);
    checkOwner(guildId, occurrenceId);
    ownerOf.set(guildId, occurrenceId);
  }

  function checkOwner(guildId: GuildId, occurrenceId: OccurrenceId): void {
    const owner = ownerOf.get(guildId) ?? occurrenceId;
    checks.holds(
      'one source of sound per guild',
      owner === occurrenceId,
      () => `${occurrenceId} in ${guildId}, in the middle of ${owner}`,
    );
  }

  function onStretch(stretch: HeardStretch): void {
    if (stretch.what === 'pause') return;
    const { guildId } = stretch;
    const occurrenceId = occurrenceOf(stretch.programmeId);
    checkOwner(guildId, occurrenceId);
    if (stretch.what === 'welcome') onWelcome(guildId, occurrenceId, stretch);
    if (stretch.what.startsWith('recording/')) onRecording(guildId, occurrenceId, stretch);
  }

  function onWelcome(guildId: GuildId, occurrenceId: OccurrenceId, stretch: HeardStretch): void {
    const { startedAtMs, fromMs, programmeId } = stretch;
    const key = `${guildId}/${occurrenceId}`;
    const before = heardOfWelcome.get(key);
    const reached = before?.reachedMs ?? 0;
    // Nothing has been said while only the silence before the first word was heard.
    const isNew = reached < WELCOME_HEAD_MS || fromMs >= reached - 100;
    checks.holds('welcome at most once', isNew, () => `${key} from ${fromMs} after ${reached}`);
    heardOfWelcome.set(key, { startedAtMs, fromMs, reachedMs: fromMs, programmeId });
    const guild = guilds.find(({ id }) => id === guildId);
    const members = membersOf(ports, guildId, occurrenceId);
    // What a lost connection has cut goes on as it would have without it: nobody sees a teacher.
    const goesOn = before?.programmeId === programmeId;
    const isSafe =
      members === null
        ? goesOn
        : !members.some(({ roleIds }) => guild && roleIds.includes(guild.roles.teacher));
    checks.holds('welcome never with a teacher present or a stale view', isSafe, () => key);
  }

  function onRecording(guildId: GuildId, occurrenceId: OccurrenceId, stretch: HeardStretch): void {
    const recordingId = stretch.what.slice('recording/'.length) as RecordingId;
    const status = store.allowlist.of(guildId).get(recordingId)?.status;
    checks.holds(
      'every file that is heard is on the allowlist',
      status === 'approved',
      () => `${recordingId} in ${guildId}`,
    );
    const key = playKey(guildId, occurrenceId, recordingId);
    const before = heardByPlay.get(key);
    checks.holds(
      'position never goes back more than 5 s',
      before === undefined || stretch.fromMs >= before.reachedMs - POSITION_SLACK_MS,
      () => `${key} from ${stretch.fromMs} after ${before?.reachedMs}`,
    );
    const { startedAtMs, fromMs } = stretch;
    heardByPlay.set(key, { startedAtMs, fromMs, reachedMs: fromMs });
  }

  /** The same recording may be chosen twice in a session. */
  function playKey(guildId: GuildId, occurrenceId: OccurrenceId, recordingId: string): string {
    const practices = store.sessions.load(guildId, occurrenceId)?.practices ?? 0;
    return `${guildId}/${occurrenceId}/${recordingId}/${practices}`;
  }

  /** Where sound is, it is for a session that is on. */
  function lookAtRoom({ id: guildId, rooms }: SimulatedGuild, voice: FakeVoice): void {
    const room = voice.room(guildId);
    if (!room.isSounding) return;
    const last = voice.heard.findLast((one) => one.guildId === guildId);
    const joined = voice.calls.findLast((one) => one.guildId === guildId && one.method === 'join');
    if (!last || joined?.method !== 'join') return;
    const occurrenceId = occurrenceOf(last.programmeId);
    follow(guildId, occurrenceId, last);
    const occurrence = store.occurrences.find(guildId, occurrenceId);
    const series = occurrence && store.series.find(guildId, occurrence.seriesId);
    const meant = series && rooms.find(({ name }) => name === series.room);
    checks.holds(
      'sound in the right channel',
      meant?.id === joined.channelId,
      () => `${occurrenceId} of ${guildId} in ${joined.channelId}`,
    );
    const nowMs = time.nowMs();
    const endsAtMs = occurrence?.endsAtMs ?? -Infinity;
    checks.holds(
      'sound stops within 2 s of a hand-over or the end',
      nowMs - endsAtMs < FADE_MS || !ports.wasHealthy(endsAtMs - MINUTE_MS, nowMs, guildId),
      () => `${occurrenceId} sounds ${nowMs - endsAtMs} ms after its end`,
    );
    // Of the welcome the sentence is heard out, and the bell of a sitting.
    const handedAtMs = handedOverAt.get(guildId) ?? Infinity;
    const isHanded = last.startedAtMs <= handedAtMs && joined.channelId === rooms[0]?.id;
    if (!isHanded || !last.what.startsWith('recording/')) return;
    checks.holds(
      'sound stops within 2 s of a hand-over or the end',
      nowMs - handedAtMs < FADE_MS || !ports.wasHealthy(handedAtMs, nowMs, guildId),
      () => `${occurrenceId} sounds ${nowMs - handedAtMs} ms after a teacher took over`,
    );
  }

  function follow(guildId: GuildId, occurrenceId: OccurrenceId, last: HeardStretch): void {
    const [kind, recordingId] = last.what.split('/');
    const heard =
      kind === 'recording'
        ? heardByPlay.get(playKey(guildId, occurrenceId, recordingId!))
        : heardOfWelcome.get(`${guildId}/${occurrenceId}`);
    // What could not be saved is heard again after a kill.
    if (heard?.startedAtMs !== last.startedAtMs || !ports.storage.isWritable()) return;
    heard.reachedMs = last.fromMs + time.nowMs() - last.startedAtMs;
  }

  return {
    look,
    wasWelcomed: (guildId, occurrenceId) => heardOfWelcome.has(`${guildId}/${occurrenceId}`),
    handOver: (guildId) => void handedOverAt.set(guildId, time.nowMs()),
    forget(sinceMs) {
      for (const [key, heard] of heardByPlay) {
        const { startedAtMs, fromMs } = heard;
        if (startedAtMs >= sinceMs) heardByPlay.delete(key);
        else heard.reachedMs = Math.min(heard.reachedMs, fromMs + sinceMs - startedAtMs);
      }
    },
  };
}

const occurrenceOf = (programmeId: string): OccurrenceId =>
  programmeId.split('#')[0] as OccurrenceId;
