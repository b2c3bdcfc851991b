/** Sends to the rehearsed app what nobody could send by hand, and tells all that came back. */
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
  /** How often the platform was asked for anything. */
  readonly calls: number;
}

export async function forge(
  { bot }: Pick<Rehearsal, 'bot'>,
  person: RoomMember,
  forged: Forged,
): Promise<Reaction> {
  const messages: Message[] = [];
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
    complete: called,
  };
  await bot.handle({ caller: callerOf(person), ...forged }, responder);
  return { messages, texts: messages.map(({ text }) => text), calls };
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
