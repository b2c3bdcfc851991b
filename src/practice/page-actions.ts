/** Does what somebody asks for on the page, or says in words why it can't be done. */
import { formView } from './page-form.ts';
import type { PracticeReading } from './page-reading.ts';
import type { RoomSound } from './page-sound.ts';
import { isSeenBy, personIdsOf } from './page-view.ts';
import { MOST_CHARACTERS, type Action, type Answer, type CommandUse } from './page/protocol.ts';
import { words } from './page/words.ts';
import type { PracticeClock } from './practice-clock.ts';
import { isZone, type World } from './world.ts';
import type { Channel } from './world/entities.ts';
import type { Interaction } from './world/interaction.ts';
import { LOCALES } from './world/locales.ts';

const MOST_PEOPLE = 40;
const MOST_NAME_CHARACTERS = 32;

/** A skip ends so long before the next thing, in practice time, that one sees it come. */
const BEFORE_NEXT_MS = 3_000;

/** Between two sessions it ends just before the last reminder of the second. */
const BEFORE_SESSION_MS = 11 * 60_000;

export interface ActionPorts {
  readonly world: World;
  readonly clock: PracticeClock;
  readonly sound: RoomSound;
  readonly reader: () => PracticeReading;
}

/** What concerns one page only (whom it acts as, its sound, the story) is done by the server. */
export type WorldAction = Exclude<Action, { type: 'be' | 'listen' | 'beginStory' }>;

const DONE: Answer = { kind: 'done' };
const { refusals } = words;

export function not(why: string): Answer {
  return { kind: 'not', words: why };
}

/** Rejects when the world refuses what the page should not have offered. */
export async function perform(
  ports: ActionPorts,
  youId: string,
  action: WorldAction,
): Promise<Answer> {
  const { world, clock } = ports;
  switch (action.type) {
    case 'join':
      return join(world, action.personId, action.channelId);
    case 'leave':
      world.leaveVoice(action.personId);
      return DONE;
    case 'addPerson':
      return addPerson(world, action);
    case 'changePerson':
      return changePerson(world, action);
    case 'removePerson':
      return removePerson(world, action.personId);
    case 'press':
    case 'choose':
      return useControl(world, youId, action);
    case 'submitForm':
      return seen(world.submitModal(action.interactionId, action.values));
    case 'command':
      return command(world, youId, action);
    case 'complete':
      return complete(world, youId, action, action.option);
    case 'write':
      return write(world, youId, action.channelId, action.text.trim());
    case 'setSpeed':
      clock.setSpeed(action.speed);
      return DONE;
    case 'skip':
      return skip(ports);
    default:
      return unknown(action);
  }
}

function join(world: World, personId: string, channelId: string): Answer {
  const channel = world.channelById.get(channelId);
  if (!personIdsOf(world).includes(personId)) return not(refusals.personGone);
  if (channel === undefined) return not(refusals.channelGone);
  if (channel.kind !== 'voice' && channel.kind !== 'stage') return not(refusals.notARoom);
  world.joinVoice(personId, channelId);
  return DONE;
}

function addPerson(world: World, action: Extract<Action, { type: 'addPerson' }>): Answer {
  const { kind, zone, locale } = action;
  const wanted = action.name.trim();
  const people = personIdsOf(world);
  if (people.length >= MOST_PEOPLE) return not(refusals.roomFull);
  if (wanted.length > MOST_NAME_CHARACTERS) return not(refusals.nameTooLong);
  if (!isZone(zone)) return not(refusals.zoneUnknown);
  if (!LOCALES.includes(locale)) return not(refusals.languageUnknown);
  world.addPerson({ kind, name: wanted === '' ? freeName(world) : wanted, zone, locale });
  return DONE;
}

