/**
 * Pretend Discord as a set of plain data, and everything that can happen in it. Whoever needs to
 * know (the gateway, the page, a test) listens to its events, which are emitted after the fact.
 *
 * Actions that no Discord client would offer, such as pressing a button that is not there, throw:
 * they are mistakes of the caller.
 */
import { CommandBook } from './world/command-book.ts';
import { Directory } from './world/directory.ts';
import type { Member, Message, VoiceState } from './world/entities.ts';
import type { Choice, Interaction } from './world/interaction.ts';
import { InteractionDesk } from './world/interaction-desk.ts';
import type { JsonObject } from './world/json.ts';
import { MessageBoard } from './world/message-board.ts';
import { permissionBits } from './world/permissions.ts';
import { PersonActions, type OptionValue } from './world/person-actions.ts';
import { ScheduledEvents } from './world/scheduled-events.ts';
import type { WorldClock } from './world/snowflake.ts';
import { VoiceRooms } from './world/voice-rooms.ts';

/** The kinds of people that addPerson makes; each but the participant has a role of that name. */
export type PersonKind = 'participant' | 'volunteer' | 'teacher' | 'coordinator';

export class World extends Directory {
  readonly messages: MessageBoard;
  readonly voice: VoiceRooms;
  readonly commands: CommandBook;
  readonly interactions: InteractionDesk;
  readonly scheduledEvents: ScheduledEvents;
  /** What the bot shows as its status, as the gateway takes it. */
  botPresence: JsonObject | null = null;
  readonly #people: PersonActions;

  constructor(clock: WorldClock, botName = 'Bellkeeper') {
    super(clock, botName);
    this.messages = new MessageBoard(this);
    this.voice = new VoiceRooms(this);
    this.commands = new CommandBook(this);
    this.interactions = new InteractionDesk(this);
    this.scheduledEvents = new ScheduledEvents(this);
    this.#people = new PersonActions(this);
  }

  /** A person enters the guild, the first one if none is named. */
  addPerson(person: { name: string; kind: PersonKind; guildId?: string }): Member {
    const guildId = person.guildId ?? this.firstGuild().id;
    const roleName = person.kind[0]?.toUpperCase() + person.kind.slice(1);
    const roleIds = person.kind === 'participant' ? [] : [this.roleNamed(roleName, guildId).id];
    return this.addMember(guildId, this.createUser(person.name, false).id, roleIds);
  }

  joinVoice(userId: string, channelId: string): VoiceState {
    return this.voice.join(userId, channelId);
  }

  /** Leaves the voice channel in one guild, or wherever the person is. */
  leaveVoice(userId: string, guildId?: string): void {
    const guildIds = guildId === undefined ? [...this.guildById.keys()] : [guildId];
    for (const id of guildIds) this.voice.leave(id, userId);
  }

  /** A moderator moves the bot from one voice channel to another. */
  moveBot(channelId: string): void {
    this.voice.move(this.channel(channelId).guildId ?? '', this.bot.id, channelId);
  }

  /** A moderator disconnects the bot from voice. */
  kickBotFromVoice(guildId = this.firstGuild().id): void {
    this.voice.kick(guildId, this.bot.id);
  }

  setBotPresence(presence: JsonObject): void {
    this.botPresence = presence;
    this.emit('botPresenceChanged', presence);
  }

  postAs(userId: string, channelId: string, text: string): Message {
    return this.messages.post(channelId, userId, { content: text });
  }

  /**
   * The person uses a slash command. Resolves when they see more than a spinner: a reply, an
   * edited deferred reply, a modal, or that the application did not respond.
   * @param subcommand `'sub'` or `'group sub'`.
   */
  runCommand(
    userId: string,
    channelId: string,
    name: string,
    subcommand?: string | null,
    options: Record<string, OptionValue> = {},
  ): Promise<Interaction> {
    return this.#people.runCommand({ userId, channelId, name, subcommand, options });
  }

  /** The choices offered for an option while the person types; none when there was no answer. */
  autocomplete(
    userId: string,
    channelId: string,
    commandName: string,
    optionName: string,
    options: Record<string, OptionValue> = {},
    subcommand?: string | null,
  ): Promise<Choice[]> {
    const name = commandName;
    const command = { userId, channelId, name, subcommand, options };
    return this.#people.autocomplete(command, optionName);
  }

  /** Resolves like runCommand. The message may be an ephemeral one of that person. */
  pressButton(userId: string, messageId: string, customId: string): Promise<Interaction> {
    return this.#people.pressButton(userId, messageId, customId);
  }

  selectMenu(
    userId: string,
    messageId: string,
    customId: string,
    values: string[],
  ): Promise<Interaction> {
    return this.#people.selectMenu(userId, messageId, customId, values);
  }

  /** Sends the modal that an interaction has shown, with the values by custom id. */
  submitModal(
    interactionId: string,
    values: Record<string, string | string[]>,
  ): Promise<Interaction> {
    return this.#people.submitModal(interactionId, values);
  }
}

/** What the invitation link asks for, and what the bot's role therefore has. */
const BOT_PERMISSIONS = permissionBits(
  'viewChannel',
  'sendMessages',
  'readMessageHistory',
  'connect',
  'speak',
);

/**
 * One guild, "Practice community": #announcements, #coordinators (which only coordinators and the
 * bot see), the voice channel "Practice hall", the roles Teacher, Volunteer and Coordinator, the
 * bot, and four people: Ana (teacher), Ben (volunteer), Chloe (coordinator), Dev (participant).
 */
export function createSampleWorld(clock: WorldClock): World {
  const world = new World(clock);
  const guild = world.createGuild('Practice community', BOT_PERMISSIONS);
  world.createRole(guild.id, { name: 'Teacher', isMentionable: true });
  world.createRole(guild.id, { name: 'Volunteer', isMentionable: true });
  const coordinator = world.createRole(guild.id, { name: 'Coordinator', isMentionable: true });
  const bellkeeper = world.roleNamed(world.bot.name);

  const sight = permissionBits('viewChannel');
  const announcements = world.createChannel(guild.id, {
    kind: 'text',
    name: 'announcements',
    topic: 'What is on, and when',
  });
  world.createChannel(guild.id, {
    kind: 'text',
    name: 'coordinators',
    topic: 'For those who look after it all',
    overwrites: [
      { id: guild.id, kind: 'role', allow: 0n, deny: sight },
      { id: coordinator.id, kind: 'role', allow: sight, deny: 0n },
      { id: bellkeeper.id, kind: 'role', allow: sight, deny: 0n },
    ],
  });
  world.createChannel(guild.id, { kind: 'voice', name: 'Practice hall' });

  world.addPerson({ name: 'Ana', kind: 'teacher' });
  world.addPerson({ name: 'Ben', kind: 'volunteer' });
  const chloe = world.addPerson({ name: 'Chloe', kind: 'coordinator' });
  world.addPerson({ name: 'Dev', kind: 'participant' });
  const welcome = 'Welcome! The next sessions are announced here.';
  world.postAs(chloe.userId, announcements.id, welcome);
  return world;
}
