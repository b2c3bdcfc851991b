/** What one person sees of the pretend Discord, as the page takes it. */
import { offeredCommands } from './page-command-view.ts';
import { messageView } from './page-message-view.ts';
import type {
  ChannelView,
  DirectoryView,
  EventView,
  MessageView,
  PersonKind,
  PersonView,
  ThreadView,
} from './page/protocol.ts';
import { PERSON_KINDS } from './page/protocol.ts';
import type { World } from './world.ts';
import { EPHEMERAL, type Channel, type Message } from './world/entities.ts';
import type { Interaction } from './world/interaction.ts';
import { isJsonObject, textOf } from './world/json.ts';
import { permits } from './world/permissions.ts';
import { messageCountOf } from './world/threads.ts';

/** Older messages of a channel are left out of the page. */
const MESSAGES_A_CHANNEL = 200;

/** So many threads and events, the newest and the soonest, are all that a page can hold calmly. */
const MOST_THREADS = 60;
const MOST_EVENTS = 12;

/** Discord's number for an event that is on. */
const ACTIVE = 2;

export function directoryView(world: World, youId: string): DirectoryView {
  const guild = world.firstGuild();
  const people = personIdsOf(world).map((id) => personView(world, id));
  const channels = [...world.channelById.values()]
    .filter((channel) => channel.guildId === guild.id || channel.recipientId === youId)
    .filter((channel) => channel.kind !== 'category' && channel.kind !== 'thread')
    .toSorted((a, b) => a.position - b.position);
  const threads = [...guild.threadById.values()]
    .filter((thread) => isSeenBy(world, thread, youId))
    .toReversed()
    .slice(0, MOST_THREADS);
  const roles = [...guild.roleById.values()].map(({ id, name }) => ({ id, name }));
  return {
    youId,
    channels: [...channels, ...threads].map((each) => channelView(world, each, youId, people)),
    people,
    roles,
    commands: offeredCommands(world, youId),
    events: eventViews(world),
  };
}

function eventViews(world: World): EventView[] {
  const events = world.scheduledEvents.list(world.firstGuild().id).map((event) => {
    const { fields } = event;
    const metadata = isJsonObject(fields['entity_metadata']) ? fields['entity_metadata'] : {};
    const room = world.channelById.get(textOf(fields['channel_id'] ?? ''));
    const endsAtMs = Date.parse(textOf(fields['scheduled_end_time'] ?? ''));
    return {
      id: event.id,
      name: textOf(fields['name']),
      description: textOf(fields['description'] ?? ''),
      startsAtMs: Date.parse(textOf(fields['scheduled_start_time'])),
      endsAtMs: Number.isNaN(endsAtMs) ? null : endsAtMs,
      place: room?.name ?? textOf(metadata['location']),
      isOn: fields['status'] === ACTIVE,
    };
  });
  return events.toSorted((a, b) => a.startsAtMs - b.startsAtMs).slice(0, MOST_EVENTS);
}

/** Everyone in the community but the account that owns it, the bot included. */
export function personIdsOf(world: World): string[] {
  const { memberByUserId, ownerId } = world.firstGuild();
  return [...memberByUserId.keys()].filter((id) => id !== ownerId);
}

export function personView(world: World, userId: string): PersonView {
  const guild = world.firstGuild();
  const roomId = guild.voiceStateByUserId.get(userId)?.channelId ?? null;
  const { name, zone, locale, acceptsDirectMessages: takesMessages } = world.user(userId);
  const nick = guild.memberByUserId.get(userId)?.nick ?? null;
  const kind = kindOf(world, userId);
  return { id: userId, name: nick ?? name, kind, roomId, zone, locale, takesMessages };
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
  const thread = threadView(channel, youId);
  return { id, kind: channelKind(channel), name, topic, status, isOpen, openTo, thread };
}

function threadView(channel: Channel, youId: string): ThreadView | null {
  const { thread, parentId } = channel;
  if (thread === null) return null;
  return {
    parentId: parentId ?? '',
    messageCount: messageCountOf(channel),
    isJoined: thread.joinedAtMsByUserId.has(youId),
    isArchived: thread.isArchived,
  };
}

function channelKind({ kind }: Channel): ChannelView['kind'] {
  if (kind === 'direct' || kind === 'thread') return kind;
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
