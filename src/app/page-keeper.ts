/**
 * Looks again at the pages that prove where recordings belong, since a page can change hands:
 * each about once a day, one at a time, and slowly enough that SoundCloud hardly notices.
 */
import type { GuildId, RecordingId } from '../domain/identity.ts';
import { recordingStep, type KeptRecording } from '../domain/recording.ts';
import { pageChange, type PageChange, type PageCheck } from '../domain/sound-cloud.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { Keeper } from './keeper.ts';
import type { Clock, DueText, Log, PageLookUp, Pages, Store } from './ports.ts';

const HOUR_MS = 3_600_000;
/** Each page, once. */
const ROUND_MS = 24 * HOUR_MS;
/** Twelve an hour. */
const BETWEEN_MS = 5 * 60_000;
/** What was not there, or could not be told, is asked for again no sooner. */
const AGAIN_MS = HOUR_MS;

export interface PageKeeperPorts {
  readonly store: Pick<Store, 'allowlist' | 'audit' | 'settings' | 'transaction'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly guilds: GuildSettingsById;
  /** Null when SoundCloud is not asked at all. */
  readonly pages: Pages | null;
  /** Rooms must not go on with what may be heard no more. */
  readonly onRecordingsChanged: () => void;
  readonly tellCoordinators: (guildId: GuildId, kind: string, text: DueText) => void;
}

/** How coordinators ask by themselves. */
export interface PageChecks {
  /** Looks at the recording's page now, and acts on what it sees as the daily look does. */
  check(guildId: GuildId, recordingId: RecordingId): Promise<PageCheck>;
}

/** What is remembered of a page between two looks. */
interface Looked {
  readonly atMs: number;
  /** When it was not there for the first time; null when it was there. */
  readonly goneAtMs: number | null;
  /** It could not be told. */
  readonly isUnsettled: boolean;
}

export class PageKeeper implements Keeper, PageChecks {
  readonly #ports: PageKeeperPorts;
  #startedAtMs = -Infinity;
  #lastAtMs = -Infinity;
  #looking: Promise<unknown> | null = null;

  constructor(ports: PageKeeperPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#startedAtMs = this.#ports.clock.nowMs();
  }

  /** At most one look begins. */
  onHeartbeat(): void {
    const { clock, pages } = this.#ports;
    const nowMs = clock.nowMs();
    // A start has enough to do, and one that fails over and over must ask nobody.
    const sinceMs = nowMs - Math.max(this.#lastAtMs, this.#startedAtMs);
    if (pages === null || this.#looking !== null || Math.abs(sinceMs) < BETWEEN_MS) return;
    this.#lastAtMs = nowMs;
    const next = this.#nextDue(nowMs);
    if (next === null) return;
    this.#looking = this.check(next.guildId, next.recordingId)
      .catch((err: unknown) => {
        // Nothing rejects but the store; what could not be kept is looked up again.
        this.#ports.log.error(
          { err, recordingId: next.recordingId },
          'a page was looked up in vain',
        );
      })
      .finally(() => {
        this.#looking = null;
      });
  }

  async check(guildId: GuildId, recordingId: RecordingId): Promise<PageCheck> {
    const { store, pages } = this.#ports;
    const page = store.allowlist.kept(guildId, recordingId)?.page ?? null;
    if (page === null) return { kind: 'noPage' };
    if (pages === null) return { kind: 'unsettled', why: 'NO_ACCOUNT' };
    const found = await pages.lookUp(page.address);
    return this.#settle(guildId, recordingId, found);
  }

  /** Ends when nothing is being looked at. Whoever answers for SoundCloud is closed first. */
  async stop(): Promise<void> {
    await this.#looking;
  }

  /** Of what may be heard, the page that was not looked at for the longest time. */
  #nextDue(nowMs: number): { guildId: GuildId; recordingId: RecordingId } | null {
    const { store, guilds } = this.#ports;
    const due = [...guilds.keys()].flatMap((guildId) =>
      store.allowlist
        .listKept(guildId)
        .filter(({ page, status }) => page !== null && status === 'approved')
        .map(({ id: recordingId }) => ({
          guildId,
          recordingId,
          looked: this.#looked(guildId, recordingId),
        }))
        .filter(({ looked }) => looked === null || isDue(looked, nowMs)),
    );
    const lookedAtMs = ({ looked }: (typeof due)[number]): number => looked?.atMs ?? -Infinity;
    return due.toSorted((a, b) => (lookedAtMs(a) < lookedAtMs(b) ? -1 : 1))[0] ?? null;
  }

