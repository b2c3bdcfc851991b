/** Everything is looked over: five things are broken at once, and each is told with what to do. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import type { Recording } from '../../src/app/ports.ts';
import { asId, type ChannelId } from '../../src/domain/identity.ts';
import {
  isBroken,
  preflightLine,
  type NamedChannel,
  type PreflightLine,
} from '../../src/domain/preflight.ts';
import type { Channel } from '../../src/practice/world/entities.ts';
import { permissionBits, type PermissionName } from '../../src/practice/world/permissions.ts';
import type { World } from '../../src/practice/world.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { preflightInDiscord, preflightInTerminal } from '../../src/texts/preflight-texts.ts';
import { endChildren, openChildStage, type ChildStage } from './child-stage.ts';
import { answerOf } from './people.ts';
import { shiftDates } from './shifted-dates.ts';
import { MINUTE, openStage, type Stage } from './stage.ts';

const HOUR = 60 * MINUTE;
const SEVEN_MINUTES = 7 * MINUTE;
const preflightFile = fileURLToPath(new URL('../../src/preflight-file.ts', import.meta.url));
const texts = textsFor('en');

afterAll(endChildren);

// ---- what is broken ----------------------------------------------------------------

function forbid(world: World, channel: Channel, permission: PermissionName): void {
  const role = world.roleNamed(world.bot.name);
  const others = channel.overwrites.filter(({ id }) => id !== role.id);
  const own = channel.overwrites.find(({ id }) => id === role.id);
  world.setOverwrites(channel.id, [
    ...others,
    {
      kind: 'role',
      id: role.id,
      allow: (own?.allow ?? 0n) & ~permissionBits(permission),
      deny: (own?.deny ?? 0n) | permissionBits(permission),
    },
  ]);
}

function changeOneByte(path: string): void {
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8((bytes.readUInt8(middle) + 1) % 256, middle);
  writeFileSync(path, bytes);
}

const named = ({ id, name }: Channel): NamedChannel => ({ channelId: asId<ChannelId>(id), name });

/** The five, in the order in which they are shown. The last one is told with what was measured. */
function fiveTroubles(world: World, recording: Recording): PreflightLine[] {
  return [
    preflightLine('PERMISSIONS_MISSING', {
      channel: named(world.channelNamed('announcements')),
      missing: ['SendMessages'],
    }),
    preflightLine('PERMISSIONS_MISSING', {
      channel: named(world.channelNamed('Practice hall')),
      missing: ['Connect'],
    }),
    preflightLine('FILE_CHANGED', { title: recording.title }),
    preflightLine('CLOCK_WRONG', { aheadMs: -SEVEN_MINUTES }),
    preflightLine('FFMPEG_MISSING', {}),
  ];
}

const withoutFfmpeg = { ffmpegPath: '/nowhere/ffmpeg', searchPath: '' };

// ---- the command line ------------------------------------------------------------------

