import { expect, test } from '@jest/globals';
import type { Store } from '../../src/app/store-port.ts';
import { asId, type PersonNumber, type UserId } from '../../src/domain/identity.ts';
import { ana, ben, guild, morning, otherGuild, sampleSignUp } from './samples.ts';

export function peopleLaws(it: () => Store): void {
  test('who is new gets a number and what holds by default; who is known is given back', () => {
    const { people } = it();
    expect(people.find(guild, ana)).toBeNull();
    const person = people.enrol(guild, ana, 'en-US');
    expect(person).toEqual({
      guildId: guild,
      number: expect.any(Number),
      userId: ana,
      zone: null,
      language: null,
      locale: 'en-US',
      wantsDirect: false,
      remindersMs: null,
      teaches: false,
      lastAskedAtMs: null,
    });
    expect(people.enrol(guild, ana, 'de')).toEqual({ ...person, locale: 'de' });
    expect(people.find(guild, ana)).toEqual({ ...person, locale: 'de' });
    expect(people.byNumber(guild, person.number)?.userId).toBe(ana);
    expect(people.byNumber(otherGuild, person.number)).toBeNull();
    expect(people.find(otherGuild, ana)).toBeNull();
  });

  test('numbers are unique within a guild', () => {
    const { people } = it();
    const numbers = [ana, ben].map((userId) => people.enrol(guild, userId, 'en').number);
    expect(new Set(numbers).size).toBe(2);
    expect(people.enrol(otherGuild, ben, 'en').number).toBe(1);
  });

  test('what a person says about themselves is kept', () => {
    const { people } = it();
    const person = {
      ...people.enrol(guild, ana, 'en'),
      zone: 'Europe/Madrid',
      language: 'es',
      wantsDirect: true,
      remindersMs: [7_200_000, 600_000],
      teaches: true,
      lastAskedAtMs: 5,
    };
    people.save(person);
    people.enrol(guild, ben, 'en');
    expect(people.find(guild, ana)).toEqual(person);
    expect(people.teachers(guild)).toEqual([person]);
    people.save({ ...person, remindersMs: null, teaches: false });
    expect(people.find(guild, ana)).toEqual({ ...person, remindersMs: null, teaches: false });
    expect(people.teachers(guild)).toEqual([]);
  });

  test('only who was enrolled can be saved, and a number never passes to another', () => {
    const { people } = it();
    const person = people.enrol(guild, ana, 'en');
    expect(() => people.save({ ...person, number: 99 as PersonNumber })).toThrow('enrolled');
    expect(() => people.save({ ...person, userId: ben })).toThrow('enrolled');
  });

  test('zones are those of who signed up, each once', () => {
    const store = it();
    const zones = ['Europe/Madrid', 'Asia/Tokyo', 'Europe/Madrid', null, 'Europe/Paris'];
    for (const [index, zone] of zones.entries()) {
      const person = store.people.enrol(guild, asId<UserId>(`90${index}`), 'en');
      store.people.save({ ...person, zone });
      // The last one has not signed up for anything.
      if (index < 4) store.signUps.save(sampleSignUp({ number: person.number }));
    }
    expect(store.people.zonesOfSignedUp(guild)).toEqual(['Asia/Tokyo', 'Europe/Madrid']);
    store.series.remove(guild, morning, 1);
    expect(store.people.zonesOfSignedUp(guild)).toEqual([]);
  });

  test('a day has its budget of direct messages, in each guild', () => {
    const { people } = it();
    const tries = [1, 2, 3].map(() => people.spendDirect(guild, '2026-12-01', 2));
    expect(tries).toEqual([true, true, false]);
    expect(people.spendDirect(guild, '2026-12-02', 2)).toBe(true);
    expect(people.spendDirect(otherGuild, '2026-12-01', 2)).toBe(true);
    expect(people.spendDirect(guild, '2026-12-03', 0)).toBe(false);
  });

  test('who was forgotten is not known, and their number is never given again', () => {
    const store = it();
    const { number } = store.people.enrol(guild, ana, 'en');
    store.signUps.save(sampleSignUp({ number }));
    store.people.forget(guild, ana, 9);
    expect(store.people.find(guild, ana)).toBeNull();
    expect(store.people.byNumber(guild, number)).toBeNull();
    expect(store.signUps.forSeries(guild, morning)).toEqual([]);
    expect(store.people.enrol(guild, ana, 'en').number).toBeGreaterThan(number);
    expect(store.audit.latest(guild, 1)).toMatchObject([
      { atMs: 9, action: 'person.forgotten', actorId: null, subject: `person-${number}` },
    ]);
  });

  test('forgetting is nothing for the middle of a transaction', () => {
    const store = it();
    store.people.enrol(guild, ana, 'en');
    expect(() => store.transaction(() => store.people.forget(guild, ana, 1))).toThrow(
      'can not be done in a transaction',
    );
    expect(store.people.find(guild, ana)).not.toBeNull();
  });
}
