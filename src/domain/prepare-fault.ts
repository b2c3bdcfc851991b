/** Why a file that somebody handed over could not be prepared: each has its own answer. */
export type PrepareFaultCode =
  /** ffmpeg is not on this machine, or not where it was said to be. */
  | 'FFMPEG_MISSING'
  /** The name holds control characters or a way out of its folder. */
  | 'NAME'
  | 'FILE_MISSING'
  | 'EMPTY'
  /** More bytes than may be handed over, those that a sparse file only pretends to have included. */
  | 'TOO_LARGE'
  | 'NOT_AUDIO'
  /** A list of other files or addresses. */
  | 'PLAYLIST'
  | 'VIDEO'
  /** Protected against being played elsewhere. */
  | 'DRM'
  /** Sound, but of a kind that is not taken. */
  | 'FORMAT'
  | 'TRUNCATED'
  /** Sound that can not be decoded. */
  | 'DAMAGED'
  | 'TOO_LONG'
  | 'TOO_MANY_CHANNELS'
  /** Below 8 or above 96 kHz. */
  | 'SAMPLE_RATE'
  /** There is nothing in it to be heard. */
  | 'SILENT'
  /** It was written to while it was prepared. */
  | 'SOURCE_CHANGED'
  /** ffmpeg took too long, or stood still. */
  | 'TIMEOUT'
  /** Whoever asked for it wants it no more. */
  | 'STOPPED'
  /** The prepared file could not be written: a full disk, or a folder that may not be written to. */
  | 'NOT_STORED'
  /** What ffmpeg gave is not what was asked for. */
  | 'NOT_VERIFIED';
