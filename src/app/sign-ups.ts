/**
 * What a person may ask about themselves: signing up and off, their settings, all that is
 * kept about them, and that it be forgotten. Asking twice for the same changes nothing.
 */
import { asId, type OccurrenceId, type SeriesId } from '../domain/identity.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import { DEFAULT_ZONE } from '../domain/zone.ts';
import type { Caller, UpcomingSession } from './command.ts';
import type { Clock, Log, Person, Roles, SignUp, Store } from './ports.ts';
import type { Refusal } from './refusal.ts';

const HORIZON_MS = 35 * 24 * 3_600_000;

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

const refused = (why: Extract<Refusal, { code: 'SIGN_UP' }>['why']) =>
  ({ kind: 'refused', refusal: { code: 'SIGN_UP', why } }) as const;

export function createSignUps(ports: SignUpPorts): SignUps {
  const { store, clock } = ports;

  function rowsOf(caller: Caller): readonly SignUp[] {
    const person = store.people.find(caller.guildId, caller.userId);
    return person ? store.signUps.ofPerson(caller.guildId, person.number) : [];
  }

  function sessionOf(caller: Caller, occurrenceId: OccurrenceId) {
    const occurrence = store.occurrences.find(caller.guildId, occurrenceId);
    const series = occurrence && store.series.find(caller.guildId, occurrence.seriesId);
    if (!occurrence || !series) return refused('UNKNOWN');
    if (occurrence.endsAtMs <= clock.nowMs()) return refused('OVER');
    if (series.paused) return refused('PAUSED');
    if (occurrence.cancelled) return refused('CANCELLED');
    return { kind: 'found', occurrence, series } as const;
  }

  function seriesOf(caller: Caller, seriesId: SeriesId) {
    const series = store.series.list(caller.guildId).find(({ id }) => id === seriesId);
    if (!series) return refused('UNKNOWN');
    return series.paused ? refused('PAUSED') : ({ kind: 'found', series } as const);
  }

  function ahead(caller: Caller): UpcomingSession[] {
    const nowMs = clock.nowMs();
    const { guildId } = caller;
    const seriesById = new Map(store.series.list(guildId).map((series) => [series.id, series]));
    return store.occurrences.between(guildId, nowMs, nowMs + HORIZON_MS).flatMap((occurrence) => {
      const series = seriesById.get(occurrence.seriesId);
      return series && !occurrence.cancelled ? [{ occurrence, series }] : [];
    });
  }

  const nextOf = (caller: Caller, seriesId: SeriesId): number | null => {
    const next = ahead(caller).find(
      ({ occurrence }) => occurrence.seriesId === seriesId && occurrence.startsAtMs > clock.nowMs(),
    );
    return next?.occurrence.startsAtMs ?? null;
  };

  function enrolled(caller: Caller): { readonly person: Person; readonly isFirst: boolean } {
    const isFirst = rowsOf(caller).length === 0;
    const person = store.people.enrol(caller.guildId, caller.userId, caller.locale);
    return { person, isFirst: isFirst && person.zone === null };
  }

  /** Runs the change in one transaction, and tells those who follow it. */
  function changing<T>(work: () => T): T {
    const result = store.transaction(work);
    ports.onChange();
    return result;
  }

  return {
    series: (caller) => store.series.list(caller.guildId).filter(({ paused }) => !paused),
    standing(caller, occurrenceId) {
      const found = sessionOf(caller, occurrenceId);
      if (found.kind === 'refused') return found;
      const standing = standingOf(rowsOf(caller), found.occurrence);
      return { ...found, kind: 'standing', standing };
    },
    signUp: (caller, target) => {
      const { guildId } = caller;
      const atMs = clock.nowMs();
      if (target.kind === 'series') {
        const found = seriesOf(caller, target.seriesId);
        if (found.kind === 'refused') return found;
        const { series } = found;
        return changing(() => {
          const { person, isFirst } = enrolled(caller);
          const rows = store.signUps.ofPerson(guildId, person.number);
          const known = rows.find((row) => isWhole(row, series.id));
          const wasSigned = known?.wants ?? false;
          if (!wasSigned) {
            store.signUps.save({
              guildId,
              number: person.number,
              seriesId: series.id,
              occurrenceId: null,
              wants: true,
              atMs,
              hasRole: known?.hasRole ?? false,
            });
          }
          const nextAtMs = nextOf(caller, series.id);
          return { kind: 'series', series, nextAtMs, wasSigned, isFirst };
        });
      }
      const found = sessionOf(caller, target.occurrenceId);
      if (found.kind === 'refused') return found;
      const { series, occurrence } = found;
      return changing(() => {
        const { person, isFirst } = enrolled(caller);
        const rows = store.signUps.ofPerson(guildId, person.number);
        const was = standingOf(rows, occurrence);
        const row = { guildId, number: person.number, seriesId: series.id };
        const occurrenceId = occurrence.id;
        if (was === 'none' && rows.some((each) => isWhole(each, series.id) && each.wants)) {
          // They had left it out of a series that they are signed up for.
          store.signUps.remove(guildId, person.number, series.id, occurrenceId);
        } else if (was === 'none') {
          store.signUps.save({ ...row, occurrenceId, wants: true, atMs, hasRole: false });
        }
        return { kind: 'session', series, occurrence, was, isFirst };
      });
    },
    signOff: (caller, target) => {
      const { guildId } = caller;
      const person = store.people.find(guildId, caller.userId);
      if (target.kind === 'series') {
        // A paused series, and one that left the timetable, can be signed off from all the same.
        const series = store.series.find(guildId, target.seriesId);
        if (!series) return refused('UNKNOWN');
        const rows = rowsOf(caller).filter(({ seriesId }) => seriesId === series.id);
        const wasSigned = rows.some(({ wants }) => wants);
        if (wasSigned) changing(() => rows.forEach((row) => signOffRow(store, row)));
        return { kind: 'series', series, nextAtMs: null, wasSigned, isFirst: false };
      }
      const found = sessionOf(caller, target.occurrenceId);
      if (found.kind === 'refused') return found;
      const { series, occurrence } = found;
      const was = standingOf(rowsOf(caller), occurrence);
      if (person && was !== 'none') {
        changing(() => {
          const row = { guildId, number: person.number, seriesId: series.id };
          const occurrenceId = occurrence.id;
          store.signUps.remove(guildId, person.number, series.id, occurrenceId);
          if (was === 'single') return;
          const atMs = clock.nowMs();
          store.signUps.save({ ...row, occurrenceId, wants: false, atMs, hasRole: false });
        });
      }
      return { kind: 'session', series, occurrence, was, isFirst: false };
    },
    coming(caller) {
      const rows = rowsOf(caller);
      if (rows.length === 0) return [];
      return ahead(caller).flatMap((session) => {
        const standing = standingOf(rows, session.occurrence);
        return standing === 'none' ? [] : [{ ...session, isSingle: standing === 'single' }];
      });
    },
    ofSeries(caller) {
      const wanted = new Set(
        rowsOf(caller)
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
    forget: (caller) => forget(ports, caller, rowsOf(caller)),
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

const isWhole = (row: SignUp, seriesId: SeriesId): boolean =>
  row.seriesId === seriesId && row.occurrenceId === null;

/** What is said about the session itself counts before what is said about its series. */
function standingOf(rows: readonly SignUp[], occurrence: Occurrence): Standing {
  const one = rows.find(({ occurrenceId }) => occurrenceId === occurrence.id);
  const isBySeries = rows.some((row) => isWhole(row, occurrence.seriesId) && row.wants);
  if (one && !one.wants) return 'none';
  if (isBySeries) return 'bySeries';
  return one ? 'single' : 'none';
}

/** While they hold the role the row stays, so that the role is taken from them. */
function signOffRow(store: Store, row: SignUp): void {
  if (row.hasRole) store.signUps.save({ ...row, wants: false });
  else store.signUps.remove(row.guildId, row.number, row.seriesId, row.occurrenceId);
}

function settingsOf(person: Person | null): OwnSettings {
  return {
    zone: person?.zone ?? null,
    wantsDirect: person?.wantsDirect ?? false,
    remindersMs: person?.remindersMs ?? null,
    language: person?.language ?? null,
  };
}

async function forget(
  { store, clock, roles, log, onChange }: SignUpPorts,
  { guildId, userId }: Caller,
  rows: readonly SignUp[],
): Promise<{ readonly rolesLeft: number }> {
  const held = rows.filter(({ hasRole }) => hasRole);
  const roleIds = held.map(({ seriesId }) => store.signUps.roleOf(guildId, seriesId));
  const outcomes = await Promise.all(
    roleIds.map((roleId) => (roleId ? roles.take(guildId, userId, roleId) : null)),
  );
  const left = outcomes.filter((outcome) => {
    if (outcome === null || outcome.kind === 'done') return false;
    // Who is not there holds no role.
    return outcome.kind === 'notNow' || outcome.why === 'MISSING_PERMISSION';
  });
  if (left.length > 0) log.warn({ guildId, left: left.length }, 'roles of a forgotten person stay');
  store.people.forget(guildId, userId, clock.nowMs());
  onChange();
  return { rolesLeft: left.length };
}
