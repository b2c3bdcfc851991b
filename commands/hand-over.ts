/** The button that a teacher presses who has come during a practice; there is no slash command for it. */
import { defineButtons, refuse, reply } from '../src/app/command.ts';
import { textsFor } from '../src/texts/languages.ts';

export default defineButtons({
  takeOver: {
    audience: 'teacher',
    isUrgent: true,
    run({ caller, occurrenceId }, app) {
      const refusal = app.wish(caller, occurrenceId, { type: 'takeOver' });
      return refusal
        ? refuse(refusal)
        : reply(textsFor(app.signUps.languageOf(caller)).answers.handedOver());
    },
  },
});
