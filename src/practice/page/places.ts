/** The left column: channels, who is in which room, and everyone else. */
import { byId, element, fill } from './elements.ts';
import { avatar } from './message-card.ts';
import { PERSON_KINDS, type Action, type ChannelView, type PersonView } from './protocol.ts';
import type { Room } from './room.ts';
import { words } from './words.ts';

export interface PlacesActions {
  readonly openChannel: (channelId: string) => void;
  readonly ask: (action: Action) => Promise<boolean>;
}

export function showPlaces(room: Room, actions: PlacesActions): void {
  const places = element('div', { class: 'places-lists' });
  byId('places').append(places, addPersonForm(actions));
  const show = () => {
    if (!room.hasContent) return;
    fill(places, ...lists(room, actions));
  };
  room.on('directory', show);
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
      ...channels.map((channel) => channelItem(room, channel, actions)),
    ),
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

function channelItem(room: Room, channel: ChannelView, actions: PlacesActions): HTMLElement {
  const { id, kind, name, isOpen } = channel;
  const unread = room.unreadByChannelId.get(id) ?? 0;
  const isSounding = room.soundingRoomId === id;
  const button = element(
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
    isOpen ? null : element('span', { class: 'note' }, words.notOpen),
    unread > 0 ? element('span', { class: 'unread', 'aria-hidden': 'true' }, String(unread)) : null,
    unread > 0 ? element('span', { class: 'unseen' }, words.unread(unread)) : null,
  );
  if (kind !== 'room') return element('li', {}, button);
  const people = room.peopleIn(id);
  const inside =
    people.length === 0
      ? element('p', { class: 'quiet in-room' }, words.roomEmpty)
      : element(
          'ul',
          { class: 'person-list in-room' },
          ...people.map((person) => personItem(room, person, channel, actions, isSounding)),
        );
  return element('li', {}, button, inside);
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

function addPersonForm({ ask }: PlacesActions): HTMLElement {
  const kind = element(
    'select',
    { 'aria-label': words.addKind },
    ...PERSON_KINDS.map((each) => element('option', { value: each }, words.kinds[each])),
  );
  const name = element('input', {
    type: 'text',
    'aria-label': words.addName,
    placeholder: words.addNameHint,
    maxlength: 32,
    autocomplete: 'off',
  });
  const add = async () => {
    const chosen = PERSON_KINDS.find((each) => each === kind.value) ?? 'participant';
    const isDone = await ask({ type: 'addPerson', kind: chosen, name: name.value });
    if (isDone) name.value = '';
  };
  return element(
    'form',
    {
      class: 'add-person',
      submit: (event) => {
        event.preventDefault();
        void add();
      },
    },
    element('h2', { class: 'label' }, words.addPerson),
    kind,
    element(
      'div',
      { class: 'add-row' },
      name,
      element('button', { type: 'submit', class: 'button' }, words.add),
    ),
  );
}
