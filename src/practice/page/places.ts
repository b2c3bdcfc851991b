/** The left column: channels, who is in which room, and everyone else. */
import { addPersonForm } from './add-person.ts';
import { byId, element, fill } from './elements.ts';
import { avatar } from './message-card.ts';
import type { Action, ChannelView, PersonView } from './protocol.ts';
import type { Room } from './room.ts';
import { words } from './words.ts';

/** So many threads are shown under a channel. */
const MOST_THREADS = 4;

export interface PlacesActions {
  readonly openChannel: (channelId: string) => void;
  readonly ask: (action: Action) => Promise<boolean>;
}

export function showPlaces(room: Room, actions: PlacesActions): void {
  const places = element('div', { class: 'places-lists' });
  byId('places').append(places, addPersonForm(room.zone, actions.ask));
  const show = () => {
    if (!room.hasContent) return;
    fill(places, ...lists(room, actions));
  };
  room.on('directory', show);
  room.on('messages', show);
  room.on('messageGone', show);
  room.on('channel', show);
  room.on('sounding', show);
}

function lists(room: Room, actions: PlacesActions): HTMLElement[] {
  const { channels } = room.directory;
  const elsewhere = room.peopleIn(null).filter(({ kind }) => kind !== 'bot');
  const firstRoom = channels.find(({ kind }) => kind === 'room') ?? null;
  return [
    element('h2', { class: 'label' }, words.channels),
    element(
      'ul',
      { class: 'channel-list' },
      ...channels
        .filter(({ kind }) => kind === 'text' || kind === 'room')
        .map((channel) => channelItem(room, channel, actions)),
    ),
    element('h2', { class: 'label' }, words.messagesToYou),
    directMessages(room, actions),
    element('h2', { class: 'label' }, words.people),
    elsewhere.length === 0
      ? element('p', { class: 'quiet' }, words.everyoneInRoom)
      : element(
          'ul',
          { class: 'person-list' },
          ...elsewhere.map((person) => personItem(room, person, firstRoom, actions)),
        ),
  ];
}

/** What the bot and the person write to each other, which nobody else sees. */
function directMessages(room: Room, actions: PlacesActions): HTMLElement {
  const direct = room.directory.channels.filter(({ kind }) => kind === 'direct');
  if (direct.length > 0) {
    const items = direct.map((channel) => element('li', {}, channelButton(room, channel, actions)));
    return element('ul', { class: 'channel-list' }, ...items);
  }
  const isOpen = room.you?.takesMessages ?? true;
  const name = room.you?.name ?? '';
  const said = isOpen ? words.noDirectYet : words.directClosed(name);
  return element('p', { class: 'quiet empty' }, said);
}

function channelItem(room: Room, channel: ChannelView, actions: PlacesActions): HTMLElement {
  const { id, kind } = channel;
  const isSounding = room.soundingRoomId === id;
  const button = channelButton(room, channel, actions);
  if (kind !== 'room') return element('li', {}, button, threadList(room, id, actions));
  const people = room.peopleIn(id);
  const inside =
    people.length === 0
      ? element('p', { class: 'quiet in-room' }, words.roomEmpty)
      : element(
          'ul',
          { class: 'person-list in-room' },
          ...people.map((person) => personItem(room, person, channel, actions, isSounding)),
        );
  return element('li', {}, button, roomStatus(channel), inside);
}

/** What stands under the room's name, for everybody to see. */
function roomStatus({ status }: ChannelView): HTMLElement | null {
  return status === null ? null : element('p', { class: 'room-status' }, status);
}

