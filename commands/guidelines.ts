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
  const points = app.guidelines(app.signUps.languageOf(caller));
  return reply(textsFor(app.signUps.languageOf(caller)).answers.guidelines({ points }));
}
