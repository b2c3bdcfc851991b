import { defineCommand, refuse, reply } from '../src/app/command.ts';
import { textsFor } from '../src/texts/languages.ts';

export default defineCommand({
  name: 'welcome',
  audience: 'volunteer',
  options: {},
  run({ caller }, app) {
    const refusal = app.wish(caller, null, { type: 'welcome' });
    return refusal
      ? refuse(refusal)
      : reply(textsFor(app.signUps.languageOf(caller)).answers.welcomeBegins());
  },
  buttons: {
    hold: {
      audience: 'volunteer',
      isUrgent: true,
      run({ caller, occurrenceId }, app) {
        const refusal = app.wish(caller, occurrenceId, { type: 'hold' });
        if (refusal) return refuse(refusal);
        const state = app.status(caller)?.state;
        const untilMs = state?.phase === 'waiting' ? state.heldUntilMs : null;
        return reply(
          textsFor(app.signUps.languageOf(caller)).answers.held({ untilMs, nowMs: app.nowMs() }),
        );
      },
    },
  },
});
