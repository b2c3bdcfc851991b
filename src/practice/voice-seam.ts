/**
 * Where the gateway and the voice server of the stand-in meet. Discord runs them as two services
 * too: the gateway only hands out an address and credentials, the voice server honours them.
 */

/** The credentials of one voice connection that is about to come. Ids are snowflakes. */
export interface ExpectedVoiceSession {
  guildId: string;
  channelId: string;
  userId: string;
  sessionId: string;
  token: string;
  /** False for stage channels, which are outside the end-to-end encryption. */
  dave: boolean;
}

/** What the gateway needs of the voice server, whoever implements it. */
export interface VoiceServerSeam {
  /** host:port that VOICE_SERVER_UPDATE names as endpoint. */
  readonly endpoint: string;
  /** The gateway promises that a voice connection with these credentials will come. */
  expect(session: ExpectedVoiceSession): void;
  /**
   * The member left or was moved: the voice server closes that connection with the code
   * (4014 for kicked or moved). A member without a connection is not an error.
   */
  drop(guildId: string, userId: string, closeCode: number): void;
  /** Nobody hears a member who may not speak, whatever is sent. */
  setSuppressed(guildId: string, userId: string, isSuppressed: boolean): void;
}
