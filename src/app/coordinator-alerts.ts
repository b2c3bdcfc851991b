/** What coordinators are told once, in words, with what they can do about it. */
import { createHash } from 'node:crypto';
import type { GuildId } from '../domain/identity.ts';
import {
  coordinatorChannelOf,
  type GuildSettings,
  type GuildSettingsById,
} from './guild-settings.ts';
import { logAlert } from './incident.ts';
import {
  WHOLE_GUILD,
  type Clock,
  type Directory,
  type DueText,
  type Log,
  type NewDue,
  type Store,
} from './ports.ts';

/** Coordinators look once a day. */
const ALERT_WINDOW_MS = 24 * 3_600_000;

export interface CoordinatorAlertPorts {
  readonly store: Pick<Store, 'due'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly log: Log;
}

/** Adds an alert, once for the same words; there is none without a channel for it. */
export function tellOnce(
  ports: CoordinatorAlertPorts,
  guildId: GuildId,
  kind: string,
  text: DueText,
): void {
  const words = createHash('sha256').update(JSON.stringify(text)).digest('hex').slice(0, 12);
  addAlert(ports, guildId, `${kind}.${words}`, text);
}

/** Adds an alert, once for its kind. @param details for the log alone */
export function addAlert(
  { store, clock, directory, guilds, log }: CoordinatorAlertPorts,
  guildId: GuildId,
  kind: string,
  text: DueText,
  details: object = {},
): void {
  const settings = guilds.get(guildId);
  const channelId = settings ? coordinatorChannelOf(settings, directory) : null;
  if (channelId === null) {
    log.warn({ ...text.params, ...details, guildId }, text.key);
    return;
  }
  const nowMs = clock.nowMs();
  const row: NewDue = {
    guildId,
    occurrenceId: WHOLE_GUILD,
    kind,
    revision: 1,
    channelId,
    dueAtMs: nowMs,
    expiresAtMs: nowMs + ALERT_WINDOW_MS,
    action: { do: 'post', text },
  };
  logAlert(log, row, details);
  store.due.add(row, nowMs);
}

/** Channels and roles that nobody can find, each with the name that was written. */
export function unknownNames(
  { store, directory }: { readonly store: Pick<Store, 'series'>; readonly directory: Directory },
  settings: GuildSettings,
): DueText[] {
  const { guildId } = settings;
  if (directory.selfId === null) return [];
  const channels = store.series
    .list(guildId)
    .flatMap(({ name, room, announce }) => [
      ...(directory.voiceChannel(guildId, room) === null
        ? [unknownChannel(name, room, 'room')]
        : []),
      ...(directory.textChannel(guildId, announce) === null
        ? [unknownChannel(name, announce, 'announce')]
        : []),
    ]);
  const written = {
    teacher: settings.teacherRole,
    volunteer: settings.volunteerRole,
    coordinator: settings.coordinatorRole,
  };
  const roles = Object.entries(written)
    .filter(([, name]) => directory.role(guildId, name) === null)
    .map(([role, name]) => ({ key: 'alert.role', params: { role, written: name } }));
  return [...channels, ...roles];
}

function unknownChannel(seriesName: string, written: string, field: 'room' | 'announce'): DueText {
  return { key: 'alert.channel', params: { seriesName, written, field } };
}
