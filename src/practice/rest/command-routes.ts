/** Application commands, for one guild or for all. */
import { isJsonObject, objectsIn, type JsonObject } from '../world/json.ts';
import { translationIn } from '../world/locales.ts';
import { commandJson } from '../world/wire.ts';
import type { Command } from '../world/command-book.ts';
import type { World } from '../world.ts';
import { ApiError, found, refusal } from './api-error.ts';
import { bodyObject, param, type AddRoutes, type RestContext } from './app.ts';
import { checkCommands } from './command-form.ts';

export const addCommandRoutes: AddRoutes = (app, world) => {
  for (const base of [
    '/applications/:applicationId/commands',
    '/applications/:applicationId/guilds/:guildId/commands',
  ]) {
    app.get(base, (context) => {
      const commands = world.commands.list(placeOf(world, context));
      return context.json(commands.map((command) => listedJson(world, command, context)));
    });

    app.put(base, (context) => {
      const guildId = placeOf(world, context);
      const bodies = objectsIn(context.get('body'));
      checkCommands(bodies, true);
      const commands = world.commands.replaceAll(guildId, bodies);
      return context.json(commands.map((command) => commandJson(world, command)));
    });

    app.post(base, (context) => {
      const guildId = placeOf(world, context);
      const body = bodyObject(context);
      checkCommands([body], false);
      const { command, isNew } = world.commands.create(guildId, body);
      return context.json(commandJson(world, command), isNew ? 201 : 200);
    });

    app.get(`${base}/:commandId`, (context) =>
      context.json(listedJson(world, commandOf(world, context), context)),
    );

    app.patch(`${base}/:commandId`, (context) => {
      const command = commandOf(world, context);
      const body = bodyObject(context);
      checkCommands([{ name: command.name, ...command.fields, ...body }], false);
      return context.json(commandJson(world, world.commands.change(command, body)));
    });

    app.delete(`${base}/:commandId`, (context) => {
      world.commands.delete(commandOf(world, context));
      return context.body(null, 204);
    });
  }
};

/** The guild in the path, or null for the commands of all guilds. */
function placeOf(world: World, context: RestContext): string | null {
  if (param(context, 'applicationId') !== world.bot.id) {
    const message = 'You are not authorized to perform this action on this application';
    throw new ApiError(403, { message, code: 20012 });
  }
  const guildId = param(context, 'guildId');
  if (guildId === '') return null;
  if (!world.guildById.has(guildId)) throw refusal('missingAccess');
  return guildId;
}

function commandOf(world: World, context: RestContext): Command {
  const command = world.commands.find(placeOf(world, context), param(context, 'commandId'));
  return found(command, 'unknownCommand');
}

/** Lists give the one translation that the asker reads, unless all are asked for. */
function listedJson(world: World, command: Command, context: RestContext): JsonObject {
  const json = commandJson(world, command);
  if (context.req.query('with_localizations') === 'true') return json;
  const [accepted = ''] = (context.req.header('accept-language') ?? '').split(',');
  const locale = context.req.header('x-discord-locale') ?? accepted.split(';')[0] ?? '';
  return withOneTranslation(json, locale.trim());
}

function withOneTranslation(part: JsonObject, locale: string): JsonObject {
  const one: JsonObject = {};
  for (const [key, value] of Object.entries(part)) {
    if (key.endsWith('_localizations')) {
      const translation = translationIn(value, locale);
      if (translation !== null) one[key.replace('_localizations', '_localized')] = translation;
    } else if (Array.isArray(value)) {
      one[key] = value.map((item) =>
        isJsonObject(item) ? withOneTranslation(item, locale) : item,
      );
    } else {
      one[key] = value;
    }
  }
  return one;
}
