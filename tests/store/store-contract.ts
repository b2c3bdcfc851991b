import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Due, Store } from '../../src/app/store-port.ts';
import {
  asId,
  type GuildId,
  type MessageId,
  type OccurrenceId,
  type RecordingId,
  type SeriesId,
} from '../../src/domain/identity.ts';
import { ownSentenceLaws } from './own-sentence-contract.ts';
import { peopleLaws } from './people-contract.ts';
import {
  endedState,
  evening,
  guild,
  MINUTE_MS,
  morning,
  morningOccurrence,
  otherGuild,
  sampleDue,
  sampleOccurrence,
  sampleRecording,
  sampleSeries,
  START_MS,
  volunteer,
  waitingState,
} from './samples.ts';
import { signUpLaws } from './sign-up-contract.ts';
import { teachingLaws, tellingLaws } from './teaching-contract.ts';
import { timetableLaws } from './timetable-contract.ts';

const LEASE_MS = MINUTE_MS;
const dueAtMs = sampleDue().dueAtMs;
const eveningOccurrence = asId<OccurrenceId>('evening@2026-12-01');

function claimOne(store: Store, nowMs = dueAtMs): Due {
  const [row] = store.due.claim(nowMs, LEASE_MS, 1);
  if (!row) throw new Error('nothing could be claimed');
  return row;
}

