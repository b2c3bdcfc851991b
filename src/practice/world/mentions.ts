/** Works out whom a message would ring for. */
import type { Guild, Pings } from './entities.ts';
import type { JsonObject } from './json.ts';
import { permits } from './permissions.ts';

export interface MentionSource {
  content: string;
  /** As the API takes it; null means that everything written counts. */
  allowedMentions: JsonObject | null;
  /** The author of the message replied to, who is rung unless that is switched off. */
  repliedUserId: string | null;
  /** The author's permissions in the channel. */
  authorPermissions: bigint;
  /** Null for direct messages. */
  guild: Guild | null;
}

export function resolvePings(source: MentionSource): Pings {
  const { content, allowedMentions, guild, authorPermissions } = source;
  const mayRingAll = permits(authorPermissions, 'mentionEveryone');
  const userIds = idsIn(content, /<@!?(\d+)>/g).filter((id) =>
    isAllowed(allowedMentions, 'users', id),
  );
  const roleIds = idsIn(content, /<@&(\d+)>/g).filter((id) => {
    const role = guild?.roleById.get(id);
    if (role === undefined || !(role.isMentionable || mayRingAll)) return false;
    return isAllowed(allowedMentions, 'roles', id);
  });
  if (source.repliedUserId !== null && ringsRepliedUser(allowedMentions)) {
    if (!userIds.includes(source.repliedUserId)) userIds.push(source.repliedUserId);
  }
  const everyone =
    /@(everyone|here)\b/.test(content) &&
    mayRingAll &&
    (allowedMentions === null || parses(allowedMentions, 'everyone'));
  return { everyone, roleIds, userIds };
}

/** The members for whom these pings ring, each once. */
export function pingedUserIds(pings: Pings, guild: Guild | null): string[] {
  const userIds = new Set(pings.userIds);
  for (const member of guild?.memberByUserId.values() ?? []) {
    if (pings.everyone || member.roleIds.some((id) => pings.roleIds.includes(id))) {
      userIds.add(member.userId);
    }
  }
  return [...userIds];
}

function idsIn(content: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(content.matchAll(pattern), (match) => match[1] ?? ''))];
}

function isAllowed(allowed: JsonObject | null, kind: 'users' | 'roles', id: string): boolean {
  if (allowed === null || parses(allowed, kind)) return true;
  const listed = allowed[kind];
  return Array.isArray(listed) && listed.includes(id);
}

function parses(allowed: JsonObject, kind: string): boolean {
  return Array.isArray(allowed['parse']) && allowed['parse'].includes(kind);
}

function ringsRepliedUser(allowed: JsonObject | null): boolean {
  return allowed === null ? true : allowed['replied_user'] === true;
}
