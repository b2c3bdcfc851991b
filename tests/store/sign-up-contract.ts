import { expect, test } from '@jest/globals';
import type { Store } from '../../src/app/store-port.ts';
import type { Person } from '../../src/app/people-port.ts';
import { asId, type OccurrenceId, type RoleId } from '../../src/domain/identity.ts';
import {
  ana,
  ben,
  evening,
  guild,
  morning,
  morningOccurrence,
  otherGuild,
  sampleDue,
  sampleOccurrence,
  sampleSeries,
  sampleSignUp,
  START_MS,
} from './samples.ts';

const MONTH_MS = 31 * 24 * 3_600_000;
const nextDay = asId<OccurrenceId>('morning@2026-12-02');

function enrolBoth({ people }: Store): { a: Person; b: Person } {
  return { a: people.enrol(guild, ana, 'en'), b: people.enrol(guild, ben, 'en') };
}

export function signUpLaws(it: () => Store): void {
  whoIsSignedUp(it);
  rolesOfSeries(it);
  whatStaysAndGoes(it);
}

function whoIsSignedUp(it: () => Store): void {
  test('a session is for who wants the series, less who signed off, and for who wants just it', () => {
    const store = it();
    const { a, b } = enrolBoth(store);
    store.people.save({ ...b, zone: 'Asia/Tokyo', wantsDirect: true });
    store.occurrences.save(sampleOccurrence({ id: nextDay }));
    store.signUps.save(sampleSignUp({ number: a.number, hasRole: true }));
    store.signUps.save(sampleSignUp({ number: b.number, occurrenceId: morningOccurrence }));
    const numbers = (id: OccurrenceId) =>
      store.signUps.forOccurrence(guild, morning, id).map(({ number }) => number);
    expect(store.signUps.forOccurrence(guild, morning, morningOccurrence)).toEqual([
      { number: a.number, userId: ana, zone: null, wantsDirect: false, hasRole: true },
      { number: b.number, userId: ben, zone: 'Asia/Tokyo', wantsDirect: true, hasRole: false },
    ]);
    expect(numbers(nextDay)).toEqual([a.number]);
    const off = sampleSignUp({ number: a.number, occurrenceId: nextDay, wants: false });
    store.signUps.save(off);
    expect(numbers(nextDay)).toEqual([]);
    expect(numbers(morningOccurrence)).toEqual([a.number, b.number]);
    expect(store.signUps.countForOccurrence(guild, morning, nextDay)).toBe(0);
    expect(store.signUps.countForOccurrence(guild, morning, morningOccurrence)).toBe(2);
    expect(store.signUps.remove(guild, a.number, morning, nextDay)).toBe(true);
    expect(store.signUps.remove(guild, a.number, morning, nextDay)).toBe(false);
    expect(numbers(nextDay)).toEqual([a.number]);
    expect(store.signUps.forOccurrence(otherGuild, morning, morningOccurrence)).toEqual([]);
  });

  test('a session that is not stored is for who wants its series', () => {
    const store = it();
    const { a } = enrolBoth(store);
    store.signUps.save(sampleSignUp({ number: a.number }));
    const far = asId<OccurrenceId>('morning@2027-06-01');
    expect(store.signUps.forOccurrence(guild, morning, far)).toHaveLength(1);
    const single = sampleSignUp({ number: a.number, occurrenceId: far });
    expect(() => store.signUps.save(single)).toThrow('FOREIGN KEY');
  });

  test('signed up for the series and for the session of it, one is counted once', () => {
    const store = it();
    const { a, b } = enrolBoth(store);
    store.signUps.save(sampleSignUp({ number: a.number, hasRole: true }));
    store.signUps.save(sampleSignUp({ number: a.number, occurrenceId: morningOccurrence }));
    store.signUps.save(sampleSignUp({ number: b.number, occurrenceId: morningOccurrence }));
    expect(store.signUps.countForOccurrence(guild, morning, morningOccurrence)).toBe(2);
    expect(store.signUps.forOccurrence(guild, morning, morningOccurrence)[0]?.hasRole).toBe(true);
    expect(store.signUps.countBySeries(guild)).toEqual(new Map([[morning, 2]]));
    expect(store.signUps.forSeries(guild, morning).map(({ userId }) => userId)).toEqual([ana]);
  });

  test('a wish is replaced, and a person has all of theirs', () => {
    const store = it();
    const { a } = enrolBoth(store);
    const wish = sampleSignUp({ number: a.number });
    store.signUps.save(wish);
    store.signUps.save({ ...wish, atMs: 9, hasRole: true });
    const one = sampleSignUp({ number: a.number, occurrenceId: morningOccurrence, wants: false });
    store.signUps.save(one);
    expect(store.signUps.ofPerson(guild, a.number)).toEqual([
      { ...wish, atMs: 9, hasRole: true },
      one,
    ]);
    expect(store.signUps.ofPerson(otherGuild, a.number)).toEqual([]);
  });
}

