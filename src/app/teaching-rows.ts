/** What the ladder calls for, as rows of the outbox. Only numbers of people stand in them. */
import type { ChannelId, PersonNumber } from '../domain/identity.ts';
import type { Occurrence } from '../domain/schedule.ts';
import type { LadderEffect } from '../domain/teaching-state.ts';
import { unreachable } from '../domain/unreachable.ts';
import { TEACH_OPEN } from './teaching-plan.ts';
import type { Due, DueText, NewDue } from './ports.ts';

/** What is told of a session that is over helps nobody; an edit may still come a day later. */
const EDIT_WINDOW_MS = 24 * 3_600_000;

export interface TeachingPlaces {
  readonly teachersId: ChannelId;
  readonly coordinatorsId: ChannelId;
}

/** `questions`: the rows that asked people about this session, of any revision, oldest first. */
export function rowsOfEffects(
  effects: readonly LadderEffect[],
  occurrence: Occurrence,
  places: TeachingPlaces,
  questions: readonly Due[],
  atMs: number,
): NewDue[] {
  // Who had said yes to another time is asked about the new one in words of its own.
  const moved = effects.find((effect) => effect.type === 'withdraw' && effect.why === 'moved');
  const alreadyAsked = moved?.type === 'withdraw' ? moved.confirmed : null;
  return effects
    .filter((effect) => effect.type !== 'askAssigned' || effect.number !== alreadyAsked)
    .flatMap((effect) => rowsOfEffect(effect, occurrence, places, questions, atMs));
}

function rowsOfEffect(
  effect: LadderEffect,
  occurrence: Occurrence,
  places: TeachingPlaces,
  questions: readonly Due[],
  atMs: number,
): NewDue[] {
  const post = (kind: string, text: DueText, channelId = places.teachersId): NewDue => ({
    guildId: occurrence.guildId,
    occurrenceId: occurrence.id,
    revision: occurrence.revision,
    channelId,
    kind,
    dueAtMs: atMs,
    expiresAtMs: Math.max(occurrence.endsAtMs, atMs + 1),
    action: { do: 'post', text },
  });
  const rewrite = (number: PersonNumber, key: string, params: DueText['params'] = {}): NewDue[] => {
    const question = latestQuestion(questions, number);
    if (!question || question.revision !== occurrence.revision) return [];
    const text = { key, params: { number, ...params } };
    const { channelId, revision } = question;
    return [
      {
        // By that name coordinators are not told when the question was deleted meanwhile.
        ...post(`tidy.teach.${number}.${atMs}`, text, channelId),
        revision,
        expiresAtMs: occurrence.endsAtMs + EDIT_WINDOW_MS,
        action: { do: 'edit', ofKind: question.kind, text },
      },
    ];
  };
  switch (effect.type) {
    case 'askAssigned': {
      const { number, stage, isConfirmed } = effect;
      const key = isConfirmed ? 'teach.remind' : 'teach.askAssigned';
      const params = { number, stage, askedAtMs: atMs };
      return [post(`teach.${stage}.${number}.${atMs}`, { key, params })];
    }
    case 'ask': {
      const { number, untilMs, mentions } = effect;
      const params = { number, untilMs, mentions, askedAtMs: atMs };
      return [post(`teach.ask.${number}.${atMs}`, { key: 'teach.ask', params })];
    }
    case 'thank':
      return rewrite(effect.number, effect.comes ? 'teach.comes' : 'teach.cantCome');
    case 'tellTaken':
      return effect.numbers.flatMap((number) => rewrite(number, 'teach.taken', { by: effect.by }));
    case 'tellReleased':
      return rewrite(effect.number, 'teach.released');
    case 'withdraw':
      return withdrawn(effect, occurrence, questions, places, atMs);
    case 'tellCoordinators':
      return [post(TEACH_OPEN, { key: 'teach.nobody', params: {} }, places.coordinatorsId)];
    default:
      return unreachable(effect);
  }
}

/** The questions go, as reminders of a session that was moved or cancelled do; who had said yes is told. */
function withdrawn(
  { numbers, why, confirmed }: Extract<LadderEffect, { type: 'withdraw' }>,
  { guildId, id: occurrenceId, revision, endsAtMs }: Occurrence,
  questions: readonly Due[],
  places: TeachingPlaces,
  atMs: number,
): NewDue[] {
  const common = { guildId, occurrenceId, dueAtMs: atMs, expiresAtMs: atMs + EDIT_WINDOW_MS };
  const gone = questions
    .filter(({ status, action }) => status === 'sent' && numbers.includes(numberOf(action)))
    .map(({ kind, revision: ofRevision, channelId }) => ({
      ...common,
      kind: `fold.${kind}`,
      revision: ofRevision,
      channelId,
      action: { do: 'remove', ofKind: kind } as const,
    }));
  if (confirmed === null) return gone;
  const text = { key: `teach.${why}`, params: { number: confirmed, askedAtMs: atMs } };
  return [
    ...gone,
    {
      ...common,
      // The first of the two names is that of a row which is posted though the session is off.
      kind: why === 'cancelled' ? `cancelled.teach.${atMs}` : `teach.24h.${confirmed}.${atMs}`,
      revision,
      channelId: places.teachersId,
      expiresAtMs: Math.max(endsAtMs, atMs + 1),
      action: { do: 'post', text },
    },
  ];
}

/** `instead.`: it could not be delivered directly, and the channel took it. */
const QUESTION = /^(instead\.)?teach\.(24h|2h|ask)\./;

export const isQuestion = ({ kind }: Pick<Due, 'kind'>): boolean => QUESTION.test(kind);

function latestQuestion(questions: readonly Due[], number: PersonNumber): Due | null {
  return questions.findLast(({ action }) => numberOf(action) === number) ?? null;
}

/** Of whom a question speaks. Each was written above, with the number. */
function numberOf(action: Due['action']): PersonNumber {
  const number = action.do === 'remove' ? NaN : Number(action.text.params['number']);
  return number as PersonNumber;
}
