/** What the page knows of the practice room, and who wants to know when it changes. */
import type { PracticeReading } from '../page-reading.ts';
import type {
  ChannelView,
  ClockView,
  DirectoryView,
  MessageView,
  PersonView,
  ServerNews,
  StoryView,
} from './protocol.ts';
import type { Device } from './time.ts';

/** What a listener may follow. `message` is told with one; `messages` means that all are new. */
interface RoomNews {
  directory: [];
  channel: [];
  messages: [];
  message: [MessageView];
  messageGone: [string];
  clock: [];
  reading: [];
  sounding: [];
  story: [];
  link: [];
}

export class Room {
  /** Null until the practice room has answered for the first time. */
  isLinked: boolean | null = null;
  hasContent = false;
  zone = 'America/Los_Angeles';
  directory: DirectoryView = {
    youId: '',
    channels: [],
    people: [],
    roles: [],
    commands: [],
    events: [],
  };
  reading: PracticeReading = { botState: 'starting', session: null };
  soundingRoomId: string | null = null;
  story: StoryView = 'none';
  channelId = '';
  readonly messageById = new Map<string, MessageView>();
  /** The last message that was looked at, for each person and place. */
  readonly #readUpTo = new Map<string, string>();
  /** What stood there when the page was opened counts as read by everybody. */
  #readFromStart: string | null = null;
  /** Counted when it is asked for; null after anything has changed. */
  #unread: Map<string, number> | null = null;
  /** Private answers that were put away on this page. */
  readonly #putAway = new Set<string>();
  readonly #listeners = new Map<keyof RoomNews, ((...news: never[]) => void)[]>();
  #clock: ClockView = { nowMs: 0, speed: 1, runningSpeed: 1 };
  #clockAtMs = 0;

  on<Name extends keyof RoomNews>(name: Name, listener: (...news: RoomNews[Name]) => void): void {
    const listeners = this.#listeners.get(name) ?? [];
    this.#listeners.set(name, [...listeners, listener as (...news: never[]) => void]);
  }

  #tell<Name extends keyof RoomNews>(name: Name, ...news: RoomNews[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      (listener as (...news: RoomNews[Name]) => void)(...news);
    }
  }

  setLinked(isLinked: boolean): void {
    if (this.isLinked === isLinked) return;
    this.isLinked = isLinked;
    this.#tell('link');
  }

  take(news: Exclude<ServerNews, { type: 'answer' }>): void {
    switch (news.type) {
      case 'everything':
        this.#takeEverything(news);
        return;
      case 'directory':
        this.directory = news.directory;
        this.#stayInAChannel();
        this.#tell('directory');
        return;
      case 'message':
        this.#takeMessage(news.message);
        return;
      case 'messageGone':
        this.#loseMessage(news.messageId);
        return;
      case 'clock':
        this.#setClock(news.clock);
        return;
      case 'reading':
        this.reading = news.reading;
        this.#tell('reading');
        return;
      case 'sounding':
        this.soundingRoomId = news.roomId;
        this.#tell('sounding');
        return;
      case 'story':
        this.story = news.story;
        this.#tell('story');
    }
  }

  #takeEverything(news: Extract<ServerNews, { type: 'everything' }>): void {
    this.hasContent = true;
    this.zone = news.zone;
    this.directory = news.directory;
    this.reading = news.reading;
    this.soundingRoomId = news.soundingRoomId;
    this.story = news.story;
    this.messageById.clear();
    for (const message of news.messages) this.messageById.set(message.id, message);
    this.#readFromStart ??= newestOf(news.messages);
    this.#stayInAChannel();
    this.#markRead();
    this.#setClock(news.clock);
    for (const name of ['directory', 'messages', 'reading', 'sounding', 'story'] as const) {
      this.#tell(name);
    }
  }

  #loseMessage(messageId: string): void {
    if (!this.messageById.delete(messageId)) return;
    this.#unread = null;
    this.#tell('messageGone', messageId);
  }

  #takeMessage(message: MessageView): void {
    this.#unread = null;
    const isNew = !this.messageById.has(message.id);
    this.messageById.set(message.id, message);
    if (message.channelId === this.channelId) this.#markRead();
    else if (isNew) this.#tell('directory');
    this.#tell('message', message);
  }

  /** The first channel that is open, when the one shown is gone or none was shown yet. */
  #stayInAChannel(): void {
    const { channels } = this.directory;
    if (channels.some(({ id }) => id === this.channelId)) return;
    this.channelId = channels.find(({ isOpen }) => isOpen)?.id ?? '';
    this.#tell('channel');
  }

  openChannel(channelId: string): void {
    this.channelId = channelId;
    this.#markRead();
    this.#tell('channel');
    this.#tell('directory');
  }

  #markRead(): void {
    this.#unread = null;
    const newest = newestOf(this.messagesIn(this.channelId));
    this.#readUpTo.set(`${this.directory.youId} ${this.channelId}`, newest);
  }

  /** How many messages the person has not looked at yet, their own left out. */
  unreadIn(channelId: string): number {
    this.#unread ??= this.#countUnread();
    return this.#unread.get(channelId) ?? 0;
  }

  #countUnread(): Map<string, number> {
    const { youId } = this.directory;
    const start = this.#readFromStart ?? '';
    const unread = new Map<string, number>();
    for (const { id, channelId, authorId, opensThread } of this.messageById.values()) {
      if (authorId === youId || opensThread || this.#putAway.has(id)) continue;
      if (compareIds(id, start) <= 0) continue;
      const seen = this.#readUpTo.get(`${youId} ${channelId}`) ?? '';
      if (compareIds(id, seen) > 0) unread.set(channelId, (unread.get(channelId) ?? 0) + 1);
    }
    return unread;
  }

  putAway(messageId: string): void {
    this.#unread = null;
    this.#putAway.add(messageId);
    this.#tell('messageGone', messageId);
  }

  get clock(): ClockView {
    return this.#clock;
  }

  #setClock(clock: ClockView): void {
    this.#clock = clock;
    this.#clockAtMs = performance.now();
    this.#tell('clock');
  }

  /** The practice clock's time; it runs on between two tellings. */
  nowMs(): number {
    return this.#clock.nowMs + (performance.now() - this.#clockAtMs) * this.#clock.runningSpeed;
  }

  get channel(): ChannelView | null {
    return this.channelOf(this.channelId);
  }

  channelOf(channelId: string): ChannelView | null {
    return this.directory.channels.find(({ id }) => id === channelId) ?? null;
  }

  /** What the person's device makes of a time. */
  get device(): Device {
    const { zone = this.zone, locale = 'en-US' } = this.you ?? {};
    return { zone, locale };
  }

  get you(): PersonView | null {
    return this.person(this.directory.youId);
  }

  person(id: string): PersonView | null {
    return this.directory.people.find((person) => person.id === id) ?? null;
  }

  peopleIn(roomId: string | null): PersonView[] {
    return this.directory.people.filter((person) => person.roomId === roomId);
  }

  /** In order of time, without those that were put away. */
  messagesIn(channelId: string): MessageView[] {
    return [...this.messageById.values()]
      .filter((message) => message.channelId === channelId && !this.#putAway.has(message.id))
      .toSorted((a, b) => a.atMs - b.atMs || compareIds(a.id, b.id));
  }
}

function newestOf(messages: readonly MessageView[]): string {
  return messages.map(({ id }) => id).reduce((a, b) => (compareIds(a, b) > 0 ? a : b), '');
}

/** Ids grow with time, and so does their length. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
