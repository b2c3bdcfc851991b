import { defineCommand } from '../../src/app/command.ts';
import { completeSeries, seriesIdOf, pickedOption } from './pick.ts';
import { previewOf } from './preview.ts';

export default defineCommand({
  name: 'remove',
  audience: 'coordinator',
  options: { series: pickedOption },
  run: ({ caller, options }, app) =>
    previewOf(
      caller,
      { type: 'removeSeries', seriesId: seriesIdOf(options.series, caller, app) },
      app,
    ),
  complete: (typed, _option, caller, app) => completeSeries(typed, caller, app),
});
