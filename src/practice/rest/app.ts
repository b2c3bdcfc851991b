/** What all routes of the REST API have in common. */
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { World } from '../world.ts';
import type { Attachment, Channel, Guild, Member } from '../world/entities.ts';
import { isJsonObject, type Json, type JsonObject } from '../world/json.ts';
import { permits, type PermissionName } from '../world/permissions.ts';
import { found, refusal } from './api-error.ts';

export interface RestEnv {
  Bindings: HttpBindings;
  Variables: {
    /** The path below /api/v10. */
    path: string;
    body: Json;
    attachments: Attachment[];
  };
}

export type RestApp = Hono<RestEnv>;
export type RestContext = Context<RestEnv>;

/** Adds one group of routes. */
export type AddRoutes = (app: RestApp, world: World) => void;

/** The body where an object is expected. */
export function bodyObject(context: RestContext): JsonObject {
  const body = context.get('body');
  return isJsonObject(body) ? body : {};
}

export function param(context: RestContext, name: string): string {
  return context.req.param(name) ?? '';
}

export function guildOf(world: World, context: RestContext): Guild {
  return found(world.guildById.get(param(context, 'guildId')), 'unknownGuild');
}

export function memberOf(world: World, context: RestContext): Member {
  const userId = param(context, 'userId');
  const member = guildOf(world, context).memberByUserId.get(
    userId === '@me' ? world.bot.id : userId,
  );
  return found(member, 'unknownMember');
}

/** The channel in the path, if the bot can see it. */
export function channelOf(world: World, context: RestContext): Channel {
  const channel = found(world.channelById.get(param(context, 'channelId')), 'unknownChannel');
  if (!permits(world.permissionsOf(world.bot.id, channel), 'viewChannel')) {
    throw refusal('missingAccess');
  }
  return channel;
}

export function insistOn(world: World, place: Channel | Guild, ...names: PermissionName[]): void {
  if (!permits(world.permissionsOf(world.bot.id, place), ...names)) {
    throw refusal('missingPermissions');
  }
}
