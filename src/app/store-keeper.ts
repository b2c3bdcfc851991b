/**
 * Looks after a store in trouble. Nothing can be put into the outbox then, so that coordinators are
 * told without it, once for each kind of trouble and day; and it tries again and again whether the
 * store can be written to, so that everything goes on by itself.
 */
import { createHash } from 'node:crypto';
import type { ChannelId, GuildId } from '../domain/identity.ts';
import { textsFor } from '../texts/languages.ts';
import { formatComponentId } from './component-id.ts';
import { tellOnce } from './coordinator-alerts.ts';
import {
  coordinatorChannelOf,
  type GuildSettings,
  type GuildSettingsById,
} from './guild-settings.ts';
import type { Health } from './health.ts';
import type { Keeper } from './keeper.ts';
import {
  WHOLE_GUILD,
  type Clock,
  type Directory,
  type Log,
  type Message,
  type Messenger,
} from './ports.ts';
import { restoredOf } from './restored.ts';
import type { Store } from './store-port.ts';
import { STORE_TROUBLES, storeTroubleOf, type StoreTrouble } from './store-trouble.ts';

const DAY_MS = 24 * 3_600_000;

export interface StoreKeeperPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger, 'post' | 'findOwn'>;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly health: Health;
  readonly log: Log;
}

export class StoreKeeper implements Keeper {
  readonly #ports: StoreKeeperPorts;
  /** What has been told, or could not be for good, by its marker. */
  readonly #settled = new Set<string>();
  /** What is being told now, by its marker. */
  readonly #underWay = new Map<string, Promise<void>>();
  /** Coordinators have heard of the trouble that there is now. */
  #isTold = false;

  constructor(ports: StoreKeeperPorts) {
    this.#ports = ports;
  }

  /** Whoever went on with a backup is told what is missing. */
  start(): void {
    const { store, guilds } = this.#ports;
    const restored = restoredOf(store.settings);
    if (restored === null) return;
    const { backupAtMs, restoredAtMs } = restored;
    const text = { key: 'alert.restored', params: { backupAtMs, restoredAtMs } };
    for (const guildId of guilds.keys()) this.#tellOnce(guildId, text);
  }

  onHeartbeat(): void {
    const { store, health, log } = this.#ports;
    const known = new Map(health.troubles.map(({ code, sinceMs }) => [code, sinceMs]));
    const troubles = STORE_TROUBLES.filter((trouble) => known.has(`STORE_${trouble}`));
    if (troubles.length === 0) return;
    try {
      store.probe();
    } catch (error) {
      const trouble = storeTroubleOf(error);
      if (trouble === null) throw error;
      health.report(`STORE_${trouble}`);
      this.#tellAll(trouble);
      return;
    }
    const sinceMs = Math.min(...troubles.map((trouble) => known.get(`STORE_${trouble}`) ?? 0));
    for (const trouble of troubles) health.clear(`STORE_${trouble}`);
    log.info({ troubles, sinceMs }, 'the store can be written to again');
    // Nobody needs to hear the end of what they have not heard of.
    if (!this.#isTold) return;
    this.#isTold = false;
    const text = { key: 'alert.storeBack', params: { sinceMs } };
    for (const guildId of this.#ports.guilds.keys()) this.#tellOnce(guildId, text);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  #tellOnce(guildId: GuildId, text: Parameters<typeof tellOnce>[3]): void {
    tellOnce(this.#ports, guildId, text.key, text);
  }

  #tellAll(trouble: StoreTrouble): void {
    const { guilds, directory, clock } = this.#ports;
    const dayMs = Math.floor(clock.nowMs() / DAY_MS) * DAY_MS;
    for (const settings of guilds.values()) {
      const channelId = coordinatorChannelOf(settings, directory);
      if (channelId === null || directory.selfId === null) continue;
      const name = [directory.selfId, settings.guildId, channelId, trouble, String(dayMs)];
      // 24 characters: it is the nonce of the post, and is found in the message after a crash.
      const marker = createHash('sha256').update(name.join('\n')).digest('base64url').slice(0, 24);
      if (this.#settled.has(marker) || this.#underWay.has(marker)) continue;
      const telling = this.#tell(settings, channelId, { trouble, marker, dayMs });
      const done = telling.finally(() => void this.#underWay.delete(marker));
      this.#underWay.set(marker, done);
    }
  }

  /** What the platform can't take now is tried again with the next heartbeat, under the same nonce. */
  async #tell(
    { language }: GuildSettings,
    channelId: ChannelId,
    what: { readonly trouble: StoreTrouble; readonly marker: string; readonly dayMs: number },
  ): Promise<void> {
    const { messenger, log } = this.#ports;
    const { trouble, marker, dayMs } = what;
    const found = await messenger.findOwn(channelId, marker, dayMs);
    if (found.kind === 'notNow') return;
    if (found.kind === 'found') {
      this.#settled.add(marker);
      return;
    }
    const outcome = await messenger.post(channelId, messageOf(language, trouble, marker), marker);
    log.warn(
      { trouble, outcome, incident: incidentOf(marker) },
      'coordinators were told of the store',
    );
    if (outcome.kind === 'sent') this.#isTold = true;
    if (outcome.kind === 'sent' || outcome.kind === 'refused') this.#settled.add(marker);
  }
}

/** No row names it: its marker does, which the message has as well. */
const incidentOf = (marker: string): string => marker.slice(0, 8);

function messageOf(language: string, trouble: StoreTrouble, marker: string): Message {
  const texts = textsFor(language);
  const id = formatComponentId({ action: 'what', marker, occurrenceId: WHOLE_GUILD });
  const label = texts.controls.buttons.what();
  return {
    text: `${texts.store.troubles[trouble]()}\n${texts.health.incident({ incidentId: incidentOf(marker) })}`,
    rows: [[{ kind: 'button', id, label, style: 'secondary' }]],
  };
}
