/** The timetable comes from a file, at the first start or by another program while the bot runs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { repeatedAmong } from './people.ts';
import { timetableOf } from './prepared.ts';
import { MINUTE, openStage, START_MS, type Stage } from './stage.ts';

const program = fileURLToPath(new URL('../../src/timetable-file.ts', import.meta.url));

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
const MISTAKES = [
  expect.stringMatching(/Line 2: .*America.*Los.*Angles.* Write for example/),
  expect.stringMatching(/Line 7, series .morning.*Tues 7pm-ish.* Write/),
  expect.stringMatching(/Line 8, series .morning.*6000.* Write a whole number from/),
  expect.stringMatching(/Line 11, series .morning.*graceMinuts.* Write .graceMinutes./),
  expect.stringMatching(/Line 12, series .morning.*10 minuts.* Write/),
];

const MORNING = timetableOf({ when: { when: 'Wed 07:00' }, reminders: ['4m'] });

/** The same, and a series that begins an hour and a half later. */
function withNoon(): string {
  const timetable = JSON.parse(MORNING);
  const [morning] = timetable.series;
  const noon = { ...morning, id: 'noon', name: 'Noon practice', when: 'Wed 08:30' };
  timetable.series.push({ ...noon, reminders: ['80m'] });
  return JSON.stringify(timetable);
}

/** `npm run timetable -- import FILE`, as a coordinator has it run beside the bot. */
async function importFile({ folder, keptFolder, guildId }: Stage, content: string) {
  const path = join(folder, 'new.json');
  writeFileSync(path, content);
  const child = spawn(process.execPath, [program, 'import', path], {
    cwd: folder,
    env: { BELLKEEPER_DATA: keptFolder, DISCORD_GUILD_ID: guildId },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { said: said.trim().split('\n'), code };
}

test('a starter file with five mistakes is not taken over; a good one is imported beside the running bot', async () => {
  await using stage = await openStage({
    timetable: BAD_TIMETABLE,
    isOnDisk: true,
    opensBeforeMs: 5 * MINUTE,
    speed: 1,
  });
  const upcoming = () =>
    stage.bot.bellkeeper.app
      .upcoming(stage.guildId, 2)
      .map(({ occurrence, series }) => [series.name, occurrence.startsAtMs]);
  const alert = await stage.message(stage.coordinators, /five mistakes/);
  const sentences = alert.content.split('\n').filter((line) => line.startsWith('- '));
  expect(sentences).toEqual(MISTAKES);
  expect(upcoming()).toEqual([]);

  const refused = await importFile(stage, BAD_TIMETABLE);
  expect(refused).toEqual({ said: [...MISTAKES, 'Nothing was changed.'], code: 1 });
  const taken = await importFile(stage, MORNING);
  expect(taken.said).toEqual([expect.stringMatching(/1 series.*takes notice within a minute/)]);
  expect(taken.code).toBe(0);
  stage.setSpeed(200);
  await stage.message(stage.announcements, /Morning practice.*begins/);
  expect(upcoming()[0]).toEqual(['Morning practice', START_MS]);

  stage.setSpeed(1);
  expect(await importFile(stage, withNoon())).toMatchObject({ code: 0 });
  stage.setSpeed(200);
  await stage.moves.by('started');
  await stage.message(stage.announcements, /Noon practice.*begins/);
  expect(upcoming()[1]).toEqual(['Noon practice', START_MS + 90 * MINUTE]);
  expect(stage.count(stage.coordinators, /mistakes/)).toBe(1);
  expect(repeatedAmong(stage.posted)).toEqual([]);
}, 60_000);
