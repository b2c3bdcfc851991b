import { setTimeout as wait } from 'node:timers/promises';
import {
  DiscordAPIError,
  HTTPError,
  MessageFlags,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
} from 'discord.js';
import type { Completion } from '../app/command.ts';
import type { Responder } from '../app/invocation.ts';
import type { Log, Message } from '../app/ports.ts';
import { ERROR_CODE } from './error-code.ts';
import { attachmentPayloads, messagePayload } from './message-payload.ts';
import { pacedEdits } from './paced-edits.ts';
import { AnswerLost, NeverSent } from './transport.ts';

export type Answerable = ChatInputCommandInteraction | MessageComponentInteraction;

type Visibility = Parameters<Responder['defer']>[0];

/** Discord's limits for what autocomplete shows. */
const MOST_COMPLETIONS = 25;
const LONGEST_COMPLETION = 100;

/** Its message was put away, or its token is over 15 min old: nothing can be edited any more. */
const GONE: ReadonlySet<number> = new Set([
  ERROR_CODE.unknownMessage,
  ERROR_CODE.unknownWebhook,
  ERROR_CODE.invalidWebhookToken,
]);

/** A first answer counts once all of it has come, within 3 s: larger files come after it. */
const MOST_AT_ONCE_BYTES = 500_000;

/** How long to wait before the tries after the first; Discord gives 3 s in all. */
const RETRY_WAITS_MS = [200, 600];

/**
 * Answers one command or press. An answer that comes too late, or whose token Discord has
 * forgotten (15 min), is logged: nobody could be told any more.
 */
export function answerResponder(interaction: Answerable, log: Log): Responder {
  let deferredAs: Visibility | null = null;
  let isAnswered = false;

  async function followUp(message: Message, visibility: Visibility): Promise<void> {
    await interaction.followUp({ ...replyOptions(message), ...flagsOf(visibility) });
  }

  async function answer(message: Message, visibility: Visibility): Promise<void> {
    if (isAnswered) return followUp(message, visibility);
    isAnswered = true;
    if (deferredAs === null && fileBytesIn(message) > MOST_AT_ONCE_BYTES) {
      deferredAs = visibility;
      await steadily(() => interaction.deferReply(flagsOf(visibility)));
    }
    if (deferredAs === null) {
      const options = { ...replyOptions(message), ...flagsOf(visibility) };
      await steadily(() => interaction.reply(options));
    } else if (deferredAs === visibility) {
      await steadily(() => interaction.editReply(replyOptions(message)));
    } else {
      // Who may see a deferred answer was settled by the deferral, so it makes way.
      await interaction.deleteReply();
      await followUp(message, visibility);
    }
  }

  let isGone = false;
  const update = pacedEdits(async (message) => {
    if (isGone) return false;
    let isTaken = false;
    await logged(interaction, log, async () => {
      try {
        await steadily(() => interaction.editReply(replyOptions(message)));
        isTaken = true;
      } catch (error) {
        // Whatever takes minutes would otherwise ask, and log, again and again.
        isGone = error instanceof DiscordAPIError && GONE.has(Number(error.code));
        throw error;
      }
    });
    return isTaken;
  });

  return {
    defer: (visibility) =>
      logged(interaction, log, async () => {
        if (deferredAs !== null || isAnswered) return;
        deferredAs = visibility;
        await steadily(() => interaction.deferReply(flagsOf(visibility)));
      }),
    answer: (message, visibility) => logged(interaction, log, () => answer(message, visibility)),
    update,
    replace: (message) =>
      logged(interaction, log, async () => {
        const mayReplace = interaction.isMessageComponent() && deferredAs === null && !isAnswered;
        if (!mayReplace) return answer(message, 'private');
        isAnswered = true;
        await steadily(() => interaction.update(replyOptions(message)));
      }),
    async complete() {
      throw new Error('A command or a press is answered, not completed.');
    },
  };
}

/** Offers values while somebody types; there is nothing else to answer. */
export function completionResponder(interaction: AutocompleteInteraction, log: Log): Responder {
  return {
    defer: refuseAnswer,
    answer: refuseAnswer,
    update: refuseAnswer,
    replace: refuseAnswer,
    complete: (completions) =>
      logged(interaction, log, () => interaction.respond(completions.flatMap(choice))),
  };
}

async function refuseAnswer(): Promise<never> {
  throw new Error('Autocomplete takes completions, not an answer.');
}

/** Discord refuses the whole list for one that is too long, so such a one is left out. */
function choice(completion: Completion, index: number): { name: string; value: string }[] {
  if (index >= MOST_COMPLETIONS || completion.value.length > LONGEST_COMPLETION) return [];
  return [{ name: completion.name.slice(0, LONGEST_COMPLETION), value: completion.value }];
}

function replyOptions(message: Message) {
  const payload = messagePayload(message);
  const { users, roles } = payload.allowed_mentions;
  return {
    content: payload.content,
    components: payload.components,
    allowedMentions: { parse: [], users: users ?? [], roles: roles ?? [] },
    files: attachmentPayloads(message),
  };
}

function fileBytesIn({ files = [] }: Message): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function flagsOf(visibility: Visibility): { flags?: MessageFlags.Ephemeral } {
  return visibility === 'private' ? { flags: MessageFlags.Ephemeral } : {};
}

/**
 * Tries again when the answer was lost on the way. What is repeated here is refused by
 * Discord the second time, or does the same again: nothing is shown twice.
 */
async function steadily(work: () => Promise<unknown>): Promise<void> {
  for (const waitMs of RETRY_WAITS_MS) {
    try {
      await work();
      return;
    } catch (error) {
      // Anything else is an answer of Discord's, and final.
      if (!isLostOnTheWay(error)) throw error;
      await wait(waitMs);
    }
  }
  await work();
}

function isLostOnTheWay(error: unknown): boolean {
  return error instanceof HTTPError || error instanceof AnswerLost || error instanceof NeverSent;
}

/** The error itself is not logged: it carries the address, and with it the answer's token. */
async function logged(
  interaction: Answerable | AutocompleteInteraction,
  log: Log,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const fault = error instanceof Error ? error.name : 'unknown';
    log.warn({ interactionId: interaction.id, code, fault }, 'An answer did not reach Discord.');
  }
}
