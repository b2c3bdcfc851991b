/**
 * How coordinators look after recordings. Each act is previewed first, and what is confirmed
 * is what was shown: a recording that was changed in between is refused.
 */
import { createHash } from 'node:crypto';
import type { GuildId, RecordingId } from '../domain/identity.ts';
import {
  recordingStep,
  type KeptRecording,
  type RecordingChanges,
  type RecordingEvent,
  type RecordingRefusal,
  type RecordingSettings,
} from '../domain/recording.ts';
import type { Allowlist, AllowlistEntry } from '../domain/playback.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Caller } from './command.ts';
import { Drafts } from './drafts.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { Clock, Store } from './ports.ts';
import type { ReadTextFile } from './text-file-port.ts';

export type RecordingAct =
  | { readonly type: 'approve' }
  | { readonly type: 'revoke' }
  /** What was taken back is to be looked at again. */
  | { readonly type: 'reopen' }
  | { readonly type: 'edit'; readonly changes: RecordingChanges };

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: RecordingRefusal };

export interface RecordingDone {
  readonly act: RecordingAct;
  readonly before: KeptRecording;
  readonly after: KeptRecording;
  /** It sounded in a room of the guild when the act was looked at or done. */
  readonly isPlaying: boolean;
}

export interface RecordingPreview extends RecordingDone {
  readonly draftId: string;
  /** Of the series that begin it when nobody chooses. */
  readonly seriesNames: readonly string[];
}

/** The prepared sound, to be heard before it is vouched for. */
export type HeardBefore =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The whole in several files, one after the other. */
  | { readonly kind: 'parts'; readonly parts: readonly Uint8Array[] }
  /** Of what is too large for a message only some files, the earliest first. */
  | { readonly kind: 'excerpts'; readonly excerpts: readonly Excerpt[]; readonly lengthMs: number }
  /** It has no file, and is heard from this page. */
  | { readonly kind: 'onPage'; readonly address: string }
  | { readonly kind: 'missing' };

export interface Excerpt {
  readonly bytes: Uint8Array;
  /** Where it begins and ends in the recording. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface RecordingsApp {
  /** All that are kept, by title, whatever their standing. */
  list(guildId: GuildId): readonly KeptRecording[];
  /** The same without what only the whole of one shows: fast enough for every key that is pressed. */
  titles(guildId: GuildId): readonly AllowlistEntry[];
  /** By id, or by the whole title of just one. */
  find(guildId: GuildId, written: string): KeptRecording | null;
  /** Its bytes are checked against its hash. */
  hear(recording: KeptRecording): Promise<HeardBefore>;
  /** The words that are spoken, from a file that was handed over. */
  readonly readTranscript: ReadTextFile;
  preview(caller: Caller, recordingId: RecordingId, act: RecordingAct): Outcome<RecordingPreview>;
  /** Null when the preview is old, was used, or is somebody else's. */
  confirm(caller: Caller, draftId: string): Outcome<RecordingDone> | null;
  discard(caller: Caller, draftId: string): void;
}

export interface RecordingsPorts {
  readonly store: Pick<Store, 'allowlist' | 'audit' | 'series' | 'transaction'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly guilds: GuildSettingsById;
  readonly newDraftId: () => string;
  readonly hearRecording: RecordingsApp['hear'];
  readonly readTextFile: ReadTextFile;
  /** Whether it sounds in a room of the guild. */
  readonly isPlaying: (guildId: GuildId, recordingId: RecordingId) => boolean;
  /** Rooms must not go on with what may be heard no more. */
  readonly onRecordingsChanged: () => void;
}

interface RecordingDraft {
  readonly recordingId: RecordingId;
  readonly act: RecordingAct;
  /** Of the recording as it was shown. */
  readonly fingerprint: string;
}

const AUDITED = {
  approve: 'recording.approved',
  revoke: 'recording.revoked',
  reopen: 'recording.reopened',
  edit: 'recording.edited',
} as const;

