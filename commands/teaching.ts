/** What a teacher sees of their own sessions, and the answers to every question about them. */
import {
  type Answer,
  type Caller,
  type CommandApp,
  defineCommand,
  refuse,
  reply,
} from '../src/app/command.ts';
import type { Button, ControlRow } from '../src/app/ports.ts';
import type { OwnTeaching } from '../src/app/teaching-app.ts';
import { teachingButton } from '../src/app/teaching-messages.ts';
import type { OccurrenceId } from '../src/domain/identity.ts';
import { textsFor } from '../src/texts/languages.ts';
import type { Texts } from '../src/texts/texts.ts';
import { answerOf, named } from './teachers/outcome.ts';

/** Discord shows five rows of buttons; each session has one. */
const MOST_SESSIONS = 5;

// Whoever was asked may answer, in a direct message too, where nobody knows their roles.
export default defineCommand({
  name: 'teaching',
  audience: 'everyone',
  options: {},
  run: ({ caller }, app) => mine(caller, app),
  buttons: {
    teachYes: {
      audience: 'everyone',
      run: ({ caller, occurrenceId }, app) => answer(caller, occurrenceId, true, app),
    },
    teachNo: {
      audience: 'everyone',
      run: ({ caller, occurrenceId }, app) => answer(caller, occurrenceId, false, app),
    },
  },
});

function mine(caller: Caller, app: CommandApp): Answer {
  const texts = textsFor(app.signUps.languageOf(caller));
  const sessions = app.teaching.mine(caller);
  if (sessions === null) return reply(texts.teaching.notTeaching());
  if (sessions.length === 0) return reply(texts.teaching.noneMine());
  const shown = pick(sessions);
  const list = shown.map((session) => ({ ...named(session), part: session.part }));
  const text = texts.teaching.mine({ sessions: list, more: sessions.length - shown.length });
  return reply(
    text,
    shown.map((session, index) => rowOf(texts, session, index + 1)),
  );
}

/** Their own first, as long as something is to be said about them; then what is open. */
function pick(sessions: readonly OwnTeaching[]): OwnTeaching[] {
  const own = sessions.filter(({ part }) => part !== 'open');
  const open = sessions.filter(({ part }) => part === 'open');
  const shown = new Set([...own.slice(0, MOST_SESSIONS - 1), ...open].slice(0, MOST_SESSIONS));
  if (shown.size < MOST_SESSIONS)
    for (const session of own.slice(0, MOST_SESSIONS)) shown.add(session);
  return sessions.filter((session) => shown.has(session));
}

function rowOf(texts: Texts, { occurrence, part }: OwnTeaching, place: number): ControlRow {
  const of = { marker: '-', occurrenceId: occurrence.id, place };
  const button = (name: 'come' | 'cantCome' | 'take'): Button => teachingButton(texts, name, of);
  switch (part) {
    case 'confirmed':
      return [button('cantCome')];
    case 'open':
      return [button('take')];
    default:
      return [button('come'), button('cantCome')];
  }
}

function answer(
  caller: Caller,
  occurrenceId: OccurrenceId | null,
  comes: boolean,
  app: CommandApp,
): Answer {
  if (occurrenceId === null) return refuse({ code: 'BUTTON_IS_OLD' });
  const texts = textsFor(app.signUps.languageOf(caller));
  const { teaching } = texts;
  return answerOf(texts, app.teaching.answer(caller, occurrenceId, comes), (session) =>
    reply(comes ? teaching.saidYes(named(session)) : teaching.saidNo(named(session))),
  );
}
