/** Discord's own events, and what coordinators are shown of how many people come. */
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import type { ScheduledEvent } from '../../src/practice/world/entities.ts';
import { readPng } from '../pictures/png-reader.ts';
import { MINUTE, openStage, START_MS, type Stage } from './stage.ts';

const TIMEOUT_MS = 60_000;
const SCHEDULED = 1;
const ACTIVE = 2;
const COMPLETED = 3;

/** Resolves with the event of the stage's only session once it has that status. */
async function eventIs(
  { world, standing }: StageWithEvents,
  status: number,
): Promise<ScheduledEvent> {
  for (;;) {
    const found = standing.find(({ fields }) => fields['status'] === status);
    if (found) return found;
    await Promise.race(
      ['scheduledEventCreated', 'scheduledEventUpdated'].map((name) => once(world, name)),
    );
  }
}

interface StageWithEvents {
  readonly world: Stage['world'];
  /** Every event that the bot made, over or not. */
  readonly standing: readonly ScheduledEvent[];
}

/** The events that are there, and those to come. */
function followEvents({ world }: Stage): StageWithEvents {
  const standing = [...world.firstGuild().scheduledEventById.values()];
  world.on('scheduledEventCreated', (event) => standing.push(event));
  return { world, standing };
}

test.concurrent(
  'an event stands for the session, begins with it when somebody is there, and is completed with it',
  async () => {
    await using stage = await openStage({ reminders: [], opensBeforeMs: 10 * MINUTE });
    const events = followEvents(stage);
    const { fields, creatorId } = await eventIs(events, SCHEDULED);
    expect(creatorId).toBe(stage.world.bot.id);
    expect(fields).toMatchObject({
      name: 'Morning practice',
      channel_id: stage.hall.id,
      scheduled_start_time: expect.stringMatching(/^2026-12-02T15:00:00/),
    });
    // With a teacher nothing sounds, and the clock may run.
    stage.enter('Ana');
    await stage.counts(1);
    await stage.clock.skipTo(START_MS);
    await eventIs(events, ACTIVE);
    await stage.clock.skipTo(START_MS + 60 * MINUTE);
    await eventIs(events, COMPLETED);
    expect(events.standing).toHaveLength(1);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  '/popularity: two pictures that can be read, each with its words, and a table',
  async () => {
    await using stage = await openStage({ reminders: [] });
    stage.enter('Dev');
    stage.enter('Ben');
    await stage.moves.by('started');
    const asked = await stage.command('Chloe', 'popularity', { weeks: 4 });
    // It takes longer than people are left waiting for: the answer comes after a deferral.
    while (!asked.original) await once(stage.world, 'interactionChanged');
    const { attachments, content } = asked.original;
    expect(content).toContain('**How many people came**, 9 Nov to 2 Dec 2026');
    expect(attachments.map(({ contentType }) => contentType)).toEqual([
      'image/png',
      'image/png',
      'text/csv; charset=utf-8',
    ]);
    const [hours, weeks, table] = attachments;
    for (const picture of [hours, weeks]) {
      expect(readPng(picture?.bytes ?? new Uint8Array()).width).toBeGreaterThan(500);
    }
    expect(hours?.description).toContain('Wednesdays between 7 and 8 am (under 3)');
    expect(weeks?.description).toContain('Morning practice, week of 30 Nov: under 3 came');
    expect(Buffer.from(table?.bytes ?? []).toString()).toContain(
      '2026-11-30,morning,Morning practice,1,under 3,0',
    );
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);
