/** One use of a command, button, menu or form, and how far the bot's answer has come. */
import type { Message } from './entities.ts';
import type { JsonObject } from './json.ts';

export type InteractionKind = 'command' | 'component' | 'autocomplete' | 'modal';

/** A suggestion for an option that is being typed. */
export interface Choice {
  name: string;
  value: string | number;
}

/** A form, with its components as Discord's API writes them. */
export interface Modal {
  customId: string;
  title: string;
  components: JsonObject[];
}

/** What the person sees of their interaction. */
export type InteractionState =
  | { phase: 'waiting' }
  /** The bot has asked for time and will reply. */
  | { phase: 'thinking' }
  /** The bot has taken notice and shows nothing. */
  | { phase: 'acknowledged' }
  | { phase: 'replied'; message: Message }
  /** The message that carries the component was changed. */
  | { phase: 'updated'; message: Message }
  | { phase: 'choosing'; choices: Choice[] }
  | { phase: 'asked'; modal: Modal }
  /** The reply was deleted again. */
  | { phase: 'withdrawn' }
  /** Nothing came in time, which Discord shows as "The application did not respond". */
  | { phase: 'failed' };

export interface Interaction {
  id: string;
  token: string;
  kind: InteractionKind;
  userId: string;
  guildId: string | null;
  channelId: string;
  /** The `data` of INTERACTION_CREATE. */
  data: JsonObject;
  /** The message whose component was used, or that the form came from. */
  source: Message | null;
  state: InteractionState;
  /** The first reply, or for an update the source: what `@original` names. */
  original: Message | null;
  followUps: Message[];
  /** By performance.now(): the deadlines of interactions are in real time. */
  startedMonotonicMs: number;
}
