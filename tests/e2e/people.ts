import { once } from 'node:events';
import type { Channel, Message } from '../../src/practice/world/entities.ts';
import type { Interaction } from '../../src/practice/world/interaction.ts';
import type { OptionValue } from '../../src/practice/world/person-actions.ts';
import type { World } from '../../src/practice/world.ts';

/** What people do in the stand-in, and what they see there of the bot. */
export function followPeople(world: World, hall: Channel) {
  const personNamed = (name: string): string => {
    const found = [...world.firstGuild().memberByUserId.keys()].find(
      (userId) => world.userById.get(userId)?.name === name,
    );
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found;
  };
  const isBotIn = (): boolean => world.firstGuild().voiceStateByUserId.has(world.bot.id);
  /** What the bot has posted in a channel and not removed, oldest first. */
  const standing = (channel: Channel): Message[] =>
    [...channel.messageById.values()].filter(
      (message) => !message.isDeleted && message.authorId === world.bot.id,
    );

  return {
    personNamed,
    standing,
    isBotIn,
    enter: (name: string) => void world.joinVoice(personNamed(name), hall.id),
    leave: (name: string) => world.leaveVoice(personNamed(name)),
    /** Counts from now on how often the bot comes into a voice room. */
    countJoins(): () => number {
      let joins = 0;
      world.on('voiceStateChanged', ({ userId, after }) => {
        if (userId === world.bot.id && after !== null) joins += 1;
      });
      return () => joins;
    },
    /** Resolves when the bot is in a voice room, or in none. */
    async botIs(place: 'in' | 'out'): Promise<void> {
      while (isBotIn() !== (place === 'in')) await once(world, 'voiceStateChanged');
    },
    /** Resolves with the bot's message of such words, standing already or still to come. */
    async message(channel: Channel, words: RegExp): Promise<Message> {
      const fits = (message: Message): boolean =>
        message.channelId === channel.id && words.test(message.content);
      const found = standing(channel).find(fits);
      if (found) return found;
      for (;;) {
        const [posted] = (await once(world, 'messagePosted')) as [Message];
        if (posted.authorId === world.bot.id && fits(posted)) return posted;
      }
    },
    /** Resolves when no message of such words is left. */
    async removed(channel: Channel, words: RegExp): Promise<void> {
      const isLeft = (): boolean => standing(channel).some(({ content }) => words.test(content));
      while (isLeft()) await once(world, 'messageDeleted');
    },
    /** How many messages of such words the bot has standing in the channel. */
    count: (channel: Channel, words: RegExp): number =>
      standing(channel).filter(({ content }) => words.test(content)).length,
    /** Uses the control of a message whose id begins so: `bell|choose`. */
    async press(name: string, message: Message, action: string, values?: string[]) {
      const customId = customIdOf(message, action);
      return values
        ? world.selectMenu(personNamed(name), message.id, customId, values)
        : world.pressButton(personNamed(name), message.id, customId);
    },
    /** `command` is the whole path, as it is typed after the slash: `schedule move`. */
    command: (name: string, command: string, given: Record<string, OptionValue> = {}) => {
      const [first, path] = partsOf(command);
      return world.runCommand(personNamed(name), hall.id, first, path, given);
    },
    suggestions: (name: string, command: string, option: string, typed: string) => {
      const [first, path] = partsOf(command);
      const given = { [option]: typed };
      return world.autocomplete(personNamed(name), hall.id, first, option, given, path);
    },
  };
}

/** The command's own name, and what follows it; null when nothing does. */
function partsOf(command: string): readonly [string, string | null] {
  const [first = '', ...path] = command.split(' ');
  return [first, path.length === 0 ? null : path.join(' ')];
}

/** The message that answers only the person who asked, with its controls. */
export function privateAnswer({ original, state }: Interaction): Message {
  if (!original) throw new Error(`The bot has not answered: ${state.phase}.`);
  return original;
}

/** What a person reads as the answer to a command or a press. */
export function answerOf(interaction: Interaction): string {
  return interaction.original?.content ?? `(${interaction.state.phase})`;
}

interface ComponentJson {
  readonly custom_id?: string;
  readonly components?: readonly ComponentJson[];
}

function controlsOf(message: Message): ComponentJson[] {
  return (message.components as readonly ComponentJson[]).flatMap(
    ({ components = [] }) => components,
  );
}

export function customIdOf(message: Message, action: string): string {
  const controls = controlsOf(message);
  const found = controls.find(({ custom_id: id }) => id?.split('|')[1] === action)?.custom_id;
  if (!found) throw new Error(`The message has no control ${action}.`);
  return found;
}

/**
 * Those that stand twice, whether by the row of the outbox that they came from (its name is in
 * their controls) or by their words in one channel.
 */
export function repeatedAmong(messages: readonly Message[]): string[] {
  const names = messages.flatMap((message) => {
    const ids = controlsOf(message).flatMap(({ custom_id: id }) => id ?? []);
    const rows = new Set(ids.map((id) => id.split('|')[2] ?? '').filter((name) => name !== '-'));
    return [...rows, `${message.channelId} ${message.content}`];
  });
  return names.filter((name, index) => names.indexOf(name) !== index);
}
