/** Why a file that somebody gave to Discord could not be fetched from there. */
export type DownloadFaultCode =
  /** It lies at a place that is not Discord's, or was to be fetched from one. */
  | 'HOST'
  /** It is there no more: Discord keeps a file for a day or so, and while its message stands. */
  | 'GONE'
  /** More bytes than may be handed over, whatever was announced. */
  | 'TOO_LARGE'
  /** Nothing came for too long, or it all took too long. */
  | 'TIMEOUT'
  /** The connection failed, or what came is not as long as was announced. */
  | 'NETWORK'
  /** It could not be written: a full disk, or a folder that may not be written to. */
  | 'NOT_STORED'
  /** Whoever asked for it wants it no more. */
  | 'STOPPED';
