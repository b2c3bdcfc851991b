import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { Client, Events, GatewayIntentBits, type VoiceState } from 'discord.js';
import type { ExpectedVoiceSession, VoiceServerSeam } from '../../src/practice/voice-seam.ts';
import { startStandin } from '../../src/practice/standin.ts';
import { createSampleWorld } from '../../src/practice/world.ts';
import {
  createClient,
  grantBot,
  HandClock,
  next,
  nextAfter,
  onStage,
  TOKEN,
} from './standin-bot.ts';

/** Writes down what the gateway asks of the voice server. */
class RecordingVoice implements VoiceServerSeam {
  readonly endpoint = '127.0.0.1:9';
  readonly expected: ExpectedVoiceSession[] = [];
  readonly dropped: { guildId: string; userId: string; closeCode: number }[] = [];

  expect(session: ExpectedVoiceSession): void {
    this.expected.push(session);
  }

  drop(guildId: string, userId: string, closeCode: number): void {
    this.dropped.push({ guildId, userId, closeCode });
  }

  setSuppressed(): void {
    // Nothing is sent here that somebody could hear.
  }
}

/** The names of the dispatches that a client gets from now on, with their data. */
function heardBy(client: Client): { t: string; d: Record<string, unknown> }[] {
  const heard: { t: string; d: Record<string, unknown> }[] = [];
  client.on(Events.Raw, (packet: { t: string; d: Record<string, unknown> }) => heard.push(packet));
  return heard;
}

/** The data of the next dispatch of that name. */
function rawEvent(client: Client, name: string): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const listener = (packet: { t: string; d: Record<string, unknown> }) => {
      if (packet.t !== name) return;
      client.off(Events.Raw, listener);
      resolve(packet.d);
    };
    client.on(Events.Raw, listener);
  });
}

test('a client becomes ready and knows the guild, its channels, its roles and itself', () =>
  onStage(async ({ client, world, standin }) => {
    const guild = client.guilds.cache.first();
    expect(guild?.name).toBe('Practice community');
    expect(guild?.memberCount).toBe(6);
    expect(guild?.members.me?.id).toBe(world.bot.id);
    expect(guild?.channels.cache.map((channel) => channel.name)).toEqual([
      'announcements',
      'coordinators',
      'teachers',
      'Practice hall',
    ]);
    expect(guild?.roles.cache.some((role) => role.name === 'Teacher')).toBe(true);
    const hall = world.channelNamed('Practice hall');
    expect(guild?.members.me?.permissionsIn(hall.id).has(['Connect', 'Speak'])).toBe(true);
    expect(standin.gateway.intentsSeen).toEqual([
      GatewayIntentBits.Guilds | GatewayIntentBits.GuildVoiceStates,
    ]);
  }));

test('who joins and leaves a voice channel arrives with their roles', () =>
  onStage(async ({ client, world }) => {
    const hall = world.channelNamed('Practice hall');
    const teacher = world.addPerson({ name: 'Tara', kind: 'teacher' });

    const joined = await nextAfter(client, 'voiceStateUpdate', () =>
      world.joinVoice(teacher.userId, hall.id),
    );
    const state: VoiceState = joined[1];
    expect(state.channelId).toBe(hall.id);
    expect(state.member?.displayName).toBe('Tara');
    expect(state.member?.roles.cache.map((role) => role.name)).toContain('Teacher');

    const left = await nextAfter(client, 'voiceStateUpdate', () =>
      world.leaveVoice(teacher.userId),
    );
    expect(left[0].channelId).toBe(hall.id);
    expect(left[1].channelId).toBeNull();
  }));

test('those who sat in the room before the bot came are there with their roles', () =>
  onStage(
    async ({ client, world }) => {
      const hall = client.channels.cache.get(world.channelNamed('Practice hall').id);
      if (hall?.isVoiceBased() !== true) throw new Error('The hall should be a voice channel.');
      expect(hall.members.map((member) => member.displayName)).toEqual(['Ana']);
      expect(hall.members.first()?.roles.cache.some((role) => role.name === 'Teacher')).toBe(true);
    },
    {
      prepare(world) {
        const ana = [...world.userById.values()].find((user) => user.name === 'Ana');
        world.joinVoice(ana?.id ?? '', world.channelNamed('Practice hall').id);
      },
    },
  ));

