/** Coordinators are told, once, of a sentence of their own that is not used as they accepted it. */
import { coordinatorChannelOf, type GuildSettings } from './guild-settings.ts';
import { unusableSentences, type VoiceSources } from './guild-voice.ts';
import { WHOLE_GUILD, type Clock, type Directory, type Log, type Store } from './ports.ts';

/** Coordinators look once a day. */
const ALERT_WINDOW_MS = 24 * 3_600_000;

export interface OwnVoiceAlertPorts extends VoiceSources {
  readonly store: Pick<Store, 'settings' | 'ownSentences' | 'due'>;
  readonly directory: Directory;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

export function tellUnusable(ports: OwnVoiceAlertPorts, settings: GuildSettings): void {
  const { store, directory, clock, log } = ports;
  const { guildId } = settings;
  const channelId = coordinatorChannelOf(settings, directory);
  for (const { sentence, why } of unusableSentences(ports, settings)) {
    const { language, sentenceId, sha256 } = sentence;
    log.warn({ guildId, sentenceId, why }, 'an own sentence is not used');
    if (channelId === null) continue;
    const nowMs = clock.nowMs();
    store.due.add(
      {
        guildId,
        occurrenceId: WHOLE_GUILD,
        // Once for each sound; another one that is set may fail anew.
        kind: `alert.voice.${language}.${sentenceId}.${sha256.slice(0, 12)}.${why}`,
        revision: 1,
        channelId,
        dueAtMs: nowMs,
        expiresAtMs: nowMs + ALERT_WINDOW_MS,
        action: { do: 'post', text: { key: 'alert.voice', params: { sentenceId, why } } },
      },
      nowMs,
    );
  }
}
