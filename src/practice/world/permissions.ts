/** Discord's permission bits and the order in which roles and channels decide them. */
import type { Channel, Guild, Member, Role } from './entities.ts';
import { compareSnowflakes } from './snowflake.ts';

export const PERMISSION = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  connect: 1n << 20n,
  speak: 1n << 21n,
  muteMembers: 1n << 22n,
  deafenMembers: 1n << 23n,
  moveMembers: 1n << 24n,
  useVoiceActivity: 1n << 25n,
  manageRoles: 1n << 28n,
  useApplicationCommands: 1n << 31n,
  requestToSpeak: 1n << 32n,
  manageEvents: 1n << 33n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
  createEvents: 1n << 44n,
  setVoiceChannelStatus: 1n << 48n,
} as const;

export type PermissionName = keyof typeof PERMISSION;

/** What Discord gives everyone in a new guild, as far as the stand-in cares. */
export const EVERYONE_PERMISSIONS =
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.embedLinks |
  PERMISSION.attachFiles |
  PERMISSION.readMessageHistory |
  PERMISSION.createPublicThreads |
  PERMISSION.sendMessagesInThreads |
  PERMISSION.connect |
  PERMISSION.speak |
  PERMISSION.useVoiceActivity |
  PERMISSION.useApplicationCommands |
  PERMISSION.requestToSpeak;

const ALL_PERMISSIONS = (1n << 53n) - 1n;

/** Adds up named permissions. */
export function permissionBits(...names: PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | PERMISSION[name], 0n);
}

/** What a member may do in the whole guild. */
export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.userId) return ALL_PERMISSIONS;
  // The role that everyone has carries the guild's own id.
  let bits = guild.roleById.get(guild.id)?.permissions ?? 0n;
  for (const roleId of member.roleIds) bits |= guild.roleById.get(roleId)?.permissions ?? 0n;
  return bits & PERMISSION.administrator ? ALL_PERMISSIONS : bits;
}

/**
 * What a member may do in one channel: the guild's permissions, then the channel's overwrites for
 * everyone, for the member's roles together, and for the member, each refusing before it allows.
 */
export function channelPermissions(guild: Guild, member: Member, channel: Channel): bigint {
  const base = guildPermissions(guild, member);
  if (base === ALL_PERMISSIONS) return base;

  const everyone = channel.overwrites.find((overwrite) => overwrite.id === guild.id);
  let bits = (base & ~(everyone?.deny ?? 0n)) | (everyone?.allow ?? 0n);

  let allowedByRoles = 0n;
  let deniedByRoles = 0n;
  for (const overwrite of channel.overwrites) {
    if (overwrite.id === guild.id || !member.roleIds.includes(overwrite.id)) continue;
    allowedByRoles |= overwrite.allow;
    deniedByRoles |= overwrite.deny;
  }
  bits = (bits & ~deniedByRoles) | allowedByRoles;

  const own = channel.overwrites.find((overwrite) => overwrite.id === member.userId);
  bits = (bits & ~(own?.deny ?? 0n)) | (own?.allow ?? 0n);
  return withoutImplied(bits, channel);
}

/** Who can't see a channel can do nothing there; who can't enter a voice channel only sees it. */
function withoutImplied(bits: bigint, channel: Channel): bigint {
  if (!(bits & PERMISSION.viewChannel)) return 0n;
  const isVoiceBased = channel.kind === 'voice' || channel.kind === 'stage';
  return isVoiceBased && !(bits & PERMISSION.connect) ? bits & PERMISSION.viewChannel : bits;
}

/** The higher position counts; of two in the same position the older role is above. */
export function isAbove(role: Role, other: Role): boolean {
  if (role.position !== other.position) return role.position > other.position;
  return compareSnowflakes(role.id, other.id) < 0;
}

export function permits(bits: bigint, ...names: PermissionName[]): boolean {
  const wanted = permissionBits(...names);
  return (bits & wanted) === wanted;
}