async function runPreflight(stage: ChildStage, changes: Record<string, string> = {}) {
  const child = spawn(process.execPath, [preflightFile], {
    cwd: stage.folder,
    env: { ...stage.environment, LOG_LEVEL: 'silent', ...changes },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, ...read(output) };
}

const labels = { ...texts.preflight.outcomes };

/** Each row that begins with a subject, with what follows it below. */
function read(output: string) {
  const rows = output.split('\n').reduce<string[]>((read, line) => {
    if (/^\S/.test(line)) return [...read, line];
    return line === '' ? read : [...read.slice(0, -1), `${read.at(-1)} ${line.trim()}`];
  }, []);
  const of = (outcome: keyof typeof labels): string[] =>
    rows
      .filter((row) => row.includes(`  ${labels[outcome]()}  `))
      .map((row) => row.replace(/\s+/g, ' '));
  return { well: of('well'), broken: of('broken'), skipped: of('skipped') };
}

/** As a row says it. */
function rowOf(line: PreflightLine): string {
  const { preflight } = texts;
  const what = preflight.finding(line, preflightInTerminal);
  const remedy = isBroken(line) ? ` ${preflight.remedy(line, preflightInTerminal)}` : '';
  const head = `${preflight.subjects[line.subject]()} ${preflight.outcomes[line.outcome]()}`;
  return `${head} ${what}${remedy}`;
}

/** A bot has been started once, so that the timetable is in its database; a session comes tomorrow. */
async function openStageOfTomorrow(): Promise<ChildStage> {
  const tomorrow = new Date(performance.timeOrigin + performance.now() + 24 * HOUR);
  return openChildStage({ when: { once: tomorrow.toISOString().slice(0, 16) } });
}

test('a bot that runs is left alone; without one the room is joined, and all is well', async () => {
  await using stage = await openStageOfTomorrow();
  const { hall, world } = stage;
  const joins = stage.countJoins();
  const bot = stage.start();
  await bot.ready();
  const beside = await runPreflight(stage);
  expect(beside.broken).toEqual([]);
  expect(beside.skipped).toEqual([rowOf(preflightLine('BOT_RUNS', { channel: named(hall) }))]);
  expect(beside.code).toBe(0);
  expect(joins()).toBe(0);
  await bot.kill('SIGTERM');

  const alone = await runPreflight(stage);
  expect(alone).toMatchObject({ broken: [], skipped: [], code: 0 });
  expect(alone.well).toContain(rowOf(preflightLine('ROOM_HEARD', { channel: named(hall) })));
  expect(joins()).toBe(1);
  expect(stage.isBotIn()).toBe(false);
  // A second of silence, encrypted: the listener could read every frame.
  expect(stage.recorder.frames.length).toBeGreaterThanOrEqual(50);
  expect(stage.recorder.sounding()).toEqual([]);
  expect(world.directMessagesOf(stage.personNamed('Chloe'))).toEqual([]);
  expect(stage.posted).toEqual([]);
}, 60_000);

test('five things are broken at once: five lines, each with its remedy, and the others well', async () => {
  await using stage = await openStageOfTomorrow();
  const { world, recording, folder } = stage;
  const bot = stage.start();
  await bot.ready();
  await bot.kill('SIGTERM');
  forbid(world, world.channelNamed('announcements'), 'sendMessages');
  forbid(world, stage.hall, 'connect');
  changeOneByte(join(folder, 'data', 'recordings', recording.file));
  const dates = await shiftDates(stage.standin.apiUrl, SEVEN_MINUTES);
  const joins = stage.countJoins();
  const seen = await runPreflight(stage, {
    DISCORD_API_URL: dates.apiUrl,
    FFMPEG_PATH: withoutFfmpeg.ffmpegPath,
    PATH: withoutFfmpeg.searchPath,
  });
  await dates.close();
  expect(seen.broken).toEqual(fiveTroubles(world, recording).map(rowOf));
  expect(seen.skipped).toEqual([
    rowOf(preflightLine('ROOM_NOT_ALLOWED', { channel: named(stage.hall) })),
  ]);
  expect(seen.well.map((row) => row.split(` ${labels.well()} `)[0])).toEqual([
    'Discord',
    'Channels',
    'Channels',
    'Roles',
    'Roles',
    'Roles',
    'Disk',
    'Time zones',
  ]);
  expect(seen.code).toBe(1);
  expect(joins()).toBe(0);

  // What was broken before the start is in German where the server is.
  const german = await runPreflight(stage, { BELLKEEPER_LANGUAGE: 'de' });
  expect(german.output).toContain('Nachrichten senden');
  expect(german.code).toBe(1);
}, 60_000);

test('what it can not do, it says: no token, a token that is refused, no server, no Discord', async () => {
  await using stage = await openStageOfTomorrow();
  const none = await runPreflight(stage, { DISCORD_TOKEN: '' });
  expect(none).toMatchObject({ code: 1, well: [], broken: [] });
  expect(none.output).toContain('DISCORD_TOKEN is missing');
  const refused = await runPreflight(stage, { DISCORD_TOKEN: 'a.wrong.token' });
  expect(refused.broken).toEqual([rowOf(preflightLine('TOKEN_REFUSED', {}))]);
  expect(refused.output).not.toContain('a.wrong.token');
  const elsewhere = await runPreflight(stage, { DISCORD_GUILD_ID: '123456789012345678' });
  expect(elsewhere.broken).toEqual([rowOf(preflightLine('NOT_INVITED', {}))]);
  await stage.standin.close();
  const away = await runPreflight(stage);
  expect(away).toMatchObject({ broken: [], code: 0 });
  expect(away.skipped).toContain(rowOf(preflightLine('PLATFORM_AWAY', {})));
}, 90_000);

// ---- inside the bot -----------------------------------------------------------------------

function nextBeat({ clock }: Stage): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.heartbeat(() => {
      cancel();
      resolve();
    });
  });
}

