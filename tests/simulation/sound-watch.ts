/** Looks at what sounds where: once, the right thing, in the right room, and not too long. */
import type { Directory, Store } from '../../src/app/ports.ts';
import type { GuildId, OccurrenceId, RecordingId } from '../../src/domain/identity.ts';
import type { FakeVoice, HeardStretch } from '../voice/fake-voice.ts';
import type { Life } from './bot-life.ts';
import type { Checks } from './invariants.ts';
import { membersOf } from './session-room.ts';
import type { SimulatedTime } from './simulated-time.ts';
import type { SimulatedGuild } from './world.ts';

const MINUTE_MS = 60_000;
/** The last bell and the goodbye are heard out, and the words that are said take so long. */
const FADE_MS = 2_000;
const WELCOME_HEAD_MS = 400;

export interface SoundWatchPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly directory: Directory;
  readonly checks: Checks;
  readonly guilds: readonly SimulatedGuild[];
  readonly life: () => Life;
  readonly wasHealthy: (fromMs: number, toMs: number) => boolean;
}

export interface SoundWatch {
  /** After each thing that happened. */
  look(): void;
  /** Whether any of the session's welcome was heard. */
  readonly wasWelcomed: (guildId: GuildId, occurrenceId: OccurrenceId) => boolean;
}

/** What the room has heard of one recording in one session. */
interface Heard {
  readonly programmeId: string;
  readonly reachedMs: number;
}

export function watchSounds(ports: SoundWatchPorts): SoundWatch {
  const { time, store, checks, guilds } = ports;
  const seen = new WeakMap<FakeVoice, number>();
  /** How far each session's welcome was heard. */
  const sentencesHeard = new Map<string, () => number>();
  const heardByPlay = new Map<string, Heard>();

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
    const members = membersOf(ports, guildId, occurrenceId);
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

  return {
    look,
    wasWelcomed: (guildId, occurrenceId) => sentencesHeard.has(`${guildId}/${occurrenceId}`),
  };
}
