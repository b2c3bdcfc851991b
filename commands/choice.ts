/** What the room does next: the menu below the welcome, and what `/play` and `/sit` share with it. */
import {
  type Answer,
  type Caller,
  type CommandApp,
  defineButtons,
  refuse,
  reply,
} from '../src/app/command.ts';
import { asId, type OccurrenceId, type RecordingId } from '../src/domain/identity.ts';
import type { Choice } from '../src/domain/session-state.ts';
import { unreachable } from '../src/domain/unreachable.ts';
import { textsFor } from '../src/texts/languages.ts';
import type { VotedFor } from '../src/texts/vote-texts.ts';

export default defineButtons({
  choose: {
    audience: 'volunteer',
    run({ caller, occurrenceId, values }, app) {
      const choice = parseChoice(values);
      return choice ? askFor(caller, occurrenceId, choice, app) : refuse({ code: 'BUTTON_IS_OLD' });
    },
  },
  vote: {
    audience: 'everyone',
    run({ caller, occurrenceId, values: [name] }, app) {
      const choice = name === undefined ? null : app.votable(caller, name);
      if (!choice || !occurrenceId) return refuse({ code: 'BUTTON_IS_OLD' });
      return voteFor(caller, occurrenceId, choice, app);
    },
  },
});

/** Asks the session for a practice, and says when it begins. */
export function askFor(
  caller: Caller,
  occurrenceId: OccurrenceId | null,
  choice: Choice,
  app: CommandApp,
): Answer {
  const refusal = app.wish(caller, occurrenceId, { type: 'choose', choice });
  if (refusal) return refuse(refusal);
  const { answers } = textsFor(app.signUps.languageOf(caller));
  const afterWelcome = app.status(caller)?.state.phase === 'welcoming';
  switch (choice.kind) {
    case 'recording': {
      const chosen = app.recordings(caller.guildId).find(({ id }) => id === choice.recordingId);
      return reply(answers.recordingBegins({ title: chosen?.title ?? null, afterWelcome }));
    }
    case 'silence':
      return reply(answers.sittingBegins({ minutes: choice.minutes, afterWelcome }));
    default:
      return unreachable(choice);
  }
}

/** Gives the caller's voice, and says until when it can be changed. */
function voteFor(
  caller: Caller,
  occurrenceId: OccurrenceId,
  choice: Choice,
  app: CommandApp,
): Answer {
  const refusal = app.wish(caller, occurrenceId, { type: 'vote', choice });
  if (refusal) return refuse(refusal);
  const untilMs = app.voteEndsAtMs(caller, occurrenceId);
  // Nothing else has happened since the vote was taken.
  if (untilMs === null) throw new Error('A vote was taken that can not be counted.');
  const { vote } = textsFor(app.signUps.languageOf(caller));
  return reply(vote.cast({ choice: inWords(choice, caller, app), untilMs }));
}

function inWords(choice: Choice, { guildId }: Caller, app: CommandApp): VotedFor {
  if (choice.kind === 'silence') return choice;
  const recording = app.recordings(guildId).find(({ id }) => id === choice.recordingId);
  return { kind: 'recording', title: recording?.title ?? null };
}

/** `recording:<id>` or `silence:<minutes>`; null for anything else. */
function parseChoice(values: readonly string[]): Choice | null {
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) return null;
  const [, kind, rest] = /^(recording|silence):(.+)$/.exec(value) ?? [];
  if (rest === undefined) return null;
  if (kind === 'recording') return { kind, recordingId: asId<RecordingId>(rest) };
  return /^\d{1,3}$/.test(rest) ? { kind: 'silence', minutes: Number(rest) } : null;
}