test('a wrong token is refused with close code 4004', async () => {
  const standin = await startStandin({ world: createSampleWorld(new HandClock()), token: TOKEN });
  const client = createClient(standin);
  await expect(client.login('another-token')).rejects.toThrow('An invalid token was provided.');
  await client.destroy();
  await standin.close();
});

test('a privileged intent that is not switched on is refused', async () => {
  const standin = await startStandin({ world: createSampleWorld(new HandClock()), token: TOKEN });
  const client = createClient(standin, [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers]);
  await expect(client.login(TOKEN)).rejects.toThrow('Used disallowed intents');
  expect(standin.gateway.intentsSeen).toEqual([3]);
  await client.destroy();
  await standin.close();
});

test('events whose intent was not asked for are not sent', () =>
  onStage(async ({ client, world }) => {
    const heard = heardBy(client);
    const person = world.addPerson({ name: 'Eve', kind: 'participant' });
    world.postAs(person.userId, world.channelNamed('announcements').id, 'Hello');
    await nextAfter(client, 'channelCreate', () =>
      world.createChannel(world.firstGuild().id, { kind: 'text', name: 'later' }),
    );
    expect(heard.map(({ t }) => t)).toEqual(['CHANNEL_CREATE']);
  }));

test('with the intent, messages arrive; what others wrote is blank without leave to read it', () =>
  onStage(
    async ({ client, world }) => {
      const [message] = await nextAfter(client, 'messageCreate', () =>
        world.postAs(world.firstGuild().ownerId, world.channelNamed('announcements').id, 'Hello'),
      );
      expect(message.author.id).toBe(world.firstGuild().ownerId);
      expect(message.content).toBe('');
    },
    { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] },
  ));

test('told to reconnect, the client resumes its session and misses nothing', () =>
  onStage(async ({ client, world, standin }) => {
    const [session] = standin.gateway.sessions;
    const hall = world.channelNamed('Practice hall');
    const resumed = next(client, 'shardResume');
    const seen = next(client, 'voiceStateUpdate');
    standin.faults.strike({ kind: 'reconnect' });
    await next(client, 'shardReconnecting');
    // Nobody listens on the gateway at this moment.
    const ben = world.addPerson({ name: 'Late', kind: 'volunteer' });
    world.joinVoice(ben.userId, hall.id);
    const [[, replayed]] = await Promise.all([resumed, seen]);
    expect(replayed).toBeGreaterThan(0);
    expect((await seen)[1].member?.displayName).toBe('Late');
    expect(standin.gateway.sessions.map(({ id }) => id)).toEqual([session?.id]);
    expect(standin.gateway.intentsSeen).toHaveLength(1);
  }));

test('a cut wire is resumed too', () =>
  onStage(async ({ client, standin }) => {
    const [session] = standin.gateway.sessions;
    const resumed = next(client, 'shardResume');
    standin.faults.strike({ kind: 'cut' });
    await resumed;
    expect(standin.gateway.sessions).toEqual([session]);
  }));

test('an invalid session that may be resumed is resumed on the same connection', () =>
  onStage(async ({ client, standin }) => {
    const resumed = next(client, 'shardResume');
    standin.faults.strike({ kind: 'invalidSession', isResumable: true });
    await resumed;
    expect(standin.gateway.intentsSeen).toHaveLength(1);
  }));

test(
  'an invalid session that is lost starts anew, and the bot has left the voice room',
  () =>
    onStage(async ({ client, world, standin }) => {
      const hall = world.channelNamed('Practice hall');
      const [before] = standin.gateway.sessions;
      const joined = next(client, 'voiceStateUpdate');
      joinByOpcode(client, hall.guildId, hall.id);
      await joined;
      expect(world.voice.statesIn(hall.id)).toHaveLength(1);

      const ready = next(client, 'shardReady');
      standin.faults.strike({ kind: 'invalidSession', isResumable: false });
      expect(world.voice.statesIn(hall.id)).toEqual([]);
      await ready;
      expect(standin.gateway.sessions).toHaveLength(1);
      expect(standin.gateway.sessions[0]?.id).not.toBe(before?.id);
    }),
  15_000,
);

test('unanswered heartbeats make the client give the connection up and resume', () =>
  onStage(
    async ({ client, standin }) => {
      const resumed = next(client, 'shardResume');
      standin.faults.add({ kind: 'heartbeat', times: 1 });
      await resumed;
      expect(standin.gateway.intentsSeen).toHaveLength(1);
    },
    { heartbeatIntervalMs: 60 },
  ));

