/** Whether the bot lives and whether it can do its work, for Docker and for people: what `/health` answers. */
export interface Health {
  readonly isReady: boolean;
  /** What is in the way, in words; empty when nothing is. */
  readonly reasons: readonly string[];
}
