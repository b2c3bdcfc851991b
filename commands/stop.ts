import {
  type Answer,
  type Caller,
  type CommandApp,
  defineCommand,
  refuse,
  reply,
} from '../src/app/command.ts';
import type { OccurrenceId } from '../src/domain/identity.ts';
import { textsFor } from '../src/texts/languages.ts';

export default defineCommand({
  name: 'stop',
  audience: 'volunteer',
  isUrgent: true,
  options: {},
  run: ({ caller }, app) => stop(caller, null, app),
  buttons: {
    stop: {
      audience: 'volunteer',
      isUrgent: true,
      run({ caller, occurrenceId, marker }, app) {
        // Else an old panel would stop what was begun after it.
        const isOld = occurrenceId !== null && app.panel.isOver(caller, occurrenceId, marker);
        return isOld ? refuse({ code: 'BUTTON_IS_OLD' }) : stop(caller, occurrenceId, app);
      },
    },
  },
});

function stop(caller: Caller, occurrenceId: OccurrenceId | null, app: CommandApp): Answer {
  const refusal = app.wish(caller, occurrenceId, { type: 'stop' });
  return refusal
    ? refuse(refusal)
    : reply(textsFor(app.signUps.languageOf(caller)).answers.stopped());
}