test('joining voice: the state comes before the server, with credentials the voice side knows', () => {
  const voice = new RecordingVoice();
  return onStage(
    async ({ client, world }) => {
      const hall = world.channelNamed('Practice hall');
      const heard = heardBy(client);
      const server = rawEvent(client, 'VOICE_SERVER_UPDATE');
      joinByOpcode(client, hall.guildId, hall.id);
      const { token, endpoint, guild_id: guildId } = await server;
      expect(heard.map(({ t }) => t)).toEqual(['VOICE_STATE_UPDATE', 'VOICE_SERVER_UPDATE']);
      const state = heard[0]?.d;
      expect(state).toMatchObject({ user_id: world.bot.id, channel_id: hall.id, suppress: false });
      expect(endpoint).toBe(voice.endpoint);
      expect(voice.expected).toEqual([
        {
          guildId,
          channelId: hall.id,
          userId: world.bot.id,
          sessionId: state?.['session_id'],
          token,
          dave: true,
        },
      ]);
    },
    { voice },
  );
});

test('a stage is joined as audience and without end-to-end encryption', () => {
  const voice = new RecordingVoice();
  return onStage(
    async ({ client, world }) => {
      const guildId = world.firstGuild().id;
      const stage = world.createChannel(guildId, { kind: 'stage', name: 'Hall with a stage' });
      const server = rawEvent(client, 'VOICE_SERVER_UPDATE');
      joinByOpcode(client, guildId, stage.id);
      await server;
      expect(world.voice.stateOf(guildId, world.bot.id)?.isSuppressed).toBe(true);
      expect(voice.expected[0]?.dave).toBe(false);
      const me = client.guilds.cache.get(guildId)?.members.me;
      grantBot(world, 'muteMembers');
      await me?.voice.setSuppressed(false);
      expect(world.voice.stateOf(guildId, world.bot.id)?.isSuppressed).toBe(false);
    },
    { voice },
  );
});

test('the gateway stays silent where the bot may not connect', () => {
  const voice = new RecordingVoice();
  return onStage(
    async ({ client, world }) => {
      const hall = world.channelNamed('Practice hall');
      const everyone = { id: world.firstGuild().id, kind: 'role' as const };
      world.setOverwrites(hall.id, [{ ...everyone, allow: 0n, deny: 1n << 20n }]);
      world.setOverwrites(hall.id, [
        { ...everyone, allow: 0n, deny: 0n },
        { id: world.bot.id, kind: 'member', allow: 0n, deny: 1n << 20n },
      ]);
      const heard = heardBy(client);
      joinByOpcode(client, hall.guildId, hall.id);
      joinByOpcode(client, hall.guildId, world.channelNamed('announcements').id);
      joinByOpcode(client, hall.guildId, '123456789012345678');
      // A later request that is answered shows that the earlier ones were passed over.
      const open = world.createChannel(hall.guildId ?? '', { kind: 'voice', name: 'Open hall' });
      const server = rawEvent(client, 'VOICE_SERVER_UPDATE');
      joinByOpcode(client, hall.guildId, open.id);
      await server;
      expect(voice.expected.map(({ channelId }) => channelId)).toEqual([open.id]);
      expect(heard.filter(({ t }) => t === 'VOICE_STATE_UPDATE')).toHaveLength(1);
    },
    { voice },
  );
});

test('moved by a moderator the bot gets a new server; thrown out it gets none', () => {
  const voice = new RecordingVoice();
  return onStage(
    async ({ client, world }) => {
      const hall = world.channelNamed('Practice hall');
      const guildId = hall.guildId ?? '';
      const other = world.createChannel(guildId, { kind: 'voice', name: 'Small hall' });
      const first = rawEvent(client, 'VOICE_SERVER_UPDATE');
      joinByOpcode(client, guildId, hall.id);
      await first;

      const heard = heardBy(client);
      const second = rawEvent(client, 'VOICE_SERVER_UPDATE');
      world.moveBot(other.id);
      await second;
      expect(heard.map(({ t }) => t)).toEqual(['VOICE_STATE_UPDATE', 'VOICE_SERVER_UPDATE']);
      expect(voice.dropped).toEqual([{ guildId, userId: world.bot.id, closeCode: 4014 }]);
      expect(voice.expected.map(({ channelId }) => channelId)).toEqual([hall.id, other.id]);

      const left = next(client, 'voiceStateUpdate');
      world.kickBotFromVoice();
      expect((await left)[1].channelId).toBeNull();
      expect(voice.dropped).toHaveLength(2);
      expect(voice.expected).toHaveLength(2);
    },
    { voice },
  );
});

