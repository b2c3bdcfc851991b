/**
 * Looks over everything daily and three hours before each session, one guild at a time. What it has
 * found is kept, so that a new start neither looks again at once nor forgets it.
 */
import type { GuildId } from '../domain/identity.ts';
import {
  BEFORE_SESSION_MS,
  isBroken,
  isPreflightDue,
  newTroubles,
  readPreflightLines,
  type PreflightCode,
  type PreflightReport,
} from '../domain/preflight.ts';
import type { GuildSettings, GuildSettingsById } from './guild-settings.ts';
import type { Health } from './health.ts';
import type { IngestPorts } from './ingest.ts';
import type { Keeper } from './keeper.ts';
import { lookOver } from './preflight.ts';
import { lookAtFiles } from './preflight-files.ts';
import type { PreflightOutside } from './preflight-port.ts';
import type { RoomTrials } from './preflight-room.ts';
import type { RecordingCheck } from './recording-check.ts';
import type { AudioLibrary, Clock, Directory, DueText, Log, Store } from './ports.ts';

/** A start has enough to do, and one that fails over and over must try no room each time. */
const AFTER_START_MS = 2 * 60_000;
/** After one that could not be made to its end. */
const AFTER_FAULT_MS = 3_600_000;
const ZONE_DATA_KEY = 'preflight.zoneData';

/** Coordinators are told of these by whoever finds them first. */
const TOLD_ELSEWHERE: ReadonlySet<PreflightCode> = new Set([
  'CHANNEL_GONE',
  'ROLE_GONE',
  'FILE_MISSING',
  'FILE_CHANGED',
]);

export interface PreflightKeeperPorts {
  readonly store: Pick<
    Store,
    'series' | 'occurrences' | 'sessions' | 'settings' | 'allowlist' | 'transaction'
  >;
  readonly clock: Clock;
  readonly log: Log;
  readonly guilds: GuildSettingsById;
  readonly directory: Directory;
  readonly library: AudioLibrary;
  readonly preparer: Pick<IngestPorts['preparer'], 'isReady'>;
  readonly health: Health;
  readonly recordingCheck: RecordingCheck;
  readonly trials: RoomTrials;
  readonly outside: PreflightOutside;
  readonly tellCoordinators: (guildId: GuildId, kind: string, text: DueText) => void;
}

/** What coordinators may ask about it. */
export interface PreflightDesk {
  /** Null when nothing was looked over yet. */
  latest(guildId: GuildId): PreflightReport | null;
}

export class PreflightKeeper implements Keeper, PreflightDesk {
  readonly #ports: PreflightKeeperPorts;
  readonly #stopping = new AbortController();
  #underWay: Promise<void> | null = null;
  #notBeforeMs = Infinity;

  constructor(ports: PreflightKeeperPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#notBeforeMs = this.#ports.clock.nowMs() + AFTER_START_MS;
    this.#reportHealth();
  }

  /** At most one begins. */
  onHeartbeat(): void {
    const { clock, log, guilds, trials } = this.#ports;
    trials.onHeartbeat();
    const nowMs = clock.nowMs();
    if (this.#underWay !== null || nowMs < this.#notBeforeMs) return;
    const due = [...guilds.values()].find(({ guildId }) => this.#isDue(guildId, nowMs));
    if (!due) return;
    this.#underWay = this.#look(due)
      .catch((err: unknown) => {
        if (this.#stopping.signal.aborted) return;
        // Whatever could not be asked or kept: nothing is told, and the next one tells.
        log.error({ guildId: due.guildId, err }, 'the look over everything did not end');
        this.#notBeforeMs = clock.nowMs() + AFTER_FAULT_MS;
      })
      .finally(() => {
        this.#underWay = null;
      });
  }

  async stop(): Promise<void> {
    this.#notBeforeMs = Infinity;
    this.#ports.trials.stop();
    this.#stopping.abort(new Error('The bot ends.'));
    await this.#underWay;
  }

  latest(guildId: GuildId): PreflightReport | null {
    const kept = this.#ports.store.settings.get(keyOf(guildId));
    return kept === null ? null : reportIn(kept);
  }

  #isDue(guildId: GuildId, nowMs: number): boolean {
    const startsAtMs = this.#ports.store.occurrences
      .between(guildId, nowMs, nowMs + BEFORE_SESSION_MS + 1)
      .filter(({ cancelled }) => !cancelled)
      .map((occurrence) => occurrence.startsAtMs);
    return isPreflightDue(this.latest(guildId), startsAtMs, nowMs);
  }

  async #look(settings: GuildSettings): Promise<void> {
    const { store, clock, directory, outside, preparer, trials } = this.#ports;
    const { guildId } = settings;
    const lines = await lookOver({
      ...outside,
      settings,
      isInvited: true,
      series: store.series.list(guildId).filter(({ paused }) => !paused),
      directory: directory.selfId === null ? null : directory,
      zoneDataUsed: store.settings.get(ZONE_DATA_KEY),
      hasFfmpeg: () => preparer.isReady(),
      lookAtFiles: () => this.#lookAtFiles(settings),
      tryRoom: (room) => trials.tryRoom(guildId, room),
      signal: this.#stopping.signal,
    });
    this.#keep(guildId, { atMs: clock.nowMs(), lines });
  }

  async #lookAtFiles({ guildId, language }: GuildSettings) {
    const { library, recordingCheck } = this.#ports;
    const checked = await recordingCheck.check(guildId, () => undefined);
    return lookAtFiles({ library, language, checked });
  }

  /** What is new is told in the transaction that keeps it: neither twice nor never. */
  #keep(guildId: GuildId, report: PreflightReport): void {
    const { store, log, outside, tellCoordinators } = this.#ports;
    const troubles = report.lines.filter(isBroken);
    log.info({ guildId, troubles }, 'everything was looked over');
    store.transaction(() => {
      const told = newTroubles(this.latest(guildId)?.lines ?? [], report.lines).filter(
        ({ code }) => !TOLD_ELSEWHERE.has(code),
      );
      store.settings.set(keyOf(guildId), JSON.stringify(report));
      const { version } = outside.zoneData;
      if (version !== null && version > (store.settings.get(ZONE_DATA_KEY) ?? '')) {
        store.settings.set(ZONE_DATA_KEY, version);
      }
      if (told.length === 0) return;
      // Named by its time, so that what comes back after it was mended is told again.
      tellCoordinators(guildId, `alert.preflight.${report.atMs}`, {
        key: 'alert.preflight',
        params: { lines: JSON.stringify(told) },
      });
    });
    this.#reportHealth();
  }

  #reportHealth(): void {
    const { guilds, health } = this.#ports;
    const reports = [...guilds.keys()].map((guildId) => this.latest(guildId));
    const isFailed = reports.some((report) => report?.lines.some(isBroken) ?? false);
    if (isFailed) health.report('PREFLIGHT_FAILED');
    else health.clear('PREFLIGHT_FAILED');
  }
}

const keyOf = (guildId: GuildId): string => `preflight.${guildId}`;

function reportIn(kept: string): PreflightReport {
  const { atMs, lines } = JSON.parse(kept) as { atMs: number; lines: unknown };
  return { atMs, lines: readPreflightLines(JSON.stringify(lines)) };
}
