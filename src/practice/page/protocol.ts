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
  kind: 'text' | 'room' | 'direct';
  name: string;
  topic: string | null;
  /** The line under a voice channel's name. */
  status: string | null;
  /** Whether the person whom the page acts as can see it. */
  isOpen: boolean;
  /** Whoever else can, by name, when it is not open. */
  openTo: { id: string; name: string }[];
}

export interface PersonView {
  id: string;
  name: string;
  kind: PersonKind | 'bot';
  /** The voice channel that they are in. */
  roomId: string | null;
}

export interface OptionView {
  name: string;
  description: string;
  /** Discord's number: 3 text, 4 whole number, 5 yes or no, 6 user, 7 channel, 8 role, 10 number. */
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
  /** `sub` or `group sub`; null for a command without any. */
  subcommand: string | null;
  description: string;
  options: OptionView[];
}

export interface ButtonView {
  kind: 'button';
  /** Empty for links. */
  id: string;
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
}

export interface DirectoryView {
  /** The person whom the page acts as. */
  youId: string;
  channels: ChannelView[];
  people: PersonView[];
  roles: { id: string; name: string }[];
  commands: CommandView[];
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
  | { type: 'addPerson'; kind: PersonKind; name: string }
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

/** The speeds that the page offers. */
export const SPEEDS = [1, 20] as const;

/** The longest message that Discord takes. */
export const MOST_CHARACTERS = 2_000;
