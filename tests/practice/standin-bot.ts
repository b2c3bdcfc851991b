/** A stand-in with a real bot on it, for the tests of this folder. */
import { once } from 'node:events';
import { Client, GatewayIntentBits, type ClientEvents, type Partials } from 'discord.js';
import { startStandin, type Standin, type StandinOptions } from '../../src/practice/standin.ts';
import { permissionBits, type PermissionName } from '../../src/practice/world/permissions.ts';
import { createSampleWorld, type World } from '../../src/practice/world.ts';

export const TOKEN = 'practice-token';

/** A clock that stands where it is put. */
export class HandClock {
  #nowMs = Date.UTC(2026, 10, 23, 15, 0, 0);

  nowMs(): number {
    return this.#nowMs;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }
}

export interface Stage {
  clock: HandClock;
  world: World;
  standin: Standin;
  client: Client<true>;
}

/** Runs a test on a sample world with a ready client, and leaves nothing behind. */
export async function onStage(
  play: (stage: Stage) => Promise<void>,
  options: Partial<StandinOptions> & {
    intents?: number[];
    partials?: Partials[];
    prepare?: (world: World) => void;
  } = {},
): Promise<void> {
  const clock = new HandClock();
  const world = createSampleWorld(clock);
  options.prepare?.(world);
  const standin = await startStandin({ world, token: TOKEN, ...options });
  const client = createClient(standin, options.intents, options.partials);
  try {
    await Promise.all([once(client, 'clientReady'), client.login(TOKEN)]);
    await play({ clock, world, standin, client: client as Client<true> });
  } finally {
    await client.destroy();
    await standin.close();
  }
}

export function createClient(
  standin: Standin,
  intents: number[] = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
  partials: Partials[] = [],
): Client {
  // The client would wait 5 s between two identifies, which only Discord itself asks for.
  const throttler = { waitForIdentify: () => Promise.resolve() };
  const ws = { buildIdentifyThrottler: () => Promise.resolve(throttler) };
  return new Client({ intents, partials, rest: { api: standin.apiUrl }, ws });
}

/** The next event of that name, with the types that discord.js gives it. */
export async function next<Name extends keyof ClientEvents>(
  client: Client,
  name: Name,
): Promise<ClientEvents[Name]> {
  return (await once(client, name)) as unknown as ClientEvents[Name];
}

/** The event of that name that follows from something done now. */
export async function nextAfter<Name extends keyof ClientEvents>(
  client: Client,
  name: Name,
  act: () => unknown,
): Promise<ClientEvents[Name]> {
  const event = next(client, name);
  act();
  return event;
}

/** Gives the bot's role more than the invitation asks for. */
export function grantBot(world: World, ...names: PermissionName[]): void {
  const role = world.roleNamed(world.bot.name);
  world.setRolePermissions(role.id, role.permissions | permissionBits(...names));
}
