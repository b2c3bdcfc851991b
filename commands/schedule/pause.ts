import { defineCommand } from '../../src/app/command.ts';
import { completeSeries, seriesIdOf, pickedOption } from './pick.ts';
import { previewOf } from './preview.ts';

export default defineCommand({
  name: 'pause',
  audience: 'coordinator',
  options: { series: pickedOption },
  run: ({ caller, options }, app) =>
    previewOf(
      caller,
      { type: 'pauseSeries', seriesId: seriesIdOf(options.series, caller, app) },
      app,
    ),
  complete: (typed, _option, caller, app) => completeSeries(typed, caller, app),
});
