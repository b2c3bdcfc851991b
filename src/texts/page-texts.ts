/**
 * The words of the public page and of the calendar feed. They are plain text, no markdown:
 * whoever shows them makes them safe for HTML or for iCalendar, names included.
 */
export interface PageTexts {
  /** The language's own name for itself: `Español`. */
  readonly languageName: () => string;
  /** Names the list of languages for a screen reader. */
  readonly languages: () => string;

  // ---- the timetable ---------------------------------------------------------------
  readonly title: (p: { readonly communityName: string }) => string;
  /** For search engines: about 150 characters. */
  readonly summary: (p: { readonly communityName: string }) => string;
  readonly skipToSessions: () => string;
  readonly heading: () => string;
  readonly intro: () => string;
  /** Follows the intro where there are sessions. */
  readonly ahead: () => string;
  /** `place` is a city, or UTC. */
  readonly timesOfTimetable: (p: { readonly place: string }) => string;
  /** As soon as the times are the visitor's own; the timetable's own stand beside them. */
  readonly timesOfVisitor: (p: { readonly place: string; readonly timetable: string }) => string;
  /** The visitor's clocks show what the timetable's show. */
  readonly timesAreTheSame: (p: { readonly place: string }) => string;
  /** `7:00 am in Los Angeles`; the day stands before the time where it is another. */
  readonly timeIn: (p: { readonly time: string; readonly place: string }) => string;
  readonly room: (p: { readonly roomName: string }) => string;
  readonly cancelled: () => string;
  readonly moved: () => string;
  readonly now: () => string;
  readonly empty: () => string;

  // ---- what is good to know ----------------------------------------------------------
  readonly joinHeading: () => string;
  readonly joinOpen: () => string;
  readonly joinRoom: () => string;
  readonly joinFreely: () => string;
  /** A link's words. */
  readonly joinLink: () => string;
  readonly noTeacherHeading: () => string;
  readonly noTeacher: () => string;
  readonly calendarHeading: () => string;
  readonly calendar: () => string;
  /** A link's words. */
  readonly calendarLink: () => string;
  readonly calendarAddress: () => string;
  readonly oneSeries: () => string;
  readonly privacy: () => string;

  // ---- other pages ---------------------------------------------------------------------
  readonly notReadyHeading: () => string;
  readonly notReady: () => string;
  readonly notFoundHeading: () => string;
  readonly notFound: () => string;
  readonly notAllowedHeading: () => string;
  readonly notAllowed: () => string;
  /** A link's words. */
  readonly backToSessions: () => string;

  // ---- the calendar feed -----------------------------------------------------------------
  readonly feedName: (p: { readonly communityName: string }) => string;
  readonly feedNameOfSeries: (p: {
    readonly communityName: string;
    readonly seriesName: string;
  }) => string;
  readonly feedCancelled: (p: { readonly seriesName: string }) => string;
  readonly feedMoved: () => string;
  readonly feedJoin: (p: { readonly roomName: string }) => string;
}
