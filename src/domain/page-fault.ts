/** Why a page proves nothing: each has its own answer. */
export type PageFaultCode =
  /** Not the address of one recording on SoundCloud. */
  | 'BAD_ADDRESS'
  /** A list of recordings. */
  | 'PLAYLIST'
  /** An account, and no recording of it. */
  | 'USER_PAGE'
  /** A private page, whose address is the key to it. */
  | 'SECRET_LINK'
  /** An address at on.soundcloud.com, which leads to any other. */
  | 'SHORT_LINK'
  /** It belongs to another account than the approved one. */
  | 'WRONG_ACCOUNT'
  /** The settings name no approved account. */
  | 'NO_ACCOUNT'
  /** There is no such page, or no more. */
  | 'GONE'
  /** Only its first seconds are given to those who listen. */
  | 'PREVIEW_ONLY'
  /** Protected against being played elsewhere. */
  | 'DRM'
  | 'RATE_LIMITED'
  | 'NETWORK'
  | 'TIMEOUT'
  /** What came is not what SoundCloud has been known to answer. */
  | 'UNREADABLE'
  /** The two ways to ask do not tell of the same recording. */
  | 'DISAGREES'
  /** After three failures in a row SoundCloud is left alone for a while. */
  | 'RESTING';
