/** Keeps one thing true for as long as the bot runs; the bot as a whole begins, wakes and ends it. */
export interface Keeper {
  /** Called once, when the gateway is ready. */
  start(): void;
  /** Called every 15 s: looks for what no event has told. */
  onHeartbeat(): void;
  /** Begins nothing any more, and ends when what is under way has been answered. */
  stop(): Promise<void>;
}
