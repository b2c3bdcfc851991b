/**
 * Reaches those whom a bulletin is for. With the post's mark, in the same transaction, a row is
 * added for everybody whom the post itself does not reach: mentions in its thread, many people
 * a row, and a direct message for each who asked for these. Who is in which row is settled
 * then and for good, by number, so that nobody is told twice however people sign up and off
 * while the rows are sent; who is not to be told any more is left out when a row is sent.
 */
import { localDateOf } from '../domain/local-time.ts';
import type { PersonNumber } from '../domain/identity.ts';
import { nextWakingMs } from '../domain/waking-hours.ts';
import { bulletinOf } from './bulletin-kinds.ts';
import type { BulletinKind } from './bulletins.ts';
import type { GuildSettings } from './guild-settings.ts';
import type { MessagePorts } from './messages.ts';
import type { Due, DueAction, DueText, NewDue, Signed } from './ports.ts';
import { timetableZone } from './sign-ups.ts';

/**
 * So many people are mentioned in one message: at 23 characters each they leave 390 of its
 * 2,000 for words. Discord allows 100.
 */
const MOST_MENTIONED = 70;
/** Bots that wrote to many people unasked were shut out by Discord: this is for those who asked. */
const DEFAULT_DIRECT_BUDGET = 100;

export interface ReachPorts {
  readonly messages: MessagePorts;
}

/** Why somebody who asked for a direct message is mentioned after all. */
export type Because =
  /** They take no direct messages from the bot. */
  | 'closed'
  /** The guild has sent as many as it may today. */
  | 'spent'
  /** They will not be awake in time, or asked for mentions meanwhile. */
  | 'mention';

/** So many direct messages a guild may send on a day. */
export function directBudgetOf(settings: GuildSettings | undefined): number {
  return settings?.directMessagesADay ?? DEFAULT_DIRECT_BUDGET;
}

/** Adds the rows that follow from a bulletin that stands. Within the transaction of its mark. */
export function fanOut(ports: ReachPorts, row: Due, nowMs: number): void {
  const kind = bulletinOf(row);
  if (!kind || row.action.do !== 'post' || row.action.to) return;
  const { store } = ports.messages;
  for (const [part, params] of kind.parts(ports.messages, row).entries()) {
    const told = withParams(row, params);
    const isRoleTrusted = kind.roles(ports.messages, told).length > 0;
    const toReach = kind
      .audience(ports.messages, told)
      .filter(({ hasRole }) => !(hasRole && isRoleTrusted));
    const plan = { ports, kind, told, part, nowMs };
    const mentioned = toReach.filter((person) => !addDirect(plan, person));
    for (const people of chunked(mentioned, MOST_MENTIONED)) {
      store.due.add(threadRow(plan, people), nowMs);
    }
  }
}

interface Plan {
  readonly ports: ReachPorts;
  readonly kind: BulletinKind;
  readonly told: Due;
  readonly part: number;
  readonly nowMs: number;
}

/** False when the person is to be mentioned instead. */
function addDirect({ ports, kind, told, part, nowMs }: Plan, person: Signed): boolean {
  if (!person.wantsDirect) return false;
  const { store } = ports.messages;
  const home = timetableZone(store, told.guildId);
  const dueAtMs = nextWakingMs(person.zone ?? home, nowMs);
  const expiresAtMs = kind.expiresAtMs(ports.messages, told);
  if (dueAtMs >= expiresAtMs) return false;
  const day = localDateOf(home, dueAtMs);
  const budget = directBudgetOf(ports.messages.guilds.get(told.guildId));
  if (!store.people.spendDirect(told.guildId, day, budget)) return false;
  const { number } = person;
  store.due.add(
    {
      ...nameOf(told),
      kind: `direct.${told.kind}.${part}.${number}`,
      dueAtMs,
      expiresAtMs,
      action: {
        do: 'post',
        text: textOf(told.action),
        to: { in: 'direct', number, ofKind: told.kind },
      },
    },
    nowMs,
  );
  return true;
}

function threadRow({ ports, kind, told, part, nowMs }: Plan, people: readonly Signed[]): NewDue {
  const numbers = people.map(({ number }) => number);
  const [from] = numbers;
  if (from === undefined) throw new Error('A row mentions somebody.');
  return {
    ...nameOf(told),
    kind: `to.${told.kind}.${part}.${from}`,
    dueAtMs: nowMs,
    expiresAtMs: kind.expiresAtMs(ports.messages, told),
    action: mentionAction(textOf(told.action), numbers, told.kind),
  };
}

/** The row that mentions somebody who could not be told directly. */
export function mentionInstead(
  { messages }: ReachPorts,
  row: Due,
  number: PersonNumber,
  because: Because,
  nowMs: number,
): NewDue {
  const ofKind = directOf(row.action)?.ofKind ?? latestPost(messages, row) ?? row.kind;
  const { key, params } = textOf(row.action);
  return {
    ...nameOf(row),
    kind: `instead.${row.kind}`,
    dueAtMs: nowMs,
    expiresAtMs: row.expiresAtMs,
    action: mentionAction({ key, params: { ...params, because } }, [number], ofKind),
  };
}

/** Set on a row that stays in the channel, since its thread was shut. */
const IN_CHANNEL = 'inChannel';

/** The same row again, in the channel itself. */
export function mentionHere(row: Due, nowMs: number): NewDue {
  const { action } = withParams(row, { [IN_CHANNEL]: true });
  const { expiresAtMs } = row;
  return { ...nameOf(row), kind: `here.${row.kind}`, dueAtMs: nowMs, expiresAtMs, action };
}

export function isForChannel(row: Pick<Due, 'action'>): boolean {
  return textOf(row.action).params[IN_CHANNEL] === true;
}

function mentionAction(
  { key, params }: DueText,
  numbers: readonly PersonNumber[],
  ofKind: string,
): DueAction {
  const fromNumber = Math.min(...numbers) as PersonNumber;
  const toNumber = (Math.max(...numbers) + 1) as PersonNumber;
  const text = { key, params: { ...params, numbers: numbers.join(' ') } };
  return { do: 'post', text, to: { in: 'thread', ofKind, fromNumber, toNumber } };
}

/** Who stands in a row that mentions people. */
export function numbersIn(row: Pick<Due, 'action'>): ReadonlySet<number> {
  const numbers = textOf(row.action).params['numbers'];
  return new Set(
    String(numbers ?? '')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

/** The newest reminder of the session that stands, in whose thread there is room for a word. */
function latestPost({ store }: MessagePorts, row: Due): string | null {
  const sent = store.due
    .ofOccurrence(row.guildId, row.occurrenceId)
    .filter((other) => other.status === 'sent' && other.revision === row.revision)
    .filter((other) => other.action.do === 'post' && !other.action.to && bulletinOf(other));
  return sent.at(-1)?.kind ?? null;
}

export function directOf(action: DueAction) {
  return action.do === 'post' && action.to?.in === 'direct' ? action.to : null;
}

function textOf(action: DueAction): DueText {
  return action.do === 'remove' ? { key: '', params: {} } : action.text;
}

function withParams(row: Due, params: DueText['params']): Due {
  if (row.action.do !== 'post') return row;
  const { key, params: own } = row.action.text;
  return { ...row, action: { ...row.action, text: { key, params: { ...own, ...params } } } };
}

function chunked<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

const nameOf = (row: Due) => ({
  guildId: row.guildId,
  occurrenceId: row.occurrenceId,
  revision: row.revision,
  channelId: row.channelId,
});
