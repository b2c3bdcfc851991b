import { expect, test } from '@jest/globals';
import type { Message, MessageFile } from '../../src/app/ports.ts';
import { PLAIN, post, type MessengerWorld } from './messenger-world.ts';

function file(name: string, text: string, altText?: string): MessageFile {
  const bytes = new TextEncoder().encode(text);
  return { name, bytes, ...(altText === undefined ? {} : { altText }) };
}

const CHART = file('chart.csv', 'a,b', 'How many people came');
const NOTES = file('notes.txt', 'Nothing else.');

const SEEN_CHART = { name: 'chart.csv', text: 'a,b', altText: 'How many people came' };
const SEEN_NOTES = { name: 'notes.txt', text: 'Nothing else.', altText: null };

/** What a messenger does with the files of a message. */
export function describeFiles(of: () => MessengerWorld): void {
  test('files hang at the message, with the words for whoever can’t see them', async () => {
    const world = of();
    await post(world, { ...PLAIN, files: [CHART, NOTES] }, 'a');
    expect(world.textsIn(world.channelId)).toEqual([PLAIN.text]);
    expect(world.filesIn(world.channelId)).toEqual([SEEN_CHART, SEEN_NOTES]);
  });

  test('a message may be nothing but a file', async () => {
    const world = of();
    await post(world, { text: '', rows: [], files: [CHART] }, 'a');
    expect(world.filesIn(world.channelId)).toEqual([SEEN_CHART]);
  });

  test.each<[string, Partial<Message>, object[]]>([
    ['with others takes their place', { files: [NOTES] }, [SEEN_NOTES]],
    ['without any takes them away', {}, []],
  ])('an edit %s', async (_what, changed, seen) => {
    const world = of();
    const messageId = await post(world, { ...PLAIN, files: [CHART] }, 'a');
    const outcome = await world.messenger.edit(world.channelId, messageId, {
      ...PLAIN,
      ...changed,
    });
    expect(outcome.kind).toBe('sent');
    expect(world.filesIn(world.channelId)).toEqual(seen);
  });

  test('the same nonce again hangs them there once', async () => {
    const world = of();
    await post(world, { ...PLAIN, files: [CHART] }, 'a');
    await post(world, { ...PLAIN, files: [CHART] }, 'a');
    expect(world.filesIn(world.channelId)).toHaveLength(1);
  });

  test.each<[string, MessageFile[]]>([
    ['eleven files', Array.from({ length: 11 }, (_each, index) => file(`${index}.txt`, 'a'))],
    ['words of 1,025 characters', [file('chart.csv', 'a', 'a'.repeat(1_025))]],
  ])('%s are refused as invalid', async (_what, files) => {
    const world = of();
    const outcome = await world.messenger.post(world.channelId, { ...PLAIN, files }, 'a');
    expect(outcome).toEqual({ kind: 'refused', why: 'INVALID' });
    expect(world.textsIn(world.channelId)).toEqual([]);
  });
}
