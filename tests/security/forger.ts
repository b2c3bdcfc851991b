/** Sends to the rehearsed app what nobody could send by hand, and tells all that came back. */
import type { Caller } from '../../src/app/command.ts';
import type { Invocation, Responder } from '../../src/app/invocation.ts';
import type { Message } from '../../src/app/ports.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import { callerOf, type rehearse } from '../app/rehearsal.ts';

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;

/** An invocation without whoever sends it. */
export type Forged = Invocation extends infer Kind
  ? Kind extends Invocation
    ? Omit<Kind, 'caller'>
    : never
  : never;

export interface Reaction {
  /** All messages, in the order in which they came; a deferral is none. */
  readonly messages: readonly Message[];
  readonly texts: readonly string[];
  /** The values that were offered while somebody typed. */
  readonly completions: readonly string[];
  /** How often the platform was asked for anything. */
  readonly calls: number;
}

/** As somebody in the hall of the guild, or as whoever is given with all particulars. */
export async function forge(
  { bot }: Pick<Rehearsal, 'bot'>,
  person: RoomMember | Caller,
  forged: Forged,
): Promise<Reaction> {
  const caller = 'guildId' in person ? person : callerOf(person);
  const messages: Message[] = [];
  const completions: string[] = [];
  let calls = 0;
  const note = (message: Message): Promise<void> => {
    calls += 1;
    messages.push(message);
    return Promise.resolve();
  };
  const called = (): Promise<void> => {
    calls += 1;
    return Promise.resolve();
  };
  const responder: Responder = {
    defer: called,
    answer: note,
    replace: note,
    update: (message) => note(message).then(() => true),
    complete: (found) => {
      completions.push(...found.map(({ value }) => value));
      return called();
    },
  };
  await bot.handle({ caller, ...forged }, responder);
  return { messages, texts: messages.map(({ text }) => text), completions, calls };
}

export function command(
  path: string,
  options: Extract<Forged, { type: 'command' }>['options'] = {},
): Forged {
  return { type: 'command', path, options };
}

export function press(id: string, ...values: string[]): Forged {
  return { type: 'component', id, values };
}
