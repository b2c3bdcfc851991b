import { defineCommand, reply } from '../../src/app/command.ts';
import { textsFor } from '../../src/texts/languages.ts';

/** The next session of anything that meets at least every quarter. */
const AHEAD_MS = 100 * 86_400_000;

export default defineCommand({
  name: 'list',
  audience: 'coordinator',
  options: {},
  run({ caller }, app) {
    const { schedule } = textsFor(app.signUps.languageOf(caller));
    const { guildId } = caller;
    const series = app.timetable.series(guildId);
    if (series.length === 0) return reply(schedule.noSeries());
    const ahead = app.timetable
      .sessionsAhead(guildId, app.nowMs() + AHEAD_MS)
      .filter(({ cancelled }) => !cancelled);
    const signedUpById = app.timetable.signedUp(guildId);
    return reply(
      schedule.list({
        series: series.map((one) => ({
          ...one,
          signedUp: signedUpById.get(one.id) ?? 0,
          nextAtMs: ahead.find(({ seriesId }) => seriesId === one.id)?.startsAtMs ?? null,
        })),
      }),
    );
  },
});
