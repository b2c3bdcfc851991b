/** Signing up and off, and what a person may ask about themselves: stories over the whole app. */
import { describe, expect, test } from '@jest/globals';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import type { Series } from '../../src/domain/schedule.ts';
import {
  alice,
  announcements,
  guildId,
  HOUR,
  MINUTE,
  morning,
  rehearse,
  START_MS,
  vera,
} from './rehearsal.ts';
import { buttonOf, directTexts, signUp, skipTo, threadMentions } from './sign-up-stage.ts';

const DAY_MINUTES = 24 * 60;

describe('signing up by button', () => {
  test('the next reminder mentions the person in its thread, once', async () => {
    const stage = await rehearse();
    await stage.at(-DAY_MINUTES);
    const { text } = await signUp(stage, alice);
    expect(text).toContain('You are signed up for **Morning practice**, every session.');
    expect(threadMentions(stage)).toEqual([]);
    await skipTo(stage, -60);
    expect(threadMentions(stage)).toEqual([[alice.userId]]);
    await stage.at(-11);
    expect(threadMentions(stage)).toEqual([[alice.userId]]);
    await stage.at(-10);
    expect(threadMentions(stage)).toEqual([[alice.userId], [alice.userId]]);
  });

  test('pressing twice is harmless, and says so kindly', async () => {
    const stage = await rehearse();
    await stage.at(-DAY_MINUTES);
    const asked = await stage.press(alice, stage.control(announcements, 'signUp'));
    await stage.press(alice, buttonOf(asked, 'signUpSeries'));
    const again = await stage.press(alice, buttonOf(asked, 'signUpSeries'));
    expect(again.message.text).toContain('already');
    const once = await stage.press(alice, buttonOf(asked, 'signUpOnce'));
    expect(once.message.text).toContain('this one included');
    await skipTo(stage, -60);
    expect(threadMentions(stage)).toEqual([[alice.userId]]);
  });

  test('the first time a place can be chosen, and never again', async () => {
    const stage = await rehearse();
    await stage.at(-DAY_MINUTES);
    const first = await signUp(stage, alice, 'signUpOnce');
    const zones = first.rows.flat().find(({ kind }) => kind === 'menu');
    const chosen = await stage.press(alice, zones?.id ?? '', ['Europe/Berlin']);
    expect(chosen.message.text).toContain('Berlin');
    expect(stage.store.people.find(guildId, alice.userId)?.zone).toBe('Europe/Berlin');
    const second = await signUp(stage, vera, 'signUpOnce');
    const anew = await signUp(stage, vera);
    expect(second.rows.flat().some(({ kind }) => kind === 'menu')).toBe(true);
    expect(anew.rows.flat().some(({ kind }) => kind === 'menu')).toBe(false);
  });

  test('one session of a series can be left out, and taken back', async () => {
    const stage = await rehearse();
    await stage.at(-DAY_MINUTES);
    await signUp(stage, alice);
    const asked = await stage.press(alice, stage.control(announcements, 'signUp'));
    const left = await stage.press(alice, buttonOf(asked, 'signOffOnce'));
    expect(left.message.text).toContain('You stay signed up for the others.');
    await skipTo(stage, -60);
    expect(threadMentions(stage)).toEqual([]);
    await signUp(stage, alice, 'signUpOnce');
    await stage.at(-10);
    expect(threadMentions(stage)).toEqual([[alice.userId]]);
    // The week after, nothing of it is left.
    await skipTo(stage, 6 * DAY_MINUTES);
    expect(threadMentions(stage)).toHaveLength(2);
  });

  test('who signs up for one session is told of that one alone', async () => {
    const stage = await rehearse();
    await stage.at(-DAY_MINUTES);
    await signUp(stage, alice, 'signUpOnce');
    await skipTo(stage, -60);
    await skipTo(stage, -10);
    await skipTo(stage, 6 * DAY_MINUTES);
    expect(stage.standing(announcements).at(-1)).toContain('8 Dec');
    expect(threadMentions(stage)).toEqual([[alice.userId], [alice.userId]]);
  });
});

describe('signing up by command', () => {
  test('for a series, and off again', async () => {
    const stage = await rehearse();
    const on = await stage.command(alice, 'signup', { session: 'series:morning' });
    expect(on.message.text).toContain('every session');
    const off = await stage.command(alice, 'signoff', { session: 'series:morning' });
    expect(off.message.text).toContain('You are signed off from **Morning practice**');
    const twice = await stage.command(alice, 'signoff', { session: 'series:morning' });
    expect(twice.message.text).toContain('nothing to change');
    await skipTo(stage, 0);
    expect(threadMentions(stage)).toEqual([]);
  });

  test.each([
    ['that nobody knows', 'no-such@2026-12-01', 'do not know a session'],
    ['of a series that nobody knows', 'series:no-such', 'do not know a session'],
    ['that is over', 'morning@2026-12-01', 'is over'],
    ['that does not take place', 'morning@2026-12-08', 'does not take place'],
    ['of a series that is paused', 'series:evening', 'paused'],
  ])('a session %s is refused', async (_name, session, words) => {
    const evening: Series = { ...morning, id: asId<SeriesId>('evening'), paused: true };
    const stage = await rehearse({ series: [morning, evening] });
    await skipTo(stage, 61);
    const next = stage.store.occurrences
      .between(guildId, START_MS + 6 * 24 * HOUR, START_MS + 8 * 24 * HOUR)
      .find(({ seriesId }) => seriesId === 'morning');
    if (!next) throw new Error('No session is planned for the week after.');
    stage.store.occurrences.save({ ...next, cancelled: true, calledOff: true });
    const { message, visibility } = await stage.command(alice, 'signup', { session });
    expect(message.text).toContain(words);
    expect(visibility).toBe('private');
    expect(stage.store.people.find(guildId, alice.userId)).toBeNull();
  });
});

