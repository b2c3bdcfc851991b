import { expect, test } from '@jest/globals';
import type { AttachedFile, OptionSpec } from '../../src/app/command.ts';
import { asId, type UserId } from '../../src/domain/identity.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import { nearestSpelling } from '../../src/domain/spelling.ts';
import { english } from '../../src/texts/en/english.ts';
import { MESSAGE_LIMIT } from '../../src/texts/discord-format.ts';
import { unreachable } from '../../src/domain/unreachable.ts';
import {
  alice,
  ana,
  carol,
  guildId,
  hall,
  kindness,
  MINUTE,
  rehearse,
  vera,
} from '../app/rehearsal.ts';
import { everyButton, everyCommand } from './every-handler.ts';
import { command, forge, press, type Forged } from './forger.ts';

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;

const OLD = english.refusals.BUTTON_IS_OLD();

/** Somebody with the same roles who has not asked for anything yet. */
function another(person: RoomMember, index: number): RoomMember {
  return { ...person, userId: asId<UserId>(String(500_000_000_000_000_000n + BigInt(index))) };
}

/** All that somebody could have meant to change. */
function whatStands({ store, messenger, occurrenceId }: Rehearsal) {
  return {
    session: store.sessions.load(guildId, occurrenceId),
    series: store.series.list(guildId),
    occurrences: store.occurrences.between(guildId, 0, Number.MAX_SAFE_INTEGER),
    recordings: store.allowlist.list(guildId),
    audit: store.audit.latest(guildId, 50),
    posts: messenger.messages.map(({ message, isRemoved }) => [message.text, isRemoved]),
  };
}

/** During the choices after the welcome, with people in the room. */
async function inTheMidst(): Promise<Rehearsal> {
  const stage = await rehearse();
  await stage.at(-5);
  stage.enter(alice);
  stage.enter(vera);
  await stage.at(6.5);
  expect(stage.state()?.phase).toBe('choosing');
  return stage;
}

let midst: Promise<Rehearsal> | null = null;
/** One for all tests that change nothing. */
const sharedMidst = (): Promise<Rehearsal> => (midst ??= inTheMidst());

test('a participant who calls what is for volunteers, teachers or coordinators by hand moves nothing', async () => {
  const stage = await inTheMidst();
  const before = whatStands(stage);
  let asked = 0;
  for (const [action, { audience }] of everyButton) {
    if (audience === 'everyone') continue;
    for (const value of ['', 'recording:kindness', 'silence:10']) {
      const id = `bell|${action}|-|${stage.occurrenceId}`;
      const { texts } = await forge(stage, another(alice, (asked += 1)), press(id, value));
      const words = english.refusals.NOT_ALLOWED({ needed: audience, command: action });
      expect([action, ...texts]).toEqual([action, words]);
    }
  }
  for (const [path, { audience, options }] of everyCommand) {
    if (audience === 'everyone') continue;
    const given = Object.fromEntries(
      Object.entries(options).map(([name, spec]) => [name, usualValue(spec)]),
    );
    const { texts } = await forge(stage, another(alice, (asked += 1)), command(path, given));
    const words = english.refusals.NOT_ALLOWED({ needed: audience, command: path });
    expect([path, ...texts]).toEqual([path, words]);
  }
  expect(asked).toBeGreaterThan(50);
  expect(whatStands(stage)).toEqual(before);
  expect(stage.incidents).toEqual([]);
});

test('completions of what somebody may not use are empty', async () => {
  const stage = await rehearse();
  stage.store.allowlist.save(guildId, { ...kindness, id: 'x' as never, status: 'proposed' }, 1);
  let offered = 0;
  for (const [path, { audience, options }] of everyCommand) {
    for (const [option, spec] of Object.entries(options)) {
      if (spec.type !== 'string' || !spec.completes) continue;
      const complete: Forged = { type: 'complete', path, option, typed: '' };
      const seen = await forge(stage, alice, complete);
      if (audience !== 'everyone') expect([path, seen.completions]).toEqual([path, []]);
      offered += (await forge(stage, carol, complete)).completions.length;
    }
  }
  expect(offered).toBeGreaterThan(5);
  for (const option of ['constructor', '__proto__', 'gone', '']) {
    const complete: Forged = { type: 'complete', path: 'play', option, typed: '' };
    expect((await forge(stage, carol, complete)).completions).toEqual([]);
  }
});

