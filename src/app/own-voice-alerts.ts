/** Coordinators are told, once, of a sentence of their own that is not used as they accepted it. */
import { addAlert } from './coordinator-alerts.ts';
import type { GuildSettings, GuildSettingsById } from './guild-settings.ts';
import { unusableSentences, type VoiceSources } from './guild-voice.ts';
import type { Clock, Directory, Log, Store } from './ports.ts';

export interface OwnVoiceAlertPorts extends VoiceSources {
  readonly store: Pick<Store, 'settings' | 'ownSentences' | 'due'>;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

export function tellUnusable(ports: OwnVoiceAlertPorts, settings: GuildSettings): void {
  const { guildId } = settings;
  for (const { sentence, why } of unusableSentences(ports, settings)) {
    const { language, sentenceId, sha256 } = sentence;
    // Once for each sound; another one that is set may fail anew.
    const kind = `alert.voice.${language}.${sentenceId}.${sha256.slice(0, 12)}.${why}`;
    addAlert(ports, guildId, kind, { key: 'alert.voice', params: { sentenceId, why } });
  }
}
