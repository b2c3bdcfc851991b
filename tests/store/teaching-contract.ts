import { expect, test } from '@jest/globals';
import type { Store } from '../../src/app/store-port.ts';
import type { Teaching } from '../../src/app/people-port.ts';
import type { MetChange } from '../../src/domain/met-change.ts';
import {
  asId,
  type ChannelId,
  type OccurrenceId,
  type PersonNumber,
} from '../../src/domain/identity.ts';
import {
  ana,
  ben,
  evening,
  guild,
  MINUTE_MS,
  morning,
  morningOccurrence,
  otherGuild,
  sampleOccurrence,
  sampleSeries,
  START_MS,
} from './samples.ts';

function teachingOf(number: PersonNumber, changes: Partial<Teaching> = {}): Teaching {
  return {
    guildId: guild,
    occurrenceId: morningOccurrence,
    number,
    status: 'asked',
    askedAtMs: 3,
    startsAtMs: START_MS,
    changedAtMs: 4,
    ...changes,
  };
}

export function teachingLaws(it: () => Store): void {
  test('teachers are told in the order in which they came to a session', () => {
    const { people, teaching } = it();
    const b = people.enrol(guild, ben, 'en').number;
    const a = people.enrol(guild, ana, 'en').number;
    teaching.save(teachingOf(a, { status: 'assigned', askedAtMs: null }));
    teaching.save(teachingOf(b));
    const declined = teachingOf(a, { status: 'declined', changedAtMs: 9 });
    teaching.save(declined);
    expect(teaching.ofOccurrence(guild, morningOccurrence)).toEqual([declined, teachingOf(b)]);
    expect(teaching.ofPerson(guild, a)).toEqual([declined]);
    expect(teaching.ofOccurrence(otherGuild, morningOccurrence)).toEqual([]);
    expect(teaching.remove(guild, morningOccurrence, a)).toBe(true);
    expect(teaching.remove(guild, morningOccurrence, a)).toBe(false);
    expect(teaching.ofPerson(guild, a)).toEqual([]);
  });

  test('a session has at most one teacher who is confirmed', () => {
    const { people, teaching } = it();
    const a = people.enrol(guild, ana, 'en').number;
    const b = people.enrol(guild, ben, 'en').number;
    teaching.save(teachingOf(a, { status: 'confirmed' }));
    expect(() => teaching.save(teachingOf(b, { status: 'confirmed' }))).toThrow('UNIQUE');
    teaching.save(teachingOf(a, { status: 'declined' }));
    teaching.save(teachingOf(b, { status: 'confirmed' }));
    expect(teaching.ofOccurrence(guild, morningOccurrence).map(({ status }) => status)).toEqual([
      'declined',
      'confirmed',
    ]);
  });

  test('only sessions that are stored and people who are known have a teacher', () => {
    const { people, teaching } = it();
    const a = people.enrol(guild, ana, 'en').number;
    const unknown = asId<OccurrenceId>('morning@2030-01-01');
    expect(() => teaching.save(teachingOf(a, { occurrenceId: unknown }))).toThrow('FOREIGN KEY');
    expect(() => teaching.save(teachingOf(99 as PersonNumber))).toThrow('FOREIGN KEY');
  });
}

/** Numbers that are counted, Discord's events, and the changes that are told together. */
export function tellingLaws(it: () => Store): void {
  test('of a session the greatest number of listeners is kept', () => {
    const { attendance } = it();
    for (const listeners of [2, 5, 3]) attendance.count(guild, morningOccurrence, listeners);
    expect(attendance.between(guild, START_MS, START_MS + 1)).toEqual([
      { occurrenceId: morningOccurrence, seriesId: morning, startsAtMs: START_MS, listeners: 5 },
    ]);
    expect(attendance.between(guild, 0, START_MS)).toEqual([]);
    expect(attendance.between(otherGuild, 0, 2 * START_MS)).toEqual([]);
  });

  test('sign-ups are counted by week, the last count holds', () => {
    const store = it();
    store.series.save(guild, sampleSeries({ id: evening }), 0);
    const { attendance } = store;
    attendance.countSignUps(guild, morning, '2026-11-16', 3);
    attendance.countSignUps(guild, morning, '2026-11-23', 4);
    attendance.countSignUps(guild, evening, '2026-11-23', 1);
    attendance.countSignUps(guild, morning, '2026-11-23', 6);
    expect(attendance.signUpsSince(guild, '2026-11-17')).toEqual([
      { seriesId: evening, weekOf: '2026-11-23', signUps: 1 },
      { seriesId: morning, weekOf: '2026-11-23', signUps: 6 },
    ]);
    expect(attendance.signUpsSince(otherGuild, '2026-01-01')).toEqual([]);
  });

  test("which event is a session's is known also when the session is not stored", () => {
    const { events, occurrences } = it();
    const far = asId<OccurrenceId>('morning@2027-06-01');
    events.save(guild, { occurrenceId: morningOccurrence, eventId: '1' });
    events.save(guild, { occurrenceId: far, eventId: '2' });
    events.save(guild, { occurrenceId: far, eventId: '3' });
    occurrences.remove(guild, morningOccurrence);
    expect(occurrences.find(guild, morningOccurrence)).toBeNull();
    expect(events.list(guild)).toEqual([
      { occurrenceId: morningOccurrence, eventId: '1' },
      { occurrenceId: far, eventId: '3' },
    ]);
    events.remove(guild, morningOccurrence);
    expect(events.list(guild)).toHaveLength(1);
    expect(events.list(otherGuild)).toEqual([]);
  });

  test('changes of one channel go into its open batch, and come back in their order', () => {
    const { changes } = it();
    const where = { guildId: guild, channelId: asId<ChannelId>('400') };
    const [first, second, third] = sampleChanges();
    const opened = changes.add(first, where, 100, 145);
    expect(opened).toEqual({ ...where, id: opened.id, openedAtMs: 100, closesAtMs: 145 });
    expect(changes.add(second, where, 144, 189)).toEqual(opened);
    const elsewhere = { ...where, channelId: asId<ChannelId>('401') };
    expect(changes.add(third, elsewhere, 101, 146).id).not.toBe(opened.id);
    const next = changes.add(third, where, 145, 190);
    expect(next.id).not.toBe(opened.id);
    expect(changes.ofBatch(guild, opened.id)).toEqual([first, second]);
    expect(changes.ofBatch(guild, next.id)).toEqual([third]);
    expect(changes.ofBatch(otherGuild, next.id)).toEqual([]);
  });
}

function sampleChanges(): readonly [MetChange, MetChange, MetChange] {
  const { rule, durationMs, room } = sampleSeries();
  const { startsAtMs, endsAtMs } = sampleOccurrence();
  const session = { startsAtMs, endsAtMs, cancelled: false };
  return [
    {
      type: 'session',
      seriesId: morning,
      occurrenceId: morningOccurrence,
      before: session,
      after: { ...session, startsAtMs: startsAtMs - MINUTE_MS },
    },
    {
      type: 'series',
      name: 'Morning practice',
      seriesId: morning,
      before: null,
      after: { rule, durationMs, room, paused: false },
    },
    {
      type: 'teacher',
      seriesId: morning,
      occurrenceId: morningOccurrence,
      before: null,
      after: 7 as PersonNumber,
    },
  ];
}
