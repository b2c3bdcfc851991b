/** The words of Discord's own events. */
export interface EventTexts {
  /**
   * What an event says of its session, without markdown and at most 1,000 characters. It ends
   * with `link`, where there is one.
   */
  readonly description: (p: {
    /** What the series is, as coordinators wrote it; may be empty. */
    readonly about: string;
    /** The session on the public page; null when nobody knows its address. */
    readonly link: string | null;
  }) => string;
  /** A message for coordinators. */
  readonly mayNotKeep: () => string;
}

export interface EventWords {
  readonly howToJoin: string;
  /** Stands before the link. */
  readonly allTimes: string;
  readonly mayNotKeep: string;
}
