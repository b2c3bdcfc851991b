/** Why an address is not that of one recording. */
export type AddressFaultCode =
  /** Not an address, or one that nobody copies from a browser. */
  | 'BAD_ADDRESS'
  /** It begins with http://, so that anybody on the way could answer. */
  | 'NOT_HTTPS'
  /** Not on soundcloud.com, whatever it looks like. */
  | 'OTHER_SITE'
  /** A list of recordings. */
  | 'PLAYLIST'
  /** An account, and no recording of it. */
  | 'USER_PAGE'
  /** A private page, whose address is the key to it. */
  | 'SECRET_LINK'
  /** An address at on.soundcloud.com, which leads to any other. */
  | 'SHORT_LINK';

/** Why a page proves nothing: each has its own answer. */
export type PageFaultCode =
  | AddressFaultCode
  /** It belongs to another account than the approved one. */
  | 'WRONG_ACCOUNT'
  /** The settings name no approved account. */
  | 'NO_ACCOUNT'
  /** There is no such page, or no more. */
  | 'GONE'
  /** SoundCloud does not show it: it is private, or not to be shown elsewhere. */
  | 'CLOSED'
  /** Only its first seconds are given to those who listen. */
  | 'PREVIEW_ONLY'
  /** Protected against being played elsewhere. */
  | 'DRM'
  /** It leads on to an address that is not SoundCloud's. */
  | 'ELSEWHERE'
  | 'RATE_LIMITED'
  | 'NETWORK'
  | 'TIMEOUT'
  /** What came is not what SoundCloud has been known to answer. */
  | 'UNREADABLE'
  /** The process that asks broke off. */
  | 'CRASHED'
  /** The two ways to ask do not tell of the same recording. */
  | 'DISAGREES'
  /** After three failures in a row SoundCloud is left alone for a while. */
  | 'RESTING';
