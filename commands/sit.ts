import { defineCommand } from '../src/app/command.ts';
import { textsFor } from '../src/texts/languages.ts';
import { askFor } from './choice.ts';

const words = textsFor('en').commands;

export default defineCommand({
  name: 'sit',
  description: words.descriptions.sit(),
  audience: 'volunteer',
  options: {
    minutes: {
      type: 'integer',
      description: words.options['sit.minutes'](),
      required: true,
      min: 10,
      max: 20,
    },
  },
  run: ({ caller, options }, app) =>
    askFor(caller, null, { kind: 'silence', minutes: options.minutes }, app),
});
