import {
  Events,
  GatewayDispatchEvents,
  type APIInteraction,
  type Client,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildDeleteDispatchData,
  type GatewayGuildMemberUpdateDispatchData,
} from 'discord.js';
import type { GatewayEvent } from '../app/ports.ts';
import { asId, type ChannelId, type GuildId } from '../domain/identity.ts';
import type { Stranger, VoiceCensus, VoiceStateData } from './voice-census.ts';

export interface GatewayEventSource {
  readonly client: Client;
  readonly census: VoiceCensus;
  readonly serves: (guildId: GuildId) => boolean;
  readonly emit: (event: GatewayEvent) => void;
  readonly learn: (strangers: readonly Stranger[]) => void;
}

/** Turns what the gateway sends into the census and the app's few events. */
export function watchGateway(source: GatewayEventSource): void {
  watchConnection(source);
  watchPeople(source);
  watchNames(source);
}

function watchConnection({ client, census, serves, emit, learn }: GatewayEventSource): void {
  const dispatches = client.ws;
  function lose(): void {
    for (const guildId of census.disconnected()) emit({ type: 'viewLost', guildId });
  }
  client.on(Events.ShardReconnecting, lose);
  client.on(Events.ShardDisconnect, lose);
  dispatches.on(GatewayDispatchEvents.Ready, () => census.sessionBegan());
  dispatches.on(GatewayDispatchEvents.Resumed, () => {
    for (const guildId of census.resumed()) emit({ type: 'directoryChanged', guildId });
  });
  dispatches.on(GatewayDispatchEvents.GuildCreate, (data: GatewayGuildCreateDispatchData) => {
    const guildId = asId<GuildId>(data.id);
    if (data.unavailable || !serves(guildId)) return;
    census.guildCreated(data);
    learn(census.strangersIn(guildId));
    // The library reads the packet right after this, and the directory asks the library.
    queueMicrotask(() => emit({ type: 'directoryChanged', guildId }));
  });
  dispatches.on(GatewayDispatchEvents.GuildDelete, (data: GatewayGuildDeleteDispatchData) => {
    const guildId = asId<GuildId>(data.id);
    if (!serves(guildId)) return;
    census.guildLost(guildId);
    emit({ type: 'viewLost', guildId });
  });
}

function watchPeople({ client, census, serves, emit, learn }: GatewayEventSource): void {
  const dispatches = client.ws;
  function tell(guildId: GuildId, channelIds: readonly (ChannelId | null)[]): void {
    for (const channelId of channelIds) {
      if (channelId !== null) emit({ type: 'roomChanged', guildId, channelId });
    }
  }
  dispatches.on(GatewayDispatchEvents.VoiceStateUpdate, (data: VoiceStateData) => {
    const guildId = asId<GuildId>(data.guild_id ?? '');
    if (!serves(guildId)) return;
    const changed = census.voiceStateUpdated(data);
    learn(census.strangersIn(guildId));
    tell(guildId, changed);
  });
  dispatches.on(GatewayDispatchEvents.InteractionCreate, (data: APIInteraction) => {
    if (data.guild_id === undefined || !data.member) return;
    const guildId = asId<GuildId>(data.guild_id);
    tell(guildId, [census.memberSeen(guildId, data.member)]);
  });
  // Without the privileged intent this comes for the bot itself only.
  dispatches.on(
    GatewayDispatchEvents.GuildMemberUpdate,
    (data: GatewayGuildMemberUpdateDispatchData) => {
      const guildId = asId<GuildId>(data.guild_id);
      tell(guildId, [census.memberSeen(guildId, data)]);
      if (serves(guildId)) queueMicrotask(() => emit({ type: 'directoryChanged', guildId }));
    },
  );
}

function watchNames({ client, census, serves, emit }: GatewayEventSource): void {
  function changed(guild: { readonly id: string }): void {
    const guildId = asId<GuildId>(guild.id);
    if (serves(guildId)) emit({ type: 'directoryChanged', guildId });
  }
  client.on(Events.GuildUpdate, (_before, guild) => changed(guild));
  client.on(Events.GuildRoleCreate, (role) => changed(role.guild));
  client.on(Events.GuildRoleUpdate, (_before, role) => changed(role.guild));
  client.on(Events.GuildRoleDelete, (role) => changed(role.guild));
  client.on(Events.ChannelCreate, (channel) => changed(channel.guild));
  client.on(Events.ChannelUpdate, (_before, channel) => {
    if (!channel.isDMBased()) changed(channel.guild);
  });
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return;
    const guildId = asId<GuildId>(channel.guild.id);
    const channelId = asId<ChannelId>(channel.id);
    census.channelDeleted(guildId, channelId);
    if (serves(guildId)) emit({ type: 'roomChanged', guildId, channelId });
    changed(channel.guild);
  });
}
