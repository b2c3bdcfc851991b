import {
  type Answer,
  type Caller,
  type CommandApp,
  type Completion,
  defineCommand,
  refuse,
  reply,
  type UpcomingSession,
} from '../src/app/command.ts';
import { formatComponentId } from '../src/app/component-id.ts';
import type { Button } from '../src/app/ports.ts';
import type { OccurrenceId } from '../src/domain/identity.ts';
import type { NamedSession } from '../src/texts/texts.ts';
import { textsFor } from '../src/texts/languages.ts';
import { search } from './search.ts';

/** As far ahead as anyone plans to cancel by hand. */
const NEXT_SESSIONS = 200;
/** Discord shows no more while a person types. */
const MOST_COMPLETIONS = 25;

export default defineCommand({
  name: 'cancel',
  audience: 'coordinator',
  options: {
    session: {
      type: 'string',
      required: true,
      completes: true,
    },
  },
  run: ({ caller, options }, app) => preview(caller, options.session, app),
  complete(typed, _option, caller, app): readonly Completion[] {
    const { completions } = textsFor(caller.locale);
    const candidates = app.upcoming(caller.guildId, NEXT_SESSIONS).map((session) => {
      const name = completions.session(named(session, app));
      const item = { name, value: session.occurrence.id };
      return { item, text: name, isPreferred: true };
    });
    return search(candidates, typed, MOST_COMPLETIONS);
  },
  buttons: {
    confirmCancel: {
      audience: 'coordinator',
      run: ({ caller, occurrenceId }, app) =>
        occurrenceId === null
          ? refuse({ code: 'BUTTON_IS_OLD' })
          : cancel(caller, occurrenceId, app),
    },
    keep: {
      audience: 'coordinator',
      run: ({ caller }) => reply(textsFor(caller.locale).answers.kept()),
    },
  },
});

/** Everyone is told when a session is cancelled, so it is asked for twice. */
function preview(caller: Caller, occurrenceId: string, app: CommandApp): Answer {
  const session = find(caller, occurrenceId, app);
  if (!session) return refuse({ code: 'UNKNOWN_SESSION' });
  const { answers, controls } = textsFor(caller.locale);
  const button = (action: 'confirmCancel' | 'keep', style: Button['style']): Button => ({
    kind: 'button',
    id: formatComponentId({ action, marker: '-', occurrenceId: session.occurrence.id }),
    label: controls.buttons[action](),
    style,
  });
  return reply(answers.cancelPreview(named(session, app)), [
    [button('confirmCancel', 'danger'), button('keep', 'secondary')],
  ]);
}

function cancel(caller: Caller, occurrenceId: OccurrenceId, app: CommandApp): Answer {
  // Afterwards it is not among the coming ones any more.
  const session = find(caller, occurrenceId, app);
  const refusal = app.cancel(caller, occurrenceId);
  if (refusal) return refuse(refusal);
  const { answers } = textsFor(caller.locale);
  return reply(answers.cancelled(session ? named(session, app) : null));
}

function find(caller: Caller, occurrenceId: string, app: CommandApp): UpcomingSession | null {
  const coming = app.upcoming(caller.guildId, NEXT_SESSIONS);
  return coming.find(({ occurrence }) => occurrence.id === occurrenceId) ?? null;
}

function named({ occurrence, series }: UpcomingSession, app: CommandApp): NamedSession {
  return {
    name: series.name,
    startsAtMs: occurrence.startsAtMs,
    zone: app.zone(occurrence.guildId),
  };
}
