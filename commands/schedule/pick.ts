/** Series and sessions as coordinators pick them while they type. */
import type { Caller, CommandApp, Completion } from '../../src/app/command.ts';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import type { Series } from '../../src/domain/schedule.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { MOST_COMPLETIONS, search } from '../search.ts';

/** As far ahead as anyone changes single sessions by hand. */
const AHEAD_MS = 180 * 86_400_000;

/** A series or a session, picked from what is offered. */
export const pickedOption = { type: 'string', required: true, completes: true } as const;

export function completeSeries(
  typed: string,
  caller: Caller,
  app: CommandApp,
): readonly Completion[] {
  const { schedule } = textsFor(app.signUps.languageOf(caller));
  const candidates = app.timetable.series(caller.guildId).map((series) => {
    const name = schedule.seriesCompletion(series);
    return { item: { name, value: series.id }, text: name, isPreferred: true };
  });
  return search(candidates, typed, MOST_COMPLETIONS);
}

export function completeSession(
  typed: string,
  caller: Caller,
  app: CommandApp,
): readonly Completion[] {
  const { schedule } = textsFor(app.signUps.languageOf(caller));
  const seriesById = new Map(app.timetable.series(caller.guildId).map((one) => [one.id, one]));
  const sessions = app.timetable.sessionsAhead(caller.guildId, app.nowMs() + AHEAD_MS);
  const candidates = sessions.flatMap(({ id, seriesId, startsAtMs, cancelled }) => {
    const series = seriesById.get(seriesId);
    if (!series || cancelled) return [];
    const { name: seriesName, rule } = series;
    const name = schedule.sessionCompletion({
      name: seriesName,
      startsAtMs,
      zone: rule.zone,
      cancelled,
    });
    return [{ item: { name, value: id }, text: name, isPreferred: true }];
  });
  return search(candidates, typed, MOST_COMPLETIONS);
}

/** By id, as a completion gives it, or by the name as somebody typed it. */
export function findSeries(written: string, caller: Caller, app: CommandApp): Series | null {
  const series = app.timetable.series(caller.guildId);
  const wanted = written.trim().toLowerCase();
  const byId = series.find(({ id }) => id === wanted);
  return byId ?? series.find(({ name }) => name.toLowerCase() === wanted) ?? null;
}

/** What a change names: where nothing is found, it is refused by that name. */
export function seriesIdOf(written: string, caller: Caller, app: CommandApp): SeriesId {
  return findSeries(written, caller, app)?.id ?? asId<SeriesId>(written);
}
