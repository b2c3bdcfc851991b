/**
 * One connection of the voice library, from one join to its end. The library answers most closes by
 * joining again at once and without end, which floods the gateway for every guild; here it may ask
 * to join exactly once, and what happens afterwards is told to the one who decides.
 */
import {
  joinVoiceChannel,
  VoiceConnectionDisconnectReason,
  VoiceConnectionStatus,
  type DiscordGatewayAdapterCreator,
  type Networking,
  type VoiceConnection,
  type VoiceConnectionState,
} from '@discordjs/voice';
import type { ChannelId, GuildId } from '../domain/identity.ts';

export type LinkNews =
  /** Sound could be sent; it may not be encrypted end to end yet. */
  | { readonly type: 'ready' }
  /** Nothing can be sent; the library takes the session up again by itself. */
  | { readonly type: 'interrupted' }
  /** The voice server closed for good; the close code. */
  | { readonly type: 'closed'; readonly code: number }
  /** The main gateway took the connection away or did not take the wish to join. */
  | { readonly type: 'gone' }
  /** The gateway says that someone put the bot out of the room, or into another one. */
  | { readonly type: 'removed'; readonly to: string | null }
  /** New end-to-end keys are in use. */
  | { readonly type: 'transitioned' }
  /** Whether people may hear the bot: a moderator lets it speak or muted it, or it lost the permission. */
  | { readonly type: 'suppressed' | 'unsuppressed' };

export interface LinkOptions {
  readonly guildId: GuildId;
  readonly channelId: ChannelId;
  /** Keeps the connections of two clients in one process apart. */
  readonly group: string;
  readonly adapterCreator: DiscordGatewayAdapterCreator;
  readonly onNews: (link: VoiceLink, news: LinkNews) => void;
  readonly onError: (error: Error) => void;
}

export class VoiceLink {
  readonly channelId: ChannelId;
  readonly connection: VoiceConnection;
  private readonly options: LinkOptions;
  private mutedByOthers = false;
  private watched: Networking | null = null;
  private stage: 'joining' | 'joined' | 'closed' = 'joining';

  constructor(options: LinkOptions) {
    const { guildId, channelId, group } = options;
    this.options = options;
    this.channelId = channelId;
    this.connection = joinVoiceChannel({
      guildId,
      channelId,
      group,
      selfDeaf: true,
      selfMute: false,
      debug: false,
      adapterCreator: (methods) => this.guardedAdapter(methods),
    });
    this.stage = 'joined';
    this.connection.on('error', (error) => options.onError(error));
    this.connection.on('stateChange', (before, after) => this.follow(before, after));
    this.connection.on('transitioned', () => this.tell({ type: 'transitioned' }));
  }

  /** A moderator has muted the bot on this server; only a moderator can undo it. */
  get isMuted(): boolean {
    return this.mutedByOthers;
  }

  /** `none` in a stage; `pending` until the keys of the room are in use. */
  get encryption(): 'none' | 'pending' | 'active' {
    const { state } = this.connection;
    if (state.status !== VoiceConnectionStatus.Ready) return 'pending';
    const dave = Reflect.get(state.networking.state, 'dave');
    if (!dave?.protocolVersion) return 'none';
    return dave.session?.ready && dave.lastTransitionId !== undefined ? 'active' : 'pending';
  }

  /** Leaves the channel. Nothing is told any more. */
  close(): void {
    this.stage = 'closed';
    if (this.connection.state.status !== VoiceConnectionStatus.Destroyed) this.connection.destroy();
  }

  private guardedAdapter(
    methods: Parameters<DiscordGatewayAdapterCreator>[0],
  ): ReturnType<DiscordGatewayAdapterCreator> {
    const adapter = this.options.adapterCreator({
      onVoiceServerUpdate: (data) => methods.onVoiceServerUpdate(data),
      onVoiceStateUpdate: (data) => {
        methods.onVoiceStateUpdate(data);
        if (data.channel_id !== this.channelId) this.tell({ type: 'removed', to: data.channel_id });
        else {
          this.mutedByOthers = data.mute;
          this.tell({ type: data.suppress || data.mute ? 'suppressed' : 'unsuppressed' });
        }
      },
      destroy: () => methods.destroy(),
    });
    return {
      sendPayload: (payload: { d?: { channel_id?: string | null } }) => {
        const isLeaving = payload.d?.channel_id === null;
        // The library believes that it joins again, and waits.
        return this.stage === 'joining' || isLeaving ? adapter.sendPayload(payload) : true;
      },
      destroy: () => adapter.destroy(),
    };
  }

  private follow(before: VoiceConnectionState, after: VoiceConnectionState): void {
    if ('networking' in after) this.watch(after.networking);
    if (before.status === after.status) return;
    switch (after.status) {
      case VoiceConnectionStatus.Ready:
        return this.tell({ type: 'ready' });
      case VoiceConnectionStatus.Connecting:
        // Taken up again, or begun anew at another server after the old one had closed.
        if (before.status === VoiceConnectionStatus.Ready) this.tell({ type: 'interrupted' });
        if (before.status === VoiceConnectionStatus.Disconnected) {
          this.tell({ type: 'interrupted' });
        }
        return;
      case VoiceConnectionStatus.Disconnected:
        // The server is being exchanged for another, whose address is to come.
        if (after.reason === VoiceConnectionDisconnectReason.EndpointRemoved) {
          this.tell({ type: 'interrupted' });
        }
        return;
      case VoiceConnectionStatus.Destroyed:
        return this.tell({ type: 'gone' });
      case VoiceConnectionStatus.Signalling:
        // Follows a close, whose code is told by `watch`.
        return;
    }
  }

  /** The library keeps most close codes to itself, so they are heard where they arrive. */
  private watch(networking: Networking): void {
    if (this.watched === networking) return;
    this.watched = networking;
    networking.once('close', (code: number) => {
      if (this.watched === networking) this.tell({ type: 'closed', code });
    });
  }

  private tell(news: LinkNews): void {
    if (this.stage === 'joined') this.options.onNews(this, news);
  }
}
