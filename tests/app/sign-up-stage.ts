/** What stories about signing up and being reached share. */
import type { Message } from '../../src/app/ports.ts';
import { asId, type ChannelId, type SeriesId, type UserId } from '../../src/domain/identity.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import { announcements, guildId, member, MINUTE, rehearse, START_MS } from './rehearsal.ts';

export type Stage = Awaited<ReturnType<typeof rehearse>>;

/** The private answer's button of that action. */
export function buttonOf({ message }: { readonly message: Message }, action: string): string {
  const ids = message.rows.flat().map(({ id }) => id);
  const id = ids.find((each) => each.split('|')[1] === action);
  if (!id) throw new Error(`No button ${action} among ${ids.join(' ')}`);
  return id;
}

/** Presses "sign up" below the newest reminder, then says for what. */
export async function signUp(
  stage: Stage,
  person: RoomMember,
  action: 'signUpSeries' | 'signUpOnce' = 'signUpSeries',
): Promise<Message> {
  const asked = await stage.press(person, stage.control(announcements, 'signUp'));
  const { message } = await stage.press(person, buttonOf(asked, action));
  return message;
}

/** To so many minutes from the start, past a time in which nothing happens. */
export async function skipTo(stage: Stage, minute: number): Promise<void> {
  await stage.clock.jumpTo(START_MS + minute * MINUTE - 1_000);
  await stage.at(minute);
}

/** So many people who are signed up for the morning practice already. */
export function crowd(stage: Stage, size: number): RoomMember[] {
  const people = Array.from({ length: size }, (_, index) =>
    member(String(200_000_000_000_000_000n + BigInt(index))),
  );
  stage.store.transaction(() => {
    for (const { userId } of people) {
      const { number } = stage.store.people.enrol(guildId, userId, 'en-US');
      stage.store.signUps.save({
        guildId,
        number,
        seriesId: asId<SeriesId>('morning'),
        occurrenceId: null,
        wants: true,
        atMs: stage.clock.nowMs(),
        hasRole: false,
      });
    }
  });
  return people;
}

/** Changes what `/my settings` would. */
export function set(
  stage: Stage,
  { userId }: RoomMember,
  change: { readonly zone?: string; readonly wantsDirect?: boolean },
): void {
  const person = stage.store.people.enrol(guildId, userId, 'en-US');
  stage.store.people.save({ ...person, ...change });
}

/** Every message in a thread, oldest first, by the users that it mentions. */
export function threadMentions(stage: Stage): readonly (readonly UserId[])[] {
  const threads = new Set<ChannelId>(stage.messenger.threads.map(({ channelId }) => channelId));
  return stage.messenger.messages
    .filter(({ channelId }) => threads.has(channelId))
    .map(({ message }) => message.pings?.users ?? []);
}

export function directTexts(stage: Stage, { userId }: RoomMember): readonly string[] {
  return stage.messenger.directTo(userId).map(({ message }) => message.text);
}

export const idsOf = (people: readonly RoomMember[]): UserId[] =>
  people.map(({ userId }) => userId);
