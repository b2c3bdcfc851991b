import { defineCommand } from '../src/app/command.ts';
import { askFor } from './choice.ts';

export default defineCommand({
  name: 'sit',
  audience: 'volunteer',
  options: {
    minutes: {
      type: 'integer',
      required: true,
      min: 10,
      max: 20,
    },
  },
  run: ({ caller, options }, app) =>
    askFor(caller, null, { kind: 'silence', minutes: options.minutes }, app),
});