  /** Of the recording as it stands now: it may have been changed while SoundCloud was asked. */
  #settle(guildId: GuildId, recordingId: RecordingId, found: PageLookUp): PageCheck {
    const { store, clock, log } = this.#ports;
    const recording = store.allowlist.kept(guildId, recordingId);
    if (recording === null || recording.page === null) return { kind: 'noPage' };
    const looked = this.#looked(guildId, recordingId);
    const check = judge(recording.page, found, looked, clock.nowMs());
    log.info({ guildId, recordingId, check }, 'the page of a recording was looked at again');
    this.#remember(guildId, recordingId, check, looked);
    if (check.kind === 'changed' && recording.status === 'approved') {
      this.#takeApproval(guildId, recording, check.change, found);
    }
    return check;
  }

  #takeApproval(
    guildId: GuildId,
    before: KeptRecording,
    change: PageChange,
    found: PageLookUp,
  ): void {
    const { store, clock, guilds } = this.#ports;
    const atMs = clock.nowMs();
    const settings = { approvals: guilds.get(guildId)?.recordingApprovals ?? 2 };
    const step = recordingStep(before, { type: 'pageChanged' }, settings, atMs);
    if (!step.ok) return;
    store.transaction(() => {
      store.allowlist.saveKept(guildId, step.recording, atMs);
      store.audit.add({
        atMs,
        guildId,
        actorId: null,
        action: 'recording.pageChanged',
        subject: `recording:${before.id}`,
        before: { ...standingOf(before), page: before.page },
        after: { ...standingOf(step.recording), change, page: found.ok ? found.page : null },
      });
    });
    this.#ports.onRecordingsChanged();
    const params = { title: before.title, change };
    // Told once for each time that an approval ends so.
    const kind = `alert.page.${before.id}.${atMs}`;
    this.#ports.tellCoordinators(guildId, kind, { key: 'alert.page', params });
  }

  #looked(guildId: GuildId, recordingId: RecordingId): Looked | null {
    const kept = this.#ports.store.settings.get(keyOf(guildId, recordingId));
    // Only `#remember` writes there.
    return kept === null ? null : (JSON.parse(kept) as Looked);
  }

  #remember(
    guildId: GuildId,
    recordingId: RecordingId,
    check: PageCheck,
    before: Looked | null,
  ): void {
    const atMs = this.#ports.clock.nowMs();
    const goneAtMs = before?.goneAtMs ?? null;
    const looked: Looked = {
      atMs,
      goneAtMs:
        check.kind === 'goneOnce'
          ? (goneAtMs ?? atMs)
          : check.kind === 'unsettled'
            ? goneAtMs
            : null,
      isUnsettled: check.kind === 'unsettled',
    };
    this.#ports.store.settings.set(keyOf(guildId, recordingId), JSON.stringify(looked));
  }
}

function keyOf(guildId: GuildId, recordingId: RecordingId): string {
  return `page.${guildId}.${recordingId}`;
}

/** A clock that was set back makes everything due. */
function isDue({ atMs, goneAtMs, isUnsettled }: Looked, nowMs: number): boolean {
  const waitMs = goneAtMs !== null || isUnsettled ? AGAIN_MS : ROUND_MS;
  return Math.abs(nowMs - atMs) >= waitMs;
}

function judge(
  pinned: NonNullable<KeptRecording['page']>,
  found: PageLookUp,
  looked: Looked | null,
  nowMs: number,
): PageCheck {
  if (found.ok) {
    const change = pageChange(pinned, found.page);
    return change === null ? { kind: 'same' } : { kind: 'changed', change };
  }
  if (found.why === 'WRONG_ACCOUNT') return { kind: 'changed', change: 'OWNER' };
  if (found.why !== 'GONE') return { kind: 'unsettled', why: found.why };
  const goneAtMs = looked?.goneAtMs ?? null;
  const isLong = goneAtMs !== null && nowMs - goneAtMs >= AGAIN_MS;
  return isLong ? { kind: 'changed', change: 'GONE' } : { kind: 'goneOnce' };
}

function standingOf({ status, approvedBy, approvedAtMs }: KeptRecording) {
  return { status, approvedBy, approvedAtMs };
}

/** The accounts behind all that is approved with a page, as SoundCloud numbers them. */
export function approvedUserIds(
  { allowlist }: Pick<Store, 'allowlist'>,
  guildIds: Iterable<GuildId>,
): ReadonlySet<string> {
  const approved = [...guildIds].flatMap((guildId) =>
    allowlist.listKept(guildId).filter(({ status }) => status === 'approved'),
  );
  return new Set(approved.flatMap(({ page }) => (page === null ? [] : [page.userId])));
}