function rolesOfSeries(it: () => Store): void {
  test('a role is given to who wants the series and no direct messages, and taken from others', () => {
    const store = it();
    const { a, b } = enrolBoth(store);
    const wish = sampleSignUp({ number: a.number });
    store.signUps.save(wish);
    store.signUps.save(sampleSignUp({ number: b.number, occurrenceId: morningOccurrence }));
    const settle = () =>
      store.signUps.rolesToSettle(guild, 9).map(({ userId, give }) => [userId, give]);
    expect(store.signUps.rolesToSettle(guild, 9)).toEqual([
      { signUp: wish, userId: ana, give: true },
    ]);
    store.signUps.save({ ...wish, hasRole: true });
    expect(settle()).toEqual([]);
    store.people.save({ ...a, wantsDirect: true });
    expect(settle()).toEqual([[ana, false]]);
    store.people.save(a);
    store.signUps.save({ ...wish, wants: false, hasRole: true });
    expect(settle()).toEqual([[ana, false]]);
    store.signUps.save({ ...wish, hasRole: true });
    store.series.remove(guild, morning, 2);
    expect(settle()).toEqual([[ana, false]]);
    expect(store.signUps.rolesToSettle(guild, 0)).toEqual([]);
  });

  test('a series has its role until it is taken away', () => {
    const { signUps } = it();
    expect(signUps.roleOf(guild, morning)).toBeNull();
    signUps.saveRole(guild, morning, asId<RoleId>('600'));
    signUps.saveRole(guild, morning, asId<RoleId>('601'));
    expect(signUps.roleOf(guild, morning)).toBe('601');
    expect(signUps.roleOf(otherGuild, morning)).toBeNull();
    signUps.saveRole(guild, morning, null);
    expect(signUps.roleOf(guild, morning)).toBeNull();
  });

  test('a series that has a role is still found when it left the timetable', () => {
    const store = it();
    store.signUps.saveRole(guild, morning, asId<RoleId>('600'));
    store.series.remove(guild, morning, 2);
    expect(store.series.find(guild, morning)).toEqual(sampleSeries());
    expect(store.signUps.roleOf(guild, morning)).toBe('600');
    store.signUps.saveRole(guild, morning, null);
    store.series.replaceAll(guild, [], 3);
    expect(store.series.find(guild, morning)).toBeNull();
  });
}

function whatStaysAndGoes(it: () => Store): void {
  test('a series that is taken out and comes back has its sign-ups and its place', () => {
    const store = it();
    const { a, b } = enrolBoth(store);
    store.series.save(guild, sampleSeries({ id: evening }), 0);
    store.signUps.save(sampleSignUp({ number: a.number }));
    store.signUps.save(sampleSignUp({ number: b.number, occurrenceId: morningOccurrence }));
    store.series.remove(guild, morning, 2);
    expect(store.series.list(guild).map(({ id }) => id)).toEqual([evening]);
    expect(store.signUps.forSeries(guild, morning)).toHaveLength(1);
    expect(store.signUps.countBySeries(guild)).toEqual(new Map());
    store.series.save(guild, sampleSeries(), 3);
    expect(store.series.list(guild).map(({ id }) => id)).toEqual([morning, evening]);
    expect(store.signUps.countForOccurrence(guild, morning, morningOccurrence)).toBe(2);
  });

  test('a month after a series was taken out, nothing of it is kept but what happened', () => {
    const store = it();
    const { a } = enrolBoth(store);
    store.signUps.save(sampleSignUp({ number: a.number, occurrenceId: morningOccurrence }));
    store.signUps.save(sampleSignUp({ number: a.number }));
    store.occurrences.save(sampleOccurrence({ id: nextDay, placedBy: 'hand' }));
    store.attendance.countSignUps(guild, morning, '2026-11-23', 4);
    store.series.remove(guild, morning, 2);
    expect(store.occurrences.find(guild, nextDay)).not.toBeNull();
    store.series.replaceAll(guild, [sampleSeries({ id: evening })], 2 + MONTH_MS);
    expect(store.series.find(guild, morning)).toBeNull();
    expect(store.occurrences.find(guild, nextDay)).toBeNull();
    expect(store.signUps.ofPerson(guild, a.number)).toEqual([]);
    expect(store.attendance.signUpsSince(guild, '2026-01-01')).toEqual([]);
    expect(store.series.find(otherGuild, morning)).not.toBeNull();
  });

  test('a session with sign-ups or a teacher stays when it is removed, and comes back with them', () => {
    const store = it();
    const { a, b } = enrolBoth(store);
    store.occurrences.save(sampleOccurrence({ id: nextDay }));
    store.signUps.save(sampleSignUp({ number: a.number, occurrenceId: morningOccurrence }));
    const teaching = { guildId: guild, occurrenceId: nextDay, number: b.number };
    const asked = { askedAtMs: null, startsAtMs: START_MS, changedAtMs: 1 };
    store.teaching.save({ ...teaching, status: 'assigned', ...asked });
    for (const id of [morningOccurrence, nextDay]) {
      store.occurrences.remove(guild, id);
      expect(store.occurrences.find(guild, id)?.cancelled).toBe(true);
      store.occurrences.save(sampleOccurrence({ id, revision: 2, sequence: 1 }));
    }
    expect(store.occurrences.exceptions(guild, 0)).toEqual([]);
    expect(store.signUps.countForOccurrence(guild, morning, morningOccurrence)).toBe(1);
    expect(store.teaching.ofOccurrence(guild, nextDay)).toHaveLength(1);
  });

  test('no key breaks, whatever a series that is removed has', () => {
    const store = it();
    const { a } = enrolBoth(store);
    store.due.add(sampleDue(), 1);
    store.attendance.count(guild, morningOccurrence, 3);
    store.signUps.save(sampleSignUp({ number: a.number, hasRole: true }));
    store.signUps.saveRole(guild, morning, asId<RoleId>('600'));
    store.events.save(guild, { occurrenceId: morningOccurrence, eventId: '7' });
    for (const atMs of [2, 2 + MONTH_MS]) {
      store.series.remove(guild, morning, atMs);
      store.series.replaceAll(guild, [], atMs);
    }
    expect(store.attendance.between(guild, 0, 2 * START_MS)).toHaveLength(1);
    expect(store.events.list(guild)).toHaveLength(1);
    // Whose role has not been taken away yet is still known.
    expect(store.signUps.rolesToSettle(guild, 9)).toMatchObject([{ userId: ana, give: false }]);
  });
}
