import type { AttachedFile, Caller, Completion } from './command.ts';
import type { Message } from './ports.ts';

/** What came in from a person, after the adapter took the platform's wrapping off. */
export type Invocation = { readonly caller: Caller } & (
  | {
      readonly type: 'command';
      /** The command's path: `sessions`, `schedule add`. */
      readonly path: string;
      readonly options: Readonly<Record<string, string | number | boolean | AttachedFile>>;
    }
  | {
      readonly type: 'complete';
      readonly path: string;
      readonly option: string;
      readonly typed: string;
    }
  | { readonly type: 'component'; readonly id: string; readonly values: readonly string[] }
);

/** How to answer it. The adapter knows whether it has deferred and edits then. */
export interface Responder {
  /** Tells the platform that the answer comes later; must happen within 3 s. */
  defer(visibility: 'private' | 'room'): Promise<void>;
  /** The answer: the first reply, or the edit of the deferred one. */
  answer(message: Message, visibility: 'private' | 'room'): Promise<void>;
  /** Puts another message in the place of the answer that was given. False when Discord did not take it. */
  update(message: Message): Promise<boolean>;
  /** The answer in the place of the private message whose button was pressed. */
  replace(message: Message): Promise<void>;
  complete(completions: readonly Completion[]): Promise<void>;
}

/** A name or a description, and the same in other languages by Discord's locale (`es-ES`). */
export interface Localised {
  readonly text: string;
  readonly textByLocale: Readonly<Record<string, string>>;
}

/** A slash command as the platform registers it; with subcommands it has no options of its own. */
export interface CommandManifest {
  readonly name: Localised;
  readonly description: Localised;
  readonly options: readonly OptionManifest[];
  readonly subcommands: readonly CommandManifest[];
}

export interface OptionManifest {
  readonly name: Localised;
  readonly type: 'string' | 'integer' | 'flag' | 'user' | 'attachment';
  readonly description: Localised;
  readonly required: boolean;
  readonly completes: boolean;
  readonly choices: readonly { readonly value: string; readonly name: Localised }[];
  readonly min: number | null;
  readonly max: number | null;
  readonly maxLength: number | null;
}
