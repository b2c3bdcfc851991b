import {
  GatewayDispatchEvents,
  GatewayOpcodes,
  GatewayRequestChannelInfoField,
  PermissionFlagsBits,
  RequestMethod,
  type Client,
  type GatewayChannelInfoDispatchData,
  type GatewayGuildCreateDispatchData,
  type GatewayVoiceChannelStatusUpdateDispatchData,
} from 'discord.js';
import type { RoomStatus, RoomStatusOutcome } from '../app/ports.ts';
import { asId, type ChannelId, type GuildId, type UserId } from '../domain/identity.ts';
import { ERROR_CODE } from './error-code.ts';
import { notNow } from './not-now.ts';
import type { RestAnswer, RestCall } from './rest-caller.ts';
import type { VoiceCensus } from './voice-census.ts';

export interface RoomStatusOptions {
  readonly client: Client;
  readonly call: RestCall;
  readonly census: Pick<VoiceCensus, 'userIdsIn'>;
}

/** Writing the same line twice does no harm. */
const TRIES = 2;

/**
 * The line under a voice channel's name. Discord takes it from whoever holds Set Voice Channel
 * Status and is in the channel, or may manage it; both are known here, so that nothing is asked
 * in vain. It empties the line by itself when the last one leaves.
 */
export function createRoomStatus({ client, call, census }: RoomStatusOptions): RoomStatus {
  const textByChannelId = new Map<ChannelId, string | null>();
  const see = (channelId: string, text: string | null): void => {
    textByChannelId.set(asId<ChannelId>(channelId), text === '' ? null : text);
  };
  watchStatuses(client, see);

  function refusalOf(guildId: GuildId, channelId: ChannelId): RoomStatusOutcome | null {
    const channel = client.guilds.cache.get(guildId)?.channels.cache.get(channelId);
    if (!channel?.isVoiceBased()) return { kind: 'refused', why: 'UNKNOWN_CHANNEL' };
    const self = channel.guild.members.me;
    const may = self && channel.permissionsFor(self);
    if (!may?.has(PermissionFlagsBits.SetVoiceChannelStatus)) {
      return { kind: 'refused', why: 'MISSING_PERMISSION' };
    }
    const selfId = asId<UserId>(client.user?.id ?? '');
    const isThere = census.userIdsIn(guildId, channelId).includes(selfId);
    const mayFromOutside = may.has(PermissionFlagsBits.ManageChannels);
    return isThere || mayFromOutside ? null : { kind: 'refused', why: 'NOT_IN_ROOM' };
  }

  return {
    standing(channelId) {
      const text = textByChannelId.get(channelId);
      return text === undefined ? null : { text };
    },
    look(guildId) {
      const shard = client.guilds.cache.get(guildId)?.shard;
      const fields = [GatewayRequestChannelInfoField.Status];
      shard?.send({ op: GatewayOpcodes.RequestChannelInfo, d: { guild_id: guildId, fields } });
    },
    async set(guildId, channelId, text) {
      const refusal = refusalOf(guildId, channelId);
      if (refusal) return refusal;
      const answer = await call({
        method: RequestMethod.Put,
        route: `/channels/${channelId}/voice-status`,
        body: { status: text ?? '' },
        tries: TRIES,
      });
      if (answer.kind === 'answered') see(channelId, text);
      return outcomeOf(answer);
    },
  };
}

/** Discord tells of each change, and of what stands when it is asked; some answers carry it as well. */
function watchStatuses(
  client: Client,
  see: (channelId: string, text: string | null) => void,
): void {
  const dispatches = client.ws;
  dispatches.on(
    GatewayDispatchEvents.VoiceChannelStatusUpdate,
    ({ id, status }: GatewayVoiceChannelStatusUpdateDispatchData) => see(id, status),
  );
  dispatches.on(GatewayDispatchEvents.ChannelInfo, (data: GatewayChannelInfoDispatchData) => {
    for (const { id, status } of data.channels) see(id, status ?? null);
  });
  dispatches.on(GatewayDispatchEvents.GuildCreate, (data: GatewayGuildCreateDispatchData) => {
    if (data.unavailable) return;
    for (const channel of data.channels) {
      if (!('status' in channel)) continue;
      see(channel.id, typeof channel.status === 'string' ? channel.status : null);
    }
  });
}

function outcomeOf(answer: RestAnswer): RoomStatusOutcome {
  if (answer.kind === 'answered') return { kind: 'done' };
  if (answer.kind !== 'rejected') return notNow(answer);
  if (answer.status === 403) return { kind: 'refused', why: 'MISSING_PERMISSION' };
  const isUnknown = answer.code === ERROR_CODE.unknownChannel || answer.status === 404;
  return { kind: 'refused', why: isUnknown ? 'UNKNOWN_CHANNEL' : 'INVALID' };
}
