import {
  ChannelType,
  PermissionFlagsBits,
  type Client,
  type GuildBasedChannel,
  type GuildMember,
  type PermissionsBitField,
} from 'discord.js';
import type { ChannelPermissions } from '../app/preflight-port.ts';
import { NEEDED_BY_USE, type PermissionName } from '../domain/preflight.ts';

/**
 * @param selfIn the bot's own member of a guild; null while it is not known. Without the gateway
 * nothing tells the library who it is.
 */
export function createChannelPermissions(
  client: Client,
  selfIn: (guild: GuildBasedChannel['guild']) => GuildMember | null = ({ members }) => members.me,
): ChannelPermissions {
  return {
    inChannel(guildId, channelId, uses) {
      const channel = client.guilds.cache.get(guildId)?.channels.cache.get(channelId);
      const self = channel && selfIn(channel.guild);
      if (!self) return null;
      const may = channel.permissionsFor(self);
      const needed = new Set(uses.flatMap((use) => NEEDED_BY_USE[use]));
      const isStage = channel.type === ChannelType.GuildStageVoice;
      const asked = isStage ? onStage([...needed], may) : [...needed];
      return {
        name: channel.name,
        missing: asked.filter((name) => !may.has(PermissionFlagsBits[name])),
      };
    },
  };
}

/**
 * Whoever may mute others lets itself speak on a stage; anybody else asks to. A stage has no line
 * under its name.
 */
function onStage(
  needed: readonly PermissionName[],
  may: Readonly<PermissionsBitField>,
): PermissionName[] {
  return needed.flatMap((name): PermissionName[] => {
    if (name === 'SetVoiceChannelStatus') return [];
    if (name !== 'Speak') return [name];
    return may.has(PermissionFlagsBits.MuteMembers) ? [] : ['RequestToSpeak'];
  });
}
