import type { ChannelId, GuildId, OccurrenceId } from '../domain/identity.ts';
import type { Allowlist } from '../domain/playback.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import type { SessionPlan } from '../domain/session-state.ts';
import type { GuildSettings, GuildSettingsById } from './guild-settings.ts';
import type { AudioLibrary, Directory, Store } from './ports.ts';

/** All that one session stands on, read anew for every event. */
export interface SessionContext {
  readonly settings: GuildSettings;
  readonly occurrence: Occurrence;
  readonly series: Series;
  /** Null when no channel of that name is there. */
  readonly roomId: ChannelId | null;
  readonly announceId: ChannelId | null;
  readonly plan: SessionPlan;
}

export interface ContextPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly library: AudioLibrary;
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
  const welcome = ports.library.sentence(settings.language, 'welcome');
  let allowlist: Allowlist | null = null;
  return {
    settings,
    occurrence,
    series,
    roomId: ports.directory.voiceChannel(guildId, series.room),
    announceId: ports.directory.textChannel(guildId, series.announce),
    plan: {
      startsAtMs: occurrence.startsAtMs,
      endsAtMs: occurrence.endsAtMs,
      graceMs: series.graceMs,
      ifNobodyChooses: series.ifNobodyChooses,
      welcomeMs: welcome?.durationMs ?? 0,
      welcomeSentences: welcome?.sentences.length ?? 0,
      // Read when it is asked for: most events need no list of thousands of recordings.
      get allowlist() {
        allowlist ??= ports.store.allowlist.of(guildId);
        return allowlist;
      },
    },
  };
}
