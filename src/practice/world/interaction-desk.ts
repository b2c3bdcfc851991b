/**
 * Every interaction from its start to the last follow-up. Ephemeral messages live here and in no
 * channel, since nobody but their person sees them.
 */
import { randomBytes } from 'node:crypto';
import type { Directory } from './directory.ts';
import { EPHEMERAL, type Message } from './entities.ts';
import type { Choice, Interaction, InteractionState, Modal } from './interaction.ts';
import type { MessageBoard, MessageChanges, MessageDraft } from './message-board.ts';

/** How long the bot has for its first answer; Discord documents 3 seconds. */
const ANSWER_WITHIN_MS = 3_000;
/** How long an interaction's token is good; Discord documents 15 minutes. */
const TOKEN_LIFETIME_MS = 15 * 60_000;
/** The flag on a deferred reply that is still empty. */
const LOADING = 1 << 7;

interface Waiting {
  timer: NodeJS.Timeout;
  seen: PromiseWithResolvers<Interaction>;
}

export class InteractionDesk {
  /** Real time for the first answer. Tests of silence may shorten it. */
  answerWithinMs = ANSWER_WITHIN_MS;
  readonly #world: Directory & { messages: MessageBoard };
  readonly #byId = new Map<string, Interaction>();
  readonly #byToken = new Map<string, Interaction>();
  readonly #waitingById = new Map<string, Waiting>();

  constructor(world: Directory & { messages: MessageBoard }) {
    this.#world = world;
  }

  start(
    parts: Pick<Interaction, 'kind' | 'userId' | 'guildId' | 'channelId' | 'data' | 'source'>,
  ): Interaction {
    const interaction: Interaction = {
      id: this.#world.ids.next(),
      token: randomBytes(32).toString('base64url'),
      state: { phase: 'waiting' },
      original: null,
      followUps: [],
      startedMonotonicMs: performance.now(),
      ...parts,
    };
    this.#byId.set(interaction.id, interaction);
    this.#byToken.set(interaction.token, interaction);
    const timer = setTimeout(() => this.#show(interaction, FAILED), this.answerWithinMs);
    this.#waitingById.set(interaction.id, { timer, seen: Promise.withResolvers() });
    this.#world.emit('interactionStarted', interaction);
    return interaction;
  }

  /** Resolves when the person sees more than a spinner. */
  seen(interaction: Interaction): Promise<Interaction> {
    const waiting = this.#waitingById.get(interaction.id);
    return waiting === undefined ? Promise.resolve(interaction) : waiting.seen.promise;
  }

  find(interactionId: string): Interaction | null {
    return this.#byId.get(interactionId) ?? null;
  }

  /** The interaction whose token this is, while the token is good. */
  withToken(token: string): Interaction | null {
    const interaction = this.#byToken.get(token);
    if (interaction === undefined) return null;
    const ageMs = performance.now() - interaction.startedMonotonicMs;
    return ageMs <= TOKEN_LIFETIME_MS ? interaction : null;
  }

  /** The messages that only this person sees in a channel, oldest first. */
  ephemeralMessages(userId: string, channelId: string): Message[] {
    return this.#ephemeral()
      .filter(
        ({ interaction, message }) =>
          interaction.userId === userId && message.channelId === channelId && !message.isDeleted,
      )
      .map(({ message }) => message);
  }

  findEphemeral(userId: string, messageId: string): Message | null {
    const found = this.#ephemeral().find(
      ({ interaction, message }) => interaction.userId === userId && message.id === messageId,
    );
    return found === undefined || found.message.isDeleted ? null : found.message;
  }

  reply(interaction: Interaction, draft: MessageDraft): Message {
    const message = this.#put(interaction, { type: replyType(interaction), ...draft });
    interaction.original = message;
    this.#show(interaction, { phase: 'replied', message });
    return message;
  }