export function createRecordingsApp(ports: RecordingsPorts): RecordingsApp {
  const { store, clock } = ports;
  const drafts = new Drafts<RecordingDraft>(clock, ports.newDraftId);
  /** The store gives the same list until it is changed; thousands are not sorted at every key. */
  const sortedByList = new WeakMap<Allowlist, readonly AllowlistEntry[]>();

  function sorted(list: Allowlist): readonly AllowlistEntry[] {
    const known = sortedByList.get(list) ?? [...list.values()].toSorted(byTitle);
    sortedByList.set(list, known);
    return known;
  }

  function step(
    caller: Caller,
    recordingId: RecordingId,
    act: RecordingAct,
  ): Outcome<RecordingDone> {
    const before = store.allowlist.kept(caller.guildId, recordingId);
    if (!before) return { ok: false, refusal: 'UNKNOWN' };
    const settings = settingsOf(ports.guilds, caller.guildId);
    const made = recordingStep(before, eventOf(act, caller), settings, clock.nowMs());
    if (!made.ok) return made;
    const isPlaying = ports.isPlaying(caller.guildId, recordingId);
    return { ok: true, value: { act, before, after: made.recording, isPlaying } };
  }

  function commit({ guildId, userId }: Caller, { act, before, after }: RecordingDone): void {
    const atMs = clock.nowMs();
    store.allowlist.saveKept(guildId, after, atMs);
    store.audit.add({
      atMs,
      guildId,
      actorId: userId,
      action: AUDITED[act.type],
      subject: `recording:${before.id}`,
      before: audited(before),
      after: audited(after),
    });
  }

  return {
    list: (guildId) => store.allowlist.listKept(guildId).toSorted(byTitle),
    titles: (guildId) => sorted(store.allowlist.of(guildId)),
    find(guildId, written) {
      const recordings = store.allowlist.listKept(guildId);
      const byId = recordings.find(({ id }) => id === written);
      if (byId) return byId;
      const wanted = written.trim().toLowerCase();
      const [found, ...others] = recordings.filter(
        ({ title }) => title.trim().toLowerCase() === wanted,
      );
      return found && others.length === 0 ? found : null;
    },
    hear: (recording) => ports.hearRecording(recording),
    readTranscript: (file) => ports.readTextFile(file),
    preview(caller, recordingId, act) {
      const done = step(caller, recordingId, act);
      if (!done.ok) return done;
      const fingerprint = fingerprintOf(done.value.before);
      const draftId = drafts.add(caller, { recordingId, act, fingerprint });
      const seriesNames = store.series
        .list(caller.guildId)
        .filter(({ ifNobodyChooses }) => begins(ifNobodyChooses, recordingId))
        .map(({ name }) => name);
      return { ok: true, value: { ...done.value, draftId, seriesNames } };
    },
    confirm(caller, draftId) {
      const draft = drafts.take(caller, draftId);
      if (!draft) return null;
      const outcome = store.transaction((): Outcome<RecordingDone> => {
        const done = step(caller, draft.recordingId, draft.act);
        if (!done.ok) return done;
        if (fingerprintOf(done.value.before) !== draft.fingerprint) {
          return { ok: false, refusal: 'CHANGED' };
        }
        commit(caller, done.value);
        return done;
      });
      if (outcome.ok) ports.onRecordingsChanged();
      return outcome;
    },
    discard: (caller, draftId) => void drafts.take(caller, draftId),
  };
}

/** Much faster than asking each title to compare itself. */
const TITLES = new Intl.Collator('en');

function byTitle(a: AllowlistEntry, b: AllowlistEntry): number {
  return TITLES.compare(a.title, b.title) || (a.id < b.id ? -1 : 1);
}

function eventOf(act: RecordingAct, { userId: by }: Caller): RecordingEvent {
  switch (act.type) {
    case 'approve':
      return { type: 'approved', by };
    case 'revoke':
      return { type: 'revoked', by };
    case 'reopen':
      return { type: 'reopened', by };
    case 'edit':
      return { type: 'edited', by, changes: act.changes };
    default:
      return unreachable(act);
  }
}

function settingsOf(guilds: GuildSettingsById, guildId: GuildId): RecordingSettings {
  return { approvals: guilds.get(guildId)?.recordingApprovals ?? 2 };
}

function begins(
  choice: { readonly kind: string; readonly recordingId?: RecordingId | null },
  recordingId: RecordingId,
): boolean {
  return choice.kind === 'recording' && choice.recordingId === recordingId;
}

/** All that was shown, and that one vouches for; being played in between changes nothing. */
function fingerprintOf({ lastPlayedAtMs: _left, ...shown }: KeptRecording): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}

/** The transcript is long, and is not what is decided about. */
function audited({ transcript: _left, lastPlayedAtMs: _too, ...recording }: KeptRecording) {
  return recording;
}
