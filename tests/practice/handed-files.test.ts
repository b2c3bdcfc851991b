/** A file that comes with a command: on the stand-in's disk, at an address, and gone at the end. */
import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import {
  ApplicationCommandOptionType,
  type ApplicationCommandDataResolvable,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { HandedFiles, TooLarge } from '../../src/practice/handed-files.ts';
import { next, onStage, type Stage } from './standin-bot.ts';

const ADD: ApplicationCommandDataResolvable = {
  name: 'add',
  description: 'Hand over a recording',
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'file',
      description: 'A file of your own',
      options: [
        {
          type: ApplicationCommandOptionType.Attachment,
          name: 'file',
          description: 'The recording',
          required: true,
        },
      ],
    },
  ],
};

const bytes = Buffer.from('OggS and so on');

async function useAdd({ client, world }: Stage, fileId: string) {
  await client.application.commands.set([ADD], world.firstGuild().id);
  const used = next(client, 'interactionCreate');
  const ben = [...world.userById.values()].find(({ name }) => name === 'Ben');
  const where = world.channelNamed('announcements').id;
  const seen = world.runCommand(ben?.id ?? '', where, 'add', 'file', { file: fileId });
  const [interaction] = await used;
  const command = interaction as ChatInputCommandInteraction;
  await command.reply('Thank you.');
  await seen;
  return command.options.getAttachment('file', true);
}

test('reaches the bot with its name, size and kind, and can be fetched where it is said to be', () =>
  onStage(async (stage) => {
    const { handedFiles } = stage.world;
    const { id } = await handedFiles.keep('Freundlich üben.mp3', bytes);
    const attachment = await useAdd(stage, id);
    expect(attachment).toMatchObject({
      id,
      name: 'Freundlich__ben.mp3',
      size: bytes.length,
      contentType: 'audio/mpeg',
      ephemeral: true,
    });
    const { url } = attachment;
    expect(new URL(url).origin).toBe(new URL(stage.standin.apiUrl).origin);
    const fetched = await fetch(url);
    expect(fetched.headers.get('content-length')).toBe(String(bytes.length));
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
    const unsigned = await fetch(url.split('?')[0] ?? '');
    expect(unsigned.status).toBe(404);
  }));

test('that nobody handed over can not be named', () =>
  onStage(async (stage) => {
    const { client, world } = stage;
    await client.application.commands.set([ADD], world.firstGuild().id);
    const ben = [...world.userById.values()].find(({ name }) => name === 'Ben')?.id ?? '';
    const where = world.channelNamed('announcements').id;
    expect(() => world.runCommand(ben, where, 'add', 'file', { file: '123' })).toThrow(
      'No file 123 was handed over.',
    );
    expect(() => world.runCommand(ben, where, 'add', 'file', {})).toThrow('requires the option');
  }));

test('leaves no trace when the stand-in closes', async () => {
  const paths: string[] = [];
  await onStage(async ({ world }) => {
    const { path } = await world.handedFiles.keep('a.mp3', bytes);
    paths.push(dirname(path));
    expect(existsSync(path)).toBe(true);
  });
  expect(paths.map((path) => existsSync(path))).toEqual([false]);
});

test('that is larger than may be is refused while it comes, and nothing is left of it', () =>
  withSmallFiles(async (files) => {
    const { path } = await files.keep('a.mp3', bytes);
    let taken = 0;
    const content = Readable.from(
      (function* endless() {
        for (;;) {
          taken += 1;
          yield Buffer.alloc(1_000);
        }
      })(),
    );
    await expect(files.keep('long.wav', content)).rejects.toBeInstanceOf(TooLarge);
    expect(taken).toBeLessThan(1_000);
    expect(await readdir(dirname(path))).toHaveLength(1);
  }));

test('makes the oldest go when there are too many', () =>
  withSmallFiles(async (files) => {
    const kept = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      kept.push(await files.keep(`${name}.mp3`, Buffer.alloc(10_000)));
    }
    expect(kept.map(({ id }) => files.find(id) !== null)).toEqual([false, true, true, true, true]);
    expect(kept.map(({ path }) => existsSync(path))).toEqual([false, true, true, true, true]);
  }));

/** Files of 10 kB at most. */
async function withSmallFiles(work: (files: HandedFiles) => Promise<void>): Promise<void> {
  let last = 0;
  const files = new HandedFiles(() => String((last += 1)), 10_000);
  try {
    await work(files);
  } finally {
    await files.close();
  }
}

test('that breaks off while it comes leaves nothing', () =>
  onStage(async ({ world }) => {
    const { path } = await world.handedFiles.keep('a.mp3', bytes);
    const content = Readable.from(
      (function* broken() {
        yield bytes;
        throw new Error('The page went away.');
      })(),
    );
    await expect(world.handedFiles.keep('b.mp3', content)).rejects.toThrow('went away');
    expect(await readdir(dirname(path))).toHaveLength(1);
  }));