/** What every store holds to. `open` gives an empty one; it is closed afterwards. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      for (const guildId of [guild, otherGuild]) {
        store.series.replaceAll(guildId, [sampleSeries()], 0);
        store.occurrences.save(sampleOccurrence({ guildId }));
      }
    });
    afterEach(() => store.close());

    transactionLaws(() => store);
    seriesLaws(() => store);
    occurrenceLaws(() => store);
    sessionLaws(() => store);
    dueLaws(() => store);
    otherLaws(() => store);
    ownSentenceLaws(() => store);
    timetableLaws(() => store);
    peopleLaws(() => store);
    signUpLaws(() => store);
    teachingLaws(() => store);
    tellingLaws(() => store);
  });
}

function transactionLaws(it: () => Store): void {
  test('a transaction gives what its work gives', () => {
    expect(it().transaction(() => 7)).toBe(7);
  });

  test('a transaction that throws has written nothing, nested ones included', () => {
    const store = it();
    expect(() =>
      store.transaction(() => {
        store.settings.set('a', '1');
        store.transaction(() => store.settings.set('b', '2'));
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect([store.settings.get('a'), store.settings.get('b')]).toEqual([null, null]);
  });

  test('a nested transaction that throws takes only its own part with it', () => {
    const store = it();
    store.transaction(() => {
      store.settings.set('outer', '1');
      expect(() =>
        store.transaction(() => {
          store.settings.set('inner', '2');
          throw new Error('stop');
        }),
      ).toThrow('stop');
    });
    expect([store.settings.get('outer'), store.settings.get('inner')]).toEqual(['1', null]);
  });

  test('no promise inside a transaction', () => {
    const store = it();
    const work = (): unknown => {
      store.settings.set('a', '1');
      return Promise.resolve();
    };
    expect(() => store.transaction(work)).toThrow('promise');
    expect(store.settings.get('a')).toBeNull();
  });
}

function seriesLaws(it: () => Store): void {
  test('the series of a guild are exactly those given, in their order', () => {
    const { series } = it();
    const late = sampleSeries({ id: evening, name: 'Evening' });
    const once = sampleSeries({
      id: asId<SeriesId>('retreat'),
      rule: {
        zone: 'America/Los_Angeles',
        dates: { kind: 'once', date: '2026-12-05' },
        wallTimes: ['09:00'],
      },
      ifNobodyChooses: { kind: 'silence', minutes: 15 },
    });
    series.replaceAll(guild, [late, sampleSeries(), once], 1);
    expect(series.list(guild)).toEqual([late, sampleSeries(), once]);
    series.replaceAll(guild, [once, { ...late, name: 'Late' }], 2);
    expect(series.list(guild)).toEqual([once, { ...late, name: 'Late' }]);
    expect(series.find(guild, evening)).toEqual({ ...late, name: 'Late' });
    expect(series.find(guild, morning)).toBeNull();
    expect(series.list(otherGuild)).toEqual([sampleSeries()]);
  });

  test('with a series go its occurrences, but not those with a session or a due row', () => {
    const store = it();
    const withSession = asId<OccurrenceId>('morning@2026-11-29');
    const withDue = asId<OccurrenceId>('morning@2026-11-30');
    store.occurrences.save(sampleOccurrence({ id: withSession }));
    store.occurrences.save(sampleOccurrence({ id: withDue }));
    store.sessions.save({ guildId: guild, occurrenceId: withSession, state: endedState }, 1);
    store.due.add(sampleDue({ occurrenceId: withDue }), 1);
    store.series.replaceAll(guild, [], 2);
    expect(store.occurrences.find(guild, morningOccurrence)).toBeNull();
    expect(store.occurrences.find(guild, withSession)?.cancelled).toBe(false);
    expect(store.occurrences.find(guild, withDue)).not.toBeNull();
    expect(store.sessions.load(guild, withSession)).toEqual(endedState);
    expect(store.occurrences.find(otherGuild, morningOccurrence)).not.toBeNull();
  });

  test('a series that was removed may come back, and its kept occurrences with it', () => {
    const store = it();
    store.due.add(sampleDue(), 1);
    store.series.replaceAll(guild, [], 2);
    store.series.replaceAll(guild, [sampleSeries({ name: 'Back' })], 3);
    expect(store.series.list(guild)).toEqual([sampleSeries({ name: 'Back' })]);
    expect(store.occurrences.find(guild, morningOccurrence)).toEqual(sampleOccurrence());
  });
}

function occurrenceLaws(it: () => Store): void {
  test('an occurrence is replaced by its name, in its guild only', () => {
    const { occurrences } = it();
    const moved = sampleOccurrence({ startsAtMs: START_MS + 1, revision: 2, cancelled: true });
    occurrences.save(moved);
    expect(occurrences.find(guild, morningOccurrence)).toEqual(moved);
    expect(occurrences.find(otherGuild, morningOccurrence)?.revision).toBe(1);
    expect(occurrences.find(guild, eveningOccurrence)).toBeNull();
  });

  test('between gives those that overlap the span, the soonest first, cancelled ones included', () => {
    const { occurrences } = it();
    const ids = ['a', 'b', 'c', 'd', 'e'].map((id) => asId<OccurrenceId>(id));
    const spans = [
      [0, 10],
      [5, 20],
      [10, 20],
      [3, 12],
      [20, 30],
    ] as const;
    for (const [index, [startsAtMs, endsAtMs]] of spans.entries()) {
      const id = ids[index] ?? morningOccurrence;
      occurrences.save(sampleOccurrence({ id, startsAtMs, endsAtMs, cancelled: id === 'b' }));
    }
    expect(occurrences.between(guild, 10, 20).map(({ id }) => id)).toEqual(['d', 'b', 'c']);
    expect(occurrences.between(otherGuild, 10, 20)).toEqual([]);
  });

  test.each([
    ['that ends when it starts', { endsAtMs: START_MS }],
    ['with a revision below 1', { revision: 0 }],
    ['of a series that there is not', { seriesId: evening }],
  ])('an occurrence %s is not kept', (_what, changes) => {
    const { occurrences } = it();
    expect(() => occurrences.save(sampleOccurrence({ id: eveningOccurrence, ...changes }))).toThrow(
      /constraint/i,
    );
    expect(occurrences.find(guild, eveningOccurrence)).toBeNull();
  });

  test('a revision never falls', () => {
    const { occurrences } = it();
    occurrences.save(sampleOccurrence({ revision: 3 }));
    expect(() => occurrences.save(sampleOccurrence({ revision: 2 }))).toThrow('never falls');
    expect(occurrences.find(guild, morningOccurrence)?.revision).toBe(3);
  });

  test('removing takes away what nothing refers to; what has a due row stays, cancelled', () => {
    const store = it();
    store.occurrences.save(sampleOccurrence({ id: eveningOccurrence }));
    store.due.add(sampleDue(), 1);
    store.occurrences.remove(guild, eveningOccurrence);
    store.occurrences.remove(guild, morningOccurrence);
    expect(store.occurrences.find(guild, eveningOccurrence)).toBeNull();
    expect(store.occurrences.find(guild, morningOccurrence)).toEqual(
      sampleOccurrence({ cancelled: true }),
    );
    expect(store.due.add(sampleDue(), 2)).toBe(false);
    expect(store.occurrences.find(otherGuild, morningOccurrence)?.cancelled).toBe(false);
  });

  test('removing one that took place changes nothing', () => {
    const store = it();
    store.sessions.save({ guildId: guild, occurrenceId: morningOccurrence, state: endedState }, 1);
    store.occurrences.remove(guild, morningOccurrence);
    expect(store.occurrences.find(guild, morningOccurrence)).toEqual(sampleOccurrence());
  });
}

function sessionLaws(it: () => Store): void {
  const record = { guildId: guild, occurrenceId: morningOccurrence, state: waitingState };

  test('a state comes back as it was saved, the last one', () => {
    const { sessions } = it();
    expect(sessions.load(guild, morningOccurrence)).toBeNull();
    sessions.save(record, 1);
    expect(sessions.load(guild, morningOccurrence)).toEqual(waitingState);
    sessions.save({ ...record, state: { ...waitingState, turn: 4 } }, 2);
    expect(sessions.load(guild, morningOccurrence)).toEqual({ ...waitingState, turn: 4 });
    expect(sessions.load(otherGuild, morningOccurrence)).toBeNull();
    sessions.saveProgress({ ...record, state: { ...waitingState, turn: 5 } }, 3);
    expect(sessions.load(guild, morningOccurrence)).toEqual({ ...waitingState, turn: 5 });
  });

  test('open gives those of every guild that have not ended', () => {
    const store = it();
    store.occurrences.save(sampleOccurrence({ id: eveningOccurrence }));
    store.sessions.save(record, 1);
    store.sessions.save({ ...record, guildId: otherGuild }, 1);
    store.sessions.save({ ...record, occurrenceId: eveningOccurrence, state: endedState }, 1);
    expect(store.sessions.open()).toEqual([record, { ...record, guildId: otherGuild }]);
  });

  test('events come oldest first, and the limit keeps the newest', () => {
    const { sessions } = it();
    const entries = [1, 2, 3].map((atMs) => ({
      atMs,
      event: { type: 'held', by: volunteer, atMs } as const,
      phaseAfter: 'waiting' as const,
      rule: atMs === 2 ? ('held' as const) : null,
    }));
    for (const entry of entries) sessions.recordEvent(guild, morningOccurrence, entry);
    expect(sessions.events(guild, morningOccurrence, 10)).toEqual(entries);
    expect(sessions.events(guild, morningOccurrence, 2)).toEqual(entries.slice(1));
    expect(sessions.events(otherGuild, morningOccurrence, 10)).toEqual([]);
  });
}

function dueLaws(it: () => Store): void {
  test('a name stands once: same occurrence, kind and revision of the same guild', () => {
    const { due } = it();
    expect(due.add(sampleDue(), 1)).toBe(true);
    expect(due.add(sampleDue({ dueAtMs: 0 }), 2)).toBe(false);
    expect(due.add(sampleDue({ revision: 2 }), 3)).toBe(true);
    expect(due.add(sampleDue({ kind: 'reminder.10m' }), 4)).toBe(true);
    expect(due.add(sampleDue({ guildId: otherGuild }), 5)).toBe(true);
    expect(due.find(guild, morningOccurrence, 'reminder.1h', 1)).toEqual({
      ...sampleDue(),
      id: expect.any(Number),
      status: 'pending',
      epoch: 0,
      leaseUntilMs: null,
      firstTriedAtMs: null,
      messageId: null,
      reason: null,
    });
    expect(due.ofOccurrence(guild, morningOccurrence)).toHaveLength(3);
    expect(due.find(guild, morningOccurrence, 'welcome', 1)).toBeNull();
  });

  test('nothing is claimed before it is due', () => {
    const { due } = it();
    due.add(sampleDue(), 1);
    expect(due.claim(dueAtMs - 1, LEASE_MS, 10)).toEqual([]);
    expect(due.claim(dueAtMs, LEASE_MS, 10)).toHaveLength(1);
  });

  test('the soonest to expire are claimed first, then the soonest due', () => {
    const { due } = it();
    const rows = [
      { kind: 'third', dueAtMs: 5, expiresAtMs: 50 },
      { kind: 'second', dueAtMs: 9, expiresAtMs: 40 },
      { kind: 'first', dueAtMs: 8, expiresAtMs: 40 },
      { kind: 'fourth', dueAtMs: 1, expiresAtMs: 60 },
      { kind: 'not yet', dueAtMs: 11, expiresAtMs: 12 },
    ];
    for (const row of rows) due.add(sampleDue(row), 0);
    expect(due.claim(10, LEASE_MS, 3).map(({ kind }) => kind)).toEqual([
      'first',
      'second',
      'third',
    ]);
    expect(due.claim(10, LEASE_MS, 3).map(({ kind }) => kind)).toEqual(['fourth']);
  });

  test('a claim holds until its lease ends, then the next one has a higher epoch', () => {
    const { due } = it();
    due.add(sampleDue(), 1);
    expect(claimOne(it())).toMatchObject({
      status: 'claimed',
      epoch: 1,
      leaseUntilMs: dueAtMs + LEASE_MS,
    });
    expect(due.claim(dueAtMs + LEASE_MS - 1, LEASE_MS, 10)).toEqual([]);
    expect(claimOne(it(), dueAtMs + LEASE_MS).epoch).toBe(2);
  });

  test('a stale epoch writes nothing', () => {
    const { due } = it();
    due.add(sampleDue(), 1);
    const stale = claimOne(it());
    const fresh = claimOne(it(), dueAtMs + LEASE_MS);
    expect(due.markTried(stale.id, stale.epoch, 5)).toBe(false);
    expect(due.mark(stale.id, stale.epoch, { status: 'sent', messageId: null }, 5)).toBe(false);
    expect(due.mark(stale.id, stale.epoch, { status: 'pending', notBeforeMs: 0 }, 5)).toBe(false);
    expect(due.ofOccurrence(guild, morningOccurrence)).toEqual([fresh]);
    expect(due.markTried(fresh.id, fresh.epoch, 6)).toBe(true);
  });

  test('the first try is stored once, also over a later claim', () => {
    const { due } = it();
    due.add(sampleDue(), 1);
    const first = claimOne(it());
    expect(due.markTried(first.id, first.epoch, dueAtMs + 1)).toBe(true);
    expect(due.markTried(first.id, first.epoch, dueAtMs + 2)).toBe(true);
    const second = claimOne(it(), dueAtMs + LEASE_MS);
    expect(second.firstTriedAtMs).toBe(dueAtMs + 1);
    due.markTried(second.id, second.epoch, dueAtMs + LEASE_MS);
    expect(due.ofOccurrence(guild, morningOccurrence)[0]?.firstTriedAtMs).toBe(dueAtMs + 1);
  });

  test('what was sent has its message and is final', () => {
    const { due } = it();
    due.add(sampleDue(), 1);
    const { id, epoch } = claimOne(it());
    const messageId = asId<MessageId>('500');
    expect(due.mark(id, epoch, { status: 'sent', messageId }, 2)).toBe(true);
    expect(due.mark(id, epoch, { status: 'skipped', reason: 'late' }, 3)).toBe(false);
    expect(due.claim(dueAtMs + 10 * LEASE_MS, LEASE_MS, 10)).toEqual([]);
    expect(due.skipPending(guild, morningOccurrence, 'cancelled', 4)).toBe(0);
    expect(due.ofOccurrence(guild, morningOccurrence)).toMatchObject([
      { status: 'sent', messageId, leaseUntilMs: null, reason: null },
    ]);
  });

  test.each(['skipped', 'refused', 'unknown'] as const)(
    '%s has a reason and is final',
    (status) => {
      const { due } = it();
      due.add(sampleDue(), 1);
      const { id, epoch } = claimOne(it());
      expect(due.mark(id, epoch, { status, reason: 'because' }, 2)).toBe(true);
      expect(due.markTried(id, epoch, 3)).toBe(false);
      expect(due.claim(dueAtMs + 10 * LEASE_MS, LEASE_MS, 10)).toEqual([]);
      expect(due.ofOccurrence(guild, morningOccurrence)).toMatchObject([
        { status, reason: 'because', messageId: null },
      ]);
      expect(due.nextAtMs()).toBeNull();
    },
  );

  test('a released row waits, and its last epoch marks nothing more', () => {
    const { due } = it();
    due.add(sampleDue(), 1);
    const { id, epoch } = claimOne(it());
    const notBeforeMs = dueAtMs + 5000;
    expect(due.mark(id, epoch, { status: 'pending', notBeforeMs }, 2)).toBe(true);
    expect(due.nextAtMs()).toBe(notBeforeMs);
    expect(due.mark(id, epoch, { status: 'sent', messageId: null }, 3)).toBe(false);
    expect(due.claim(notBeforeMs - 1, LEASE_MS, 10)).toEqual([]);
    expect(claimOne(it(), notBeforeMs).epoch).toBe(epoch + 1);
  });

  test('skipping an occurrence reaches what waits and what is held but was not tried', () => {
    const { due } = it();
    for (const kind of ['waits', 'held', 'tried']) due.add(sampleDue({ kind }), 1);
    due.add(sampleDue({ guildId: otherGuild }), 1);
    const held = due.claim(dueAtMs, LEASE_MS, 10);
    const byKind = new Map(held.map((row) => [row.kind, row]));
    const waits = byKind.get('waits');
    const tried = byKind.get('tried');
    const idle = byKind.get('held');
    if (!waits || !tried || !idle) throw new Error('not everything was claimed');
    due.mark(waits.id, waits.epoch, { status: 'pending', notBeforeMs: 0 }, 2);
    due.markTried(tried.id, tried.epoch, 2);
    expect(due.skipPending(guild, morningOccurrence, 'cancelled', 3)).toBe(2);
    expect(due.markTried(idle.id, idle.epoch, 4)).toBe(false);
    expect(due.mark(tried.id, tried.epoch, { status: 'sent', messageId: null }, 4)).toBe(true);
    const statuses = due
      .ofOccurrence(guild, morningOccurrence)
      .map((row) => [row.kind, row.status]);
    expect(new Map(statuses as [string, string][])).toEqual(
      new Map([
        ['waits', 'skipped'],
        ['held', 'skipped'],
        ['tried', 'sent'],
      ]),
    );
    expect(due.find(otherGuild, morningOccurrence, 'reminder.1h', 1)?.status).toBe('claimed');
  });

  test('next tells the nearest moment at which something can be claimed', () => {
    const { due } = it();
    expect(due.nextAtMs()).toBeNull();
    due.add(
      sampleDue({ kind: 'later', dueAtMs: dueAtMs + 10 * LEASE_MS, expiresAtMs: START_MS }),
      1,
    );
    due.add(sampleDue(), 1);
    expect(due.nextAtMs()).toBe(dueAtMs);
    claimOne(it());
    expect(due.nextAtMs()).toBe(dueAtMs + LEASE_MS);
  });
}

function otherLaws(it: () => Store): void {
  const id = asId<RecordingId>('self-kindness');

  test('recordings are kept per guild, and the allowlist says when each was last played there', () => {
    const { allowlist } = it();
    const quiet = sampleRecording({ id: asId<RecordingId>('quiet'), permissionEndsAtMs: 9 });
    for (const recording of [sampleRecording(), quiet]) allowlist.save(guild, recording, 1);
    allowlist.save(otherGuild, sampleRecording({ status: 'revoked' }), 1);
    allowlist.markPlayed(guild, id, 20);
    allowlist.markPlayed(guild, id, 30);
    allowlist.markPlayed(guild, id, 25);
    expect([...allowlist.of(guild).keys()].toSorted()).toEqual(['quiet', 'self-kindness']);
    expect(allowlist.of(guild).get(id)).toMatchObject({ status: 'approved', lastPlayedAtMs: 30 });
    expect(allowlist.of(otherGuild).get(id)).toMatchObject({
      status: 'revoked',
      lastPlayedAtMs: null,
      stream: null,
    });
    expect(allowlist.find(guild, id)).toEqual(sampleRecording({ lastPlayedAtMs: 30 }));
    expect(allowlist.list(guild)).toEqual([quiet, sampleRecording({ lastPlayedAtMs: 30 })]);
    expect(allowlist.find(asId<GuildId>('none'), id)).toBeNull();
  });

  test('saving a recording again replaces it and keeps when it was last played', () => {
    const { allowlist } = it();
    allowlist.save(guild, sampleRecording(), 1);
    allowlist.markPlayed(guild, id, 20);
    allowlist.save(guild, sampleRecording({ status: 'needsReview' }), 2);
    expect(allowlist.find(guild, id)).toEqual(
      sampleRecording({ status: 'needsReview', lastPlayedAtMs: 20 }),
    );
  });

  test('the life of a recording is kept, and saving its words alone leaves it', () => {
    const { allowlist } = it();
    const life = {
      proposedBy: volunteer,
      approvedBy: null,
      approvedAtMs: null,
      revokedAtMs: 7,
      permissionFrom: 'Ana',
      permissionAtMs: 3,
      source: 'a tape',
      link: 'https://example.org',
      decidedAtMs: 7,
      sourceSha256: 'a'.repeat(64),
      page: {
        address: 'https://soundcloud.com/ana/body-scan',
        trackId: '11',
        userId: '22',
        durationMs: 600_000,
      },
    };
    allowlist.saveKept(guild, { ...sampleRecording({ status: 'revoked' }), ...life }, 7);
    expect(allowlist.kept(guild, id)).toEqual({
      ...sampleRecording({ status: 'revoked' }),
      ...life,
    });
    allowlist.save(guild, sampleRecording({ title: 'Another' }), 8);
    expect(allowlist.listKept(guild)).toEqual([
      { ...sampleRecording({ title: 'Another' }), ...life },
    ]);
    expect(allowlist.kept(otherGuild, id)).toBeNull();
  });

  test('the audit gives the newest first, of one guild', () => {
    const { audit } = it();
    const entry = { guildId: guild, actorId: volunteer, subject: 'morning', before: null };
    audit.add({ ...entry, atMs: 1, action: 'session.cancelled', after: { why: ['storm'] } });
    audit.add({ ...entry, atMs: 2, actorId: null, action: 'timetable.replaced', after: 7 });
    audit.add({ ...entry, atMs: 3, guildId: otherGuild, action: 'other', after: null });
    expect(audit.latest(guild, 10)).toEqual([
      { ...entry, atMs: 2, actorId: null, action: 'timetable.replaced', after: 7 },
      { ...entry, atMs: 1, action: 'session.cancelled', after: { why: ['storm'] } },
    ]);
    expect(audit.latest(guild, 1)).toHaveLength(1);
  });

  test('a setting is null until it is set, and then the last value', () => {
    const { settings } = it();
    expect(settings.get('commands.hash')).toBeNull();
    settings.set('commands.hash', 'a');
    settings.set('commands.hash', 'b');
    expect(settings.get('commands.hash')).toBe('b');
  });
}
