/** How long the connection to a room waits for what, in milliseconds of the injected clock. */
export interface VoiceTimings {
  /** From the wish to join until sound could be sent. The library waits for ever for a lost datagram. */
  readonly joinMs: number;
  /** For the end-to-end keys; a bot alone in the room may never get any. */
  readonly encryptMs: number;
  /** Waits before joining again, one after another; the last one repeats. */
  readonly backOffMs: readonly number[];
  /** After a close that may mean anything: for the gateway to say that the bot was put out, or moved. */
  readonly reasonMs: number;
  /** Between two tries of what a person has to mend. */
  readonly slowRetryMs: number;
  /** After so long without trouble the back-off begins anew. */
  readonly steadyMs: number;
  /** Between any two joins of one guild. */
  readonly betweenJoinsMs: number;
}

export const DEFAULT_VOICE_TIMINGS: VoiceTimings = {
  joinMs: 10_000,
  encryptMs: 5_000,
  reasonMs: 2_000,
  backOffMs: [1_000, 2_000, 4_000, 8_000, 15_000, 30_000],
  slowRetryMs: 30_000,
  steadyMs: 30_000,
  betweenJoinsMs: 1_000,
};
