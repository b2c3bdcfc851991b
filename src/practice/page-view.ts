/** What one person sees of the pretend Discord, as the page takes it. */
import type {
  ButtonView,
  ChannelView,
  CommandView,
  ControlView,
  DirectoryView,
  MenuView,
  MessageView,
  OptionView,
  PersonKind,
  PersonView,
} from './page/protocol.ts';
import { PERSON_KINDS } from './page/protocol.ts';
import type { World } from './world.ts';
import type { Command } from './world/command-book.ts';
import { EPHEMERAL, type Channel, type Message } from './world/entities.ts';
import type { Interaction } from './world/interaction.ts';
import { objectsIn, textOf, type JsonObject } from './world/json.ts';
import { permits } from './world/permissions.ts';
import { snowflakeAtMs } from './world/snowflake.ts';

/** Older messages of a channel are left out of the page. */
const MESSAGES_A_CHANNEL = 200;

/** The flag on a deferred reply that is still empty. */
const LOADING = 1 << 7;

const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const BUTTON_STYLES: readonly ButtonView['style'][] = [
  'primary',
  'secondary',
  'success',
  'danger',
  'link',
];

export function directoryView(world: World, youId: string): DirectoryView {
  const guild = world.firstGuild();
  const people = personIdsOf(world).map((id) => personView(world, id));
  const channels = [...world.channelById.values()]
    .filter((channel) => channel.guildId === guild.id || channel.recipientId === youId)
    .filter((channel) => channel.kind !== 'category')
    .toSorted((a, b) => a.position - b.position)
    .map((channel) => channelView(world, channel, youId, people));
  const roles = [...guild.roleById.values()].map(({ id, name }) => ({ id, name }));
  const commands = world.commands
    .offeredIn(guild.id)
    .filter((command) => isOffered(world, youId, command))
    .flatMap((command) => commandViews(command))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return { youId, channels, people, roles, commands };
}

/** Everyone in the community but the account that owns it, the bot included. */
export function personIdsOf(world: World): string[] {
  const { memberByUserId, ownerId } = world.firstGuild();
  return [...memberByUserId.keys()].filter((id) => id !== ownerId);
}

export function personView(world: World, userId: string): PersonView {
  const guild = world.firstGuild();
  const roomId = guild.voiceStateByUserId.get(userId)?.channelId ?? null;
  return {
    id: userId,
    name: guild.memberByUserId.get(userId)?.nick ?? world.user(userId).name,
    kind: kindOf(world, userId),
    roomId,
  };
}

function kindOf(world: World, userId: string): PersonView['kind'] {
  if (world.user(userId).isBot) return 'bot';
  const guild = world.firstGuild();
  const roleIds = guild.memberByUserId.get(userId)?.roleIds ?? [];
  const roleNames = roleIds.map((id) => guild.roleById.get(id)?.name.toLowerCase());
  const isKind = (kind: PersonKind) => roleNames.includes(kind);
  return PERSON_KINDS.find(isKind) ?? 'participant';
}

export function maySee(world: World, userId: string, channel: Channel): boolean {
  return permits(world.permissionsOf(userId, channel), 'viewChannel');
}

function channelView(
  world: World,
  channel: Channel,
  youId: string,
  people: readonly PersonView[],
): ChannelView {
  const { id, name, topic, voiceStatus: status } = channel;
  const isOpen = channel.kind === 'direct' || maySee(world, youId, channel);
  const openTo = isOpen
    ? []
    : people
        .filter((person) => person.kind !== 'bot' && maySee(world, person.id, channel))
        .map((person) => ({ id: person.id, name: person.name }));
  return { id, kind: channelKind(channel), name, topic, status, isOpen, openTo };
}

function channelKind({ kind }: Channel): ChannelView['kind'] {
  if (kind === 'direct') return 'direct';
  return kind === 'voice' || kind === 'stage' ? 'room' : 'text';
}

/** Everything that the person sees, oldest first within a channel. */
export function messageViews(world: World, youId: string): MessageView[] {
  const channels = [...world.channelById.values()];
  return channels
    .filter((channel) => isSeenBy(world, channel, youId))
    .flatMap((channel) => {
      const posted = [...channel.messageById.values()].slice(-MESSAGES_A_CHANNEL);
      const own = world.interactions.ephemeralMessages(youId, channel.id);
      return [...posted, ...own].map((message) => messageView(world, message, youId));
    });
}

