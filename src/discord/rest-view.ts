/** A guild as REST shows it, for whoever must not disturb a bot that is connected already. */
import { setTimeout as wait } from 'node:timers/promises';
import { Client, RequestMethod, Routes, type GuildMember } from 'discord.js';
import type { ChannelPermissions } from '../app/preflight-port.ts';
import type { Directory, Log } from '../app/ports.ts';
import type { GuildId } from '../domain/identity.ts';
import { createChannelPermissions } from './channel-permissions.ts';
import { clientOptions } from './client-options.ts';
import { createPresenceSource } from './presence-source.ts';
import { createRestCaller, type RestAnswer } from './rest-caller.ts';
import { createVoiceCensus } from './voice-census.ts';

export interface RestViewOptions {
  readonly token: string;
  /** Ends in `/api`; null for Discord's own. */
  readonly apiUrl: string | null;
  readonly guildId: GuildId;
  readonly log: Log;
}

export type RestView =
  | {
      readonly kind: 'seen';
      readonly directory: Pick<Directory, 'textChannel' | 'voiceChannel' | 'role'>;
      readonly permissions: ChannelPermissions;
    }
  /** The bot is not in that guild. */
  | { readonly kind: 'notInvited' }
  /** The token is refused, or the platform does not answer. */
  | { readonly kind: 'away' };

const DEADLINE_MS = 30_000;
const TRIES = 3;

/** One look; what changes afterwards is not seen. Never rejects for what the platform answers. */
export async function viewByRest(options: RestViewOptions): Promise<RestView> {
  const { token, apiUrl, guildId, log } = options;
  const leaving = new AbortController();
  const client = new Client(clientOptions(apiUrl, leaving.signal));
  const deadline = wait(DEADLINE_MS, null, { signal: leaving.signal }).catch(() => null);
  try {
    client.rest.setToken(token);
    const call = createRestCaller(client.rest, token, log);
    const get = (route: `/${string}`): Promise<RestAnswer> =>
      call({ method: RequestMethod.Get, route, tries: TRIES });
    const found = await get(Routes.guild(guildId));
    if (found.kind === 'rejected') return { kind: 'notInvited' };
    const user = idIn(await get(Routes.user()));
    if (found.kind !== 'answered' || user === null) return { kind: 'away' };
    const self = await Promise.race([fill(client, guildId, user), deadline]);
    if (self === null) return { kind: 'away' };
    const census = createVoiceCensus();
    return {
      kind: 'seen',
      directory: createPresenceSource({ client, census, call, log, onRoomChanged: unheard }),
      permissions: createChannelPermissions(client, () => self),
    };
  } catch (err) {
    log.warn({ err }, 'the server could not be looked at');
    return { kind: 'away' };
  } finally {
    leaving.abort();
    await client.destroy();
  }
}

/** Nobody waits for news: it is one look. */
function unheard(): void {}

/** The library keeps what it fetches: the roles come with the guild. */
async function fill(client: Client, guildId: GuildId, selfId: string): Promise<GuildMember> {
  const guild = await client.guilds.fetch(guildId);
  const [self] = await Promise.all([guild.members.fetch(selfId), guild.channels.fetch()]);
  return self;
}

function idIn(answer: RestAnswer): string | null {
  const body = answer.kind === 'answered' ? answer.body : null;
  return typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : null;
}
