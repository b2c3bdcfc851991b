/** Whom the bot has told what, and how. */
import { once } from 'node:events';
import type { Message } from '../../src/practice/world/entities.ts';
import type { World } from '../../src/practice/world.ts';
import type { WorldEvents } from '../../src/practice/world/world-events.ts';

/** `Ana role`: by the mention of a role, of the person in a thread, or by a direct message. */
export type Ring = `${string} ${'role' | 'mention' | 'direct'}`;

/** In the order of names, one for every time that somebody's telephone has rung. */
export function ringsOf(world: World, messages: readonly Message[]): Ring[] {
  const nameOf = (userId: string): string => world.user(userId).name;
  const rings = messages.flatMap(({ channelId, pings }): Ring[] => {
    const { recipientId } = world.channel(channelId);
    if (recipientId !== null) return [`${nameOf(recipientId)} direct`];
    const holders = [...world.firstGuild().memberByUserId.values()].filter(({ roleIds }) =>
      roleIds.some((roleId) => pings.roleIds.includes(roleId)),
    );
    return [
      ...holders.map(({ userId }): Ring => `${nameOf(userId)} role`),
      ...pings.userIds.map((userId): Ring => `${nameOf(userId)} mention`),
    ];
  });
  return rings.toSorted();
}

/** Resolves when it is so, which is looked at whenever one of these has happened. */
export async function until(
  world: World,
  event: keyof WorldEvents,
  isSo: () => boolean,
): Promise<void> {
  while (!isSo()) await once(world, event);
}
