/** How coordinators look after recordings, over the whole app. */
import { expect, test } from '@jest/globals';
import { formatComponentId } from '../../src/app/component-id.ts';
import type { Message } from '../../src/app/ports.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import type { KeptRecording } from '../../src/domain/recording.ts';
import { textsFor } from '../../src/texts/languages.ts';
import {
  alice,
  carol,
  coordinators,
  guildId,
  hall,
  kindness,
  member,
  MINUTE,
  rehearse,
  START_MS,
  vera,
} from './rehearsal.ts';

const english = textsFor('en');
const words = english.recording;
const DAY_MS = 86_400_000;
/** Another coordinator. */
const dan = member('100000000000000009', ...carol.roleIds);
const { title } = kindness;

/** Minutes before the session, so that no day of heartbeats goes by first. */
const room = () => rehearse({ startMs: START_MS - 10 * MINUTE });
type Room = Awaited<ReturnType<typeof room>>;

const kept = ({ store }: Room): KeptRecording => store.allowlist.kept(guildId, kindness.id)!;

function put(here: Room, changes: Partial<KeptRecording>): void {
  here.store.allowlist.saveKept(guildId, { ...kept(here), ...changes }, here.clock.nowMs());
}

const proposed = { status: 'proposed', proposedBy: carol.userId } as const;

function buttonOf({ rows }: Message, action: string): string {
  const found = rows.flat().find(({ id }) => id.split('|')[1] === action);
  if (!found) throw new Error(`No button ${action} is there.`);
  return found.id;
}

async function act(here: Room, person: typeof carol, name: string, given = {}) {
  const { message } = await here.command(person, `recording ${name}`, {
    recording: kindness.id,
    ...given,
  });
  return here.press(person, buttonOf(message, 'confirmRecording'));
}

/** It plays since minute 7. */
async function playing() {
  const here = await room();
  here.enter(alice);
  here.enter(vera);
  await here.at(6);
  const { message } = await here.command(vera, 'play', { recording: kindness.id });
  expect(message.text).toBe(english.answers.recordingBegins({ title, afterWelcome: false }));
  await here.at(9);
  expect(here.heard()).toContain('recording/kindness');
  return here;
}

test('another coordinator approves, and hears it first; both are in the audit', async () => {
  const here = await room();
  put(here, proposed);
  expect((await here.command(carol, 'recording approve', { recording: title })).message.text).toBe(
    words.refusals.OWN_PROPOSAL(),
  );
  const { message } = await here.command(dan, 'recording approve', { recording: title });
  expect(message.files?.map(({ name }) => name)).toEqual(['kindness.opus']);
  expect(message.text).toBe(
    words.preview.approve({
      recording: kept(here),
      hearing: { kind: 'attached' },
      nowMs: here.clock.nowMs(),
    }),
  );
  expect(message.text).toContain('aaaaaaaa');
  expect(kept(here).status).toBe('proposed');
  const { message: done, visibility } = await here.press(
    dan,
    buttonOf(message, 'confirmRecording'),
  );
  expect({ done: done.text, visibility }).toEqual({
    done: words.done.approve({ title }),
    visibility: 'inPlace',
  });
  expect(kept(here)).toMatchObject({ status: 'approved', approvedBy: dan.userId });
  expect(here.store.audit.latest(guildId, 1)).toMatchObject([
    {
      action: 'recording.approved',
      actorId: dan.userId,
      subject: 'recording:kindness',
      before: { status: 'proposed', approvedBy: null },
      after: { status: 'approved', approvedBy: dan.userId },
    },
  ]);
});

