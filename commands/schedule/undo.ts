import { defineCommand } from '../../src/app/command.ts';
import { show } from './preview.ts';

export default defineCommand({
  name: 'undo',
  audience: 'coordinator',
  options: {},
  run: ({ caller }, app) => show(caller, app.timetable.previewUndo(caller), app),
});
