import type { Log } from '../../src/app/ports.ts';
import type { PhaseName, SessionRule } from '../../src/domain/session-state.ts';

/** Follows the bot's log, so that a test can wait for a step of the session. */
export function followLog() {
  interface Line {
    readonly text: string;
    readonly rule?: SessionRule;
    readonly phase?: PhaseName;
  }
  const lines: Line[] = [];
  const problems: object[] = [];
  const watchers = new Set<() => void>();
  const note = (fields: object, text: string): void => {
    lines.push({ ...fields, text });
    for (const watch of watchers) watch();
  };
  const problem = (fields: object, text: string): void => {
    problems.push({ ...fields, text });
    note(fields, text);
  };
  const log: Log = { debug() {}, info: note, warn: problem, error: problem };

  /** Resolves when so many lines fit, already or from now on. */
  function lineThat(fits: (line: Line) => boolean, times = 1): Promise<Line> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = lines.filter(fits)[times - 1];
        if (!found) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  }

  return {
    log,
    problems,
    phases: (): PhaseName[] => lines.flatMap(({ phase }) => phase ?? []),
    rules: (): SessionRule[] => lines.flatMap(({ rule }) => rule ?? []),
    /** Resolves when the session has moved by that rule so many times, already or from now on. */
    by: (rule: SessionRule, times = 1): Promise<unknown> =>
      lineThat((line) => line.rule === rule, times),
    /** Resolves when the bot has logged that. */
    logged: (text: string, times = 1): Promise<unknown> =>
      lineThat((line) => line.text === text, times),
  };
}
