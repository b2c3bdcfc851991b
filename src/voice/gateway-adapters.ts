/** The main gateway's side of the connections that the thread of the sound makes. */
import type { DiscordGatewayAdapterImplementerMethods } from '@discordjs/voice';
import type { GuildId } from '../domain/identity.ts';
import type { AdapterNumber, SoundNews, SoundOrder } from './thread-messages.ts';
import type { VoiceAccess } from './voice-access.ts';

/** A thread keeps this distance by itself, but it does not know when the one before it has joined. */
const BETWEEN_JOINS_MS = 1_000;

interface Adapter {
  readonly guildId: GuildId;
  readonly gateway: DiscordGatewayAdapterImplementerMethods;
  /** It has put the bot into a room, and not out of it again. */
  isInside: boolean;
  /** A join that waits for its time. */
  waiting: NodeJS.Timeout | null;
}

/** Opcode 4, as far as it is looked at here. */
interface VoiceStateRequest {
  readonly d: { readonly channel_id: string | null };
}

export interface AdapterNeeds {
  readonly access: Pick<VoiceAccess, 'adapterCreator'>;
  readonly post: (order: SoundOrder) => void;
  readonly onJoin: () => void;
}

type AdapterNews = SoundNews & {
  readonly type: 'adapterOpened' | 'payload' | 'adapterClosed';
};

export class GatewayAdapters {
  readonly #needs: AdapterNeeds;
  readonly #adapters = new Map<AdapterNumber, Adapter>();
  readonly #joinedAtMsByGuild = new Map<GuildId, number>();
  /** Joins of the threads before this one. */
  readonly #earlierAtMsByGuild = new Map<GuildId, number>();

  constructor(needs: AdapterNeeds) {
    this.#needs = needs;
  }

  hear(news: AdapterNews): void {
    switch (news.type) {
      case 'adapterOpened':
        return this.#open(news.adapter, news.guildId);
      case 'payload':
        return this.#send(news.adapter, news.payload as VoiceStateRequest);
      case 'adapterClosed':
        return this.#close(news.adapter);
    }
  }

  /** The thread has ended: the bot leaves each room, so that the next thread can enter it anew. */
  leaveAll(): void {
    for (const [number, { guildId, gateway, isInside }] of this.#adapters) {
      const body = { guild_id: guildId, channel_id: null, self_mute: false, self_deaf: true };
      if (isInside) gateway.sendPayload({ op: 4, d: body });
      this.#close(number);
    }
    for (const [guildId, atMs] of this.#joinedAtMsByGuild) {
      this.#earlierAtMsByGuild.set(guildId, atMs);
    }
  }

  #open(number: AdapterNumber, guildId: GuildId): void {
    const { access, post } = this.#needs;
    const gateway = access.adapterCreator(guildId)?.({
      onVoiceServerUpdate: (data) => post({ type: 'voiceServer', adapter: number, data }),
      onVoiceStateUpdate: (data) => post({ type: 'voiceState', adapter: number, data }),
      destroy: () => this.#lose(number),
    });
    if (!gateway) return post({ type: 'adapterGone', adapter: number });
    this.#adapters.set(number, { guildId, gateway, isInside: false, waiting: null });
  }

  #send(number: AdapterNumber, payload: VoiceStateRequest): void {
    const adapter = this.#adapters.get(number);
    if (!adapter) return;
    const isJoin = payload.d.channel_id !== null;
    if (!isJoin) {
      adapter.isInside = false;
      adapter.gateway.sendPayload(payload);
      return;
    }
    const earlierAtMs = this.#earlierAtMsByGuild.get(adapter.guildId) ?? -Infinity;
    const waitMs = earlierAtMs + BETWEEN_JOINS_MS - performance.now();
    if (waitMs <= 0) return this.#join(number, adapter, payload);
    adapter.waiting = setTimeout(() => this.#join(number, adapter, payload), waitMs);
  }

  #join(number: AdapterNumber, adapter: Adapter, payload: VoiceStateRequest): void {
    this.#joinedAtMsByGuild.set(adapter.guildId, performance.now());
    adapter.isInside = adapter.gateway.sendPayload(payload);
    if (adapter.isInside) this.#needs.onJoin();
    else this.#lose(number);
  }

  #lose(number: AdapterNumber): void {
    this.#close(number);
    this.#needs.post({ type: 'adapterGone', adapter: number });
  }

  #close(number: AdapterNumber): void {
    const adapter = this.#adapters.get(number);
    if (!adapter) return;
    this.#adapters.delete(number);
    if (adapter.waiting) clearTimeout(adapter.waiting);
    adapter.gateway.destroy();
  }
}
