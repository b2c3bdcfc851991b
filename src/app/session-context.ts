import type { ChannelId, GuildId, OccurrenceId, UserId } from '../domain/identity.ts';
import type { Allowlist } from '../domain/playback.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import type { SessionPlan } from '../domain/session-state.ts';
import type { GuildSettings, GuildSettingsById } from './guild-settings.ts';
import { guildVoice, type GuildVoice } from './guild-voice.ts';
import type { AudioLibrary, Directory, Store } from './ports.ts';
import type { Speech } from './speech-port.ts';
import { expectedTeachers } from './teaching-plan.ts';

/** All that one session stands on, read anew for every event. */
export interface SessionContext {
  readonly settings: GuildSettings;
  /** What is said there, and shown of it. */
  readonly voice: GuildVoice;
  readonly occurrence: Occurrence;
  readonly series: Series;
  /** Null when no channel of that name is there. */
  readonly roomId: ChannelId | null;
  readonly announceId: ChannelId | null;
  /** Who is to lead, as far as anyone knows; empty when nobody is named. */
  readonly teacherIds: readonly UserId[];
  readonly plan: SessionPlan;
}

export interface ContextPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly library: AudioLibrary;
  readonly speech: Pick<Speech, 'own'>;
  /** The shown words of a spoken sentence that ships; null when the language has none. */
  readonly sentenceText: (language: string, sentenceId: string) => string | null;
  readonly guilds: GuildSettingsById;
}

/** Null when the guild, the session or its series is not known any more. */
export function sessionContext(
  ports: ContextPorts,
  guildId: GuildId,
  occurrenceId: OccurrenceId,
): SessionContext | null {
  const settings = ports.guilds.get(guildId);
  const occurrence = ports.store.occurrences.find(guildId, occurrenceId);
  const series = occurrence && ports.store.series.find(guildId, occurrence.seriesId);
  if (!settings || !occurrence || !series) return null;
  const voice = guildVoice(ports, settings);
  const welcome = voice.sentence('welcome');
  let allowlist: Allowlist | null = null;
  const roomId = ports.directory.voiceChannel(guildId, series.room);
  return {
    settings,
    voice,
    occurrence,
    series,
    roomId,
    announceId: ports.directory.textChannel(guildId, series.announce),
    get teacherIds() {
      return expectedTeachers(ports.store, guildId, occurrenceId, series);
    },
    plan: {
      startsAtMs: occurrence.startsAtMs,
      endsAtMs: occurrence.endsAtMs,
      graceMs: series.graceMs,
      ifNobodyChooses: series.ifNobodyChooses,
      welcomeMs: welcome?.durationMs ?? 0,
      welcomeSentences: welcome?.sentences.length ?? 0,
      language: settings.language,
      participantsVote: series.participantsVote,
      get inRoom() {
        const members = roomId && ports.directory.roomMembers(guildId, roomId);
        if (!members) return null;
        return new Set(members.filter(({ isBot }) => !isBot).map(({ userId }) => userId));
      },
      // Read when it is asked for: most events need no list of thousands of recordings.
      get allowlist() {
        allowlist ??= ports.store.allowlist.of(guildId);
        return allowlist;
      },
    },
  };
}
