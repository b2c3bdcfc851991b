import { defineCommand, reply } from '../src/app/command.ts';
import { textsFor } from '../src/texts/languages.ts';

export default defineCommand({
  name: 'recordings',
  audience: 'everyone',
  options: {},
  run({ caller }, app) {
    const { answers } = textsFor(app.signUps.languageOf(caller));
    const recordings = app.recordings(caller.guildId);
    if (recordings.length === 0) return reply(answers.noRecordings());
    return reply(answers.recordings({ recordings }));
  },
});
