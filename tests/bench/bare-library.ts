/** discord.js and @discordjs/voice with nothing around them: what Bellkeeper is measured against. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import {
  AudioResource,
  createAudioPlayer,
  joinVoiceChannel,
  type AudioPlayer,
  type DiscordGatewayAdapterCreator,
} from '@discordjs/voice';
import { Client, GatewayIntentBits } from 'discord.js';
import { TOKEN, type PretendDiscord } from './pretend-discord.ts';
import type { PretendGuild } from './pretend-discord-process.ts';

export interface BareClient {
  adapterCreator(guildId: string): DiscordGatewayAdapterCreator;
  close(): Promise<void>;
}

export async function startBareClient(discord: PretendDiscord): Promise<BareClient> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
    rest: { api: discord.apiUrl },
  });
  const ready = once(client, 'clientReady');
  await client.login(TOKEN);
  await ready;
  return {
    adapterCreator(guildId) {
      const guild = client.guilds.cache.get(guildId);
      if (!guild) throw new Error(`The bare client does not see guild ${guildId}.`);
      return guild.voiceAdapterCreator;
    },
    close: () => client.destroy(),
  };
}

export interface BareRoom {
  play(packets: readonly Uint8Array[]): void;
  leave(): void;
}

/** Resolves when what is played is encrypted end to end. */
export async function joinBare(
  { guildId, hallId }: PretendGuild,
  adapterCreator: DiscordGatewayAdapterCreator,
): Promise<BareRoom> {
  const connection = joinVoiceChannel({
    guildId,
    channelId: hallId,
    group: 'bare',
    selfDeaf: true,
    adapterCreator,
  });
  await once(connection, 'transitioned');
  const player = createAudioPlayer();
  connection.subscribe(player);
  return {
    play: (packets) => playPackets(player, packets),
    leave: () => connection.destroy(),
  };
}

function playPackets(player: AudioPlayer, packets: readonly Uint8Array[]): void {
  const buffers = packets.map((packet) => Buffer.from(packet));
  player.play(new AudioResource([], [Readable.from(buffers, { objectMode: true })], null, 0));
}
