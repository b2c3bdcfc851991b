import { defineCommand, reply } from '../../src/app/command.ts';
import { textsFor } from '../../src/texts/languages.ts';

export default defineCommand({
  name: 'data',
  audience: 'everyone',
  options: {},
  run({ caller }, app) {
    const { signUp } = textsFor(app.signUps.languageOf(caller));
    const all = app.signUps.export(caller);
    if (all === null) return reply(signUp.noData());
    const bytes = new TextEncoder().encode(`${JSON.stringify(all, null, 2)}\n`);
    const files = [{ name: 'my-data.json', bytes }];
    return { kind: 'reply', message: { text: signUp.data(), rows: [], files } };
  },
});
