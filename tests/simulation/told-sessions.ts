import type { Store } from '../../src/app/ports.ts';
import { HOUR_MS, type SimulatedGuild } from './world.ts';

/** `15:07:00 waiting (teacherLeft) presenceChanged {"teachers":0}`, by session. */
export function sessionsNear(
  store: Store,
  guilds: readonly SimulatedGuild[],
  nowMs: number,
): string[] {
  return guilds.flatMap(({ id, index }) =>
    store.occurrences.between(id, nowMs - 2 * HOUR_MS, nowMs + HOUR_MS).flatMap((occurrence) => [
      `guild ${index}, ${occurrence.id}${occurrence.cancelled ? ' (cancelled)' : ''}`,
      ...store.sessions.events(id, occurrence.id, 40).flatMap(({ event, phaseAfter, rule }) => {
        if (event.type === 'soundProgressed') return [];
        const { type, atMs, ...rest } = event;
        const clock = new Date(atMs).toISOString().slice(11, 19);
        return [
          `  ${clock} ${type} ${JSON.stringify(rest)} -> ${phaseAfter}${rule ? ` (${rule})` : ''}`,
        ];
      }),
    ]),
  );
}
