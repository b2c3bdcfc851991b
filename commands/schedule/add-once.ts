import { defineCommand } from '../../src/app/command.ts';
import { readMoment } from '../../src/domain/moment-words.ts';
import { completeSeries, findSeries, pickedOption } from './pick.ts';
import { previewOf, refuseTimetable } from './preview.ts';

export default defineCommand({
  name: 'add-once',
  audience: 'coordinator',
  options: {
    series: pickedOption,
    at: { type: 'string', required: true, maxLength: 100 },
  },
  run({ caller, options }, app) {
    const series = findSeries(options.series, caller, app);
    if (!series) return refuseTimetable({ code: 'UNKNOWN_SERIES' });
    const moment = readMoment(options.at, series.rule.zone, app.nowMs());
    if (!moment.ok) return refuseTimetable(moment.mistake);
    const { startsAtMs } = moment;
    return previewOf(caller, { type: 'addSession', seriesId: series.id, startsAtMs }, app);
  },
  complete: (typed, _option, caller, app) => completeSeries(typed, caller, app),
});
