import { expect, test } from '@jest/globals';
import { MessageFlags } from 'discord.js';
import { codeOf, personNamed, textChannel } from './rest-client.ts';
import { next, onStage } from './standin-bot.ts';

/** One grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);
const HEAT_MAP = { attachment: PIXEL, name: 'heat map.png', description: 'Most come on Monday.' };
const TABLE = { attachment: Buffer.from('week,people\n'), name: 'popularity.csv' };

test('a picture with alt text and a table are kept, and served as what they are', () =>
  onStage(async ({ client, world }) => {
    const message = await textChannel(client, world).send({ files: [HEAT_MAP, TABLE] });
    const [picture, table] = [...message.attachments.values()];
    expect(picture).toMatchObject({
      name: 'heat_map.png',
      description: 'Most come on Monday.',
      contentType: 'image/png',
      size: PIXEL.length,
      width: 1,
      height: 1,
    });
    const shown = await fetch(picture?.url ?? '');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PIXEL);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="heat_map.png"',
    });
    const saved = await fetch(table?.url ?? '');
    expect(await saved.text()).toBe('week,people\n');
    expect(Object.fromEntries(saved.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="popularity.csv"',
      'x-content-type-options': 'nosniff',
    });
    const gone = await fetch((table?.url ?? '').replace(table?.id ?? '', '1'));
    expect(gone.status).toBe(404);
  }));

test('a change keeps the files that it names, describes them anew and adds others', () =>
  onStage(async ({ client, world }) => {
    const message = await textChannel(client, world).send({ files: [HEAT_MAP, TABLE] });
    const [picture] = [...message.attachments.values()];
    const edited = await message.edit({
      attachments: [{ id: picture?.id ?? '', description: 'Most come on Tuesday.' }],
      files: [{ ...TABLE, name: 'again.csv', description: 'The numbers' }],
    });
    expect(edited.attachments.map(({ name, description }) => [name, description])).toEqual([
      ['heat_map.png', 'Most come on Tuesday.'],
      ['again.csv', 'The numbers'],
    ]);
  }));

test('the private answer to a command may carry a picture, at once or after a while', () =>
  onStage(async ({ client, world }) => {
    world.commands.create(null, { name: 'popularity', description: 'Who comes' });
    const chloe = personNamed(world, 'Chloe');
    const channelId = world.channelNamed('announcements').id;
    const flags = MessageFlags.Ephemeral;
    for (const isDeferred of [false, true]) {
      const used = next(client, 'interactionCreate');
      const seen = world.runCommand(chloe, channelId, 'popularity');
      const [interaction] = await used;
      if (!interaction.isChatInputCommand()) throw new Error('It should be a command.');
      if (isDeferred) {
        await interaction.deferReply({ flags });
        await interaction.editReply({ files: [HEAT_MAP] });
      } else {
        await interaction.reply({ flags, files: [HEAT_MAP] });
      }
      const { original } = await seen;
      expect(original?.attachments).toMatchObject([
        { filename: 'heat_map.png', description: 'Most come on Monday.', widthPx: 1 },
      ]);
    }
  }));

test('ten files of ten megabytes each are the most', () =>
  onStage(async ({ client, world }) => {
    const channel = textChannel(client, world);
    const big = { attachment: Buffer.alloc(10 * 1024 * 1024 + 1), name: 'big.txt' };
    expect(await codeOf(channel.send({ files: [big] }))).toBe(40005);
    const long = { ...HEAT_MAP, description: 'x'.repeat(1_025) };
    expect(await codeOf(channel.send({ files: [long] }))).toBe(50035);
  }));

test('sound is played in its place, from wherever one goes on', () =>
  onStage(async ({ client, world }) => {
    const sound = { attachment: Buffer.from('OggS0123456789'), name: 'kindness.opus' };
    const message = await textChannel(client, world).send({ files: [sound] });
    const url = message.attachments.first()?.url ?? '';
    const whole = await fetch(url);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'audio/ogg',
      'content-disposition': 'inline; filename="kindness.opus"',
      'accept-ranges': 'bytes',
    });
    expect(await whole.text()).toBe('OggS0123456789');
    const rest = await fetch(url, { headers: { Range: 'bytes=10-' } });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, 'bytes 10-13/14']);
    expect(await rest.text()).toBe('6789');
    const middle = await fetch(url, { headers: { Range: 'bytes=4-5' } });
    expect(await middle.text()).toBe('01');
  }));
