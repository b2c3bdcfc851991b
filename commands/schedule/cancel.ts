import { defineCommand } from '../../src/app/command.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { completeSession, pickedOption } from './pick.ts';
import { previewOf } from './preview.ts';

export default defineCommand({
  name: 'cancel',
  audience: 'coordinator',
  options: { session: pickedOption },
  run: ({ caller, options }, app) =>
    previewOf(
      caller,
      { type: 'cancelSession', occurrenceId: asId<OccurrenceId>(options.session) },
      app,
    ),
  complete: (typed, _option, caller, app) => completeSession(typed, caller, app),
});
