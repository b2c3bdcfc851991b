import { defineCommand, reply } from '../../src/app/command.ts';
import { signUpButton } from '../../src/app/sign-up-controls.ts';
import { textsFor } from '../../src/texts/languages.ts';

/** It can't be undone, so it is asked for twice. */
export default defineCommand({
  name: 'forget',
  audience: 'everyone',
  options: {},
  run({ caller }, app) {
    const texts = textsFor(app.signUps.languageOf(caller));
    if (app.signUps.export(caller) === null) return reply(texts.signUp.noData());
    return reply(texts.signUp.forgetPreview(), [
      [signUpButton(texts, 'forgetMe', '-', null), signUpButton(texts, 'stay', '-', null)],
    ]);
  },
  buttons: {
    forgetMe: {
      audience: 'everyone',
      async run({ caller }, app) {
        // Afterwards nobody knows which language was theirs.
        const { signUp } = textsFor(app.signUps.languageOf(caller));
        return reply(signUp.forgotten(await app.signUps.forget(caller)));
      },
    },
    stay: {
      audience: 'everyone',
      run: ({ caller }, app) => reply(textsFor(app.signUps.languageOf(caller)).signUp.forgetKept()),
    },
  },
});