test('muting needs no new voice server, asking again for the same room gets one', () => {
  const voice = new RecordingVoice();
  return onStage(
    async ({ client, world }) => {
      const hall = world.channelNamed('Practice hall');
      const first = rawEvent(client, 'VOICE_SERVER_UPDATE');
      joinByOpcode(client, hall.guildId, hall.id);
      await first;
      const muted = next(client, 'voiceStateUpdate');
      joinByOpcode(client, hall.guildId, hall.id, true);
      expect((await muted)[1].selfMute).toBe(true);
      expect(voice.expected).toHaveLength(1);
      const again = rawEvent(client, 'VOICE_SERVER_UPDATE');
      joinByOpcode(client, hall.guildId, hall.id, true);
      await again;
      expect(voice.expected).toHaveLength(2);
      expect(voice.expected[1]?.sessionId).toBe(voice.expected[0]?.sessionId);
    },
    { voice },
  );
});

test('a voice state can be lost, or told twice', () =>
  onStage(async ({ client, world, standin }) => {
    const hall = world.channelNamed('Practice hall');
    const one = world.addPerson({ name: 'One', kind: 'participant' });
    const two = world.addPerson({ name: 'Two', kind: 'participant' });
    const heard = heardBy(client);
    standin.faults.add({ kind: 'voiceState', userId: one.userId, times: 1, outcome: 'lost' });
    standin.faults.add({ kind: 'voiceState', userId: two.userId, times: 1, outcome: 'doubled' });
    world.joinVoice(one.userId, hall.id);
    world.joinVoice(two.userId, hall.id);
    const last = rawEvent(client, 'CHANNEL_DELETE');
    world.deleteChannel(world.channelNamed('announcements').id);
    await last;
    const told = heard.filter(({ t }) => t === 'VOICE_STATE_UPDATE').map(({ d }) => d['user_id']);
    expect(told).toEqual([two.userId, two.userId]);
  }));

test('a killed bot leaves its ghost in the room until the next session has begun', () =>
  onStage(async ({ client, world, standin }) => {
    const hall = world.channelNamed('Practice hall');
    const joined = next(client, 'voiceStateUpdate');
    joinByOpcode(client, hall.guildId, hall.id);
    await joined;
    // Its session is gone when it comes back, so it starts anew.
    const returned = next(client, 'shardReady');
    standin.faults.strike({ kind: 'cut' });
    expect(world.voice.statesIn(hall.id)).toHaveLength(1);

    const second = createClient(standin);
    const ghosts: unknown[] = [];
    second.on(Events.Raw, ({ t, d }: { t: string; d: { voice_states: unknown[] } }) => {
      if (t === 'GUILD_CREATE') ghosts.push(...d.voice_states);
    });
    await Promise.all([once(second, 'clientReady'), second.login(TOKEN)]);
    expect(ghosts).toMatchObject([{ user_id: world.bot.id, channel_id: hall.id }]);
    expect(world.voice.statesIn(hall.id)).toEqual([]);
    await returned;
    await second.destroy();
  }));

test('roles and channels that change arrive', () =>
  onStage(async ({ client, world }) => {
    const guildId = world.firstGuild().id;
    const [role] = await nextAfter(client, 'roleCreate', () =>
      world.createRole(guildId, { name: 'Morning' }),
    );
    expect(role.name).toBe('Morning');
    const [, changed] = await nextAfter(client, 'roleUpdate', () =>
      world.setRolePermissions(role.id, 1n << 11n),
    );
    expect(changed.permissions.has('SendMessages')).toBe(true);
    const [before, after] = await nextAfter(client, 'guildMemberUpdate', () =>
      world.setRoles(world.bot.id, [role.id]),
    );
    expect(before.roles.cache.has(role.id)).toBe(false);
    expect(after.roles.cache.has(role.id)).toBe(true);
    const [deleted] = await nextAfter(client, 'channelDelete', () =>
      world.deleteChannel(world.channelNamed('Practice hall').id),
    );
    expect(deleted.isVoiceBased()).toBe(true);
  }));

/** What voice libraries send to join a channel. */
function joinByOpcode(
  client: Client,
  guildId: string | null,
  channelId: string | null,
  isMuted = false,
): void {
  client.ws.shards.first()?.send({
    op: 4,
    d: { guild_id: guildId, channel_id: channelId, self_mute: isMuted, self_deaf: false },
  });
}
