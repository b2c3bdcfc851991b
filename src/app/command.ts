import type { ChannelId, GuildId, OccurrenceId, RoleId, UserId } from '../domain/identity.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import type { Choice, SessionState } from '../domain/session-state.ts';
import type { Message, RecordedEvent, Recording } from './ports.ts';
import type { Trouble } from './health.ts';
import type { PageChecks } from './page-keeper.ts';
import type { PopularityApp } from './popularity.ts';
import type { PreflightDesk } from './preflight-keeper.ts';
import type { Audience, Refusal } from './refusal.ts';
import type { IngestApp } from './ingest.ts';
import type { PanelApp } from './panel-app.ts';
import type { RecordingCheck } from './recording-check.ts';
import type { RecordingsApp } from './recordings.ts';
import type { OwnVoice } from './own-voice.ts';
import type { WordingApp } from './wording.ts';
import type { TimetableEditor } from './timetable-editor.ts';
import type { SignUps } from './sign-ups.ts';
import type { TeachingApp } from './teaching-app.ts';

/** The person who used a command or pressed a button, as the platform vouches for them. */
export interface Caller {
  readonly userId: UserId;
  /** A press in a direct message is about the only guild that is served. */
  readonly guildId: GuildId;
  /** Where they did it; the room's own chat has the room's id. */
  readonly channelId: ChannelId;
  /** Empty for a press in a direct message, where nothing tells them. */
  readonly roleIds: readonly RoleId[];
  /** BCP 47, as their Discord says: `en-US`. */
  readonly locale: string;
}

// ---- options as plain data ------------------------------------------------

/** Discord allows 25 options. Their words stand in src/texts, under the command's path. */
export type OptionSpec =
  | {
      readonly type: 'string';
      readonly required: boolean;
      /** The command's `complete` offers values while the person types. */
      readonly completes?: boolean;
      /** The only values; Discord allows 25. Their labels stand in src/texts. */
      readonly choices?: readonly string[];
      /** Discord allows up to 6,000 characters, and so many when it is left out. */
      readonly maxLength?: number;
    }
  | {
      readonly type: 'integer';
      readonly required: boolean;
      readonly min: number;
      readonly max: number;
    }
  | { readonly type: 'flag'; readonly required: boolean }
  /** A person of the guild, picked from a list. */
  | { readonly type: 'user'; readonly required: boolean }
  /** A file that the person hands over. */
  | { readonly type: 'attachment'; readonly required: boolean };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

interface ValueByType {
  readonly string: string;
  readonly integer: number;
  readonly flag: boolean;
  readonly user: UserId;
  readonly attachment: AttachedFile;
}

/** A file that a person handed to Discord. Its name and its address are theirs: trust neither. */
export interface AttachedFile {
  readonly name: string;
  /** As Discord tells it. */
  readonly sizeBytes: number;
  /** Where Discord keeps it for a while, https. */
  readonly address: string;
}

