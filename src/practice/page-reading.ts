/** What the page shows of the bot's own mind, in words that the bot's texts have made. */

/** Whether the bot is there: `gone` when its process or its connection has ended. */
export type BotState = 'starting' | 'ready' | 'gone';

export interface PracticeReading {
  readonly botState: BotState;
  /** The session that is on or comes next; null when the timetable holds none. */
  readonly session: SessionReading | null;
  /** When the first session begins that has not begun yet, so that one can go there. */
  readonly nextStartAtMs?: number | null;
}

export interface SessionReading {
  /** "Morning practice" */
  readonly name: string;
  /** The phase's own name, such as `waiting`; the page follows it and never shows it. */
  readonly phase: string;
  /** "I am waiting for a teacher." */
  readonly phaseWords: string;
  /** "No teacher had come in the time that we wait." Empty: nothing to explain. */
  readonly why: string;
  /** "If no teacher comes, I read the welcome at 7:05." Null when nothing is foreseen. */
  readonly next: string | null;
  /** When that comes, in UTC epoch milliseconds of the practice clock. */
  readonly nextAtMs: number | null;
  /** What it did, oldest first. */
  readonly log: readonly LogLine[];
  /**
   * Which sentence of the welcome is heard, counted from 0, for the captions; the words are those
   * of the bot's newest message in the room. Null or left out when none is.
   */
  readonly spokenSentence?: number | null;
}

export interface LogLine {
  readonly atMs: number;
  readonly text: string;
}

/** Sets a story going for somebody who sees the page for the first time. */
export interface StoryStarter {
  /** Goes to a moment of the practice clock shortly before a session. */
  beginStory(): Promise<void>;
}
