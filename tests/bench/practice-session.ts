/** A session that nobody teaches, in some guilds, brought to where a volunteer may choose. */
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import type { Series } from '../../src/domain/schedule.ts';
import type { PretendDiscord } from './pretend-discord.ts';

/** Wednesday 2 December 2026, 7:00 am in Los Angeles. */
export const SESSION_START_MS = Date.UTC(2026, 11, 2, 15, 0);
/** So long before the start the clock begins. */
const BEFORE_START_MS = 2_000;

/** For a clock that stands just before the session now. */
export function offsetToSession(): number {
  return SESSION_START_MS - BEFORE_START_MS - Date.now();
}

export function seriesAt(date: string, wallTime: string, changes: Partial<Series> = {}): Series {
  return {
    id: asId<SeriesId>('morning'),
    name: 'Morning practice',
    rule: { zone: 'America/Los_Angeles', dates: { kind: 'once', date }, wallTimes: [wallTime] },
    durationMs: 3 * 3_600_000,
    room: 'Practice hall',
    announce: 'announcements',
    graceMs: 100,
    remindersMs: [],
    teacherIds: [],
    ifNobodyChooses: { kind: 'nothing' },
    description: '',
    paused: false,
    tellsTeacherChanges: false,
    participantsVote: false,
    ...changes,
  };
}

export const sessionSeries = (): Series => seriesAt('2026-12-02', '07:00');

/** The people enter, the welcome begins and is stopped: the bot is in the room, silent, and waits for a choice. */
export async function bringToChoosing(
  discord: PretendDiscord,
  guilds: readonly number[],
): Promise<void> {
  await Promise.all(
    guilds.map(async (index) => {
      const heard = discord.ask('hearAnything', index);
      await discord.ask('enter', index);
      await heard;
      await discord.ask('press', index, 'stop', null);
      await discord.ask('awaitControl', index, 'choose');
      await discord.ask('quiet', index, 300);
    }),
  );
}
