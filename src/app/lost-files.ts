/** A prepared file is gone or is not what was approved: what it was approved for needs another look. */
import type { GuildId } from '../domain/identity.ts';
import { recordingStep, type KeptRecording } from '../domain/recording.ts';
import type { Store } from './ports.ts';
import { tellUnheard, type RecordingAlertPorts } from './recording-alerts.ts';

export interface LostFilePorts extends RecordingAlertPorts {
  readonly store: Pick<Store, 'allowlist' | 'audit' | 'due' | 'transaction'>;
}

/** Gives how many approvals it took; coordinators are told of each, once. */
export function loseFile(
  ports: LostFilePorts,
  sha256: string,
  why: 'FILE_MISSING' | 'HASH_MISMATCH',
): number {
  let taken = 0;
  for (const guildId of ports.guilds.keys()) {
    for (const entry of ports.store.allowlist.of(guildId).values()) {
      const isOfFile = entry.sha256 === sha256 && entry.stream === null;
      if (!isOfFile || entry.status !== 'approved') continue;
      const kept = ports.store.allowlist.kept(guildId, entry.id);
      if (kept) takeApproval(ports, guildId, kept);
      tellUnheard(ports, guildId, entry.id, why);
      taken += 1;
    }
  }
  return taken;
}

function takeApproval(ports: LostFilePorts, guildId: GuildId, before: KeptRecording): void {
  const { store, clock, guilds } = ports;
  const atMs = clock.nowMs();
  const settings = { approvals: guilds.get(guildId)?.recordingApprovals ?? 2 };
  const step = recordingStep(before, { type: 'fileLost' }, settings, atMs);
  if (!step.ok) return;
  store.transaction(() => {
    store.allowlist.saveKept(guildId, step.recording, atMs);
    store.audit.add({
      guildId,
      atMs,
      actorId: null,
      action: 'recording.fileLost',
      subject: `recording:${before.id}`,
      before: standingOf(before),
      after: standingOf(step.recording),
    });
  });
}

function standingOf({ status, sha256, approvedBy, approvedAtMs }: KeptRecording) {
  return { status, sha256, approvedBy, approvedAtMs };
}
