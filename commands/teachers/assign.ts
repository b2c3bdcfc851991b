import { defineCommand, reply } from '../../src/app/command.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { answerOf, named } from './outcome.ts';
import { completeSession } from './session-option.ts';

const DAY_MS = 24 * 3_600_000;

export default defineCommand({
  name: 'assign',
  audience: 'coordinator',
  options: {
    session: { type: 'string', required: true, completes: true },
    teacher: { type: 'user', required: true },
  },
  run({ caller, options }, app) {
    const texts = textsFor(app.signUps.languageOf(caller));
    const { session, teacher: userId } = options;
    const outcome = app.teaching.assign(caller, asId<OccurrenceId>(session), userId);
    return answerOf(texts, outcome, (done) => {
      const isAskedNow = done.occurrence.startsAtMs - app.nowMs() <= DAY_MS;
      return reply(texts.teaching.assigned({ ...named(done), userId, isAskedNow }));
    });
  },
  complete: (typed, _option, caller, app) => completeSession(typed, caller, app),
});
