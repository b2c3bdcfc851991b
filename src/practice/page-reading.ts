/** What the page shows of the bot's own mind, in words that the bot's texts have made. */

/** Whether the bot is there: `gone` when its process or its connection has ended. */
export type BotState = 'starting' | 'ready' | 'gone';

export interface PracticeReading {
  readonly botState: BotState;
  /** The session that is on or comes next; null when the timetable holds none. */
  readonly session: SessionReading | null;
}

export interface SessionReading {
  /** "Morning practice" */
  readonly name: string;
  /** The phase's own name, such as `waiting`; the page may colour by it and never shows it. */
  readonly phase: string;
  /** "Waiting for a teacher since 7:00 am. The grace is 5 minutes." */
  readonly phaseWords: string;
  /** "Nobody with the Teacher role is in Practice hall; 2 people are." Empty: nothing to explain. */
  readonly why: string;
  /** What it does next, as a short name: "The welcome". Null when nothing is foreseen. */
  readonly next: string | null;
  /** When that comes, in UTC epoch milliseconds of the practice clock. */
  readonly nextAtMs: number | null;
  /** What it did, oldest first. */
  readonly log: readonly LogLine[];
}

export interface LogLine {
  readonly atMs: number;
  readonly text: string;
}

/** Sets a story going for somebody who sees the page for the first time. */
export interface StoryStarter {
  /** Makes a session that begins in a few minutes of the practice clock. */
  beginStory(): Promise<void>;
}
