import { type Answer, refuse, reply, type UpcomingSession } from '../../src/app/command.ts';
import type { TeachingOutcome } from '../../src/app/teaching-app.ts';
import type { NamedSession, Texts } from '../../src/texts/texts.ts';

export function named({ occurrence, series }: UpcomingSession): NamedSession {
  return { name: series.name, startsAtMs: occurrence.startsAtMs, zone: series.rule.zone };
}

/** What was done in `done`'s words, else why it was not. */
export function answerOf(
  { teaching }: Texts,
  outcome: TeachingOutcome,
  done: (session: UpcomingSession) => Answer,
): Answer {
  switch (outcome.kind) {
    case 'done':
      return done(outcome.session);
    case 'unknown':
      return refuse({ code: 'BUTTON_IS_OLD' });
    default:
      return reply(teaching.notNow[outcome.why]({ ...named(outcome.session), byId: outcome.byId }));
  }
}
