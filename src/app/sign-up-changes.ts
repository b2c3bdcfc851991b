/** How a person's sign-ups change, within one transaction. */
import type { OccurrenceId, SeriesId } from '../domain/identity.ts';
import type { Occurrence } from '../domain/schedule.ts';
import type { Caller, UpcomingSession } from './command.ts';
import type { Clock, Person, SignUp, Store } from './ports.ts';
import type { Refusal } from './refusal.ts';
import type { SignUpOutcome, SignUpTarget, Standing } from './sign-ups.ts';

const HORIZON_MS = 35 * 24 * 3_600_000;

interface ChangePorts {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
}

const refused = (why: Extract<Refusal, { code: 'SIGN_UP' }>['why']) =>
  ({ kind: 'refused', refusal: { code: 'SIGN_UP', why } }) as const;

export function signUp(ports: ChangePorts, caller: Caller, target: SignUpTarget): SignUpOutcome {
  return target.kind === 'series'
    ? signUpForSeries(ports, caller, target.seriesId)
    : signUpForOne(ports, caller, target.occurrenceId);
}

function signUpForSeries(
  { store, clock }: ChangePorts,
  caller: Caller,
  seriesId: SeriesId,
): SignUpOutcome {
  const { guildId } = caller;
  const series = store.series.list(guildId).find(({ id }) => id === seriesId);
  if (!series) return refused('UNKNOWN');
  if (series.paused) return refused('PAUSED');
  const { person, isFirst } = enrolled(store, caller);
  const { number } = person;
  const known = store.signUps.ofPerson(guildId, number).find((row) => isWhole(row, seriesId));
  const wasSigned = known?.wants ?? false;
  if (!wasSigned) {
    const atMs = clock.nowMs();
    const hasRole = known?.hasRole ?? false;
    const row = { guildId, number, seriesId, occurrenceId: null, wants: true, atMs, hasRole };
    store.signUps.save(row);
  }
  const next = ahead({ store, clock }, caller).find(
    ({ occurrence }) => occurrence.seriesId === seriesId && occurrence.startsAtMs > clock.nowMs(),
  );
  const nextAtMs = next?.occurrence.startsAtMs ?? null;
  return { kind: 'series', series, nextAtMs, wasSigned, isFirst };
}

function signUpForOne(
  ports: ChangePorts,
  caller: Caller,
  occurrenceId: OccurrenceId,
): SignUpOutcome {
  const found = sessionOf(ports, caller, occurrenceId);
  if (found.kind === 'refused') return found;
  const { store, clock } = ports;
  const { guildId } = caller;
  const { series, occurrence } = found;
  const { person, isFirst } = enrolled(store, caller);
  const { number } = person;
  const rows = store.signUps.ofPerson(guildId, number);
  const was = standingOf(rows, occurrence);
  if (was === 'none' && rows.some((row) => isWhole(row, series.id) && row.wants)) {
    // They had left it out of a series that they are signed up for.
    store.signUps.remove(guildId, number, series.id, occurrenceId);
  } else if (was === 'none') {
    const row = { guildId, number, seriesId: series.id, occurrenceId };
    store.signUps.save({ ...row, wants: true, atMs: clock.nowMs(), hasRole: false });
  }
  return { kind: 'session', series, occurrence, was, isFirst };
}

export function signOff(ports: ChangePorts, caller: Caller, target: SignUpTarget): SignUpOutcome {
  return target.kind === 'series'
    ? signOffFromSeries(ports, caller, target.seriesId)
    : signOffFromOne(ports, caller, target.occurrenceId);
}

/** A paused series, and one that left the timetable, can be signed off from all the same. */
function signOffFromSeries(
  { store }: ChangePorts,
  caller: Caller,
  seriesId: SeriesId,
): SignUpOutcome {
  const series = store.series.find(caller.guildId, seriesId);
  if (!series) return refused('UNKNOWN');
  const rows = rowsOf(store, caller).filter((row) => row.seriesId === seriesId);
  for (const row of rows) {
    // While they hold the role the row stays, so that the role is taken from them.
    if (row.hasRole) store.signUps.save({ ...row, wants: false });
    else store.signUps.remove(row.guildId, row.number, row.seriesId, row.occurrenceId);
  }
  const wasSigned = rows.some(({ wants }) => wants);
  return { kind: 'series', series, nextAtMs: null, wasSigned, isFirst: false };
}

function signOffFromOne(
  ports: ChangePorts,
  caller: Caller,
  occurrenceId: OccurrenceId,
): SignUpOutcome {
  const found = sessionOf(ports, caller, occurrenceId);
  if (found.kind === 'refused') return found;
  const { store, clock } = ports;
  const { guildId, userId } = caller;
  const { series, occurrence } = found;
  const was = standingOf(rowsOf(store, caller), occurrence);
  const person = store.people.find(guildId, userId);
  if (person && was !== 'none') {
    const { number } = person;
    store.signUps.remove(guildId, number, series.id, occurrenceId);
    const row = { guildId, number, seriesId: series.id, occurrenceId };
    if (was === 'bySeries') {
      store.signUps.save({ ...row, wants: false, atMs: clock.nowMs(), hasRole: false });
    }
  }
  return { kind: 'session', series, occurrence, was, isFirst: false };
}

// ---- what is looked up ---------------------------------------------------------------

export function rowsOf(store: Store, { guildId, userId }: Caller): readonly SignUp[] {
  const person = store.people.find(guildId, userId);
  return person ? store.signUps.ofPerson(guildId, person.number) : [];
}

/** A session that one can sign up for, or why one can't. */
export function sessionOf({ store, clock }: ChangePorts, caller: Caller, id: OccurrenceId) {
  const occurrence = store.occurrences.find(caller.guildId, id);
  const series = occurrence && store.series.find(caller.guildId, occurrence.seriesId);
  if (!occurrence || !series) return refused('UNKNOWN');
  if (occurrence.endsAtMs <= clock.nowMs()) return refused('OVER');
  if (series.paused) return refused('PAUSED');
  if (occurrence.cancelled) return refused('CANCELLED');
  return { kind: 'found', occurrence, series } as const;
}

/** The sessions that are on or to come, soonest first. */
export function ahead({ store, clock }: ChangePorts, { guildId }: Caller): UpcomingSession[] {
  const nowMs = clock.nowMs();
  const seriesById = new Map(store.series.list(guildId).map((series) => [series.id, series]));
  return store.occurrences.between(guildId, nowMs, nowMs + HORIZON_MS).flatMap((occurrence) => {
    const series = seriesById.get(occurrence.seriesId);
    return series && !occurrence.cancelled ? [{ occurrence, series }] : [];
  });
}

/** What is said about the session itself counts before what is said about its series. */
export function standingOf(rows: readonly SignUp[], occurrence: Occurrence): Standing {
  const one = rows.find(({ occurrenceId }) => occurrenceId === occurrence.id);
  const isBySeries = rows.some((row) => isWhole(row, occurrence.seriesId) && row.wants);
  if (one && !one.wants) return 'none';
  if (isBySeries) return 'bySeries';
  return one ? 'single' : 'none';
}

const isWhole = (row: SignUp, seriesId: SeriesId): boolean =>
  row.seriesId === seriesId && row.occurrenceId === null;

function enrolled(
  store: Store,
  caller: Caller,
): { readonly person: Person; readonly isFirst: boolean } {
  const isNew = rowsOf(store, caller).length === 0;
  const person = store.people.enrol(caller.guildId, caller.userId, caller.locale);
  return { person, isFirst: isNew && person.zone === null };
}
