/** Two guilds that one bot serves: nobody reaches from the one into the other, whatever they name. */
import { expect, test } from '@jest/globals';
import type { Caller } from '../../src/app/command.ts';
import {
  asId,
  type ChannelId,
  type GuildId,
  type OccurrenceId,
  type RecordingId,
  type RoleId,
  type SeriesId,
  type UserId,
} from '../../src/domain/identity.ts';
import { english } from '../../src/texts/en/english.ts';
import {
  alice,
  callerOf,
  carol,
  guildId,
  HOUR,
  kindness,
  member,
  morning,
  rehearse,
} from '../app/rehearsal.ts';
import { everyButton, everyCommand } from './every-handler.ts';
import { command, forge, press } from './forger.ts';
import { usualSettings } from '../guild-settings.ts';

const elsewhere = asId<GuildId>('910000000000000001');
const coordinatorElsewhere = asId<RoleId>('910000000000000007');
const evening = asId<SeriesId>('evening');
const SECRET = 'A name that nobody else may read';

/** Looks after everything elsewhere, and after nothing here. */
const eve: Caller = {
  userId: asId<UserId>('110000000000000001'),
  guildId: elsewhere,
  channelId: asId<ChannelId>('910000000000000004'),
  roleIds: [coordinatorElsewhere],
  locale: 'en-US',
};

async function twoGuilds() {
  const stage = await rehearse({
    otherGuilds: [usualSettings(elsewhere)],
  });
  stage.directory.setGuild(elsewhere, {
    textNameById: { '910000000000000002': 'announcements', '910000000000000003': 'coordinators' },
    voiceNameById: { '910000000000000004': 'Practice hall' },
    roleNameById: {
      '910000000000000005': 'Teacher',
      '910000000000000006': 'Volunteer',
      [coordinatorElsewhere]: 'Coordinator',
    },
  });
  stage.bot.useSeries(elsewhere, [{ ...morning, id: evening, name: SECRET }]);
  const recording = { ...kindness, id: asId<RecordingId>('stillness'), title: SECRET };
  stage.store.allowlist.save(elsewhere, recording, stage.clock.nowMs());
  return stage;
}

type TwoGuilds = Awaited<ReturnType<typeof twoGuilds>>;

const occurrenceElsewhere = asId<OccurrenceId>('evening@2026-12-01');

function whatStands({ store, messenger }: TwoGuilds, where: GuildId) {
  return {
    session: store.sessions.load(where, occurrenceElsewhere),
    series: store.series.list(where),
    occurrences: store.occurrences.between(where, 0, Number.MAX_SAFE_INTEGER),
    recordings: store.allowlist.list(where),
    audit: store.audit.latest(where, 50),
    signUps: store.signUps.countBySeries(where),
    posts: messenger.messages.filter(({ channelId }) => channelId.startsWith('91')).length,
  };
}

test('a component that names a session, a series, a recording or a draft of another guild finds nothing', async () => {
  const stage = await twoGuilds();
  // A draft of the other guild, which only waits to be confirmed.
  const drafted = await forge(stage, eve, command('schedule pause', { series: evening }));
  expect(drafted.texts.join('')).toContain(SECRET);
  const before = whatStands(stage, elsewhere);
  let asked = 0;
  for (const [action] of everyButton) {
    for (const subject of [occurrenceElsewhere, evening, 'stillness', 'draft-1']) {
      for (const value of ['', 'recording:stillness', 'silence:10']) {
        const person = member(String(120_000_000_000_000_000n + BigInt((asked += 1))));
        const caller = { ...callerOf(carol), userId: person.userId };
        const id = `bell|${action}|-|${subject}`;
        const { texts } = await forge(stage, caller, value ? press(id, value) : press(id));
        expect([action, subject, texts.join('').includes(SECRET)]).toEqual([
          action,
          subject,
          false,
        ]);
      }
    }
  }
  expect(whatStands(stage, elsewhere)).toEqual(before);
  expect(stage.incidents).toEqual([]);
  // Nor does its own person reach it from here, whatever they are here.
  const visiting = { ...callerOf(carol), userId: eve.userId };
  await forge(stage, visiting, press('bell|confirmDraft|-|draft-1'));
  expect(whatStands(stage, elsewhere)).toEqual(before);
  // The draft itself was only out of reach, not used up.
  await forge(stage, eve, press('bell|confirmDraft|-|draft-1'));
  expect(stage.store.series.list(elsewhere)[0]?.paused).toBe(true);
});

test('an option that names a session, a series or a recording of another guild finds nothing', async () => {
  const stage = await twoGuilds();
  const before = whatStands(stage, elsewhere);
  let asked = 0;
  for (const [path, { options }] of everyCommand) {
    const free = Object.entries(options).filter(
      ([, spec]) => spec.type === 'string' && !spec.choices,
    );
    for (const named of [occurrenceElsewhere, evening, `series:${evening}`, 'stillness', SECRET]) {
      if (free.length === 0) break;
      const given: Record<string, string | number> = {};
      for (const [name, spec] of Object.entries(options)) {
        if (spec.type === 'string') given[name] = spec.choices?.[0] ?? named;
        if (spec.type === 'integer') given[name] = spec.min;
        if (spec.type === 'user') given[name] = eve.userId;
      }
      const userId = asId<UserId>(String(130_000_000_000_000_000n + BigInt((asked += 1))));
      const caller = { ...callerOf(carol), userId };
      const { texts } = await forge(stage, caller, command(path, given));
      // What was written oneself may be said back; what stands there may not be told.
      const isTold = named !== SECRET && texts.join('').includes(SECRET);
      expect([path, named, isTold]).toEqual([path, named, false]);
    }
  }
  expect(asked).toBeGreaterThan(20);
  expect(whatStands(stage, elsewhere)).toEqual(before);
});

test('completions offer nothing of another guild', async () => {
  const stage = await twoGuilds();
  for (const [path, { options }] of everyCommand) {
    for (const option of Object.keys(options)) {
      const asked = { type: 'complete', path, option, typed: 'name that' } as const;
      const { completions } = await forge(stage, carol, asked);
      expect([path, option, completions]).toEqual([path, option, []]);
    }
  }
  const own = { type: 'complete', path: 'schedule edit', option: 'series', typed: 'name' } as const;
  expect((await forge(stage, eve, own)).completions).toEqual([evening]);
});

test('a coordinator of one guild is a participant in another', async () => {
  const stage = await twoGuilds();
  const visiting: Caller = { ...eve, guildId, channelId: callerOf(alice).channelId };
  for (const [path, { audience, options }] of everyCommand) {
    if (audience === 'everyone' || Object.keys(options).length > 0) continue;
    const { texts } = await forge(stage, visiting, command(path));
    const words = english.refusals.NOT_ALLOWED({ needed: audience, command: path });
    expect([path, ...texts]).toEqual([path, words]);
  }
  await stage.clock.advanceBy(HOUR);
});

test('a guild that is not served gets nothing done', async () => {
  const stage = await twoGuilds();
  const nowhere: Caller = { ...callerOf(carol), guildId: asId<GuildId>('920000000000000001') };
  for (const [path, { audience, options }] of everyCommand) {
    if (audience === 'everyone' || Object.keys(options).length > 0) continue;
    const { texts } = await forge(stage, nowhere, command(path));
    const words = english.refusals.NOT_ALLOWED({ needed: audience, command: path });
    expect([path, ...texts]).toEqual([path, words]);
  }
});
