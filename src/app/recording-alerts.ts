/** What coordinators are told about recordings: each thing once. */
import type { GuildId, RecordingId } from '../domain/identity.ts';
import type { IngestEnd } from '../domain/ingest.ts';
import { mayPlay, type PlaybackRefusal } from '../domain/playback.ts';
import { isPermissionEnding } from '../domain/recording.ts';
import type { SessionEvent, SessionRefusal, SessionState } from '../domain/session-state.ts';
import { addAlert } from './coordinator-alerts.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { SessionContext } from './session-context.ts';
import type { Clock, Directory, Log, Store, VoiceFaultCode } from './ports.ts';

const WHYS = [
  'NOT_LISTED',
  'NOT_APPROVED',
  'REVOKED',
  'PERMISSION_ENDED',
  'FILE_MISSING',
  'HASH_MISMATCH',
  'DECODE',
  'IDENTITY_CHANGED',
  'GONE',
  'PREVIEW_ONLY',
  'DRM',
  'RATE_LIMITED',
  'UNREACHABLE',
  'STALLED',
  'STREAMING_OFF',
] as const;
/** Why a recording that somebody asked for was not heard, as coordinators are told it. */
export type Unheard = (typeof WHYS)[number];

export interface RecordingAlertPorts {
  readonly store: Pick<Store, 'allowlist' | 'due'>;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** Null for what is no fault of a recording. */
export function unheardOf(
  code: SessionRefusal | PlaybackRefusal | VoiceFaultCode | null,
): Unheard | null {
  return WHYS.find((why) => why === code) ?? null;
}

/** A recording was asked for that may not be heard, or is not what was approved. */
export function tellUnheard(
  ports: RecordingAlertPorts,
  guildId: GuildId,
  recordingId: RecordingId,
  why: Unheard,
): void {
  const entry = ports.store.allowlist.find(guildId, recordingId);
  // What is on no list was never ours, so its name says nothing.
  const subject = entry ? `${recordingId}.${why}` : why;
  const text = { key: 'alert.recording', params: { title: entry?.title ?? null, why } };
  addAlert(ports, guildId, `alert.recording.${subject}`, text, { recordingId });
}

/** Whether a recording was given up that was chosen during the welcome, and may not be heard at its end. */
export function tellGivenUp(
  ports: RecordingAlertPorts,
  { occurrence, plan }: Pick<SessionContext, 'occurrence' | 'plan'>,
  before: SessionState,
  after: SessionState,
): boolean {
  if (before.phase !== 'welcoming' || before.chosen?.kind !== 'recording') return false;
  if (after.phase !== 'choosing') return false;
  const { recordingId } = before.chosen;
  const answer = mayPlay(plan.allowlist, recordingId, ports.clock.nowMs());
  if (!answer.allowed) tellUnheard(ports, occurrence.guildId, recordingId, answer.why);
  return !answer.allowed;
}

/** Whether a recording was asked for that may not be heard: a choice that is old, or not from here. */
export function tellRefused(
  ports: RecordingAlertPorts,
  guildId: GuildId,
  event: SessionEvent,
  refusal: SessionRefusal | null,
): boolean {
  const why = unheardOf(refusal);
  if (why === null || !('choice' in event) || event.choice.kind !== 'recording') return false;
  tellUnheard(ports, guildId, event.choice.recordingId, why);
  return true;
}

/** Permissions that end within two weeks. */
export function tellEndingPermissions(ports: RecordingAlertPorts, guildId: GuildId): void {
  const nowMs = ports.clock.nowMs();
  for (const entry of ports.store.allowlist.of(guildId).values()) {
    if (!isPermissionEnding(entry, nowMs)) continue;
    const { id, title, permissionEndsAtMs: endsAtMs } = entry;
    addAlert(ports, guildId, `alert.permission.${id}.${endsAtMs}`, {
      key: 'alert.permission',
      params: { title, endsAtMs },
    });
  }
}

/** How a file that was handed over fared, where whoever asked could not be answered any more. */
export function tellIngestEnd(
  ports: RecordingAlertPorts,
  guildId: GuildId,
  title: string,
  end: IngestEnd,
): void {
  addAlert(ports, guildId, `alert.ingest.${ports.clock.nowMs()}`, {
    key: 'alert.ingest',
    params: { title, ...end },
  });
}