  deferReply(interaction: Interaction, flags: number): Message {
    const type = replyType(interaction);
    const message = this.#put(interaction, { type, content: '', flags: flags | LOADING });
    interaction.original = message;
    this.#show(interaction, { phase: 'thinking' });
    return message;
  }

  deferUpdate(interaction: Interaction): void {
    interaction.original = interaction.source;
    this.#show(interaction, { phase: 'acknowledged' });
  }

  update(interaction: Interaction, changes: MessageChanges): Message | null {
    interaction.original = interaction.source;
    return this.editOriginal(interaction, changes);
  }

  offer(interaction: Interaction, choices: Choice[]): void {
    this.#show(interaction, { phase: 'choosing', choices });
  }

  ask(interaction: Interaction, modal: Modal): void {
    this.#show(interaction, { phase: 'asked', modal });
  }

  editOriginal(interaction: Interaction, changes: MessageChanges): Message | null {
    const message = interaction.original;
    if (message === null || message.isDeleted) return null;
    const flags = (changes.flags ?? message.flags) & ~LOADING;
    this.#world.messages.edit(message, { ...changes, flags: flags | (message.flags & EPHEMERAL) });
    const phase = message === interaction.source ? 'updated' : 'replied';
    this.#show(interaction, { phase, message });
    return message;
  }

  deleteOriginal(interaction: Interaction): void {
    if (interaction.original === null) return;
    this.#world.messages.delete(interaction.original);
    this.#show(interaction, { phase: 'withdrawn' });
  }

  /** A further message. The first one after a deferred reply takes that reply's place. */
  followUp(interaction: Interaction, draft: MessageDraft): Message {
    if (interaction.state.phase === 'thinking') {
      const edited = this.editOriginal(interaction, draft);
      if (edited !== null) return edited;
    }
    const message = this.#put(interaction, { type: 19, ...draft });
    interaction.followUps.push(message);
    this.#world.emit('interactionChanged', interaction);
    return message;
  }

  /** A message that this interaction's token may edit: the original by name, or any by its id. */
  messageOf(interaction: Interaction, messageId: string): Message | null {
    const { original, followUps } = interaction;
    const known = original === null ? followUps : [original, ...followUps];
    const found =
      messageId === '@original' ? original : known.find((message) => message.id === messageId);
    return found === undefined || found === null || found.isDeleted ? null : found;
  }

  /** Everyone who still waits is told that nothing came. */
  close(): void {
    for (const interactionId of this.#waitingById.keys()) {
      const interaction = this.#byId.get(interactionId);
      if (interaction !== undefined) this.#show(interaction, FAILED);
    }
  }

  #put(interaction: Interaction, draft: MessageDraft): Message {
    const { messages, bot } = this.#world;
    const whole = { ...draft, interactionId: interaction.id };
    if ((whole.flags ?? 0) & EPHEMERAL) {
      return messages.compose(this.#world.channel(interaction.channelId), bot.id, whole);
    }
    return messages.post(interaction.channelId, bot.id, whole);
  }

  #show(interaction: Interaction, state: InteractionState): void {
    interaction.state = state;
    const waiting = this.#waitingById.get(interaction.id);
    if (waiting !== undefined) {
      clearTimeout(waiting.timer);
      if (state.phase !== 'thinking') {
        this.#waitingById.delete(interaction.id);
        waiting.seen.resolve(interaction);
      }
    }
    this.#world.emit('interactionChanged', interaction);
  }

  #ephemeral(): { interaction: Interaction; message: Message }[] {
    return [...this.#byId.values()].flatMap((interaction) =>
      [interaction.original, ...interaction.followUps]
        .filter((message) => message !== null && message !== interaction.source)
        .filter((message) => message !== null && (message.flags & EPHEMERAL) !== 0)
        .map((message) => ({ interaction, message: message as Message })),
    );
  }
}

const FAILED: InteractionState = { phase: 'failed' };

/** Discord marks the answer to a slash command with type 20, to a component with 19. */
function replyType(interaction: Interaction): number {
  return interaction.kind === 'command' ? 20 : 19;
}
