/** A person who did all that there is to do asks for what is kept about them, and is forgotten. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from '@jest/globals';
import { backUp } from '../../src/store/backup.ts';
import { answerOf, privateAnswer } from './people.ts';
import { timetableOf } from './prepared.ts';
import { ringsOf, until } from './rings.ts';
import { MINUTE, openStage, START_MS, type Stage } from './stage.ts';

/** The stage's own session, and a weekly one that Ben teaches. */
function withBensEvenings(benId: string): string {
  const timetable = JSON.parse(timetableOf({ reminders: ['10m'] }));
  const [{ once: _, ...morning }] = timetable.series;
  timetable.series.push({
    ...morning,
    id: 'evening',
    name: 'Evening sitting',
    when: 'Wed 18:30',
    teachers: [benId],
  });
  return JSON.stringify(timetable);
}

/** The files of the bot's data folder in which these bytes stand. */
function filesThatHold({ keptFolder }: Stage, bytes: string): string[] {
  return readdirSync(keptFolder).filter((name) =>
    readFileSync(join(keptFolder, name)).includes(bytes),
  );
}

test('whoever asks is given all that is kept about them, and then it is nowhere', async () => {
  await using stage = await openStage({
    opensBeforeMs: 11 * MINUTE,
    timetable: (world) =>
      withBensEvenings([...world.userById.values()].find(({ name }) => name === 'Ben')?.id ?? ''),
    isOnDisk: true,
    permissions: ['manageRoles'],
  });
  const { world, guildId, clock } = stage;
  const benId = stage.personNamed('Ben');
  const rolesOfBen = () => world.member(guildId, benId).roleIds.length;
  const rolesBefore = rolesOfBen();

  // Told directly of the morning; with a role for the evenings; a teacher; and heard in the room.
  await stage.command('Ben', 'my settings', { zone: 'Berlin', messages: 'direct' });
  await stage.command('Ben', 'signup', { session: 'morning@2026-12-02' });
  await until(world, 'messagePosted', () => ringsOf(world, stage.posted).includes('Ben direct'));
  await stage.command('Ben', 'my settings', { messages: 'mention' });
  await stage.command('Ben', 'signup', { session: 'series:evening' });
  await until(world, 'memberUpdated', () => rolesOfBen() === rolesBefore + 1);
  await stage.command('Chloe', 'teachers assign', {
    session: 'evening@2026-12-09',
    teacher: benId,
  });
  stage.enter('Ben');
  const notice = await stage.message(stage.hall, /No teacher has been able to join/);
  await stage.press('Ben', notice, 'hold');
  stage.leave('Ben');

  const given = privateAnswer(await stage.command('Ben', 'my data'));
  const [file] = given.attachments;
  expect(file?.filename).toBe('my-data.json');
  const data = JSON.parse(Buffer.from(file?.bytes ?? []).toString());
  expect(data).toMatchObject({
    people: [{ user_id: benId, zone: 'Europe/Berlin', teaches: 1 }],
    series: [{ id: 'evening', body: { teacherIds: [benId] } }],
    session_events: [{ event: { type: 'held', by: benId } }],
    sign_ups: [
      { series_id: 'evening', occurrence_id: '', has_role: 1 },
      { series_id: 'morning', occurrence_id: 'morning@2026-12-02' },
    ],
  });
  expect(data.teaching.map((row: Record<string, unknown>) => row['occurrence_id'])).toContain(
    'evening@2026-12-09',
  );

  const copied = new Database(stage.databasePath, { readonly: true });
  await backUp(copied, stage.databasePath, 1, clock.nowMs());
  copied.close();
  expect(filesThatHold(stage, benId)).toEqual(
    expect.arrayContaining([expect.stringMatching(/\.backup$/)]),
  );

  const asked = privateAnswer(await stage.command('Ben', 'my forget'));
  const done = await stage.press('Ben', asked, 'forgetMe');
  expect(answerOf(done)).toMatch(/Everything that I kept about you is erased/);
  expect(rolesOfBen()).toBe(rolesBefore);
  expect(filesThatHold(stage, benId)).toEqual([]);
  expect(answerOf(await stage.command('Ben', 'my data'))).toMatch(/I keep nothing about you/);

  // The session goes on, and the name does not come back with what follows.
  await clock.skipTo(START_MS + 61 * MINUTE);
  await stage.moves.by('timeOver');
  expect(filesThatHold(stage, benId)).toEqual([]);
  expect(stage.moves.problems).toEqual([]);
}, 60_000);
