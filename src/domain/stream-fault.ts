/** Why what is heard from its page can't be heard now. */
export type StreamFaultCode =
  /** The page is not the one that was approved: another owner, recording or length. */
  | 'IDENTITY_CHANGED'
  | 'GONE'
  /** Only its first seconds are given to those who listen. */
  | 'PREVIEW_ONLY'
  | 'DRM'
  | 'RATE_LIMITED'
  | 'UNREACHABLE'
  /** Nothing came for longer than anybody should sit in silence. */
  | 'STALLED'
  /** The settings do not allow it (any more). */
  | 'STREAMING_OFF';