const SUBJECTS = [
  '',
  'gone@2020-01-01',
  '__proto__',
  'constructor',
  "' OR 1=1 --",
  '../../etc',
  '-1',
  '静'.repeat(60),
];
const VALUES = [
  '',
  '__proto__',
  'recording:constructor',
  'silence:1e9',
  'silence:NaN',
  '\u{1F600}',
];

test('a forged component id is refused or answered, and never trouble, whatever it names', async () => {
  const stage = await inTheMidst();
  let asked = 0;
  for (const [action] of everyButton) {
    for (const subject of SUBJECTS) {
      for (const value of VALUES) {
        const id = `bell|${action}|-|${subject}`;
        const forged = value === '' ? press(id) : press(`${id}|${value}`, value);
        const { messages } = await forge(stage, another(carol, (asked += 1)), forged);
        expect([action, subject, value, messages.length]).toEqual([action, subject, value, 1]);
        expect(messages[0]?.text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
      }
    }
  }
  expect(stage.incidents).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['another program’s', 'ball|stop|-|'],
  ['too few parts', 'bell|stop'],
  ['too many parts', 'bell|stop|-||a|b'],
  ['101 characters', `bell|stop|-|${'x'.repeat(88)}`],
  ['100 characters that are no letters', `bell|stop|-|${'\u{1F600}'.repeat(44)}`],
  ['a prototype’s name', 'bell|__proto__|-|'],
  ['a prototype’s method', 'bell|hasOwnProperty|-|'],
  ['half a character', 'bell|stop|-|\ud800'],
  ['NUL', 'bell|stop|-|\0'],
  ['a line break', 'bell|stop|-|\n'],
])('a component id of %s belongs to an earlier moment', async (_what, id) => {
  const stage = await sharedMidst();
  const before = whatStands(stage);
  const { texts } = await forge(stage, carol, press(id));
  expect(texts).toEqual([OLD]);
  expect(whatStands(stage)).toEqual(before);
});

test.each([
  ['more than a menu holds', Array.from({ length: 26 }, () => 'silence:10')],
  ['a longer one than a menu holds', [`silence:10${'0'.repeat(10_000)}`]],
  ['half a character', ['silence:10\udc00']],
])('values of a menu: %s belong to an earlier moment', async (_what, values) => {
  const stage = await sharedMidst();
  const { texts } = await forge(stage, vera, press(stage.control(hall, 'choose'), ...values));
  expect(texts).toEqual([OLD]);
  expect(stage.state()?.phase).toBe('choosing');
});

test('every control of a session that has ended is replayed in vain', async () => {
  const stage = await inTheMidst();
  await forge(stage, vera, press(stage.control(hall, 'choose'), 'silence:10'));
  await stage.at(30);
  await stage.at(61);
  expect(stage.state()?.phase).toBe('ended');
  const controls = stage.messenger.messages
    .filter(({ channelId }) => channelId === hall)
    .flatMap(({ message }) => message.rows.flat());
  const actions = new Set(controls.map(({ id }) => id.split('|')[1]));
  expect([...actions]).toEqual(expect.arrayContaining(['hold', 'choose', 'stop']));
  const before = whatStands(stage);
  let asked = 0;
  for (const { id } of controls) {
    for (const person of [vera, ana, carol]) {
      const forged = press(id, 'silence:10');
      await forge(stage, another(person, (asked += 1)), forged);
    }
  }
  await stage.clock.advanceBy(MINUTE);
  expect(whatStands(stage)).toEqual(before);
  expect(stage.incidents).toEqual([]);
});

test('a preview is confirmed once, by whoever saw it, and within its time', async () => {
  const stage = await rehearse();
  const mine = press('bell|confirmDraft|-|draft-1');
  const asked = await forge(stage, carol, command('schedule pause', { series: 'morning' }));
  expect(asked.messages[0]?.rows.flat().map(({ id }) => id)).toContain(
    'bell|confirmDraft|-|draft-1',
  );
  const old = english.schedule.refusal({ code: 'DRAFT_IS_OLD' });
  expect((await forge(stage, another(carol, 1), mine)).texts).toEqual([old]);
  expect((await forge(stage, carol, mine)).texts).not.toEqual([old]);
  expect(stage.store.series.list(guildId)[0]?.paused).toBe(true);
  expect((await forge(stage, carol, mine)).texts).toEqual([old]);
  await forge(stage, carol, command('schedule resume', { series: 'morning' }));
  await stage.clock.advanceBy(16 * MINUTE);
  expect((await forge(stage, carol, press('bell|confirmDraft|-|draft-2'))).texts).toEqual([old]);
  expect(stage.store.series.list(guildId)[0]?.paused).toBe(true);
});

/** What the platform has promised never to send, for each kind of option. */
function brokenPromises(spec: OptionSpec): (string | number | boolean | AttachedFile)[] {
  const file: AttachedFile = { name: 'a.mp3', sizeBytes: 1, address: 'https://example.org/a' };
  switch (spec.type) {
    case 'string':
      return ['x'.repeat(10_000), file, ...(spec.choices ? ['__proto__', ''] : [])];
    case 'integer':
      return ['ten', 1.5, Number.NaN, file];
    case 'user':
      return ['x'.repeat(10_000), '', '<@1>', '1\0', file];
    case 'flag':
      return [file];
    case 'attachment':
      return ['a.mp3', 7];
    default:
      return unreachable(spec);
  }
}

function usualValue(spec: OptionSpec): string | number | boolean | AttachedFile {
  switch (spec.type) {
    case 'string':
      return spec.choices?.[0] ?? 'morning';
    case 'integer':
      return spec.min;
    case 'user':
      return alice.userId;
    case 'flag':
      return true;
    case 'attachment':
      return { name: 'a.mp3', sizeBytes: 1, address: 'https://example.org/a.mp3' };
    default:
      return unreachable(spec);
  }
}

test('options that break what Discord promised are one calm sentence each, and change nothing', async () => {
  const stage = await rehearse();
  const before = whatStands(stage);
  let asked = 0;
  for (const [path, { options }] of everyCommand) {
    const usual = Object.entries(options).map(([name, spec]) => [name, usualValue(spec)] as const);
    for (const [name, spec] of Object.entries(options)) {
      for (const broken of brokenPromises(spec)) {
        asked += 1;
        const given = { ...Object.fromEntries(usual), [name]: broken };
        const { texts } = await forge(stage, another(carol, asked), command(path, given));
        const incidentId = stage.incidents.at(-1) ?? '';
        const what = `${path} ${name} ${JSON.stringify(broken).slice(0, 40)}`;
        expect([what, ...texts]).toEqual([what, english.trouble({ incidentId })]);
      }
    }
  }
  expect(stage.incidents).toHaveLength(asked);
  expect(whatStands(stage)).toEqual(before);
});

const ODD_TEXTS = ['', ' ', '\0', 'a\0b', '\ud800', '__proto__', '\u202e', '9'.repeat(60), '../..'];

test('whatever texts are allowed to hold, every command answers in words', async () => {
  const stage = await rehearse();
  let asked = 0;
  for (const [path, { options }] of everyCommand) {
    for (const text of ODD_TEXTS) {
      const given = Object.entries(options).map(([name, spec]) => {
        const isFree = spec.type === 'string' && !spec.choices;
        return [name, isFree ? text.slice(0, spec.maxLength ?? 100) : usualValue(spec)] as const;
      });
      const forged = command(path, Object.fromEntries(given));
      const { messages } = await forge(stage, another(carol, (asked += 1)), forged);
      expect([path, text, messages.length > 0]).toEqual([path, text, true]);
      for (const { text: words } of messages) {
        expect(words.isWellFormed()).toBe(true);
        expect(words).not.toContain('\0');
        expect(words.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
      }
    }
  }
  expect(stage.incidents).toEqual([]);
});

test('a text of a million letters is compared with no name of a zone', () => {
  expect(nearestSpelling('x'.repeat(1_000_000), Intl.supportedValuesOf('timeZone'))).toBeNull();
});