describe('/my', () => {
  test('shows sessions and settings', async () => {
    const stage = await rehearse();
    await stage.command(alice, 'signup', { session: 'series:morning' });
    await stage.command(alice, 'my settings', {
      zone: 'new york',
      messages: 'direct',
      reminders: '60+10',
    });
    const { message } = await stage.command(alice, 'my sessions');
    expect(message.text).toContain('every session of **Morning practice**');
    expect(message.text).toContain(`<t:${START_MS / 1_000}:F>`);
    expect(message.text).toContain('New York');
    expect(message.text).toContain('an hour and 10 minutes before');
  });

  test('an offset and an unknown place are answered with what to write instead', async () => {
    const stage = await rehearse();
    const offset = await stage.command(alice, 'my settings', { zone: 'gmt+1' });
    expect(offset.message.text).toContain('does not say when your clocks change');
    expect(offset.message.text).toContain('Berlin');
    const unknown = await stage.command(alice, 'my settings', { zone: 'Berlln' });
    expect(unknown.message.text).toContain('Did you mean');
    expect(stage.store.people.find(guildId, alice.userId)).toBeNull();
  });

  test('private answers come in the language that the person has chosen', async () => {
    const stage = await rehearse();
    const changed = await stage.command(alice, 'my settings', { language: 'de' });
    expect(changed.message.text).toContain('Deutsch');
    const refused = await stage.command(alice, 'signup', { session: 'series:no-such' });
    expect(refused.message.text).toContain('kenne ich nicht');
    await stage.command(alice, 'my settings', { language: 'discord' });
    const back = await stage.command(alice, 'my sessions');
    expect(back.message.text).toContain('You are not signed up for anything yet.');
  });

  test('the file has everything, and forgetting leaves nothing', async () => {
    const stage = await rehearse();
    await stage.command(alice, 'signup', { session: 'series:morning' });
    const { message } = await stage.command(alice, 'my data');
    const [file] = message.files ?? [];
    expect(file?.name).toBe('my-data.json');
    expect(new TextDecoder().decode(file?.bytes)).toContain(alice.userId);
    const asked = await stage.command(alice, 'my forget');
    expect(stage.store.people.find(guildId, alice.userId)).not.toBeNull();
    await stage.press(alice, buttonOf(asked, 'forgetMe'));
    expect(stage.store.people.find(guildId, alice.userId)).toBeNull();
    const after = await stage.command(alice, 'my data');
    expect(after.message.text).toBe('I keep nothing about you.');
    await skipTo(stage, 0);
    expect(threadMentions(stage)).toEqual([]);
  });

  test('forgetting takes the role first', async () => {
    const stage = await rehearse();
    stage.roles.allow(guildId);
    await stage.command(alice, 'signup', { session: 'series:morning' });
    await stage.clock.advanceBy(MINUTE);
    const [role] = stage.roles.roles;
    if (!role) throw new Error('No role was made.');
    expect(stage.roles.holdersOf(role.roleId)).toEqual([alice.userId]);
    const asked = await stage.command(alice, 'my forget');
    const { message } = await stage.press(alice, buttonOf(asked, 'forgetMe'));
    expect(stage.roles.holdersOf(role.roleId)).toEqual([]);
    expect(message.text).toContain('is erased');
  });
});

describe('reminders at times of their own', () => {
  test('come directly at those times, and the series’ reminders stay away', async () => {
    const stage = await rehearse();
    await stage.command(alice, 'signup', { session: 'series:morning' });
    await stage.command(alice, 'my settings', {
      zone: 'Los Angeles',
      messages: 'direct',
      reminders: '30',
    });
    await skipTo(stage, -31);
    expect(directTexts(stage, alice)).toEqual([]);
    expect(threadMentions(stage)).toEqual([]);
    // Half past six is no time to be written to: the thread of the newest reminder takes it.
    await stage.at(-30);
    expect(directTexts(stage, alice)).toEqual([]);
    expect(threadMentions(stage)).toEqual([[alice.userId]]);
    await skipTo(stage, 0);
    expect(threadMentions(stage)).toEqual([[alice.userId]]);
  });

  test('where it is day they are direct messages', async () => {
    const stage = await rehearse();
    await stage.command(alice, 'signup', { session: 'series:morning' });
    await stage.command(alice, 'my settings', {
      zone: 'berlin',
      messages: 'direct',
      reminders: '30',
    });
    await skipTo(stage, -31);
    await stage.at(-29);
    expect(directTexts(stage, alice)).toHaveLength(1);
    expect(threadMentions(stage)).toEqual([]);
  });
});
