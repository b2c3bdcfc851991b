/** What stands in a bulletin's post, in its thread, and in a direct message. */
import type { PersonNumber } from '../domain/identity.ts';
import type { PersonNumbers, Signed } from './people-port.ts';
import { textsFor } from '../texts/languages.ts';
import { roleMention, userMention } from '../texts/discord-format.ts';
import type { Texts } from '../texts/texts.ts';
import type { BulletinKind } from './bulletins.ts';
import type { MessagePorts } from './messages.ts';
import { WHOLE_GUILD, type Button, type Due, type DueAddress, type Message } from './ports.ts';
import { numbersIn, type Because } from './reach.ts';
import { signUpButton } from './sign-up-controls.ts';

/** A row of a bulletin, and what its message is made with. */
export interface BulletinRow {
  readonly ports: MessagePorts;
  readonly kind: BulletinKind;
  readonly row: Due;
  readonly marker: string;
  /** The guild's. */
  readonly texts: Texts;
}

/** The post in the channel; the role of those who signed up is mentioned below its words. */
export function bulletinPost(
  { ports, kind, row, texts }: BulletinRow,
  buttons: readonly Button[],
): Message | null {
  const words = kind.post(ports, row, texts);
  if (words === null) return null;
  const roles = kind.roles(ports, row);
  const text = [words, roles.map((roleId) => roleMention(roleId)).join(' ')].join('\n').trimEnd();
  return { text, rows: [buttons], pings: { roles } };
}

/** The part of a bulletin that goes to certain people; null when none of them is left. */
export function bulletinPart(bulletin: BulletinRow, to: DueAddress): Message | null {
  const { ports, kind, row } = bulletin;
  const audience = kind.audience(ports, row, addressed(to));
  switch (to.in) {
    case 'thread': {
      const numbers = numbersIn(row);
      return mention(
        bulletin,
        audience.filter(({ number }) => numbers.has(number)),
      );
    }
    default: {
      const person = audience.find(({ number }) => number === to.number);
      return person ? direct(bulletin, person) : null;
    }
  }
}

function addressed(to: DueAddress): PersonNumbers {
  if (to.in === 'thread') return { from: to.fromNumber, to: to.toNumber };
  return { from: to.number, to: (to.number + 1) as PersonNumber };
}

function mention(
  { ports, kind, row, marker, texts }: BulletinRow,
  people: readonly Signed[],
): Message | null {
  if (people.length === 0) return null;
  const words = kind.mention(ports, row, texts);
  if (words === null) return null;
  const users = people.map(({ userId }) => userId);
  const names = users.map((userId) => userMention(userId)).join(' ');
  const lines = [names, words, becauseInWords(row, texts)].filter((line) => line !== '');
  const button = signUpButton(texts, 'my', marker, row.occurrenceId);
  return { text: lines.join('\n'), rows: [[button]], pings: { users } };
}

function becauseInWords({ action }: Due, { signUp }: Texts): string {
  const because = action.do === 'post' ? (action.text.params['because'] as Because) : 'mention';
  switch (because) {
    case 'closed':
      return signUp.directClosed();
    case 'spent':
      return signUp.directSpent();
    default:
      return '';
  }
}

function direct({ ports, kind, row, marker }: BulletinRow, signed: Signed): Message | null {
  const person = ports.store.people.byNumber(row.guildId, signed.number);
  if (!person) return null;
  const texts = textsFor(person.language ?? person.locale);
  const text = kind.direct(ports, row, texts, signed);
  if (text === null) return null;
  const leave =
    row.occurrenceId === WHOLE_GUILD
      ? []
      : [signUpButton(texts, 'signOffOnce', marker, row.occurrenceId)];
  return { text, rows: [[...leave, signUpButton(texts, 'my', marker, row.occurrenceId)]] };
}
