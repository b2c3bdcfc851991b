/** What the tests of the REST API ask of it, through discord.js or by hand. */
import { DiscordAPIError, type Client, type TextChannel } from 'discord.js';
import type { World } from '../../src/practice/world.ts';
import { TOKEN, type Stage } from './standin-bot.ts';

/** Most tests ask faster than Discord lets a bot ask. */
export const WITHOUT_LIMITS = { rateLimits: { globalPerSecond: null, isPerRoute: false } };

export function textChannel(client: Client, world: World, name = 'announcements'): TextChannel {
  const channel = client.channels.cache.get(world.channelNamed(name).id);
  if (channel?.isTextBased() !== true || channel.isDMBased()) throw new Error(`no text in ${name}`);
  return channel as TextChannel;
}

/** The code of Discord's refusal, or what else happened. */
export async function codeOf(promise: Promise<unknown> | undefined): Promise<unknown> {
  try {
    return { answered: await promise };
  } catch (error) {
    return error instanceof DiscordAPIError ? error.code : error;
  }
}

export async function send({ standin }: Stage, method: string, path: string, body?: unknown) {
  const response = await fetch(`${standin.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? null : JSON.parse(text), response };
}

export function personNamed(world: World, name: string): string {
  const user = [...world.userById.values()].find((each) => each.name === name);
  if (user === undefined) throw new Error(`Nobody is called ${name}.`);
  return user.id;
}
