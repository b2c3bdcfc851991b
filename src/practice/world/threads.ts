/** Threads: started from a message, joined, archived and locked. */
import type { Directory } from './directory.ts';
import { HAS_THREAD, type Channel, type Message } from './entities.ts';
import type { MessageBoard } from './message-board.ts';
import { permits } from './permissions.ts';

/** Discord's number for the message that opens a thread and points to where it comes from. */
export const THREAD_STARTER = 21;

/** So long a thread stays in the list of channels when nobody says otherwise: three days. */
const DEFAULT_AUTO_ARCHIVE_MINUTES = 4_320;

export interface ThreadStart {
  readonly name: string;
  readonly autoArchiveMinutes?: number | undefined;
}

export interface ThreadChanges {
  readonly name?: string | undefined;
  readonly isArchived?: boolean | undefined;
  readonly isLocked?: boolean | undefined;
  readonly autoArchiveMinutes?: number | undefined;
}

export class Threads {
  readonly #world: Directory & { messages: MessageBoard };

  constructor(world: Directory & { messages: MessageBoard }) {
    this.#world = world;
    world.on('messagePosted', (message) => this.#follow(message));
  }

  /** Throws when the message has a thread already, or stands where none can be. */
  start(message: Message, ownerId: string, { name, autoArchiveMinutes }: ThreadStart): Channel {
    const parent = this.#world.channel(message.channelId);
    if (parent.kind !== 'text' && parent.kind !== 'announcement') {
      throw new Error(`#${parent.name} can hold no threads.`);
    }
    if (this.#world.channelById.has(message.id)) {
      throw new Error(`The message ${message.id} has a thread already.`);
    }
    const thread = this.#world.createThread(parent, message.id, name, {
      ownerId,
      parentKind: parent.kind,
      isArchived: false,
      isLocked: false,
      archiveChangedAtMs: this.#world.clock.nowMs(),
      autoArchiveMinutes: autoArchiveMinutes ?? DEFAULT_AUTO_ARCHIVE_MINUTES,
      messagesSent: 0,
      joinedAtMsByUserId: new Map(),
    });
    this.#world.emit('threadCreated', thread);
    this.#world.messages.mark(message, message.flags | HAS_THREAD);
    this.#world.messages.post(thread.id, message.authorId, {
      content: '',
      type: THREAD_STARTER,
      referenceId: message.id,
      allowedMentions: { parse: [] },
    });
    this.join(thread, [ownerId]);
    return thread;
  }

  change(thread: Channel, changes: ThreadChanges): Channel {
    const state = stateOf(thread);
    const { name = thread.name, isArchived = state.isArchived } = changes;
    const { autoArchiveMinutes = state.autoArchiveMinutes } = changes;
    const isRestarted =
      isArchived !== state.isArchived || autoArchiveMinutes !== state.autoArchiveMinutes;
    if (isRestarted) state.archiveChangedAtMs = this.#world.clock.nowMs();
    Object.assign(state, { isArchived, autoArchiveMinutes });
    state.isLocked = changes.isLocked ?? state.isLocked;
    thread.name = name;
    this.#world.emit('threadUpdated', thread);
    return thread;
  }

  /** Those who are in it already, or may not see it, are left out. */
  join(thread: Channel, userIds: readonly string[]): void {
    const { joinedAtMsByUserId } = stateOf(thread);
    const addedUserIds = [...new Set(userIds)].filter(
      (id) =>
        !joinedAtMsByUserId.has(id) &&
        permits(this.#world.permissionsOf(id, thread), 'viewChannel'),
    );
    if (addedUserIds.length === 0) return;
    for (const id of addedUserIds) joinedAtMsByUserId.set(id, this.#world.clock.nowMs());
    this.#world.emit('threadMembersChanged', { thread, addedUserIds, removedUserIds: [] });
  }

  leave(thread: Channel, userId: string): void {
    if (!stateOf(thread).joinedAtMsByUserId.delete(userId)) return;
    const removedUserIds = [userId];
    this.#world.emit('threadMembersChanged', { thread, addedUserIds: [], removedUserIds });
  }

  /** In the order of their beginning, archived ones included. */
  under(channelId: string): Channel[] {
    const { guildId } = this.#world.channel(channelId);
    const threads = this.#world.guildById.get(guildId ?? '')?.threadById.values() ?? [];
    return [...threads].filter(({ parentId }) => parentId === channelId);
  }

  /** A message takes up an archived thread again, and brings in its author and whom it names. */
  #follow(message: Message): void {
    const thread = this.#world.channelById.get(message.channelId);
    if (!thread?.thread || message.type === THREAD_STARTER) return;
    thread.thread.messagesSent += 1;
    if (thread.thread.isArchived) this.change(thread, { isArchived: false });
    this.join(thread, [message.authorId, ...message.pings.userIds]);
  }
}

/** How many messages stand in it, the one that opens it left out, as Discord counts. */
export function messageCountOf(thread: Channel): number {
  return [...thread.messageById.values()].filter(({ type }) => type !== THREAD_STARTER).length;
}

export function stateOf(thread: Channel): NonNullable<Channel['thread']> {
  if (thread.thread === null) throw new Error(`#${thread.name} is no thread.`);
  return thread.thread;
}
