/**
 * Pretend Discord as a set of plain data, and everything that can happen in it. Whoever needs to
 * know (the gateway, the page, a test) listens to its events, which are emitted after the fact.
 *
 * Actions that no Discord client would offer, such as pressing a button that is not there, throw:
 * they are mistakes of the caller.
 */
import { HandedFiles } from './handed-files.ts';
import { CommandBook } from './world/command-book.ts';
import { Directory } from './world/directory.ts';
import type {
  Channel,
  Member,
  Message,
  Overwrite,
  Role,
  User,
  VoiceState,
} from './world/entities.ts';
import type { Choice, Interaction } from './world/interaction.ts';
import { InteractionDesk } from './world/interaction-desk.ts';
import type { JsonObject } from './world/json.ts';
import { MessageBoard } from './world/message-board.ts';
import { permissionBits, type PermissionName } from './world/permissions.ts';
import { PersonActions, type OptionValue } from './world/person-actions.ts';
import { ScheduledEvents } from './world/scheduled-events.ts';
import type { WorldClock } from './world/snowflake.ts';
import { Threads } from './world/threads.ts';
import { VoiceRooms } from './world/voice-rooms.ts';

/** The kinds of people that addPerson makes; each but the participant has a role of that name. */
export type PersonKind = 'participant' | 'volunteer' | 'teacher' | 'coordinator';

export interface NewPerson {
  name: string;
  kind: PersonKind;
  guildId?: string | undefined;
  /** The IANA zone of their device. */
  zone?: string | undefined;
  /** The language of their Discord, such as `en-US` or `de`. */
  locale?: string | undefined;
}

export class World extends Directory {
  readonly messages: MessageBoard;
  readonly threads: Threads;
  readonly voice: VoiceRooms;
  readonly commands: CommandBook;
  readonly interactions: InteractionDesk;
  readonly scheduledEvents: ScheduledEvents;
  /** What people hand over with commands; a command names them by id. */
  readonly handedFiles: HandedFiles;
  /** What the bot shows as its status, as the gateway takes it. */
  botPresence: JsonObject | null = null;
  readonly #people: PersonActions;

  constructor(clock: WorldClock, botName = 'Bellkeeper') {
    super(clock, botName);
    this.messages = new MessageBoard(this);
    this.threads = new Threads(this);
    this.voice = new VoiceRooms(this);
    this.commands = new CommandBook(this);
    this.interactions = new InteractionDesk(this);
    this.scheduledEvents = new ScheduledEvents(this);
    this.handedFiles = new HandedFiles(() => this.ids.next());
    this.#people = new PersonActions(this);
  }

  /** A person enters the guild, the first one if none is named; in Los Angeles, in English. */
  addPerson(person: NewPerson): Member {
    const guildId = person.guildId ?? this.firstGuild().id;
    const { zone, locale } = person;
    const roleName = person.kind[0]?.toUpperCase() + person.kind.slice(1);
    const roleIds = person.kind === 'participant' ? [] : [this.roleNamed(roleName, guildId).id];
    const user = this.createUser(person.name, false);
    Object.assign(user, { zone: zone ?? user.zone, locale: locale ?? user.locale });
    return this.addMember(guildId, user.id, roleIds);
  }

  /** The person's device is in another zone from now on. Throws when there is no such zone. */
  setZone(userId: string, zone: string): User {
    if (!isZone(zone)) throw new Error(`There is no zone ${zone}.`);
    return this.updateUser(userId, { zone });
  }

  /** The person's Discord speaks another language from now on, such as `de`. */
  setLocale(userId: string, locale: string): User {
    return this.updateUser(userId, { locale });
  }

  /** Nobody but people can write to them: the bot's messages are refused with code 50007. */
  closeDirectMessages(userId: string): User {
    return this.updateUser(userId, { acceptsDirectMessages: false });
  }

  openDirectMessages(userId: string): User {
    return this.updateUser(userId, { acceptsDirectMessages: true });
  }

  /** What the bot and one person have written to each other, oldest first; none: nothing yet. */
  directMessagesOf(userId: string): Message[] {
    const channels = [...this.channelById.values()];
    const channel = channels.find(({ recipientId }) => recipientId === userId);
    return [...(channel?.messageById.values() ?? [])];
  }

  /** Starts a thread from a message as its owner would in Discord's window. */
  startThread(userId: string, messageId: string, name: string): Channel {
    const message = this.messages.find(messageId);
    if (message === null) throw new Error(`There is no message ${messageId}.`);
    return this.threads.start(message, userId, { name });
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

  /** A moderator mutes the bot on the server, or undoes that. */
  muteBot(isMuted: boolean, guildId = this.firstGuild().id): void {
    this.voice.setFlags(guildId, this.bot.id, { isMuted }, 'muted');
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

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    // That it throws is the only way in which it says so.
    return false;
  }
}

/** What the invitation link asks for, and what the bot's role therefore has. */
export const INVITED_PERMISSIONS = [
  'viewChannel',
  'sendMessages',
  'readMessageHistory',
  'connect',
  'speak',
  'createPublicThreads',
  'sendMessagesInThreads',
  'attachFiles',
  'createEvents',
  'setVoiceChannelStatus',
] as const satisfies readonly PermissionName[];

/**
 * One guild, "Practice community": #announcements, #coordinators (seen by coordinators and the
 * bot), #teachers (seen by teachers, coordinators and the bot), the voice channel "Practice hall",
 * the roles Teacher, Volunteer and Coordinator, the bot, and four people: Ana (teacher, New York),
 * Ben (volunteer, London), Chloe (coordinator, Los Angeles), Dev (participant, Manila).
 */
export function createSampleWorld(clock: WorldClock): World {
  const world = new World(clock);
  const guild = world.createGuild('Practice community', permissionBits(...INVITED_PERMISSIONS));
  const teacher = world.createRole(guild.id, { name: 'Teacher', isMentionable: true });
  world.createRole(guild.id, { name: 'Volunteer', isMentionable: true });
  const coordinator = world.createRole(guild.id, { name: 'Coordinator', isMentionable: true });
  const bellkeeper = world.roleNamed(world.bot.name);

  const sight = permissionBits('viewChannel');
  const seenOnlyBy = (...roles: Role[]): Overwrite[] => [
    { id: guild.id, kind: 'role', allow: 0n, deny: sight },
    ...roles.map(({ id }) => ({ id, kind: 'role', allow: sight, deny: 0n }) as const),
  ];
  const announcements = world.createChannel(guild.id, {
    kind: 'text',
    name: 'announcements',
    topic: 'What is on, and when',
  });
  world.createChannel(guild.id, {
    kind: 'text',
    name: 'coordinators',
    topic: 'For those who look after it all',
    overwrites: seenOnlyBy(coordinator, bellkeeper),
  });
  world.createChannel(guild.id, {
    kind: 'text',
    name: 'teachers',
    topic: 'Who teaches when',
    overwrites: seenOnlyBy(teacher, coordinator, bellkeeper),
  });
  world.createChannel(guild.id, { kind: 'voice', name: 'Practice hall' });

  world.addPerson({ name: 'Ana', kind: 'teacher', zone: 'America/New_York' });
  world.addPerson({ name: 'Ben', kind: 'volunteer', zone: 'Europe/London' });
  const chloe = world.addPerson({ name: 'Chloe', kind: 'coordinator' });
  world.addPerson({ name: 'Dev', kind: 'participant', zone: 'Asia/Manila' });
  const welcome = 'Welcome! The next sessions are announced here.';
  world.postAs(chloe.userId, announcements.id, welcome);
  return world;
}
