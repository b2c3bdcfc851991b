import {
  type Answer,
  type Caller,
  type CommandApp,
  defineCommand,
  reply,
} from '../src/app/command.ts';
import { textsFor } from '../src/texts/languages.ts';

/** About a week of daily sessions, and it fits on a phone. */
const SHOWN_SESSIONS = 8;

export default defineCommand({
  name: 'sessions',
  audience: 'everyone',
  options: {},
  run: ({ caller }, app) => nextSessions(caller, app),
  buttons: {
    sessions: { audience: 'everyone', run: ({ caller }, app) => nextSessions(caller, app) },
  },
});

function nextSessions(caller: Caller, app: CommandApp): Answer {
  const { answers } = textsFor(app.signUps.languageOf(caller));
  const zone = app.zone(caller.guildId);
  const sessions = app.upcoming(caller.guildId, SHOWN_SESSIONS).map(({ occurrence, series }) => ({
    name: series.name,
    startsAtMs: occurrence.startsAtMs,
    endsAtMs: occurrence.endsAtMs,
    zone,
  }));
  if (sessions.length === 0) return reply(answers.noSessions());
  return reply(answers.sessions({ sessions, nowMs: app.nowMs() }));
}
