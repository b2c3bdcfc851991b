import type { DiscordGatewayAdapterLibraryMethods } from '@discordjs/voice';
import type { GuildId } from '../domain/identity.ts';
import type { MainThread } from './main-thread.ts';
import type { AdapterNumber, SoundOrder } from './thread-messages.ts';
import type { RemoteAccess } from './voice-access.ts';

/** Discord as the thread of the sound reaches it: through the main thread, which has the gateway. */
export class AccessThroughMain implements RemoteAccess {
  readonly #main: MainThread;
  readonly #methodsByAdapter = new Map<AdapterNumber, DiscordGatewayAdapterLibraryMethods>();
  #adapters = 0;

  constructor(main: MainThread) {
    this.#main = main;
  }

  readonly isInView: RemoteAccess['isInView'] = (guildId) => this.#main.ask('isInView', guildId);

  readonly prepareToSpeak: RemoteAccess['prepareToSpeak'] = (guildId, channelId) =>
    this.#main.ask('prepareToSpeak', guildId, channelId);

  readonly afterJoin: RemoteAccess['afterJoin'] = (guildId, channelId) =>
    this.#main.ask('afterJoin', guildId, channelId);

  adapterCreator(guildId: GuildId): ReturnType<RemoteAccess['adapterCreator']> {
    return (methods) => {
      this.#adapters += 1;
      const adapter = this.#adapters;
      this.#methodsByAdapter.set(adapter, methods);
      this.#main.tell({ type: 'adapterOpened', adapter, guildId });
      return {
        // Whether it can be sent shows in the main thread, which says so when it can not.
        sendPayload: (payload: unknown) => {
          this.#main.tell({ type: 'payload', adapter, payload });
          return true;
        },
        destroy: () => {
          this.#methodsByAdapter.delete(adapter);
          this.#main.tell({ type: 'adapterClosed', adapter });
        },
      };
    };
  }

  hear(order: SoundOrder & { readonly type: 'voiceState' | 'voiceServer' | 'adapterGone' }): void {
    const methods = this.#methodsByAdapter.get(order.adapter);
    switch (order.type) {
      case 'voiceState':
        return methods?.onVoiceStateUpdate(order.data as never);
      case 'voiceServer':
        return methods?.onVoiceServerUpdate(order.data as never);
      case 'adapterGone':
        this.#methodsByAdapter.delete(order.adapter);
        return methods?.destroy();
    }
  }
}
