import { defineCommand, reply } from '../../src/app/command.ts';
import { textsFor } from '../../src/texts/languages.ts';

export default defineCommand({
  name: 'list',
  audience: 'coordinator',
  options: {},
  run({ caller }, app) {
    const { recording: words } = textsFor(app.signUps.languageOf(caller));
    const recordings = app.recordingDesk.list(caller.guildId);
    return reply(
      recordings.length === 0 ? words.none() : words.list({ recordings, nowMs: app.nowMs() }),
    );
  },
});
