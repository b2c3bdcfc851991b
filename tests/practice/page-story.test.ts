import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { PracticeReading } from '../../src/practice/page-reading.ts';
import { createStory, type Story } from '../../src/practice/page-story.ts';
import type { StoryView } from '../../src/practice/page/protocol.ts';
import { createPracticeClock, type PracticeClock } from '../../src/practice/practice-clock.ts';
import { createSampleWorld, type World } from '../../src/practice/world.ts';
import type { Interaction } from '../../src/practice/world/interaction.ts';

const MENU = {
  type: 3,
  custom_id: 'choice',
  options: [
    { label: 'Kindness', value: 'recording:kindness' },
    { label: 'Ten minutes', value: 'silence:10' },
    { label: 'Fifteen minutes', value: 'silence:15' },
  ],
};

let world: World;
let clock: PracticeClock;
let story: Story;
let phase: string;
const shown: StoryView[] = [];
const used: Interaction[] = [];

beforeEach(() => {
  jest.useFakeTimers();
  shown.length = 0;
  used.length = 0;
  phase = 'upcoming';
  clock = createPracticeClock({ startMs: Date.UTC(2026, 9, 5, 13, 58), isSounding: () => false });
  world = createSampleWorld(clock);
  world.on('interactionStarted', (interaction) => {
    used.push(interaction);
    world.interactions.deferUpdate(interaction);
  });
  const session = { name: 'n', phaseWords: '', why: '', next: null, nextAtMs: null, log: [] };
  const reader = (): PracticeReading => ({ botState: 'ready', session: { ...session, phase } });
  const starter = { beginStory: () => Promise.resolve() };
  story = createStory({ world, clock, reader, starter, onChange: (view) => shown.push(view) });
});

afterEach(() => {
  story.close();
  clock.close();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

function move(to: string): void {
  phase = to;
  story.look();
}

function postMenu(): void {
  const hall = world.channelNamed('Practice hall');
  const components = [{ type: 1, components: [MENU] }];
  world.messages.post(hall.id, world.bot.id, { content: 'Choose', components });
}

test('everyone else leaves, two people come, and the clock runs fast', async () => {
  const hall = world.channelNamed('Practice hall').id;
  world.joinVoice(world.addPerson({ name: 'Ana', kind: 'teacher' }).userId, hall);
  await story.begin();
  const inRoom = [...world.firstGuild().voiceStateByUserId.keys()];
  expect(inRoom.map((id) => world.user(id).name)).toEqual(['Alice', 'Vera']);
  expect(clock.speed).toBe(20);
});

test('a visitor who chooses nothing sees the volunteer choose the shortest silence', async () => {
  await story.begin();
  for (const each of ['upcoming', 'waiting', 'welcoming']) move(each);
  postMenu();
  move('choosing');
  expect(clock.speed).toBe(1);
  await jest.advanceTimersByTimeAsync(20_000);
  expect(used.map(({ data }) => data['values'])).toEqual([['silence:10']]);
  move('sitting');
  expect(clock.speed).toBe(20);
  expect(shown).toEqual(['beginning', 'going', 'yourChoice', 'going']);
});

test('a visitor who chooses is not overruled', async () => {
  await story.begin();
  move('waiting');
  postMenu();
  move('choosing');
  move('playing');
  await jest.advanceTimersByTimeAsync(60_000);
  expect(used).toEqual([]);
});

test('the second choice is left to time, and the end is calm', async () => {
  await story.begin();
  move('waiting');
  postMenu();
  for (const each of ['choosing', 'sitting', 'choosing', 'closing', 'ended']) move(each);
  expect(shown).toEqual(['beginning', 'going', 'yourChoice', 'going', 'over']);
  expect(clock.speed).toBe(1);
});

test('it can be seen twice, with the same two people', async () => {
  await story.begin();
  for (const each of ['waiting', 'ended']) move(each);
  phase = 'upcoming';
  await story.begin();
  expect(story.view).toBe('beginning');
  const names = [...world.firstGuild().memberByUserId.keys()].map((id) => world.user(id).name);
  expect(names.filter((name) => name === 'Vera')).toHaveLength(1);
});
