import { defineCommand } from '../../src/app/command.ts';
import { readMoment } from '../../src/domain/moment-words.ts';
import { completeSession, pickedOption } from './pick.ts';
import { previewOf, refuseTimetable } from './preview.ts';
import { minutesOption } from './series-options.ts';

const MINUTE_MS = 60_000;
const AHEAD_MS = 400 * 86_400_000;

export default defineCommand({
  name: 'move',
  audience: 'coordinator',
  options: {
    session: pickedOption,
    to: { type: 'string', required: true, maxLength: 100 },
    minutes: { ...minutesOption, required: false },
  },
  run({ caller, options }, app) {
    const { guildId } = caller;
    const session = app.timetable
      .sessionsAhead(guildId, app.nowMs() + AHEAD_MS)
      .find(({ id }) => id === options.session);
    const series = app.timetable.series(guildId).find(({ id }) => id === session?.seriesId);
    if (!session || !series) return refuseTimetable({ code: 'UNKNOWN_SESSION' });
    const { zone } = series.rule;
    const moment = readMoment(options.to, zone, app.nowMs(), session.startsAtMs);
    if (!moment.ok) return refuseTimetable(moment.mistake);
    return previewOf(
      caller,
      {
        type: 'moveSession',
        occurrenceId: session.id,
        startsAtMs: moment.startsAtMs,
        durationMs: options.minutes === null ? null : options.minutes * MINUTE_MS,
      },
      app,
    );
  },
  complete: (typed, _option, caller, app) => completeSession(typed, caller, app),
});
