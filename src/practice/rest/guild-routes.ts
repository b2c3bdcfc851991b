/** Guilds, channels, members and voice states. */
import type { World } from '../world.ts';
import type { Guild } from '../world/entities.ts';
import { textOf, type JsonObject } from '../world/json.ts';
import {
  channelJson,
  fullChannelJson,
  guildJson,
  memberWithUserJson,
  voiceStateJson,
} from '../world/wire.ts';
import { found, refusal } from './api-error.ts';
import { bodyObject, channelOf, guildOf, insistOn, memberOf, type AddRoutes } from './app.ts';
import { Form } from './form.ts';

export const addGuildRoutes: AddRoutes = (app, world) => {
  app.get('/guilds/:guildId', (context) => context.json(guildJson(guildOf(world, context))));

  app.get('/guilds/:guildId/channels', (context) => {
    const channels = [...guildOf(world, context).channelById.values()];
    return context.json(channels.map((channel) => channelJson(channel)));
  });

  app.get('/channels/:channelId', (context) =>
    context.json(fullChannelJson(world, channelOf(world, context))),
  );

  app.put('/channels/:channelId/voice-status', (context) => {
    const channel = channelOf(world, context);
    if (channel.kind !== 'voice') throw refusal('wrongChannelType');
    insistOn(world, channel, 'setVoiceChannelStatus');
    const state = world.voice.stateOf(channel.guildId ?? '', world.bot.id);
    if (state?.channelId !== channel.id) insistOn(world, channel, 'manageChannels');
    const { status } = bodyObject(context);
    const form = new Form();
    form.text('status', status, { max: 500 });
    form.insist();
    world.setVoiceStatus(channel.id, typeof status === 'string' && status !== '' ? status : null);
    return context.body(null, 204);
  });
};

export const addMemberRoutes: AddRoutes = (app, world) => {
  app.get('/guilds/:guildId/members/:userId', (context) =>
    context.json(memberWithUserJson(world, memberOf(world, context))),
  );

  app.patch('/guilds/:guildId/members/:userId', (context) => {
    const member = memberOf(world, context);
    changeVoice(world, guildOf(world, context), member.userId, bodyObject(context));
    return context.json(memberWithUserJson(world, member));
  });
};

export const addVoiceStateRoutes: AddRoutes = (app, world) => {
  app.get('/guilds/:guildId/voice-states/:userId', (context) => {
    const { userId, guildId } = memberOf(world, context);
    const state = found(world.voice.stateOf(guildId, userId), 'unknownVoiceState');
    return context.json(voiceStateJson(world, state));
  });

  app.patch('/guilds/:guildId/voice-states/@me', (context) => {
    const guild = guildOf(world, context);
    const state = found(world.voice.stateOf(guild.id, world.bot.id), 'unknownVoiceState');
    const stage = world.channel(state.channelId);
    if (stage.kind !== 'stage') throw refusal('wrongChannelType');
    const { suppress, request_to_speak_timestamp: requestedAt } = bodyObject(context);
    if (suppress === false) insistOn(world, stage, 'muteMembers');
    if (typeof requestedAt === 'string') insistOn(world, stage, 'requestToSpeak');
    world.voice.setFlags(
      guild.id,
      world.bot.id,
      {
        ...(typeof suppress === 'boolean' ? { isSuppressed: suppress } : {}),
        ...(requestedAt === undefined
          ? {}
          : {
              requestedToSpeakAtMs: requestedAt === null ? null : Date.parse(textOf(requestedAt)),
            }),
      },
      'self',
    );
    return context.body(null, 204);
  });
};

/** Moves, disconnects, mutes or deafens a member as a moderator would. */
function changeVoice(world: World, guild: Guild, userId: string, body: JsonObject): void {
  const { channel_id: channelId, mute, deaf } = body;
  const isConnected = world.voice.stateOf(guild.id, userId) !== null;
  const changesVoice = channelId !== undefined || mute !== undefined || deaf !== undefined;
  if (changesVoice && !isConnected) throw refusal('notConnectedToVoice');
  if (channelId !== undefined) {
    insistOn(world, guild, 'moveMembers');
    if (channelId === null) world.voice.kick(guild.id, userId);
    else {
      const channel = found(guild.channelById.get(textOf(channelId)), 'unknownChannel');
      world.voice.move(guild.id, userId, channel.id);
    }
  }
  if (mute !== undefined) insistOn(world, guild, 'muteMembers');
  if (deaf !== undefined) insistOn(world, guild, 'deafenMembers');
  if (mute === undefined && deaf === undefined) return;
  world.voice.setFlags(
    guild.id,
    userId,
    {
      ...(typeof mute === 'boolean' ? { isMuted: mute } : {}),
      ...(typeof deaf === 'boolean' ? { isDeafened: deaf } : {}),
    },
    'moved',
  );
}
