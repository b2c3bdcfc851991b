import { formatComponentId } from '../../src/app/component-id.ts';
import type { Message, Messenger } from '../../src/app/ports.ts';
import type { ChannelId, MessageId, UserId } from '../../src/domain/identity.ts';

/** What a test can do to the platform under a messenger. */
export interface MessengerWorld {
  readonly messenger: Messenger;
  readonly channelId: ChannelId;
  /** Somebody of the guild, who takes direct messages until `closeDirect`. */
  readonly personId: UserId;
  readonly nowMs: () => number;
  advanceBy(durationMs: number): void;
  /** What people see in the channel, oldest first. */
  textsIn(channelId: ChannelId): string[];
  /** What hangs at the messages there, oldest first. */
  filesIn(channelId: ChannelId): SeenFile[];
  postAsOther(channelId: ChannelId, message: Message): void;
  /** Both resolve when the bot could know it. */
  forbid(channelId: ChannelId): Promise<void>;
  deleteChannel(channelId: ChannelId): Promise<void>;
  /** The person takes no direct messages any more. */
  closeDirect(): void;
  /** The next post's answer is lost, after or before the work was done. */
  loseAnswerOfPost(isDone: boolean): void;
  limitNextPost(retryAfterMs: number): void;
  close(): Promise<void>;
}

export interface SeenFile {
  readonly name: string;
  readonly text: string;
  readonly altText: string | null;
}

export const MINUTE_MS = 60_000;

export const PLAIN: Message = { text: 'The session begins in ten minutes.', rows: [] };

export function withMarker(text: string, marker: string): Message {
  const id = formatComponentId({ action: 'hold', marker, occurrenceId: null });
  return { text, rows: [[{ kind: 'button', id, label: 'Hold', style: 'primary' }]] };
}

/** Posts what is expected to stand. */
export async function post(
  world: MessengerWorld,
  message: Message,
  nonce: string,
  channelId: ChannelId = world.channelId,
): Promise<MessageId> {
  const outcome = await world.messenger.post(channelId, message, nonce);
  if (outcome.kind !== 'sent') throw new Error(`Not sent: ${JSON.stringify(outcome)}`);
  return outcome.messageId;
}
