import {
  ChannelType,
  PermissionFlagsBits,
  RequestMethod,
  Routes,
  type Client,
  type InternalDiscordGatewayAdapterCreator,
  type PermissionsBitField,
  type VoiceBasedChannel,
} from 'discord.js';
import type { Clock, Log } from '../app/ports.ts';
import type { ChannelId, GuildId } from '../domain/identity.ts';
import type { RestCall } from './rest-caller.ts';
import type { VoiceCensus } from './voice-census.ts';

/** Whether the bot could be heard in a channel; codes of VoiceFaultCode else. */
export type Preparation =
  'ok' | 'MISSING_CONNECT' | 'MISSING_SPEAK' | 'CHANNEL_GONE' | 'CHANNEL_FULL' | 'STAGE_SUPPRESSED';

/** What came of the step that a stage needs after joining. */
export type StageOutcome =
  /** No stage, or the bot is a speaker now. */
  | 'maySpeak'
  /** It raised its hand: a moderator has to let it speak. */
  | 'asked'
  | 'STAGE_SUPPRESSED';

/** What the sound needs of Discord besides the voice connection itself. */
export interface VoiceAccess {
  /** Whether the gateway's session lives and has told of the guild. */
  isInView(guildId: GuildId): boolean;
  /** From what the gateway told: no request is made. */
  prepareToSpeak(guildId: GuildId, channelId: ChannelId): Preparation;
  /** A stage admits the bot as a listener; this makes it a speaker, or asks for that. */
  afterJoin(guildId: GuildId, channelId: ChannelId): Promise<StageOutcome>;
  /** For joinVoiceChannel of the voice library; null while the guild is not available. */
  adapterCreator(guildId: GuildId): InternalDiscordGatewayAdapterCreator | null;
}

export interface VoiceAccessOptions {
  readonly client: Client;
  readonly census: VoiceCensus;
  readonly call: RestCall;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

export function createVoiceAccess(options: VoiceAccessOptions): VoiceAccess {
  const { client, census, call, clock, log } = options;

  function find(guildId: GuildId, channelId: ChannelId): VoiceBasedChannel | null {
    const channel = client.guilds.cache.get(guildId)?.channels.cache.get(channelId);
    return channel?.isVoiceBased() ? channel : null;
  }

  function isFull(channel: VoiceBasedChannel, guildId: GuildId, channelId: ChannelId): boolean {
    if (channel.userLimit === 0) return false;
    const present = census.userIdsIn(guildId, channelId);
    return !present.some((id) => id === client.user?.id) && present.length >= channel.userLimit;
  }

  async function changeOwnVoiceState(guildId: GuildId, body: object): Promise<boolean> {
    const route = Routes.guildVoiceState(guildId, '@me');
    const answer = await call({ method: RequestMethod.Patch, route, body, tries: 2 });
    if (answer.kind === 'answered') return true;
    log.warn({ guildId, answer }, 'The stage did not take the change.');
    return false;
  }

  return {
    isInView: (guildId) => census.isCurrent(guildId),
    prepareToSpeak(guildId, channelId) {
      const channel = find(guildId, channelId);
      if (!channel) return 'CHANNEL_GONE';
      const may = ownPermissions(channel);
      if (!may?.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.Connect])) {
        return 'MISSING_CONNECT';
      }
      if (channel.type === ChannelType.GuildStageVoice) {
        if (!may.any([PermissionFlagsBits.MuteMembers, PermissionFlagsBits.RequestToSpeak])) {
          return 'STAGE_SUPPRESSED';
        }
      } else if (!may.has(PermissionFlagsBits.Speak)) return 'MISSING_SPEAK';
      // Who may move members may also enter where it is full.
      const mayEnterFull = may.has(PermissionFlagsBits.MoveMembers);
      return !mayEnterFull && isFull(channel, guildId, channelId) ? 'CHANNEL_FULL' : 'ok';
    },
    async afterJoin(guildId, channelId) {
      const channel = find(guildId, channelId);
      if (channel?.type !== ChannelType.GuildStageVoice) return 'maySpeak';
      const may = ownPermissions(channel);
      if (may?.has(PermissionFlagsBits.MuteMembers)) {
        const body = { channel_id: channelId, suppress: false };
        if (await changeOwnVoiceState(guildId, body)) return 'maySpeak';
      }
      if (!may?.has(PermissionFlagsBits.RequestToSpeak)) return 'STAGE_SUPPRESSED';
      const askedAt = new Date(clock.nowMs()).toISOString();
      const body = { channel_id: channelId, request_to_speak_timestamp: askedAt };
      return (await changeOwnVoiceState(guildId, body)) ? 'asked' : 'STAGE_SUPPRESSED';
    },
    adapterCreator: (guildId) => client.guilds.cache.get(guildId)?.voiceAdapterCreator ?? null,
  };
}

/** Null while the bot's own member is not known. */
function ownPermissions(channel: VoiceBasedChannel): Readonly<PermissionsBitField> | null {
  const self = channel.guild.members.me;
  return self && channel.permissionsFor(self);
}
