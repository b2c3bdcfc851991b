/** The room chooses together, with the buttons below the welcome. */
import { expect, test } from '@jest/globals';
import type { Message } from '../../src/practice/world/entities.ts';
import { shipped, spoken, withoutSilence } from './heard.ts';
import { answerOf } from './people.ts';
import { MINUTE, openStage, type Stage } from './stage.ts';

interface ButtonJson {
  readonly custom_id?: string;
  readonly label?: string;
}

/** The labels of the vote, by the id of their button, as they stand in the message now. */
function ballot({ components }: Message): Map<string, string> {
  const rows = components as readonly { readonly components?: readonly ButtonJson[] }[];
  return new Map(
    rows
      .flatMap((row) => row.components ?? [])
      .filter(({ custom_id: id }) => id?.startsWith('bell|vote|'))
      .map(({ custom_id: id = '', label = '' }) => [id, label]),
  );
}

async function vote(stage: Stage, name: string, offer: Message, label: string): Promise<string> {
  const found = [...ballot(offer)].find(([, words]) => words.startsWith(label));
  if (!found)
    throw new Error(`No button says ${label}: ${[...ballot(offer).values()].join(' | ')}`);
  return answerOf(await stage.world.pressButton(stage.personNamed(name), offer.id, found[0]));
}

test('three people vote by button, one thinks better of it, and the room hears what most wanted', async () => {
  await using stage = await openStage({ reminders: [], participantsVote: true });
  const [first, second, third, elsewhere] = ['Dev', 'Emi', 'Fay', 'Gil'] as const;
  for (const name of [second, third, elsewhere]) {
    stage.world.addPerson({ name, kind: 'participant', zone: 'Europe/Paris' });
  }
  for (const name of [first, second, third]) stage.enter(name);
  const offer = await stage.message(stage.hall, /On behalf of CMSC/);
  expect(offer.content).toContain('Everyone in the voice room has one voice');
  expect([...ballot(offer).values()]).toEqual([
    expect.stringContaining('minute'),
    'Silence, 10 minutes',
    'Silence, 20 minutes',
  ]);
  expect(await vote(stage, first, offer, 'Silence, 20')).toMatch(/Your voice is for 20 minutes/);
  expect(await vote(stage, second, offer, 'Silence, 10')).toMatch(/Your voice is for 10 minutes/);
  expect(await vote(stage, third, offer, 'Silence, 20')).toMatch(/until about <t:\d+:t>/);
  expect(await vote(stage, third, offer, 'Silence, 10')).toMatch(/Your voice is for 10 minutes/);
  expect(await vote(stage, elsewhere, offer, 'Silence, 20')).toMatch(/Please join it/);
  const refused = await stage.press(first, offer, 'choose', ['silence:20']);
  expect(answerOf(refused)).toMatch(/Only volunteers/);

  await stage.moves.by('voted');
  const state = stage.state();
  if (state?.phase !== 'sitting') throw new Error('Nobody sits.');
  expect(state.untilMs - state.startedAtMs).toBe(10 * MINUTE);
  expect(state.votes).toEqual([]);
  await stage.message(stage.hall, /The room chose it: 2 of 3 voices\./);
  const opened = withoutSilence([
    ...spoken('begin-soon'),
    ...spoken('welcome'),
    ...spoken('silence-10'),
    ...shipped('bells/opening.opus'),
  ]);
  await stage.heard(opened.length);
  // The choice is made: the message has no buttons to vote with any more.
  const standing = stage.standing(stage.hall).find(({ id }) => id === offer.id);
  expect(ballot(standing!).size).toBe(0);
  expect(stage.moves.problems).toEqual([]);
}, 150_000);
