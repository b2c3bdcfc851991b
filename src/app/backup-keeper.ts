/** Backs the database up once a day, at night and when no session is near. */
import { localTimeOf } from '../domain/local-time.ts';
import { DEFAULT_ZONE } from '../domain/zone.ts';
import { tellOnce } from './coordinator-alerts.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { Keeper } from './keeper.ts';
import type { Clock, Directory, Log, Store } from './ports.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Younger than this, a backup is today's. */
const FRESH_MS = 20 * HOUR_MS;
/** Older than this, or gone, the next one does not wait for the night. */
const OLD_MS = 28 * HOUR_MS;
/** No backup begins so shortly before a session. */
const NEAR_MS = 15 * 60_000;
/** What could not be made is tried again after this. */
const AFTER_FAULT_MS = HOUR_MS;
/** Wall time at the place of the timetable. */
const NIGHT = { from: '03:00', to: '05:00' };

export interface BackupKeeperPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly log: Log;
}

export class BackupKeeper implements Keeper {
  readonly #ports: BackupKeeperPorts;
  #underWay: Promise<void> | null = null;
  #notBeforeMs = -Infinity;

  constructor(ports: BackupKeeperPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.onHeartbeat();
  }

  onHeartbeat(): void {
    const nowMs = this.#ports.clock.nowMs();
    if (this.#underWay !== null || nowMs < this.#notBeforeMs || !this.#isDue(nowMs)) return;
    this.#underWay = this.#backUp(nowMs).finally(() => {
      this.#underWay = null;
    });
  }

  async stop(): Promise<void> {
    this.#notBeforeMs = Infinity;
    await this.#underWay;
  }

  #isDue(nowMs: number): boolean {
    const { store, guilds } = this.#ports;
    const ageMs = nowMs - (store.newestBackupAtMs() ?? -Infinity);
    if (ageMs < FRESH_MS || (ageMs < OLD_MS && !this.#isNight(nowMs))) return false;
    return [...guilds.keys()].every((guildId) => {
      const near = store.occurrences.between(guildId, nowMs, nowMs + NEAR_MS);
      return near.every(({ cancelled }) => cancelled);
    });
  }

  #isNight(nowMs: number): boolean {
    const [guildId] = this.#ports.guilds.keys();
    const series = guildId === undefined ? [] : this.#ports.store.series.list(guildId);
    const time = localTimeOf(series[0]?.rule.zone ?? DEFAULT_ZONE, nowMs);
    return time >= NIGHT.from && time < NIGHT.to;
  }

  async #backUp(nowMs: number): Promise<void> {
    const { store, log } = this.#ports;
    try {
      const path = await store.backUp(nowMs);
      log.info({ path }, 'backed up');
    } catch (err) {
      // The disk is full or not ours: everything else goes on, and coordinators are told once a day.
      log.error({ err }, 'no backup could be made');
      this.#notBeforeMs = nowMs + AFTER_FAULT_MS;
      this.#tell(nowMs);
    }
  }

  #tell(nowMs: number): void {
    const dayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
    try {
      for (const guildId of this.#ports.guilds.keys()) {
        tellOnce(this.#ports, guildId, 'alert.backup', { key: 'alert.backup', params: { dayMs } });
      }
    } catch (err) {
      // Then the store is in trouble as a whole, which is told by whoever looks after it.
      this.#ports.log.warn({ err }, 'nobody could be told of the backup');
    }
  }
}