/** Sets where a person is, what they read, and whether they take direct messages. */
function changePerson(world: World, action: Extract<Action, { type: 'changePerson' }>): Answer {
  const { personId, zone, locale, takesMessages } = action;
  if (!personIdsOf(world).includes(personId)) return not(refusals.personGone);
  if (!isZone(zone)) return not(refusals.zoneUnknown);
  if (!LOCALES.includes(locale)) return not(refusals.languageUnknown);
  world.updateUser(personId, { zone, locale, acceptsDirectMessages: takesMessages });
  return DONE;
}

/** A name that nobody here has yet. */
function freeName(world: World): string {
  const taken = new Set(personIdsOf(world).map((id) => world.user(id).name));
  const free = words.names.find((name) => !taken.has(name));
  return free ?? words.someone(taken.size);
}

function removePerson(world: World, personId: string): Answer {
  const people = personIdsOf(world).filter((id) => id !== world.bot.id);
  if (!people.includes(personId)) return not(refusals.personGone);
  if (people.length === 1) return not(refusals.lastPerson);
  world.leaveVoice(personId);
  world.removeMember(world.firstGuild().id, personId);
  return DONE;
}

async function useControl(
  world: World,
  youId: string,
  action: Extract<Action, { type: 'press' | 'choose' }>,
): Promise<Answer> {
  const { messageId, controlId } = action;
  const message =
    world.messages.find(messageId) ?? world.interactions.findEphemeral(youId, messageId);
  if (message === null) return not(refusals.notHere);
  return action.type === 'press'
    ? seen(world.pressButton(youId, messageId, controlId))
    : seen(world.selectMenu(youId, messageId, controlId, action.values));
}

function openChannel(world: World, youId: string, channelId: string): Channel | Answer {
  const channel = world.channelById.get(channelId);
  if (channel === undefined) return not(refusals.channelGone);
  return isSeenBy(world, channel, youId) ? channel : not(refusals.cannotSee);
}

function isAnswer(value: Channel | Answer): value is Answer {
  return !('messageById' in value);
}

async function command(world: World, youId: string, use: CommandUse): Promise<Answer> {
  const channel = openChannel(world, youId, use.channelId);
  if (isAnswer(channel)) return channel;
  return seen(world.runCommand(youId, channel.id, use.name, use.subcommand, use.options));
}

async function complete(
  world: World,
  youId: string,
  use: CommandUse,
  option: string,
): Promise<Answer> {
  const channel = openChannel(world, youId, use.channelId);
  if (isAnswer(channel)) return channel;
  const { name, options, subcommand } = use;
  const choices = await world.autocomplete(youId, channel.id, name, option, options, subcommand);
  return { kind: 'choices', choices };
}

function write(world: World, youId: string, channelId: string, text: string): Answer {
  const channel = openChannel(world, youId, channelId);
  if (isAnswer(channel)) return channel;
  if (text === '') return not(refusals.nothingWritten);
  if (text.length > MOST_CHARACTERS) return not(refusals.tooLong);
  world.postAs(youId, channel.id, text);
  return DONE;
}

async function skip({ clock, sound, reader }: ActionPorts): Promise<Answer> {
  if (sound.soundingRoomId() !== null) return not(refusals.soundLasts);
  const { session, nextStartAtMs } = reader();
  const nextAtMs = session?.nextAtMs ?? null;
  if (nextAtMs !== null) {
    await clock.skipTo(nextAtMs - BEFORE_NEXT_MS);
    return DONE;
  }
  if (typeof nextStartAtMs !== 'number') return not(refusals.nothingNext);
  await clock.skipTo(nextStartAtMs - BEFORE_SESSION_MS);
  return DONE;
}

/** How an interaction looks to whoever began it. */
async function seen(started: Promise<Interaction>): Promise<Answer> {
  const interaction = await started;
  const { state } = interaction;
  if (state.phase === 'failed') return not(refusals.botSilent);
  if (state.phase !== 'asked') return DONE;
  return { kind: 'form', form: formView(interaction.id, state.modal) };
}

function unknown(action: never): never {
  throw new Error(`The page knows no such action: ${JSON.stringify(action)}.`);
}
