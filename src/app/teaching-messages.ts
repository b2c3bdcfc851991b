/** Puts the rows about who teaches into words. A question that is void by now says nothing. */
import type { OccurrenceId, PersonNumber, UserId } from '../domain/identity.ts';
import type { Occurrence } from '../domain/schedule.ts';
import { textsFor } from '../texts/languages.ts';
import type { TaughtSession, TeachingTexts } from '../texts/teaching-texts.ts';
import type { Texts } from '../texts/texts.ts';
import { formatComponentId } from './component-id.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { Button, Due, DueText, Message, Store, Teaching } from './ports.ts';

export interface TeachingMessagePorts {
  readonly store: Store;
  readonly guilds: GuildSettingsById;
  readonly nowMs: () => number;
}

export const isAboutTeaching = (key: string): boolean => key.startsWith('teach.');

interface Said {
  readonly texts: Texts;
  readonly marker: string;
  readonly occurrence: Occurrence;
  readonly session: Omit<TaughtSession, 'userId'>;
  readonly teachings: readonly Teaching[];
  readonly params: DueText['params'];
  readonly userIdOf: (number: PersonNumber) => UserId | null;
}

/** Null when there is nothing to say any more: the session or the person is gone, or it was answered. */
export function teachingMessage(
  ports: TeachingMessagePorts,
  row: Due,
  { key, params }: DueText,
  marker: string,
): Message | null {
  const { store } = ports;
  const { guildId, occurrenceId } = row;
  const settings = ports.guilds.get(guildId);
  const occurrence = store.occurrences.find(guildId, occurrenceId);
  const series = occurrence && store.series.find(guildId, occurrence.seriesId);
  if (!settings || !occurrence || !series) return null;
  const said: Said = {
    texts: textsFor(settings.language),
    marker,
    occurrence,
    session: { name: series.name, startsAtMs: occurrence.startsAtMs, zone: series.rule.zone },
    teachings: store.teaching.ofOccurrence(guildId, occurrenceId),
    params,
    userIdOf: (number) => store.people.byNumber(guildId, number)?.userId ?? null,
  };
  if (key === 'teach.nobody') return nobody(said);
  const number = Number(params['number']) as PersonNumber;
  const userId = said.userIdOf(number);
  const own = said.teachings.find((teaching) => teaching.number === number) ?? null;
  if (userId === null) return null;
  return messageTo(said, key, { ...said.session, userId }, own);
}

function messageTo(
  said: Said,
  key: string,
  session: TaughtSession,
  own: Teaching | null,
): Message | null {
  const { teaching } = said.texts;
  const stage = said.params['stage'] === '2h' ? '2h' : '24h';
  const status = own?.status ?? null;
  const isCurrent = own?.askedAtMs === said.params['askedAtMs'];
  switch (key) {
    case 'teach.askAssigned':
      if (!isCurrent || status !== 'assigned') return null;
      return question(said, session.userId, teaching.askAssigned({ ...session, stage }));
    case 'teach.remind':
      if (!isCurrent || status !== 'confirmed') return null;
      return {
        text: teaching.remind({ ...session, stage }),
        rows: [[button(said, 'cantCome')]],
        pings: { users: [session.userId] },
      };
    case 'teach.ask': {
      if (!isCurrent || (status !== 'asked' && status !== 'unanswered')) return null;
      if (said.teachings.some((other) => other.status === 'confirmed')) return null;
      const text = teaching.ask({ ...session, untilMs: untilMs(said) });
      return question(said, said.params['mentions'] === true ? session.userId : null, text);
    }
    case 'teach.moved':
      if (status !== 'assigned') return null;
      return question(said, session.userId, teaching.moved(session));
    case 'teach.cancelled':
      if (!said.occurrence.cancelled) return null;
      return {
        text: teaching.cancelled(session),
        rows: [[plainButton(said, 'sessions')]],
        pings: { users: [session.userId] },
      };
    default:
      return afterwards(said, key, session, status);
  }
}

/** What takes the place of a question that was answered, by them or by another. */
function afterwards(
  said: Said,
  key: string,
  session: TaughtSession,
  status: Teaching['status'] | null,
): Message | null {
  const { teaching } = said.texts;
  switch (key) {
    case 'teach.comes':
      if (status !== 'confirmed') return null;
      return { text: teaching.comes(session), rows: [[button(said, 'cantCome')]] };
    case 'teach.cantCome':
      if (status !== 'declined') return null;
      return { text: teaching.cantCome(session), rows: [[button(said, 'come')]] };
    case 'teach.taken': {
      const byId = said.userIdOf(Number(said.params['by']) as PersonNumber);
      return byId === null ? null : { text: teaching.taken({ ...session, byId }), rows: [] };
    }
    case 'teach.released':
      return { text: teaching.released(session), rows: [] };
    default:
      throw new Error(`No words are known for ${key}.`);
  }
}

function nobody(said: Said): Message | null {
  const { texts, session, teachings, userIdOf } = said;
  if (teachings.some(({ status }) => status === 'confirmed')) return null;
  const idsOf = (isMeant: (teaching: Teaching) => boolean): UserId[] =>
    teachings.filter(isMeant).flatMap(({ number }) => userIdOf(number) ?? []);
  const text = texts.teaching.nobody({
    ...session,
    silentIds: idsOf(({ status, askedAtMs }) => status !== 'declined' && askedAtMs !== null),
    declinedIds: idsOf(({ status }) => status === 'declined'),
  });
  return { text, rows: [[plainButton(said, 'what')]] };
}

/** When the next one is asked; null where the start comes first. */
function untilMs({ params, occurrence }: Said): number | null {
  const atMs = Number(params['untilMs']);
  return atMs < occurrence.startsAtMs ? atMs : null;
}

function question(said: Said, mentionedId: UserId | null, text: string): Message {
  return {
    text,
    rows: [[button(said, 'come'), button(said, 'cantCome')]],
    ...(mentionedId === null ? {} : { pings: { users: [mentionedId] } }),
  };
}

function button(said: Said, name: TeachingButtonName): Button {
  return teachingButton(said.texts, name, {
    marker: said.marker,
    occurrenceId: said.occurrence.id,
    place: null,
  });
}

type TeachingButtonName = keyof TeachingTexts['labels'];

/** `place`: the session's number in the list above the button, null for one alone. */
export function teachingButton(
  { teaching }: Texts,
  name: TeachingButtonName,
  of: {
    readonly marker: string;
    readonly occurrenceId: OccurrenceId;
    readonly place: number | null;
  },
): Button {
  const { marker, occurrenceId, place } = of;
  const action = name === 'cantCome' ? 'teachNo' : 'teachYes';
  return {
    kind: 'button',
    id: formatComponentId({ action, marker, occurrenceId }),
    label: teaching.labels[name]({ place }),
    style: name === 'cantCome' ? 'secondary' : 'success',
  };
}

/** By such a button the message is found again after a crash. */
function plainButton(said: Said, action: 'what' | 'sessions'): Button {
  const { texts, marker, occurrence } = said;
  return {
    kind: 'button',
    id: formatComponentId({ action, marker, occurrenceId: occurrence.id }),
    label: texts.controls.buttons[action](),
    style: 'secondary',
  };
}
