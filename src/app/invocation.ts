import type { Caller, Completion } from './command.ts';
import type { Message } from './ports.ts';

/** What came in from a person, after the adapter took the platform's wrapping off. */
export type Invocation = { readonly caller: Caller } & (
  | {
      readonly type: 'command';
      readonly name: string;
      readonly options: Readonly<Record<string, string | number>>;
    }
  | {
      readonly type: 'complete';
      readonly name: string;
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
  complete(completions: readonly Completion[]): Promise<void>;
}

/** A slash command as the platform registers it. */
export interface CommandManifest {
  readonly name: string;
  readonly description: string;
  readonly options: readonly {
    readonly name: string;
    readonly type: 'string' | 'integer';
    readonly description: string;
    readonly required: boolean;
    readonly completes: boolean;
    readonly min: number | null;
    readonly max: number | null;
  }[];
}