/** The values that `run` gets, inferred from the specs: null where one was left out. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name]['required'] extends true
    ? ValueByType[Specs[Name]['type']]
    : ValueByType[Specs[Name]['type']] | null;
};

// ---- answers --------------------------------------------------------------

/** What the person gets back. It is private to them unless the command says `room`. */
export type Answer =
  | {
      readonly kind: 'reply';
      readonly message: Message;
      /** It takes the place of the private message whose button was pressed. */
      readonly replaces?: true;
    }
  /** What takes minutes: shown at once, then edited with each `show`, and at last with the answer. */
  | {
      readonly kind: 'working';
      readonly message: Message;
      /** Of messages shown in quick succession the older ones are left out. */
      readonly finish: (show: (message: Message) => void) => Promise<FinishedAnswer>;
      /**
       * Told the last answer when the person could not be shown it: an answer can be edited for
       * 15 min, and whoever put it away has nothing left to edit.
       */
      readonly onUnseen?: (answer: FinishedAnswer) => void | Promise<void>;
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

export type FinishedAnswer = Exclude<Answer, { kind: 'working' }>;

export function reply(text: string, rows: Message['rows'] = []): FinishedAnswer {
  return { kind: 'reply', message: { text, rows } };
}

/** What a preview becomes once its button was pressed, so that nobody presses it twice. */
export function replaceWith(text: string, rows: Message['rows'] = []): FinishedAnswer {
  return { kind: 'reply', message: { text, rows }, replaces: true };
}

export function refuse(refusal: Refusal): FinishedAnswer {
  return { kind: 'refusal', refusal };
}

/** Discord shows at most 25, each name at most 100 characters. */
export interface Completion {
  readonly name: string;
  readonly value: string;
}

// ---- commands -------------------------------------------------------------

export interface CommandInput<Specs extends OptionSpecs> {
  readonly caller: Caller;
  readonly options: OptionValues<Specs>;
}

/** A press of a button, or a choice from a menu. */
export interface Press {
  readonly caller: Caller;
  /** Names the row of the outbox that has posted the message; `-` on a private reply. */
  readonly marker: string;
  /** The session that the message was about; null on a private reply about none. */
  readonly occurrenceId: OccurrenceId | null;
  /** The same part of the component id for what is no session: a series, a draft; null when empty. */
  readonly subject: string | null;
  /** What was picked, for a menu; for a button what it stands for, or nothing. */
  readonly values: readonly string[];
}

export interface ButtonHandler {
  readonly audience: Audience;
  /** For the safety of a room: a flood of others never holds it back from those who may use it. */
  readonly isUrgent?: true;
  run(press: Press, app: CommandApp): Answer | Promise<Answer>;
}

/** Handlers by action: the key is the `action` of a component id. */
export type ButtonHandlers = Readonly<Record<string, ButtonHandler>>;

/** Checks handlers of buttons and menus that belong to no slash command. */
export function defineButtons<const Handlers extends ButtonHandlers>(handlers: Handlers): Handlers {
  return handlers;
}

export interface Command<Specs extends OptionSpecs = OptionSpecs> {
  /** Lower case, at most 32 characters; what people read stands in src/texts under it. */
  readonly name: string;
  readonly audience: Audience;
  /** As for a button. */
  readonly isUrgent?: true;
  /** `room` for an answer that everyone should see. */
  readonly visibility?: 'private' | 'room';
  readonly options: Specs;
  run(input: CommandInput<Specs>, app: CommandApp): Answer | Promise<Answer>;
  complete?(
    typed: string,
    option: keyof Specs & string,
    caller: Caller,
    app: CommandApp,
  ): readonly Completion[];
  /** Handlers by action, of the components that this command or the session's messages carry. */
  readonly buttons?: ButtonHandlers;
}

/** Checks a command's shape by its type, and infers its options. */
export function defineCommand<const Specs extends OptionSpecs>(
  command: Command<Specs>,
): Command<Specs> {
  return command;
}

/** `/schedule add`, `/schedule edit`: commands under one name. Discord allows 25. */
export interface CommandGroup {
  readonly name: string;
  readonly subcommands: readonly Command[];
  readonly buttons?: ButtonHandlers;
}

export function isGroup(entry: Command | CommandGroup): entry is CommandGroup {
  return 'subcommands' in entry;
}

/** Every command that can be used, by its path: `sessions`, `schedule add`. */
export function commandByPath(
  entries: readonly (Command | CommandGroup)[],
): ReadonlyMap<string, Command> {
  return new Map(
    entries.flatMap((entry) =>
      isGroup(entry)
        ? entry.subcommands.map((command) => [`${entry.name} ${command.name}`, command] as const)
        : [[entry.name, entry] as const],
    ),
  );
}

// ---- what commands may ask of the app --------------------------------------

export interface UpcomingSession {
  readonly occurrence: Occurrence;
  readonly series: Series;
}

/** What the session is doing, and why. */
export interface SessionStatus extends UpcomingSession {
  readonly state: SessionState;
  /** The newest twenty events, oldest first. */
  readonly events: readonly RecordedEvent[];
  /** When the session would act by itself next; null when it waits for people. */
  readonly wakeAtMs: number | null;
  readonly roomId: ChannelId | null;
  /** Whether whoever asks is in the session's room. */
  readonly isCallerInRoom: boolean;
  /** Who is to lead, as far as anyone knows; empty when nobody is named. */
  readonly teacherIds: readonly UserId[];
}

/** What a person wants of the session that is on. */
export type SessionWish =
  | { readonly type: 'hold' }
  | { readonly type: 'welcome' }
  | { readonly type: 'choose'; readonly choice: Choice }
  | { readonly type: 'vote'; readonly choice: Choice }
  | { readonly type: 'stop' }
  | { readonly type: 'takeOver' };

/** Everything is about the caller's own guild: no command can reach into another. */
export interface CommandApp {
  nowMs(): number;
  /** The timetable's zone: `America/Los_Angeles`. */
  zone(guildId: GuildId): string;
  /** The next sessions that are not cancelled, the one that is on included, soonest first. */
  upcoming(guildId: GuildId, limit: number): readonly UpcomingSession[];
  /** Approved recordings that may be played now, by title. */
  recordings(guildId: GuildId): readonly Recording[];
  /** The session that is on, in the caller's room first, else the next one; null when none is planned. */
  status(caller: Caller): SessionStatus | null;
  /** How long a recording may be to end within the session that is on; null when none is on. */
  timeLeftMs(caller: Caller): number | null;
  /**
   * Asks the session that is on; null means that it was done. `occurrenceId` names the
   * session of the message whose button was pressed; null means the one that is on.
   */
  wish(caller: Caller, occurrenceId: OccurrenceId | null, wish: SessionWish): Refusal | null;
  /** What a vote button of that session stands for; null for what this server has never listed. */
  votable(caller: Caller, name: string): Choice | null;
  /** Until about when a vote in that session can be changed; null when nothing is voted for. */
  voteEndsAtMs(caller: Caller, occurrenceId: OccurrenceId): number | null;
  /** The timetable, for coordinators: every change is previewed, and can be undone. */
  readonly timetable: TimetableEditor;
  may(caller: Caller, audience: Audience): boolean;
  /** Signing up, and what a person may ask about themselves. */
  readonly signUps: SignUps;
  /** Who teaches: what teachers and coordinators may ask about it. */
  readonly teaching: TeachingApp;
  /** The words of the welcome, and their translations. */
  readonly wording: WordingApp;
  /** The welcome and the service sentences in a community's own words or voice. */
  readonly voice: OwnVoice;
  /** The recordings, as coordinators look after them. */
  readonly recordingDesk: RecordingsApp;
  /** From a file that is handed over to a recording that is put forward. */
  readonly ingest: IngestApp;
  readonly recordingCheck: RecordingCheck;
  /** What is in the way of the bot's work now, the oldest first. */
  troubles(): readonly Trouble[];
  /** Whether the pages that prove where recordings belong are still the same. */
  readonly pageChecks: PageChecks;
  /** What was found when everything was looked over. */
  readonly preflight: PreflightDesk;
  /** What the buttons of the panel ask that tells what plays. */
  readonly panel: PanelApp;
  /** How many people come, and never who. */
  readonly popularity: PopularityApp;
  /** The eight points in the language of a BCP 47 tag, else in English. */
  guidelines(language: string): readonly { readonly title: string; readonly text: string }[];
}
