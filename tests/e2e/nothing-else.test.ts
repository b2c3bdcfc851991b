/**
 * Whatever happens to a recording between being chosen and being heard: not one frame of it leaves
 * when it is not what was approved, or may not be heard any more. Run alone, it prints the table.
 */
import {
  copyFileSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { asId, type ChannelId, type RoleId, type UserId } from '../../src/domain/identity.ts';
import { placesOf } from './heard.ts';
import { answerOf, customIdOf } from './people.ts';
import { openStage, type Stage } from './stage.ts';

const TIMEOUT_MS = 150_000;
const SECONDS = 6;

const lines: string[] = [];
afterAll(() => {
  if (process.argv.some((text) => text.includes('nothing-else'))) {
    process.stdout.write(`\n${lines.toSorted().join('\n')}\n\n`);
  }
});

interface Ending {
  /** What the one who asked reads, or the room. */
  readonly words: string;
  /** Coordinators are told of what befell a recording; who is no volunteer is only answered. */
  readonly told: RegExp | null;
}

interface Refused {
  readonly what: string;
  readonly run: (stage: Stage) => Promise<Ending>;
}

const pathOf = ({ folder, recording }: Stage): string => join(folder, `${recording.sha256}.opus`);

/** One byte in the middle, and the times as they were. */
function changeOneByte(stage: Stage): void {
  const path = pathOf(stage);
  const content = readFileSync(path);
  const at = content.length >> 1;
  content[at] = (content[at] ?? 0) ^ 1;
  writeFileSync(path, content);
  utimesSync(path, 1_700_000_000, 1_700_000_000);
}

function byHand(stage: Stage, sql: string): void {
  const database = new Database(stage.databasePath);
  database.exec(sql);
  database.close();
}

const play = (stage: Stage) => stage.command('Ben', 'play', { recording: stage.recording.id });

/** The one who asks is told no. */
async function isAnswered(stage: Stage, words: RegExp, told: RegExp | null): Promise<Ending> {
  const answer = answerOf(await play(stage));
  expect(answer).toMatch(words);
  return { words: answer, told };
}

/** It was begun, and the room is told that it can't be heard, with choices. */
async function roomIsTold(stage: Stage, told: RegExp): Promise<Ending> {
  const { content } = await stage.message(stage.hall, /cannot be heard just now/);
  await stage.message(stage.hall, /What would you like to do now/);
  return { words: content, told };
}

/** The words of the welcome, with the choices below them. */
const WELCOME = /On behalf of CMSC/;

/** Chosen while the welcome is spoken; resolves in its midst. */
async function chooseDuringWelcome(stage: Stage): Promise<void> {
  await stage.message(stage.hall, WELCOME);
  expect(answerOf(await play(stage))).toMatch(/welcome/i);
}

const NOT_RIGHT = /its file is not the one that was approved/;
const GONE = /its file is gone/;
const UNAPPROVED = /not approved as it stands now/;

const table: readonly Refused[] = [
  {
    what: 'one byte of its file is changed while the welcome is spoken',
    async run(stage) {
      await chooseDuringWelcome(stage);
      changeOneByte(stage);
      return roomIsTold(stage, NOT_RIGHT);
    },
  },
  {
    what: 'its permission ends while the welcome is spoken',
    async run(stage) {
      await chooseDuringWelcome(stage);
      const { bot, guildId, recording, clock } = stage;
      const permissionEndsAtMs = clock.nowMs() + 1_000;
      bot.store.allowlist.save(guildId, { ...recording, permissionEndsAtMs }, clock.nowMs());
      return roomIsTold(stage, /whose permission has ended/);
    },
  },
  {
    what: 'one byte of its file is changed while the words before it are spoken',
    async run(stage) {
      await play(stage);
      await stage.heard(20);
      changeOneByte(stage);
      return roomIsTold(stage, NOT_RIGHT);
    },
  },
  {
    what: 'its file becomes a symbolic link to the same bytes outside',
    async run(stage) {
      const outside = join(stage.keptFolder, 'outside.opus');
      renameSync(pathOf(stage), outside);
      symlinkSync(outside, pathOf(stage));
      await play(stage);
      return roomIsTold(stage, GONE);
    },
  },
  {
    what: 'its name leads out of the folder',
    async run(stage) {
      copyFileSync(pathOf(stage), join(stage.keptFolder, 'a.opus'));
      const led = `../${basename(stage.keptFolder)}/a`;
      // The database itself refuses such a name; whoever goes past that writes the approval, too.
      expect(() => byHand(stage, `UPDATE recordings SET sha256 = '${led}'`)).toThrow('CHECK');
      byHand(
        stage,
        `PRAGMA ignore_check_constraints = ON; UPDATE recordings SET sha256 = '${led}',
         approved_as = json_replace(approved_as, '$[0]', '${led}') WHERE id = 'tone'`,
      );
      await play(stage);
      return roomIsTold(stage, GONE);
    },
  },
  ...(
    [
      ['title', `'Something else'`],
      ['sha256', `'${'f'.repeat(64)}'`],
    ] as const
  ).map(([column, value]) => ({
    what: `its ${column} is changed in the database by hand`,
    async run(stage: Stage) {
      byHand(stage, `UPDATE recordings SET ${column} = ${value} WHERE id = 'tone'`);
      return isAnswered(stage, /not been approved yet/, UNAPPROVED);
    },
  })),
  {
    what: 'it was never approved, and its status is changed in the database by hand',
    async run(stage) {
      const { bot, guildId, recording } = stage;
      bot.store.allowlist.save(guildId, { ...recording, status: 'proposed' }, 1);
      byHand(stage, `UPDATE recordings SET status = 'approved' WHERE id = 'tone'`);
      return isAnswered(stage, /not been approved yet/, UNAPPROVED);
    },
  },
  {
    what: 'it was revoked after it was suggested',
    async run(stage) {
      const { bot, guildId, recording } = stage;
      const offered = await stage.suggestions('Ben', 'play', 'recording', 'ton');
      expect(offered.map(({ value }) => value)).toEqual([recording.id]);
      bot.store.allowlist.save(guildId, { ...recording, status: 'revoked' }, 1);
      return isAnswered(stage, /no longer on the/, /which was taken back/);
    },
  },
  {
    what: 'it was revoked, and is chosen in a menu from before',
    async run(stage) {
      const { bot, guildId, recording } = stage;
      const offer = await stage.message(stage.hall, WELCOME);
      bot.store.allowlist.save(guildId, { ...recording, status: 'revoked' }, 1);
      const values = [`recording:${recording.id}`];
      const pressed = await stage.press('Ben', offer, 'choose', values);
      expect(answerOf(pressed)).toMatch(/no longer on the/);
      return { words: answerOf(pressed), told: /which was taken back/ };
    },
  },
  {
    what: 'it is chosen by a volunteer whose role was just taken',
    async run(stage) {
      stage.world.setRoles(stage.personNamed('Ben'), []);
      return isAnswered(stage, /Only volunteers, teachers and coordinators/, null);
    },
  },
  {
    what: 'it is chosen by a button of another community',
    async run(stage) {
      const offer = await stage.message(stage.hall, WELCOME);
      const own = customIdOf(offer, 'choose');
      const [prefix, action, marker] = own.split('|');
      const answers: string[] = [];
      await stage.bot.bellkeeper.handle(
        {
          type: 'component',
          id: [prefix, action, marker, 'evening@2026-12-01'].join('|'),
          values: [`recording:${stage.recording.id}`],
          caller: {
            guildId: stage.guildId,
            channelId: asId<ChannelId>(stage.hall.id),
            userId: asId<UserId>(stage.personNamed('Ben')),
            roleIds: [asId<RoleId>(stage.world.roleNamed('Volunteer').id)],
            locale: 'en-US',
          },
        },
        {
          defer: () => Promise.resolve(),
          answer: async ({ text }) => void answers.push(text),
          update: () => Promise.resolve(true),
          replace: async ({ text }) => void answers.push(text),
          complete: () => Promise.resolve(),
        },
      );
      expect(answers).toHaveLength(1);
      expect(answers[0]).toMatch(/belongs to an earlier moment/);
      return { words: answers[0] ?? '', told: null };
    },
  },
];

test.concurrent.each(table)(
  'not heard: $what',
  async ({ what, run }) => {
    await using stage = await openStage({
      reminders: [],
      recordingSeconds: SECONDS,
      isOnDisk: true,
      ifNobodyChooses: 'nothing',
    });
    stage.enter('Ben');
    stage.enter('Dev');
    await stage.moves.by('started');
    const { words, told } = await run(stage);
    if (told) await stage.message(stage.coordinators, told);
    const ofIt = placesOf(stage.recorder.sounding(), stage.packets).filter((at) => at !== null);
    expect(ofIt).toEqual([]);
    const alerts = stage.standing(stage.coordinators).map(({ content }) => content);
    expect(alerts.filter((content) => told?.test(content))).toHaveLength(told ? 1 : 0);
    const logged = stage.moves.problems.filter((line) => 'why' in line);
    expect(logged.length > 0).toBe(told !== null);
    lines.push(
      `${what.padEnd(76)} 0 frames; ${told ? 'told once' : 'answered'}: ${words.slice(0, 70)}`,
    );
  },
  TIMEOUT_MS,
);
