import {
  type Answer,
  type Caller,
  type CommandApp,
  defineCommand,
  reply,
} from '../../src/app/command.ts';
import { signUpButton } from '../../src/app/sign-up-controls.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { zoneMenu } from '../zone-menu.ts';
import { ownSessions, ownSettings } from './panel.ts';

export default defineCommand({
  name: 'sessions',
  audience: 'everyone',
  options: {},
  run: ({ caller }, app) => panel(caller, app),
  buttons: {
    my: { audience: 'everyone', run: ({ caller }, app) => panel(caller, app) },
  },
});

function panel(caller: Caller, app: CommandApp): Answer {
  const texts = textsFor(app.signUps.languageOf(caller));
  const settings = ownSettings(caller, app);
  const text = texts.signUp.my({ ...ownSessions(caller, app), settings });
  const zones = settings.zone === null ? [zoneMenu(caller, texts, app)] : [];
  const messages = settings.wantsDirect ? 'mentionMe' : 'tellDirectly';
  return reply(text, [...zones, [signUpButton(texts, messages, '-', null)]]);
}