test('what was changed since it was shown is not approved, nor twice, nor by whom it was not shown', async () => {
  const here = await room();
  put(here, proposed);
  const { message } = await here.command(dan, 'recording approve', { recording: kindness.id });
  const button = buttonOf(message, 'confirmRecording');
  const old = english.refusals.BUTTON_IS_OLD();
  expect((await here.press(carol, button)).message.text).toBe(old);
  put(here, { sha256: 'b'.repeat(64) });
  expect((await here.press(dan, button)).message.text).toBe(words.refusals.CHANGED());
  expect((await here.press(dan, button)).message.text).toBe(old);
  expect(kept(here).status).toBe('proposed');
});

test('revoked while it plays, it fades out and the room chooses again', async () => {
  const here = await playing();
  const { message } = await here.command(carol, 'recording revoke', { recording: kindness.id });
  expect(message.text).toContain('It is playing just now');
  const revokedAtMs = here.clock.nowMs();
  const done = await here.press(carol, buttonOf(message, 'confirmRecording'));
  expect(done.message.text).toBe(words.done.revoke({ title, isPlaying: true }));
  expect(here.state()).toMatchObject({ phase: 'choosing' });
  await here.clock.advanceTo(revokedAtMs + 1_000);
  expect(here.standing(hall)).toContain(english.room.withdrawn({}));
  const [last] = here.standing(hall).slice(-1);
  expect(last).toContain('What would you like to do now?');
  await here.clock.advanceTo(revokedAtMs + 2_000);
  expect(here.voice.room(guildId).isSounding).toBe(false);
  expect(here.store.sessions.events(guildId, here.occurrenceId, 1)).toMatchObject([
    { event: { type: 'recordingWithdrawn' }, rule: 'withdrawn' },
  ]);
});

test('what another process revokes, or whose permission ends, stops with the next heartbeat', async () => {
  for (const changes of [{ status: 'revoked' }, { permissionEndsAtMs: START_MS }] as const) {
    const here = await playing();
    put(here, changes);
    await here.clock.advanceTo(here.clock.nowMs() + 16_000);
    expect(here.state()).toMatchObject({ phase: 'choosing' });
    expect(here.standing(hall)).toContain(english.room.withdrawn({}));
  }
});

test('a stale choice is refused and logged, and coordinators are told once', async () => {
  const here = await room();
  here.enter(alice);
  here.enter(vera);
  await here.at(6);
  const menu = here.control(hall, 'choose');
  await act(here, carol, 'revoke');
  const refused = english.refusals.SESSION.REVOKED();
  for (let round = 0; round < 3; round += 1) {
    const { message } = await here.press(vera, menu, [`recording:${kindness.id}`]);
    expect(message.text).toBe(refused);
    // The value that a list of completions gave a moment ago.
    const typed = await here.command(vera, 'play', { recording: kindness.id });
    expect(typed.message.text).toBe(refused);
  }
  await here.at(7);
  const told = words.unheard({ title, why: 'REVOKED' });
  expect(here.standing(coordinators).filter((text) => text.startsWith(told))).toHaveLength(1);
  expect(here.heard()).not.toContain('recording/kindness');
});

test('an entry that was changed past the program is not heard', async () => {
  const here = await room();
  here.enter(alice);
  here.enter(vera);
  // As somebody would write it by hand: approved, though nobody has approved this file.
  const { sha256: _approved, ...rest } = kindness;
  here.store.allowlist.save(guildId, { ...rest, status: 'proposed', sha256: 'c'.repeat(64) }, 1);
  await here.at(6);
  const { message } = await here.command(vera, 'play', { recording: kindness.id });
  expect(message.text).toBe(english.refusals.SESSION.NOT_APPROVED());
  await here.at(7);
  const told = words.unheard({ title, why: 'NOT_APPROVED' });
  expect(here.standing(coordinators).filter((text) => text.startsWith(told))).toHaveLength(1);
});

