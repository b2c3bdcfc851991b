/**
 * What a person may ask about themselves: signing up and off, their settings, all that is
 * kept about them, and that it be forgotten. Asking twice for the same changes nothing.
 */
import { asId, type OccurrenceId, type SeriesId } from '../domain/identity.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import { DEFAULT_ZONE } from '../domain/zone.ts';
import type { Caller, UpcomingSession } from './command.ts';
import { forget } from './forget.ts';
import type { Clock, Log, Person, Roles, Store } from './ports.ts';
import type { Refusal } from './refusal.ts';
import { ahead, rowsOf, sessionOf, signOff, signUp, standingOf } from './sign-up-changes.ts';

export type SignUpTarget =
  | { readonly kind: 'series'; readonly seriesId: SeriesId }
  | { readonly kind: 'session'; readonly occurrenceId: OccurrenceId };

/** How somebody stands to one session. */
export type Standing = 'none' | 'bySeries' | 'single';

export type SignUpOutcome =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'series';
      readonly series: Series;
      /** The next session of it that is planned. */
      readonly nextAtMs: number | null;
      /** They were signed up for it before. */
      readonly wasSigned: boolean;
      /** They have never signed up for anything, and their zone is not known. */
      readonly isFirst: boolean;
    }
  | {
      readonly kind: 'session';
      readonly series: Series;
      readonly occurrence: Occurrence;
      /** How they stood to it before. */
      readonly was: Standing;
      readonly isFirst: boolean;
    };

export interface OwnComing extends UpcomingSession {
  /** Only for this one, not for its series. */
  readonly isSingle: boolean;
}

/** What a person can set; what is left out stays. */
export type SettingsChange = Partial<
  Pick<Person, 'zone' | 'wantsDirect' | 'remindersMs' | 'language'>
>;

export type OwnSettings = Required<SettingsChange>;

export interface SignUps {
  /** Series that one can sign up for: those that are not paused. */
  series(caller: Caller): readonly Series[];
  /** A session that one can sign up for, and how the person stands to it. */
  standing(
    caller: Caller,
    occurrenceId: OccurrenceId,
  ):
    | { readonly kind: 'refused'; readonly refusal: Refusal }
    | ({ readonly kind: 'standing'; readonly standing: Standing } & UpcomingSession);
  signUp(caller: Caller, target: SignUpTarget): SignUpOutcome;
  signOff(caller: Caller, target: SignUpTarget): SignUpOutcome;
  /** The sessions ahead that the person is signed up for, soonest first. */
  coming(caller: Caller): readonly OwnComing[];
  /** The series that they are signed up for. */
  ofSeries(caller: Caller): readonly Series[];
  settings(caller: Caller): OwnSettings;
  change(caller: Caller, change: SettingsChange): OwnSettings;
  /** All that is kept about them, table by table; null when that is nothing. */
  export(caller: Caller): Readonly<Record<string, readonly unknown[]>> | null;
  /** Takes their roles first, then erases everything, even where a role could not be taken. */
  forget(caller: Caller): Promise<{ readonly rolesLeft: number }>;
  /** The language of what is written to them alone: as they set it, else their Discord's. */
  languageOf(caller: Caller): string;
}

export interface SignUpPorts {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly roles: Roles;
  readonly log: Log;
  /** Something changed that roles or reminders follow from. */
  readonly onChange: () => void;
}

export function createSignUps(ports: SignUpPorts): SignUps {
  const { store } = ports;

  /** Runs the change in one transaction, and tells those who follow it. */
  function changing<T>(work: () => T): T {
    const result = store.transaction(work);
    ports.onChange();
    return result;
  }

  return {
    series: (caller) => store.series.list(caller.guildId).filter(({ paused }) => !paused),
    standing(caller, occurrenceId) {
      const found = sessionOf(ports, caller, occurrenceId);
      if (found.kind === 'refused') return found;
      const standing = standingOf(rowsOf(store, caller), found.occurrence);
      return { ...found, kind: 'standing', standing };
    },
    signUp: (caller, target) => changing(() => signUp(ports, caller, target)),
    signOff: (caller, target) => changing(() => signOff(ports, caller, target)),
    coming(caller) {
      const rows = rowsOf(store, caller);
      if (rows.length === 0) return [];
      return ahead(ports, caller).flatMap((session) => {
        const standing = standingOf(rows, session.occurrence);
        return standing === 'none' ? [] : [{ ...session, isSingle: standing === 'single' }];
      });
    },
    ofSeries(caller) {
      const wanted = new Set(
        rowsOf(store, caller)
          .filter(({ occurrenceId, wants }) => occurrenceId === null && wants)
          .map(({ seriesId }) => seriesId),
      );
      return store.series.list(caller.guildId).filter(({ id }) => wanted.has(id));
    },
    settings: (caller) => settingsOf(store.people.find(caller.guildId, caller.userId)),
    change: (caller, change) =>
      changing(() => {
        const person = store.people.enrol(caller.guildId, caller.userId, caller.locale);
        const changed = { ...person, ...change };
        store.people.save(changed);
        return settingsOf(changed);
      }),
    export(caller) {
      const all = store.people.export(caller.guildId, caller.userId);
      return Object.values(all).some((rows) => rows.length > 0) ? all : null;
    },
    forget: (caller) => forget(ports, caller),
    languageOf: (caller) =>
      store.people.find(caller.guildId, caller.userId)?.language ?? caller.locale,
  };
}

/** The timetable's zone, by which people are served whose own is not known. */
export function timetableZone(store: Store, guildId: Caller['guildId']): string {
  return store.series.list(guildId)[0]?.rule.zone ?? DEFAULT_ZONE;
}

/** `series:morning` or the session's id, as one option of a command holds it. */
export function targetOf(written: string): SignUpTarget {
  const [, seriesId] = /^series:(.+)$/.exec(written) ?? [];
  return seriesId === undefined
    ? { kind: 'session', occurrenceId: asId<OccurrenceId>(written) }
    : { kind: 'series', seriesId: asId<SeriesId>(seriesId) };
}

export const seriesTarget = (seriesId: SeriesId): string => `series:${seriesId}`;

function settingsOf(person: Person | null): OwnSettings {
  return {
    zone: person?.zone ?? null,
    wantsDirect: person?.wantsDirect ?? false,
    remindersMs: person?.remindersMs ?? null,
    language: person?.language ?? null,
  };
}
