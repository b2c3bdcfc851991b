import { defineCommand, reply } from '../../src/app/command.ts';
import { textsFor } from '../../src/texts/languages.ts';

export default defineCommand({
  name: 'list',
  audience: 'coordinator',
  options: {},
  run({ caller }, app) {
    const { voice: words } = textsFor(app.signUps.languageOf(caller));
    return reply(words.list({ sentences: app.voice.list(caller.guildId) }));
  },
});
