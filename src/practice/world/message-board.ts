/** The messages of every channel: posted, changed and deleted, and found again. */
import { AttachedFiles } from './attached-files.ts';
import type { Directory } from './directory.ts';
import type { Attachment, Channel, Message } from './entities.ts';
import type { JsonObject } from './json.ts';
import { pingedUserIds, resolvePings } from './mentions.ts';
import { compareSnowflakes } from './snowflake.ts';

/** How long a repeated nonce is recognised; Discord says only "the past few minutes". */
export const NONCE_WINDOW_MS = 5 * 60_000;

/** What an author writes. Everything but the content may be left out. */
export interface MessageDraft {
  content: string;
  embeds?: JsonObject[];
  components?: JsonObject[];
  attachments?: Attachment[];
  flags?: number;
  nonce?: string | number | null;
  allowedMentions?: JsonObject | null;
  referenceId?: string | null;
  interactionId?: string | null;
  /** Discord's number for the type. */
  type?: number;
}

export type MessageChanges = Partial<
  Pick<Message, 'content' | 'embeds' | 'components' | 'attachments' | 'flags' | 'allowedMentions'>
>;

export class MessageBoard {
  readonly files = new AttachedFiles();
  readonly #world: Directory;
  readonly #byId = new Map<string, Message>();
  readonly #recentByNonce = new Map<string, { message: Message; atMs: number }>();

  constructor(world: Directory) {
    this.#world = world;
  }

  find(messageId: string): Message | null {
    return this.#byId.get(messageId) ?? null;
  }

  /** A message that is in no channel yet: ephemeral ones stay so. */
  compose(channel: Channel, authorId: string, draft: MessageDraft): Message {
    const referenceId = draft.referenceId ?? null;
    const allowedMentions = draft.allowedMentions ?? null;
    const replied = referenceId === null ? null : this.find(referenceId);
    const guild = this.#world.guildById.get(channel.guildId ?? '') ?? null;
    this.files.keep(draft.attachments ?? []);
    return {
      id: this.#world.ids.next(),
      channelId: channel.id,
      guildId: channel.guildId,
      authorId,
      type: draft.type ?? (referenceId === null ? 0 : 19),
      content: draft.content,
      embeds: draft.embeds ?? [],
      components: draft.components ?? [],
      attachments: draft.attachments ?? [],
      flags: draft.flags ?? 0,
      nonce: draft.nonce ?? null,
      allowedMentions,
      pings: resolvePings({
        content: draft.content,
        allowedMentions,
        repliedUserId: replied?.authorId ?? null,
        authorPermissions: this.#world.permissionsOf(authorId, channel),
        guild,
      }),
      referenceId,
      interactionId: draft.interactionId ?? null,
      editedAtMs: null,
      isDeleted: false,
      isPinned: false,
    };
  }

  post(channelId: string, authorId: string, draft: MessageDraft): Message {
    const channel = this.#world.channel(channelId);
    const message = this.compose(channel, authorId, draft);
    channel.messageById.set(message.id, message);
    this.#byId.set(message.id, message);
    if (message.nonce !== null) this.#rememberNonce(message, message.nonce);
    this.#world.emit('messagePosted', message);
    return message;
  }

  /** The author's earlier message with this nonce, if it is recent enough to count as the same. */
  recentWithNonce(channelId: string, authorId: string, nonce: string | number): Message | null {
    const recent = this.#recentByNonce.get(nonceKey(channelId, authorId, nonce));
    if (recent === undefined) return null;
    return this.#world.clock.nowMs() - recent.atMs <= NONCE_WINDOW_MS ? recent.message : null;
  }

  /** Sets a message's flags, which does not count as a change by its author. */
  mark(message: Message, flags: number): void {
    message.flags = flags;
    this.#world.emit('messageEdited', message);
  }

  /** Changes a message in place; editing never rings for anyone. */
  edit(message: Message, changes: MessageChanges): Message {
    this.files.keep(changes.attachments ?? []);
    Object.assign(message, changes, { editedAtMs: this.#world.clock.nowMs() });
    if (this.#byId.has(message.id)) this.#world.emit('messageEdited', message);
    return message;
  }

  delete(message: Message): void {
    if (message.isDeleted) return;
    message.isDeleted = true;
    this.#world.channelById.get(message.channelId)?.messageById.delete(message.id);
    if (this.#byId.delete(message.id)) this.#world.emit('messageDeleted', message);
  }

  /** The members whom a message rings for. */
  pingedUserIds(message: Message): string[] {
    const guild = this.#world.guildById.get(message.guildId ?? '') ?? null;
    return pingedUserIds(message.pings, guild);
  }

  /** Newest first, at most `limit` of them, as the API's message list gives them. */
  list(
    channel: Channel,
    query: { limit: number; before?: string; after?: string; around?: string },
  ): Message[] {
    const oldestFirst = [...channel.messageById.values()];
    const { limit, before, after, around } = query;
    if (around !== undefined) {
      const at = oldestFirst.findIndex(({ id }) => compareSnowflakes(id, around) >= 0);
      const middle = at === -1 ? oldestFirst.length : at;
      const from = Math.max(0, middle - Math.floor(limit / 2));
      return oldestFirst.slice(from, from + limit).toReversed();
    }
    if (after !== undefined) {
      const later = oldestFirst.filter(({ id }) => compareSnowflakes(id, after) > 0);
      return later.slice(0, limit).toReversed();
    }
    const earlier =
      before === undefined
        ? oldestFirst
        : oldestFirst.filter(({ id }) => compareSnowflakes(id, before) < 0);
    return earlier.slice(-limit).toReversed();
  }

  #rememberNonce(message: Message, nonce: string | number): void {
    const nowMs = this.#world.clock.nowMs();
    for (const [key, recent] of this.#recentByNonce) {
      if (nowMs - recent.atMs <= NONCE_WINDOW_MS) break;
      this.#recentByNonce.delete(key);
    }
    const key = nonceKey(message.channelId, message.authorId, nonce);
    this.#recentByNonce.delete(key);
    this.#recentByNonce.set(key, { message, atMs: nowMs });
  }
}

function nonceKey(channelId: string, authorId: string, nonce: string | number): string {
  return `${channelId}/${authorId}/${nonce}`;
}
