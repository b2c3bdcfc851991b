/**
 * What the page and its server say to each other over one WebSocket, as JSON text. Sound comes as
 * binary: four bytes of RTP timestamp (48 kHz, big-endian), then one Opus packet.
 */
import type { PracticeReading } from '../page-reading.ts';

export const PERSON_KINDS = ['participant', 'volunteer', 'teacher', 'coordinator'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

export interface ChannelView {
  id: string;
  /** `direct`: the bot's direct messages with the person. */
  kind: 'text' | 'room' | 'direct' | 'thread';
  name: string;
  topic: string | null;
  /** The line under a voice channel's name. */
  status: string | null;
  /** Whether the person whom the page acts as can see it. */
  isOpen: boolean;
  /** Whoever else can, by name, when it is not open. */
  openTo: { id: string; name: string }[];
  /** Null for everything that is no thread. */
  thread: ThreadView | null;
}

export interface ThreadView {
  /** The channel that it stands under. */
  parentId: string;
  messageCount: number;
  /** Whether the person whom the page acts as is in it. */
  isJoined: boolean;
  isArchived: boolean;
}

/** Something in the guild's calendar. */
export interface EventView {
  id: string;
  name: string;
  description: string;
  startsAtMs: number;
  endsAtMs: number | null;
  /** The room, or wherever else it is. */
  place: string;
  isOn: boolean;
}

export interface PersonView {
  id: string;
  name: string;
  kind: PersonKind | 'bot';
  /** The voice channel that they are in. */
  roomId: string | null;
  /** The IANA zone of their device. */
  zone: string;
  /** What their Discord speaks, such as `en-US`. */
  locale: string;
  takesMessages: boolean;
}

export interface OptionView {
  name: string;
  /** The name in the language of the person whom the page acts as. */
  label: string;
  description: string;
  /** Discord's number: 3 text, 4 whole number, 5 yes or no, 6 user, 7 channel, 8 role, 10 number, 11 file. */
  type: number;
  isRequired: boolean;
  /** The bot suggests values while one types. */
  completes: boolean;
  choices: { name: string; value: string | number }[];
  /** Of the number, or of the length of the text. */
  least: number | null;
  most: number | null;
}

export interface CommandView {
  name: string;
  /** "/schedule move", in the language of the person whom the page acts as. */
  title: string;
  /** Whether it can be used in direct messages too, as commands of all guilds can. */
  isForMessages: boolean;
  /** `sub` or `group sub`; null for a command without any. */
  subcommand: string | null;
  description: string;
  options: OptionView[];
}

export interface ButtonView {
  kind: 'button';
  /** Empty for links. */
  id: string;
  /** Where a link leads; null for what is no link. */
  url: string | null;
  label: string;
  style: 'primary' | 'secondary' | 'success' | 'danger' | 'link';
  isDisabled: boolean;
}

export interface MenuView {
  kind: 'menu';
  id: string;
  placeholder: string;
  options: { value: string; label: string; description: string | null; isDefault: boolean }[];
  least: number;
  most: number;
  isDisabled: boolean;
}

export type ControlView = ButtonView | MenuView;

export interface MessageView {
  id: string;
  channelId: string;
  authorId: string;
  atMs: number;
  isEdited: boolean;
  /** Discord's markdown. */
  text: string;
  rows: ControlView[][];
  /** Only the person whom the page acts as sees it. */
  isPrivate: boolean;
  /** The bot has asked for time and will write here. */
  isThinking: boolean;
  /** Who used which command, when this answers one. */
  answers: { personId: string; command: string } | null;
  /** The page's person is rung for. */
  ringsForYou: boolean;
  files: FileView[];
  /** It stands at the head of a thread, and shows what the thread was started from. */
  opensThread: boolean;
  /** The thread that was started from it. */
  thread: { id: string; name: string; messageCount: number } | null;
}

export interface FileView {
  name: string;
  /** Relative to the page. */
  url: string;
  sizeBytes: number;
  isPicture: boolean;
  isSound: boolean;
  /** The alt text of a picture; null when there is none. */
  description: string | null;
  widthPx: number | null;
  heightPx: number | null;
}

export interface DirectoryView {
  /** The person whom the page acts as. */
  youId: string;
  /** Threads come after all others, the newest first. */
  channels: ChannelView[];
  people: PersonView[];
  roles: { id: string; name: string }[];
  commands: CommandView[];
  /** What comes up, the soonest first. */
  events: EventView[];
}

export interface ClockView {
  nowMs: number;
  /** What was asked for. */
  speed: number;
  /** How fast it runs now: 1 while something sounds, 0 during a skip. */
  runningSpeed: number;
}

/** How far the story that the first visit offers has come. */
export type StoryView = 'none' | 'beginning' | 'going' | 'yourChoice' | 'over';

export interface FieldView {
  id: string;
  label: string;
  description: string | null;
  kind: 'line' | 'paragraph' | 'menu';
  value: string;
  placeholder: string;
  isRequired: boolean;
  mostCharacters: number | null;
  options: { value: string; label: string; isDefault: boolean }[];
}

export interface FormView {
  interactionId: string;
  title: string;
  fields: FieldView[];
}

export type ServerNews =
  | {
      type: 'everything';
      /** The zone of the timetable. */
      zone: string;
      directory: DirectoryView;
      messages: MessageView[];
      clock: ClockView;
      reading: PracticeReading;
      soundingRoomId: string | null;
      story: StoryView;
    }
  | { type: 'directory'; directory: DirectoryView }
  | { type: 'message'; message: MessageView }
  | { type: 'messageGone'; messageId: string }
  | { type: 'clock'; clock: ClockView }
  | { type: 'reading'; reading: PracticeReading }
  | { type: 'sounding'; roomId: string | null }
  | { type: 'story'; story: StoryView }
  | { type: 'answer'; requestId: number; answer: Answer };

/** What became of an action. `words` are for people. */
export type Answer =
  | { kind: 'done' }
  | { kind: 'not'; words: string }
  | { kind: 'choices'; choices: { name: string; value: string | number }[] }
  | { kind: 'form'; form: FormView };

export type OptionValue = string | number | boolean;

export interface CommandUse {
  channelId: string;
  name: string;
  subcommand: string | null;
  options: Record<string, OptionValue>;
}

/** Everything is done as the person whom the page acts as, unless a `personId` says otherwise. */
export type Action =
  | { type: 'be'; personId: string }
  | { type: 'join'; personId: string; channelId: string }
  | { type: 'leave'; personId: string }
  | { type: 'addPerson'; kind: PersonKind; name: string; zone: string; locale: string }
  | {
      type: 'changePerson';
      personId: string;
      zone: string;
      locale: string;
      takesMessages: boolean;
    }
  | { type: 'removePerson'; personId: string }
  | { type: 'press'; messageId: string; controlId: string }
  | { type: 'choose'; messageId: string; controlId: string; values: string[] }
  | { type: 'submitForm'; interactionId: string; values: Record<string, string | string[]> }
  | ({ type: 'command' } & CommandUse)
  | ({ type: 'complete'; option: string } & CommandUse)
  | { type: 'write'; channelId: string; text: string }
  | { type: 'setSpeed'; speed: number }
  | { type: 'skip' }
  | { type: 'beginStory' }
  | { type: 'listen'; isOn: boolean };

export interface Request {
  requestId: number;
  action: Action;
}

/** The zones that the page offers for a person's device, from west to east. */
export const ZONES = [
  'Pacific/Honolulu',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Madrid',
  'Europe/Paris',
  'Europe/Berlin',
  'Africa/Johannesburg',
  'Asia/Kolkata',
  'Asia/Manila',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
] as const;

/** The languages that it offers, each by its own name. */
export const LANGUAGES = [
  { locale: 'en-US', name: 'English' },
  { locale: 'en-GB', name: 'English, UK' },
  { locale: 'es-ES', name: 'Español' },
  { locale: 'de', name: 'Deutsch' },
  { locale: 'fr', name: 'Français' },
] as const;

/** The speeds that the page offers. */
export const SPEEDS = [1, 20] as const;

/** The largest file that Discord takes from a person who pays for it. */
export const MOST_FILE_BYTES = 500 * 1024 * 1024;

/** What became of a file that was handed over: the id that a command names it by. */
export type HandOverAnswer = { fileId: string } | { words: string };

/** The longest message that Discord takes. */
export const MOST_CHARACTERS = 2_000;
