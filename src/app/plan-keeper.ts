/** Keeps planned, some weeks ahead, whatever the timetable and its people call for. */
import type { GuildId } from '../domain/identity.ts';
import { planClockNotices } from './clock-bulletin.ts';
import { unknownNames } from './coordinator-alerts.ts';
import { planDirectReminders } from './direct-reminders.ts';
import type { GuildSettings } from './guild-settings.ts';
import { tellUnusable } from './own-voice-alerts.ts';
import { planAhead } from './planner.ts';
import { countSignUps } from './popularity.ts';
import type { DueText } from './ports.ts';
import { tellEndingPermissions } from './recording-alerts.ts';
import type { SessionSoundPorts } from './session-sound.ts';
import { attempt } from './store-trouble.ts';
import { timetableChanges } from './timetable-signal.ts';
import { planWeekly } from './weekly-post.ts';

const HOUR_MS = 3_600_000;
/** Reminders at people's own times are planned an hour ahead, this often. */
const DIRECT_PLAN_MS = 10 * 60_000;

export interface PlanKeeperPorts extends SessionSoundPorts {
  readonly tellCoordinators: (guildId: GuildId, kind: string, text: DueText) => void;
  /** A guild has been planned anew. */
  readonly onPlanned: (guildId: GuildId) => void;
  /** The timetable of a guild is another one. */
  readonly onChanged: () => void;
}

export class PlanKeeper {
  readonly #ports: PlanKeeperPorts;
  #directPlannedAtMs = -Infinity;
  #plannedAtMs = -Infinity;
  /** How many changes of each guild's timetable the plan has taken in. */
  readonly #changesSeen = new Map<GuildId, number>();

  constructor(ports: PlanKeeperPorts) {
    this.#ports = ports;
  }

  /** Before whatever lives by the plan. */
  start(): void {
    this.#plan();
  }

  onHeartbeat(): void {
    const { clock, log } = this.#ports;
    const isOld = clock.nowMs() - this.#plannedAtMs >= HOUR_MS;
    attempt(log, () => this.followChanges());
    if (isOld) attempt(log, () => this.#plan());
    attempt(log, () => this.#planDirect());
  }

  /** A timetable may be imported by another process while this one runs. */
  followChanges(): void {
    for (const settings of this.#ports.guilds.values()) {
      const { guildId } = settings;
      const changes = timetableChanges(this.#ports.store.settings, guildId);
      if (this.#changesSeen.get(guildId) === changes) continue;
      this.planGuild(settings);
      this.#ports.onChanged();
    }
  }

  /** A reminder that somebody has just asked for may be due soon. */
  onSignUpsChanged(): void {
    this.#directPlannedAtMs = -Infinity;
  }

  planGuild(settings: GuildSettings): void {
    const { store, tellCoordinators, onPlanned } = this.#ports;
    const { guildId } = settings;
    const changes = timetableChanges(store.settings, guildId);
    planAhead(this.#ports, guildId);
    planWeekly(this.#ports, guildId);
    planClockNotices(this.#ports, guildId);
    for (const text of unknownNames(this.#ports, settings)) {
      tellCoordinators(guildId, text.key, text);
    }
    onPlanned(guildId);
    // Only now: what was cut is planned once more.
    this.#changesSeen.set(guildId, changes);
  }

  #plan(): void {
    for (const settings of this.#ports.guilds.values()) {
      this.planGuild(settings);
      countSignUps(this.#ports, settings.guildId);
      tellEndingPermissions(this.#ports, settings.guildId);
      tellUnusable(this.#ports, settings);
    }
    this.#plannedAtMs = this.#ports.clock.nowMs();
  }

  /** What is due within the hour is planned often enough that nothing is planned late. */
  #planDirect(): void {
    const nowMs = this.#ports.clock.nowMs();
    if (nowMs - this.#directPlannedAtMs < DIRECT_PLAN_MS) return;
    for (const guildId of this.#ports.guilds.keys()) {
      planDirectReminders(this.#ports, guildId);
    }
    this.#directPlannedAtMs = nowMs;
  }
}
