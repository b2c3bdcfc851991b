import {
  type Answer,
  type Caller,
  type CommandApp,
  defineCommand,
  reply,
} from '../src/app/command.ts';
import { textsFor } from '../src/texts/languages.ts';

export default defineCommand({
  name: 'guidelines',
  audience: 'everyone',
  options: {},
  run: ({ caller }, app) => guidelines(caller, app),
  buttons: {
    guidelines: { audience: 'everyone', run: ({ caller }, app) => guidelines(caller, app) },
  },
});

function guidelines(caller: Caller, app: CommandApp): Answer {
  const points = app.guidelines(caller.locale);
  return reply(textsFor(caller.locale).answers.guidelines({ points }));
}