test('a name that is on no list is refused as before', async () => {
  const here = await room();
  here.enter(vera);
  await here.at(6);
  for (const recording of ['https://example.org/a.mp3', '../secret', 'kindness.opus']) {
    const { message } = await here.command(vera, 'play', { recording });
    expect(message.text).toBe(english.refusals.UNKNOWN_RECORDING());
  }
  const id = formatComponentId({
    action: 'choose',
    marker: '-',
    occurrenceId: here.occurrenceId,
  });
  const { message } = await here.press(vera, id, ['recording:../secret']);
  expect(message.text).toBe(english.refusals.SESSION.NOT_LISTED());
});

test('refused right before the first frame, coordinators are told', async () => {
  const here = await room();
  here.enter(alice);
  here.enter(vera);
  await here.at(6);
  await here.command(vera, 'play', { recording: kindness.id });
  // Between the choice and the first frame, and past the program: no event tells of it.
  put(here, { status: 'needsReview' });
  await here.at(6.2);
  expect(here.heard()).not.toContain('recording/kindness');
  const told = words.unheard({ title, why: 'NOT_APPROVED' });
  expect(here.standing(coordinators).filter((text) => text.startsWith(told))).toHaveLength(1);
});

test('a permission that ends within two weeks is told once', async () => {
  const here = await room();
  const permissionEndsAtMs = START_MS + 10 * DAY_MS;
  put(here, { permissionEndsAtMs });
  await here.at(180);
  const told = words.permissionEnds({ title, endsAtMs: permissionEndsAtMs });
  expect(here.standing(coordinators).filter((text) => text.startsWith(told))).toHaveLength(1);
});

test('an edit shows what it changes; more permission needs another coordinator', async () => {
  const here = await room();
  put(here, { proposedBy: carol.userId, permissionFrom: 'Ana' });
  const renamed = await act(here, carol, 'edit', { title: 'Gently' });
  expect(renamed.message.text).toBe(words.done.edit({ title: 'Gently', needsReview: false }));
  expect(kept(here)).toMatchObject({ title: 'Gently', status: 'approved' });
  const until = await act(here, carol, 'edit', { 'permission-until': '2027-03-31' });
  expect(until.message.text).toBe(words.done.edit({ title: 'Gently', needsReview: false }));
  // To the end of that day in Los Angeles, in summer time.
  expect(kept(here).permissionEndsAtMs).toBe(Date.UTC(2027, 3, 1, 7));
  const more = await act(here, dan, 'edit', { 'permission-until': 'none' });
  expect(more.message.text).toBe(words.done.edit({ title: 'Gently', needsReview: true }));
  expect(kept(here)).toMatchObject({ status: 'needsReview', proposedBy: dan.userId });
  for (const day of ['31.3.2027', '2027-02-30', 'soon']) {
    const { message } = await here.command(carol, 'recording edit', {
      recording: kindness.id,
      'permission-until': day,
    });
    expect(message.text).toBe(words.refusals.BAD_DATE());
  }
});

test('what was taken back leaves the public list, and comes back only by another look', async () => {
  const here = await room();
  await act(here, carol, 'revoke');
  expect((await here.command(alice, 'recordings')).message.text).toBe(
    english.answers.noRecordings(),
  );
  const { message } = await here.command(carol, 'recording show', { recording: kindness.id });
  const again = await here.press(carol, buttonOf(message, 'confirmRecording'));
  expect(again.message.text).toBe(words.done.reopen({ title }));
  expect((await here.command(carol, 'recording approve', { recording: title })).message.text).toBe(
    words.refusals.OWN_PROPOSAL(),
  );
  await act(here, dan, 'approve');
  expect((await here.command(alice, 'recordings')).message.text).toContain(title);
});

test('nobody but a coordinator looks after recordings', async () => {
  const here = await room();
  for (const person of [alice, vera]) {
    for (const name of ['list', 'show', 'approve', 'revoke', 'edit']) {
      const { message } = await here.command(person, `recording ${name}`, {
        recording: asId<RecordingId>('kindness'),
      });
      expect(message.text).toBe(
        english.refusals.NOT_ALLOWED({ needed: 'coordinator', command: `recording ${name}` }),
      );
    }
  }
});
