import { defineCommand, reply } from '../../src/app/command.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { named } from './outcome.ts';

export default defineCommand({
  name: 'plan',
  audience: 'coordinator',
  options: {},
  run({ caller }, app) {
    const { teaching } = textsFor(app.signUps.languageOf(caller));
    const sessions = app.teaching
      .cover(caller.guildId)
      .map((session) => ({ ...named(session), cover: session.cover, userIds: session.userIds }));
    return reply(teaching.plan({ sessions, zone: app.zone(caller.guildId) }));
  },
});
