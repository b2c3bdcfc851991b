/** What a room asks of Discord; whoever can't answer is written down, and never thrown. */
import type { Log, VoiceFaultCode } from '../app/ports.ts';
import type { ChannelId, GuildId } from '../domain/identity.ts';
import type { RemoteAccess } from './voice-access.ts';

interface AskedNeeds {
  readonly guildId: GuildId;
  readonly access: RemoteAccess;
  readonly log: Log;
}

/** Whether the bot could be heard there; `unknown` when nobody could say. */
export async function prepareToSpeak(
  { access, guildId, log }: AskedNeeds,
  channelId: ChannelId,
): Promise<'ok' | 'unknown' | VoiceFaultCode> {
  try {
    return await access.prepareToSpeak(guildId, channelId);
  } catch (err) {
    log.warn({ guildId, channelId, err }, 'could not ask whether it may speak');
    return 'unknown';
  }
}

/** Asks to be heard in the channel that the bot is in, or says why it can't be. */
export async function askToSpeak(
  { access, guildId, log }: AskedNeeds,
  channelId: ChannelId,
): Promise<'maySpeak' | VoiceFaultCode> {
  try {
    const preparation = await access.prepareToSpeak(guildId, channelId);
    if (preparation === 'MISSING_SPEAK') return preparation;
    const outcome = await access.afterJoin(guildId, channelId);
    return outcome === 'asked' ? 'STAGE_SUPPRESSED' : outcome;
  } catch (err) {
    log.warn({ guildId, err }, 'could not ask to speak');
    return 'STAGE_SUPPRESSED';
  }
}

/** Whether the main gateway's session lives; one that nobody can tell of does not. */
export async function isInView({ access, guildId, log }: AskedNeeds): Promise<boolean> {
  try {
    return await access.isInView(guildId);
  } catch (err) {
    log.warn({ guildId, err }, 'could not ask about the gateway');
    return false;
  }
}
