import { defineCommand, reply } from '../../src/app/command.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { answerOf, named } from './outcome.ts';
import { completeSession } from './session-option.ts';

export default defineCommand({
  name: 'unassign',
  audience: 'coordinator',
  options: {
    session: { type: 'string', required: true, completes: true },
    teacher: { type: 'user', required: true },
  },
  run({ caller, options }, app) {
    const texts = textsFor(app.signUps.languageOf(caller));
    const { session, teacher: userId } = options;
    const outcome = app.teaching.unassign(caller, asId<OccurrenceId>(session), userId);
    return answerOf(texts, outcome, (done) =>
      reply(texts.teaching.unassigned({ ...named(done), userId })),
    );
  },
  complete: (typed, _option, caller, app) => completeSession(typed, caller, app),
});
