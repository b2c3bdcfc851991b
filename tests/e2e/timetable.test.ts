/** The timetable file is edited while the bot runs. */
import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { repeatedAmong } from './people.ts';
import { timetableOf } from './prepared.ts';
import { MINUTE, openStage, START_MS } from './stage.ts';

const BAD_TIMETABLE = `{
  "zone": "America/Los_Angles",
  "series": [
    {
      "id": "morning",
      "name": "Morning practice",
      "when": "Tues 7pm-ish",
      "minutes": 6000,
      "room": "Practice hall",
      "announce": "announcements",
      "graceMinuts": 5,
      "reminders": ["10 minuts"]
    }
  ]
}
`;

/** The series of the stage, and one that begins an hour and a half later. */
function mendedTimetable(): string {
  const timetable = JSON.parse(timetableOf({ reminders: [] }));
  const [morning] = timetable.series;
  const noon = { ...morning, id: 'noon', name: 'Noon practice', once: '2026-12-02T08:30' };
  timetable.series.push({ ...noon, reminders: ['80m'] });
  return JSON.stringify(timetable);
}

test('five mistakes are five sentences for the coordinators; the old timetable holds until it is mended', async () => {
  await using stage = await openStage({ opensBeforeMs: 5 * MINUTE, reminders: [] });
  const upcoming = () =>
    stage.bot.bellkeeper.app
      .upcoming(stage.guildId, 5)
      .map(({ occurrence, series }) => [series.name, occurrence.startsAtMs]);
  expect(upcoming()).toEqual([['Morning practice', START_MS]]);

  writeFileSync(stage.timetablePath, BAD_TIMETABLE);
  const alert = await stage.message(stage.coordinators, /five mistakes/);
  const sentences = alert.content.split('\n').filter((line) => line.startsWith('- '));
  expect(sentences).toEqual([
    expect.stringMatching(/Line 2: .*America.*Los.*Angles.* Write for example/),
    expect.stringMatching(/Line 7, series .morning.*Tues 7pm-ish.* Write/),
    expect.stringMatching(/Line 8, series .morning.*6000.* Write a whole number from/),
    expect.stringMatching(/Line 11, series .morning.*graceMinuts.* Write .graceMinutes./),
    expect.stringMatching(/Line 12, series .morning.*10 minuts.* Write/),
  ]);
  // The session of the old timetable is still to come, and takes place.
  expect(upcoming()).toEqual([['Morning practice', START_MS]]);
  await stage.moves.by('started');

  writeFileSync(stage.timetablePath, mendedTimetable());
  await stage.message(stage.announcements, /Noon practice.*begins/);
  expect(upcoming()).toEqual([
    ['Morning practice', START_MS],
    ['Noon practice', START_MS + 90 * MINUTE],
  ]);
  expect(stage.count(stage.coordinators, /mistakes/)).toBe(1);
  expect(repeatedAmong(stage.posted)).toEqual([]);
}, 60_000);