function channelButton(room: Room, channel: ChannelView, actions: PlacesActions): HTMLElement {
  const { id, kind, name, isOpen, thread } = channel;
  const unread = room.unreadIn(id);
  const note = isOpen ? thread && words.messageCount(thread.messageCount) : words.notOpen;
  return element(
    'button',
    {
      type: 'button',
      class: isOpen ? 'channel' : 'channel closed',
      'aria-current': room.channelId === id ? 'true' : null,
      'data-focus': `channel ${id}`,
      click: () => actions.openChannel(id),
    },
    element('span', { class: `sign ${kind}`, 'aria-hidden': 'true' }),
    element('span', { class: 'name' }, kind === 'direct' ? words.directName : name),
    note !== null && unread === 0 ? element('span', { class: 'note' }, note) : null,
    unread > 0 ? element('span', { class: 'unread', 'aria-hidden': 'true' }, String(unread)) : null,
    unread > 0 ? element('span', { class: 'unseen' }, words.unread(unread)) : null,
  );
}

/**
 * The threads of a channel: the person's own and what is new, as in Discord's list. Others, and
 * those that were archived, are reached through the message that they began with.
 */
function threadList(room: Room, channelId: string, actions: PlacesActions): HTMLElement | null {
  const threads = room.directory.channels.filter(
    ({ id, thread }) =>
      thread?.parentId === channelId && (!thread.isArchived || id === room.channelId),
  );
  const ranked = threads.toSorted((a, b) => rankOf(room, b) - rankOf(room, a));
  const chosen = new Set(ranked.slice(0, MOST_THREADS));
  if (chosen.size === 0) return null;
  // The newest stands first whichever is open, so that none moves when it is opened.
  const shown = threads.filter((thread) => chosen.has(thread));
  const items = shown.map((thread) => element('li', {}, channelButton(room, thread, actions)));
  return element('ul', { class: 'thread-list' }, ...items);
}

/** The open one first, then those with something new, then those that the person is in. */
function rankOf(room: Room, { id, thread }: ChannelView): number {
  if (id === room.channelId) return 3;
  if (room.unreadIn(id) > 0) return 2;
  return thread?.isJoined ? 1 : 0;
}

function personItem(
  room: Room,
  person: PersonView,
  channel: ChannelView | null,
  actions: PlacesActions,
  isSounding = false,
): HTMLElement {
  const { kind, name } = person;
  const isHeard = isSounding && kind === 'bot';
  const isYou = person.id === room.directory.youId;
  const notes = [
    kind === 'participant' || kind === 'bot' ? null : words.kinds[kind],
    isYou ? words.you : null,
    isHeard ? words.sounding : null,
  ].filter((note) => note !== null);
  return element(
    'li',
    { class: isHeard ? 'person heard' : 'person' },
    avatar(person),
    element(
      'span',
      { class: 'who' },
      element('span', { class: 'name' }, name),
      notes.length === 0 ? null : element('span', { class: 'note' }, notes.join(', ')),
    ),
    ...(kind === 'bot' ? [] : personButtons(person, channel, actions)),
  );
}

function personButtons(
  { id, name, roomId }: PersonView,
  channel: ChannelView | null,
  { ask }: PlacesActions,
): HTMLElement[] {
  const small = { type: 'button', class: 'small-button' };
  const remove = element(
    'button',
    {
      type: 'button',
      class: 'small-button remove',
      'aria-label': words.removeLabel(name),
      title: words.removeLabel(name),
      'data-focus': `remove ${id}`,
      click: () => void ask({ type: 'removePerson', personId: id }),
    },
    element('span', { class: 'cross', 'aria-hidden': 'true' }),
  );
  if (channel === null) return [remove];
  const move =
    roomId === null
      ? element(
          'button',
          {
            ...small,
            'aria-label': words.joinLabel(name, channel.name),
            'data-focus': `move ${id}`,
            click: () => void ask({ type: 'join', personId: id, channelId: channel.id }),
          },
          words.join,
        )
      : element(
          'button',
          {
            ...small,
            'aria-label': words.leaveLabel(name, channel.name),
            'data-focus': `move ${id}`,
            click: () => void ask({ type: 'leave', personId: id }),
          },
          words.leave,
        );
  return roomId === null ? [move, remove] : [move];
}
