/** The application commands that the bot has registered, and every write that it sent. */
import type { Directory } from './directory.ts';
import { textOf, type JsonObject } from './json.ts';

export interface Command {
  id: string;
  /** Changes whenever the command does. */
  version: string;
  /** Null for commands that every guild has. */
  guildId: string | null;
  name: string;
  /** Everything else as Discord's API writes it. */
  fields: JsonObject;
}

/** One write, whether or not it changed anything. */
export interface CommandWrite {
  method: 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  guildId: string | null;
  names: string[];
}

export class CommandBook {
  /** Every write since the start, so that a test can show that there was none. */
  readonly writes: CommandWrite[] = [];
  readonly #world: Directory;
  readonly #byId = new Map<string, Command>();

  constructor(world: Directory) {
    this.#world = world;
  }

  /** The commands registered for a guild, or for all guilds when it is null. */
  list(guildId: string | null): Command[] {
    return [...this.#byId.values()].filter((command) => command.guildId === guildId);
  }

  /** What people in a guild are offered: its own commands and those for all guilds. */
  offeredIn(guildId: string | null): Command[] {
    return [...this.#byId.values()].filter(
      (command) => command.guildId === null || command.guildId === guildId,
    );
  }

  find(guildId: string | null, commandId: string): Command | null {
    const command = this.#byId.get(commandId);
    return command !== undefined && command.guildId === guildId ? command : null;
  }

  /** Replaces all commands of a guild. A command keeps its id as long as its name stays. */
  replaceAll(guildId: string | null, bodies: JsonObject[]): Command[] {
    const names = new Set(bodies.map((body) => body['name']));
    for (const command of this.list(guildId)) {
      if (!names.has(command.name)) this.#byId.delete(command.id);
    }
    const commands = bodies.map((body) => this.#put(guildId, body));
    this.#record('PUT', guildId, commands);
    return commands;
  }

  /** Adds a command, or replaces the one of the same name. */
  create(guildId: string | null, body: JsonObject): { command: Command; isNew: boolean } {
    const isNew = !this.list(guildId).some((command) => command.name === body['name']);
    const command = this.#put(guildId, body);
    this.#record('POST', guildId, [command]);
    return { command, isNew };
  }

  change(command: Command, changes: JsonObject): Command {
    Object.assign(command.fields, withoutDefaults(changes));
    command.name = textOf(changes['name'] ?? command.name);
    command.version = this.#world.ids.next();
    this.#record('PATCH', command.guildId, [command]);
    return command;
  }

  delete(command: Command): void {
    this.#byId.delete(command.id);
    this.#record('DELETE', command.guildId, [command]);
  }

  #put(guildId: string | null, body: JsonObject): Command {
    const name = textOf(body['name']);
    const fields = withoutDefaults(body);
    const existing = this.list(guildId).find((command) => command.name === name);
    if (existing !== undefined) {
      const isSame = JSON.stringify(existing.fields) === JSON.stringify(fields);
      if (!isSame) Object.assign(existing, { fields, version: this.#world.ids.next() });
      return existing;
    }
    const command = {
      id: this.#world.ids.next(),
      version: this.#world.ids.next(),
      guildId,
      name,
      fields,
    };
    this.#byId.set(command.id, command);
    return command;
  }

  #record(method: CommandWrite['method'], guildId: string | null, commands: Command[]): void {
    const write = { method, guildId, names: commands.map((command) => command.name) };
    this.writes.push(write);
    this.#world.emit('commandsWritten', write);
  }
}

/** Discord leaves out what says nothing: a false `required` or `autocomplete`, empty lists, nulls. */
function withoutDefaults(body: JsonObject): JsonObject {
  const fields: JsonObject = {};
  for (const [key, value] of Object.entries(body)) {
    if (value === null || value === undefined) continue;
    if ((key === 'required' || key === 'autocomplete') && value === false) continue;
    if ((key === 'options' || key === 'choices') && Array.isArray(value)) {
      if (value.length > 0) fields[key] = value.map((item) => withoutDefaults(item as JsonObject));
      continue;
    }
    fields[key] = value;
  }
  return fields;
}
