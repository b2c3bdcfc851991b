/** What people read of a slash command, by its path: `sessions`, `schedule`, `schedule add`. */
export type CommandTexts = Readonly<Record<string, CommandWords>>;

export interface CommandWords {
  /** Lower case, letters, digits and hyphens, at most 32 characters. */
  readonly name: string;
  /** At most 100 characters. */
  readonly description: string;
  readonly options?: Readonly<Record<string, OptionWords>>;
}

export interface OptionWords {
  readonly name: string;
  readonly description: string;
  /** Labels by value, at most 100 characters each. */
  readonly choices?: Readonly<Record<string, string>>;
}
