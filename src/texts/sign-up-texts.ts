/** Signing up, what a person has asked for, and how they are reached. */
import type { ChannelId } from '../domain/identity.ts';
import type { CommandTexts, NamedSession } from './texts.ts';

/** Why signing up or off, or a setting, can't be. */
export type SignUpRefusalName =
  /** It is neither a series nor a coming session. */
  'UNKNOWN' | 'CANCELLED' | 'OVER' | 'PAUSED';

export type SignUpButtonName =
  | 'signUp'
  | 'signUpSeries'
  | 'signUpOnce'
  | 'signOffSeries'
  | 'signOffOnce'
  | 'my'
  | 'tellDirectly'
  | 'mentionMe'
  | 'forgetMe'
  | 'stay';

/** A session that a person is signed up for. */
export interface OwnSession extends NamedSession {
  /** Only for this one, not for its series. */
  readonly isSingle: boolean;
}

/** What a person has set, as `/my` shows it. */
export interface OwnSettings {
  /** IANA; null when they have not said. */
  readonly zone: string | null;
  readonly timetableZone: string;
  readonly nowMs: number;
  readonly wantsDirect: boolean;
  /** Null: as the series has it. */
  readonly remindersMs: readonly number[] | null;
  /** BCP 47; null: as their Discord says. */
  readonly language: string | null;
}

export interface SignUpTexts {
  readonly refusals: Readonly<Record<SignUpRefusalName, () => string>>;

  /** The question after the button: every session, or only this one. */
  readonly ask: (p: NamedSession) => string;
  /** The same for somebody who is signed up for it in one way or the other. */
  readonly askSigned: (p: OwnSession) => string;
  readonly signedUpForSeries: (p: {
    readonly name: string;
    readonly zone: string;
    /** Null when none is planned yet. */
    readonly nextAtMs: number | null;
    /** They were before. */
    readonly already: boolean;
    readonly wantsDirect: boolean;
  }) => string;
  /** `bySeries`: they are signed up for every session of it, this one included. */
  readonly signedUpForOne: (
    p: NamedSession & {
      readonly how: 'new' | 'already' | 'bySeries';
      readonly wantsDirect: boolean;
    },
  ) => string;
  readonly signedOffSeries: (p: { readonly name: string; readonly wasSigned: boolean }) => string;
  /** `goesOn`: they stay signed up for the others of its series. */
  readonly signedOffOne: (
    p: NamedSession & { readonly wasSigned: boolean; readonly goesOn: boolean },
  ) => string;

  /** Once, after the first sign-up, above a menu of places. */
  readonly askZone: () => string;
  readonly zoneSaved: (p: { readonly zone: string; readonly nowMs: number }) => string;
  /** `nearest` is the zone that was probably meant. */
  readonly zoneUnknown: (p: { readonly written: string; readonly nearest: string }) => string;
  /** An offset does not know when clocks change; the zones are at it now. */
  readonly zoneIsOffset: (p: {
    readonly written: string;
    readonly zones: readonly string[];
  }) => string;

  /** The panel: the next sessions and the settings. */
  readonly my: (p: {
    readonly sessions: readonly OwnSession[];
    readonly series: readonly string[];
    readonly settings: OwnSettings;
  }) => string;
  readonly mySessions: (p: {
    readonly sessions: readonly OwnSession[];
    readonly series: readonly string[];
  }) => string;
  readonly settings: (p: OwnSettings) => string;
  readonly settingsSaved: (p: OwnSettings) => string;
  /** Own reminder times are direct messages, which the person has not asked for. */
  readonly remindersNeedDirect: () => string;
  readonly data: () => string;
  readonly noData: () => string;
  readonly forgetPreview: () => string;
  /** `rolesLeft`: how many roles Discord did not let the bot take. */
  readonly forgotten: (p: { readonly rolesLeft: number }) => string;
  readonly forgetKept: () => string;

  /** What a person is told directly before a session. */
  readonly directReminder: (p: NamedSession & { readonly roomId: ChannelId }) => string;
  /** What follows the names in a thread: at most 350 characters. */
  readonly mentionReminder: (p: NamedSession) => string;
  /** Below a mention, for who asked for direct messages and can't get them; at most 200 characters. */
  readonly directClosed: () => string;
  /** The same where the day's direct messages were used up. */
  readonly directSpent: () => string;

  readonly weekly: (p: {
    readonly sessions: readonly (NamedSession & { readonly roomId: ChannelId | null })[];
    readonly zone: string;
    readonly mondayAtMs: number;
  }) => string;

  /** Coordinators are told once that roles can't be given. */
  readonly rolesRefused: () => string;

  readonly labels: SignUpLabels;
  readonly commands: CommandTexts;
}

/** Without markdown; the limits are Discord's. */
export interface SignUpLabels {
  /** At most 80 characters each. */
  readonly buttons: Readonly<Record<SignUpButtonName, () => string>>;
  readonly weeklyPlaceholder: () => string;
  readonly zonePlaceholder: () => string;
  /** At most 100 characters, as all that follow. */
  readonly series: (p: { readonly name: string }) => string;
  readonly session: (p: NamedSession) => string;
  readonly zone: (p: { readonly zone: string }) => string;
  /** A place that was found while typing; `city` is null where the zone is named after it. */
  readonly zoneFound: (p: {
    readonly zone: string;
    readonly city: string | null;
    readonly nowMs: number;
  }) => string;
  /** The time that it is there. */
  readonly zoneNow: (p: { readonly zone: string; readonly nowMs: number }) => string;
  /** A thread's name. */
  readonly thread: (p: NamedSession) => string;
  /** A thread's name where no single session is spoken of. */
  readonly threadForAll: () => string;
}