test('inside the bot the same five are found, and coordinators are told of each once', async () => {
  await using stage = await openStage({
    looksOver: true,
    opensBeforeMs: 8 * HOUR,
    datesAheadMs: SEVEN_MINUTES,
    programs: withoutFfmpeg,
  });
  const { world, bot, recording, coordinators, guildId } = stage;
  forbid(world, world.channelNamed('announcements'), 'sendMessages');
  forbid(world, stage.hall, 'connect');
  changeOneByte(join(stage.folder, recording.file));
  const told = await stage.message(coordinators, /^I looked over everything/);
  const report = bot.bellkeeper.app.preflight.latest(guildId);
  const lines = report?.lines ?? [];
  const five = fiveTroubles(world, recording);
  expect(lines.filter(isBroken).map(({ code }) => code)).toEqual(five.map(({ code }) => code));
  expect(lines.filter(({ outcome }) => outcome === 'skipped').map(({ code }) => code)).toEqual([
    'ROOM_NOT_ALLOWED',
  ]);
  for (const line of five) {
    if (!isBroken(line)) continue;
    const { preflight } = texts;
    const sentence = `${preflight.finding(line, preflightInDiscord)} ${preflight.remedy(line, preflightInDiscord)}`;
    // The file was told of by whoever took its approval, and is not told of again.
    expect(told.content.includes(sentence)).toBe(line.code !== 'FILE_CHANGED');
  }
  await stage.message(coordinators, new RegExp(recording.title));
  expect(bot.health.troubles.map(({ code }) => code)).toContain('PREFLIGHT_FAILED');
  const status = answerOf(await stage.command('Chloe', 'status'));
  for (const line of five.slice(0, 2)) {
    expect(status).toContain(texts.preflight.finding(line, preflightInDiscord));
  }
  expect(answerOf(await stage.command('Dev', 'status'))).not.toContain('Looked over');

  // Looked at again an hour later, and told of no more.
  stage.setSpeed(2_000);
  while (bot.bellkeeper.app.preflight.latest(guildId)?.atMs === report?.atMs) {
    await nextBeat(stage);
  }
  expect(stage.count(coordinators, /^I looked over everything/)).toBe(1);
  expect(stage.count(coordinators, new RegExp(recording.title))).toBe(1);
}, 60_000);

test('inside the bot, when all is well, the room was joined and nobody is told', async () => {
  await using stage = await openStage({ looksOver: true, opensBeforeMs: 2 * HOUR });
  const { bot, coordinators, guildId } = stage;
  await stage.botIs('in');
  const state = stage.world.firstGuild().voiceStateByUserId.get(stage.world.bot.id);
  expect(state?.isSelfDeafened).toBe(true);
  await stage.botIs('out');
  while (bot.bellkeeper.app.preflight.latest(guildId) === null) await nextBeat(stage);
  const lines = bot.bellkeeper.app.preflight.latest(guildId)?.lines ?? [];
  expect(lines.filter(({ outcome }) => outcome !== 'well')).toEqual([]);
  expect(stage.standing(coordinators)).toEqual([]);
  expect(answerOf(await stage.command('Chloe', 'status'))).toMatch(/all is well\.$/);
}, 60_000);
