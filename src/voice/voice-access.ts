import type { DiscordGatewayAdapterCreator } from '@discordjs/voice';
import type { VoiceFaultCode } from '../app/ports.ts';
import type { ChannelId, GuildId } from '../domain/identity.ts';

/** What the sound needs of Discord besides the voice connection itself, as the main thread knows it. */
export interface VoiceAccess {
  /**
   * Whether the main gateway's session lives. While it is made anew Discord ends the bot's
   * voice as well, which looks as if somebody had put it out.
   */
  isInView(guildId: GuildId): boolean;
  /** Whether the bot could be heard in a channel, from what is known: no request is made. */
  prepareToSpeak(guildId: GuildId, channelId: ChannelId): 'ok' | VoiceFaultCode;
  /**
   * A stage admits the bot as a listener; this makes it a speaker (`maySpeak`, as in any other
   * channel), or raises its hand (`asked`).
   */
  afterJoin(
    guildId: GuildId,
    channelId: ChannelId,
  ): Promise<'maySpeak' | 'asked' | 'STAGE_SUPPRESSED'>;
  /** How a connection talks to the main gateway; null while the guild is not available. */
  adapterCreator(guildId: GuildId): DiscordGatewayAdapterCreator | null;
}

/** The same from the thread of the sound: each answer comes from the main thread. */
export interface RemoteAccess {
  isInView(guildId: GuildId): Promise<boolean>;
  prepareToSpeak(guildId: GuildId, channelId: ChannelId): Promise<'ok' | VoiceFaultCode>;
  afterJoin: VoiceAccess['afterJoin'];
  /** A wish to join that the main gateway does not take ends the connection a little later. */
  adapterCreator(guildId: GuildId): DiscordGatewayAdapterCreator;
}
