/** What can be made to go wrong in the voice server, each off by default. */
export interface VoiceFaults {
  /** Offer XChaCha20 alone, which is all that Discord guarantees. */
  onlyXChaCha20: boolean;
  /** Leave out the listener that otherwise sits in every room, so that the bot may be alone. */
  withoutListener: boolean;
  /** Hold back a commit and its welcomes (opcodes 29 and 30): frames go out unencrypted meanwhile. */
  announceDelayMs: number;
  /** Hold back the order to switch keys (opcode 22). */
  executeDelayMs: number;
  /** Whose commit wins when a client and a listener both send one. */
  preferredCommitter: 'listener' | 'client';
  /** Close the connection at the identifies `from` to `to`, counted from 1 since this was set. */
  refuseIdentify: { closeCode: number; from: number; to: number } | null;
  /** Guilds in which every identify is answered by a close, with its code. */
  closeCodeByGuild: ReadonlyMap<string, number>;
  /** Lose this many address-discovery requests to come. */
  discoveriesToLose: number;
  /** Lose this share of the sound, evenly spread, 0 to 100. */
  lossPercent: number;
  /** Neither discovery nor sound gets through. */
  withoutUdp: boolean;
}

export const NO_VOICE_FAULTS: VoiceFaults = {
  onlyXChaCha20: false,
  withoutListener: false,
  announceDelayMs: 0,
  executeDelayMs: 0,
  preferredCommitter: 'listener',
  refuseIdentify: null,
  closeCodeByGuild: new Map(),
  discoveriesToLose: 0,
  lossPercent: 0,
  withoutUdp: false,
};
