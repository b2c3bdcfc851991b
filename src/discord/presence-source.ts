import {
  ChannelType,
  PermissionFlagsBits,
  RequestMethod,
  Routes,
  type Client,
  type GuildBasedChannel,
  type Role,
} from 'discord.js';
import type { Directory, Log } from '../app/ports.ts';
import { asId, type ChannelId, type GuildId } from '../domain/identity.ts';
import type { RoleId, UserId } from '../domain/identity.ts';
import type { RestCall } from './rest-caller.ts';
import type { MemberData, Stranger, VoiceCensus } from './voice-census.ts';

export interface PresenceSourceOptions {
  readonly client: Client;
  readonly census: VoiceCensus;
  readonly call: RestCall;
  readonly log: Log;
  /** A room whose members or their roles turned out to be others than was thought. */
  readonly onRoomChanged: (guildId: GuildId, channelId: ChannelId) => void;
}

/**
 * The directory. Roles come with voice states, GUILD_CREATE and interactions. A role that
 * is given to somebody who sits in the room already is not told without the privileged
 * intent for members: it is seen with their next voice state (mute is enough), when they
 * use a command or a button, or when the app asks for `refreshRoles`.
 */
export interface PresenceSource extends Directory {
  /** Asks for those who came without their roles. */
  learn(strangers: readonly Stranger[]): Promise<void>;
}

const TEXT_KINDS: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
]);
const VOICE_KINDS: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
]);

const VIEW_CHANNEL = PermissionFlagsBits.ViewChannel;

/** A thread has no place of its own among the channels. */
function positionOf(channel: GuildBasedChannel): number {
  return 'position' in channel ? channel.position : 0;
}

/** Reading a member does no harm twice. */
const MEMBER_TRIES = 3;

export function createPresenceSource(options: PresenceSourceOptions): PresenceSource {
  const { client, census, call, log, onRoomChanged } = options;

  function channel(guildId: GuildId, idOrName: string, kinds: ReadonlySet<ChannelType>) {
    const channels = client.guilds.cache.get(guildId)?.channels.cache.values() ?? [];
    const ofKind = [...channels].filter((one) => kinds.has(one.type));
    const found = pick<GuildBasedChannel>(ofKind, idOrName, (one) =>
      'rawPosition' in one ? one.rawPosition : 0,
    );
    return found ? asId<ChannelId>(found.id) : null;
  }

  async function askFor(stranger: Stranger): Promise<void> {
    const { guildId, userId } = stranger;
    const route = Routes.guildMember(guildId, userId);
    const answer = await call({ method: RequestMethod.Get, route, tries: MEMBER_TRIES });
    const body = answer.kind === 'answered' ? answer.body : null;
    if (!isMemberData(body)) {
      log.warn({ guildId, userId, answer: answer.kind }, 'A member is not readable.');
    }
    const changed = isMemberData(body)
      ? census.memberSeen(guildId, body)
      : census.memberUnknown(stranger);
    if (changed !== null) onRoomChanged(guildId, changed);
  }

  return {
    get selfId() {
      return client.user ? asId<UserId>(client.user.id) : null;
    },
    textChannel: (guildId, idOrName) => channel(guildId, idOrName, TEXT_KINDS),
    voiceChannel: (guildId, idOrName) => channel(guildId, idOrName, VOICE_KINDS),
    channelNames(guildId, kind) {
      const guild = client.guilds.cache.get(guildId);
      const self = guild?.members.me;
      if (!guild || !self) return [];
      const kinds = kind === 'text' ? TEXT_KINDS : VOICE_KINDS;
      return [...guild.channels.cache.values()]
        .filter((one) => kinds.has(one.type) && one.permissionsFor(self).has(VIEW_CHANNEL))
        .toSorted((a, b) => positionOf(a) - positionOf(b))
        .map(({ name }) => name);
    },
    role(guildId, idOrName) {
      const roles = client.guilds.cache.get(guildId)?.roles.cache.values() ?? [];
      // Discord counts channels from the top and roles from the bottom, where anybody's are.
      const found = pick<Role>([...roles], idOrName, ({ rawPosition }) => -rawPosition);
      return found ? asId<RoleId>(found.id) : null;
    },
    roomMembers: (guildId, channelId) => census.members(guildId, channelId),
    async refreshRoles(guildId, channelId) {
      const people = census.userIdsIn(guildId, channelId);
      await Promise.all(people.map((userId) => askFor({ guildId, userId })));
    },
    async learn(strangers) {
      await Promise.all(strangers.map(askFor));
    },
  };
}

/** Exact id first, then the name without `#` or `@`, in any case; the topmost of several. */
function pick<T extends { id: string; name: string }>(
  candidates: readonly T[],
  idOrName: string,
  fromTop: (one: T) => number,
): T | null {
  const byId = candidates.find((one) => one.id === idOrName);
  if (byId) return byId;
  const name = plainName(idOrName);
  const named = candidates.filter((one) => plainName(one.name) === name);
  const ordered = named.toSorted((a, b) => fromTop(a) - fromTop(b));
  return ordered[0] ?? null;
}

function plainName(name: string): string {
  return name.trim().replace(/^[#@]/, '').toLowerCase();
}

function isMemberData(body: unknown): body is MemberData {
  if (typeof body !== 'object' || body === null) return false;
  return 'user' in body && 'roles' in body && Array.isArray(body.roles);
}