export function isSeenBy(world: World, channel: Channel, userId: string): boolean {
  if (channel.kind === 'direct') return channel.recipientId === userId;
  return channel.guildId === world.firstGuild().id && maySee(world, userId, channel);
}

/** The messages of an interaction that nobody but its person sees. */
export function privateMessagesOf({ original, source, followUps }: Interaction): Message[] {
  const all = [original, source, ...followUps].filter((message) => message !== null);
  return all.filter((message) => (message.flags & EPHEMERAL) !== 0);
}

export function messageView(world: World, message: Message, youId: string): MessageView {
  const { id, channelId, authorId, flags } = message;
  const interaction =
    message.interactionId === null ? null : world.interactions.find(message.interactionId);
  const answers =
    interaction?.kind === 'command'
      ? { personId: interaction.userId, command: textOf(interaction.data['name']) }
      : null;
  return {
    id,
    channelId,
    authorId,
    atMs: snowflakeAtMs(id),
    isEdited: message.editedAtMs !== null && interaction === null,
    text: message.content,
    rows: message.components
      .filter((row) => row['type'] === ACTION_ROW)
      .map((row) => objectsIn(row['components']).flatMap((control) => controlView(control))),
    isPrivate: (flags & EPHEMERAL) !== 0,
    isThinking: (flags & LOADING) !== 0,
    answers,
    ringsForYou: world.messages.pingedUserIds(message).includes(youId),
  };
}

function controlView(control: JsonObject): ControlView[] {
  const id = textOf(control['custom_id']);
  const isDisabled = control['disabled'] === true;
  if (control['type'] === BUTTON) {
    const style = BUTTON_STYLES[Number(control['style']) - 1] ?? 'secondary';
    const symbol = objectsIn([control['emoji']])
      .map((emoji) => textOf(emoji['name']))
      .join('');
    const label = [symbol, textOf(control['label'])].filter((part) => part !== '').join(' ');
    return [{ kind: 'button', id, label, style, isDisabled }];
  }
  return control['type'] === STRING_SELECT ? [menuView(control, id, isDisabled)] : [];
}

function menuView(control: JsonObject, id: string, isDisabled: boolean): MenuView {
  return {
    kind: 'menu',
    id,
    placeholder: textOf(control['placeholder']),
    options: objectsIn(control['options']).map((option) => ({
      value: textOf(option['value']),
      label: textOf(option['label']),
      description: textOf(option['description']) || null,
      isDefault: option['default'] === true,
    })),
    least: Number(control['min_values'] ?? 1),
    most: Number(control['max_values'] ?? 1),
    isDisabled,
  };
}

function isOffered(world: World, userId: string, { fields }: Command): boolean {
  if ((fields['type'] ?? 1) !== 1) return false;
  const wanted = BigInt(textOf(fields['default_member_permissions']) || '0');
  return (world.permissionsOf(userId, world.firstGuild()) & wanted) === wanted;
}

/** One command, or one for each of its subcommands. */
function commandViews({ name, fields }: Command): CommandView[] {
  const views = (definition: JsonObject, path: string[]): CommandView[] => {
    const inner = objectsIn(definition['options']);
    if (inner.some((option) => isGroup(option))) {
      return inner.flatMap((option) => views(option, [...path, textOf(option['name'])]));
    }
    return [
      {
        name,
        subcommand: path.length === 0 ? null : path.join(' '),
        description: textOf(definition['description']),
        options: inner.map((option) => optionView(option)),
      },
    ];
  };
  return views(fields, []);
}

function isGroup({ type }: JsonObject): boolean {
  return type === SUBCOMMAND || type === SUBCOMMAND_GROUP;
}

function optionView(option: JsonObject): OptionView {
  return {
    name: textOf(option['name']),
    description: textOf(option['description']),
    type: Number(option['type']),
    isRequired: option['required'] === true,
    completes: option['autocomplete'] === true,
    choices: objectsIn(option['choices']).map(({ name, value }) => ({
      name: textOf(name),
      value: typeof value === 'number' ? value : textOf(value),
    })),
    least: numberOf(option['min_value'] ?? option['min_length']),
    most: numberOf(option['max_value'] ?? option['max_length']),
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
