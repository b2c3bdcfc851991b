/** The middle of the page: what a channel shows. */
import { arrange, byId, element, fill } from './elements.ts';
import { intro, type IntroActions } from './intro.ts';
import { messageCard, type CardActions, type CardView } from './message-card.ts';
import type { MessageView } from './protocol.ts';
import { plainText, refreshStamps, type Names } from './render-markdown.ts';
import type { Room } from './room.ts';
import { day } from './time.ts';
import { words } from './words.ts';

/** Messages of one author within this time stand under one name. */
const TOGETHER_MS = 5 * 60_000;

/** So close to the end, in pixels, the list follows what is new. */
const NEAR_END = 80;

export interface MessagesActions extends CardActions, IntroActions {
  be(personId: string): Promise<void>;
}

export function channelTitle(room: Room): string {
  const { channel } = room;
  if (channel === null) return '';
  if (channel.kind === 'direct') return words.directTitle(room.you?.name ?? '');
  return channel.kind === 'text' ? `#${channel.name}` : channel.name;
}

export function namesIn(room: Room): Names {
  const { directory } = room;
  return {
    nowMs: () => room.nowMs(),
    device: () => room.device,
    nameOf(of, id) {
      if (of === 'user') return room.person(id)?.name ?? null;
      const list = of === 'channel' ? directory.channels : directory.roles;
      return list.find((item) => item.id === id)?.name ?? null;
    },
  };
}

export function showMessages(room: Room, actions: MessagesActions): void {
  const body = byId('talk-body');
  const announcer = byId('announcer');
  const list = element('ol', { class: 'messages', tabindex: 0 });
  const shown: Shown = new Map();
  let followsEnd = true;

  body.addEventListener('scroll', () => {
    followsEnd = body.scrollHeight - body.scrollTop - body.clientHeight < NEAR_END;
  });

  function keepAtEnd(): void {
    if (followsEnd && list.parentElement === body) body.scrollTop = body.scrollHeight;
  }

  function show(): void {
    const { channel } = room;
    if (!room.hasContent) {
      fill(body, element('p', { class: 'nothing' }, words.connecting));
      return;
    }
    showHead(room, actions);
    if (actions.isFirstVisit()) {
      fill(body, intro(actions));
      return;
    }
    if (channel === null) return;
    list.setAttribute('aria-label', words.messagesIn(channelTitle(room)));
    if (!channel.isOpen) {
      fill(body, closedChannel(room, actions));
      return;
    }
    if (room.messagesIn(channel.id).length === 0) {
      fill(body, element('p', { class: 'nothing' }, words.noMessages));
      return;
    }
    arrange(list, cards(room, shown, actions));
    if (list.parentElement !== body) fill(body, list);
    keepAtEnd();
  }

  function showFromEnd(): void {
    followsEnd = true;
    show();
  }

  function announce(message: MessageView): void {
    if (message.channelId !== room.channelId || message.isThinking) return;
    const author = room.person(message.authorId)?.name ?? words.someoneGone;
    announcer.textContent = `${author}: ${plainText(message.text, namesIn(room))}`;
  }

  room.on('channel', showFromEnd);
  room.on('messages', showFromEnd);
  room.on('directory', show);
  room.on('message', (message) => {
    if (message.channelId === room.channelId) show();
    announce(message);
  });
  room.on('messageGone', show);
  const refresh = () => refreshStamps(body, namesIn(room));
  room.on('clock', refresh);
  setInterval(refresh, 500);
  const sizes = new ResizeObserver(keepAtEnd);
  // A picture that has come makes the list longer.
  for (const place of [body, list]) sizes.observe(place);
  show();
}

function showHead(room: Room, actions: CardActions): void {
  const { channel } = room;
  const parent = room.channelOf(channel?.thread?.parentId ?? '');
  const back =
    parent === null
      ? null
      : element(
          'button',
          { type: 'button', class: 'link topic', click: () => actions.openThread(parent.id) },
          words.backTo(parent.name),
        );
  const here = channel?.kind === 'room' ? room.peopleIn(channel.id) : [];
  const names = here.map(({ name }) => name).join(', ');
  const about = channel?.kind === 'direct' ? directTopic(room) : channel?.topic;
  const detail = channel?.kind === 'room' ? names && words.hereNow(names) : about;
  fill(
    byId('talk-head'),
    element('h2', {}, channelTitle(room)),
    back,
    channel?.status ? element('p', { class: 'topic' }, channel.status) : null,
    detail ? element('p', { class: 'topic' }, detail) : null,
  );
}

function directTopic({ you }: Room): string {
  if (you === null) return '';
  return you.takesMessages ? words.directTopic(you.name) : words.directClosed(you.name);
}

function closedChannel(room: Room, actions: MessagesActions): HTMLElement {
  const [other] = room.channel?.openTo ?? [];
  const who = room.you?.name ?? '';
  return element(
    'div',
    { class: 'nothing' },
    element('p', {}, words.closedChannel(who, channelTitle(room))),
    other === undefined
      ? null
      : element(
          'button',
          { type: 'button', class: 'button', click: () => void actions.be(other.id) },
          words.lookAs(other.name),
        ),
  );
}

/** The cards that stand there, each with all that it was made of. */
type Shown = Map<string, { readonly madeOf: string; readonly card: HTMLElement }>;

function cards(room: Room, shown: Shown, actions: CardActions): HTMLElement[] {
  const names = namesIn(room);
  const { people, channels, roles } = room.directory;
  const named = [...people, ...channels, ...roles].map(({ name }) => name);
  const messages = room.messagesIn(room.channelId);
  const before = new Map(shown);
  shown.clear();
  const once = (id: string, madeOf: string, make: () => HTMLElement): HTMLElement => {
    const known = before.get(id);
    const card = known?.madeOf === madeOf ? known.card : make();
    shown.set(id, { madeOf, card });
    return card;
  };
  return messages.flatMap((message, at) => {
    const view = cardView(room, message, messages[at - 1]);
    const { zone } = room.device;
    const madeOf = JSON.stringify([view, named]);
    const card = once(message.id, madeOf, () => messageCard(view, names, actions));
    const date = dayOf(message, zone);
    const earlier = messages[at - 1];
    if (earlier !== undefined && dayOf(earlier, zone) === date) return [card];
    return [once(date, date, () => dayDivider(date)), card];
  });
}

function cardView(room: Room, message: MessageView, before: MessageView | undefined): CardView {
  const isContinued =
    before !== undefined &&
    dayOf(before, room.device.zone) === dayOf(message, room.device.zone) &&
    message.answers === null &&
    before.isPrivate === message.isPrivate &&
    before.authorId === message.authorId &&
    message.atMs - before.atMs < TOGETHER_MS;
  const asker = message.answers === null ? null : room.person(message.answers.personId);
  const author = room.person(message.authorId);
  return {
    message,
    // Where somebody is changes nothing here.
    author: author && { ...author, roomId: null },
    isContinued,
    youName: room.you?.name ?? '',
    askedBy: message.answers === null ? null : (asker?.name ?? words.someoneGone),
    zone: room.zone,
    device: room.device,
  };
}

function dayDivider(date: string): HTMLElement {
  return element('li', { class: 'day' }, element('span', {}, date));
}

function dayOf({ atMs }: MessageView, zone: string): string {
  return day(atMs, zone);
}
