import {
  type Answer,
  type Caller,
  type CommandApp,
  defineCommand,
  reply,
  type SessionStatus,
} from '../src/app/command.ts';
import type { Recording } from '../src/app/ports.ts';
import { statusWords, type StatusWords } from '../src/app/status-words.ts';
import type { RecordingId } from '../src/domain/identity.ts';
import { practiceNow } from '../src/domain/practice-now.ts';
import { discordTime, MESSAGE_LIMIT } from '../src/texts/discord-format.ts';
import { textsFor } from '../src/texts/languages.ts';
import { plainName } from '../src/texts/plain.ts';
import type { Rendering, Texts } from '../src/texts/texts.ts';

/** As many as one reads on a phone without scrolling. */
const LOG_LINES = 8;
/** More at once has one cause, and the oldest are nearest to it. */
const MOST_TROUBLES = 4;

export default defineCommand({
  name: 'status',
  audience: 'everyone',
  options: {},
  run: ({ caller }, app) => whatIsHappening(caller, app),
  buttons: {
    what: { audience: 'everyone', run: ({ caller }, app) => whatIsHappening(caller, app) },
  },
});

function whatIsHappening(caller: Caller, app: CommandApp): Answer {
  const texts = textsFor(app.signUps.languageOf(caller));
  const session = app.status(caller);
  if (!session) return reply(forCoordinators(texts.answers.noSessions(), texts, caller, app));
  const heading = texts.answers.statusHeading({
    name: session.series.name,
    startsAtMs: session.occurrence.startsAtMs,
    zone: app.zone(caller.guildId),
    roomId: session.roomId,
  });
  const as = inDiscord(app.recordings(caller.guildId));
  const words = statusWords(texts, session, as);
  const text = [
    ...forLatecomers(texts, session, caller, app),
    heading,
    ...explanation(texts, words),
    // Participants need no log of it.
    ...(app.may(caller, 'volunteer') ? log(texts, words, as) : []),
  ].join('\n');
  return reply(forCoordinators(text, texts, caller, app));
}

/** What is on or comes in a moment, and that they are welcome. Nothing at other times. */
function forLatecomers(
  { panel }: Texts,
  { state, roomId, isCallerInRoom }: SessionStatus,
  { guildId }: Caller,
  app: CommandApp,
): string[] {
  const wayIn = isCallerInRoom ? null : roomId;
  if (state.phase === 'welcoming' || state.phase === 'choosing') {
    return [panel.beforeChoice({ phase: state.phase, roomId: wayIn }), ''];
  }
  const recordings = app.recordings(guildId);
  const find = (recordingId: RecordingId) => recordings.find(({ id }) => id === recordingId);
  const practice = practiceNow(state, (id) => find(id)?.lengthMs ?? null, app.nowMs());
  if (!practice) return [];
  const title = practice.kind === 'recording' ? find(practice.recordingId)?.title : undefined;
  const inWords = practice.kind === 'recording' ? { ...practice, title: title ?? null } : practice;
  return [panel.latecomer({ practice: inWords, roomId: wayIn }), ''];
}

/** What it does, who was expected, who is there, which rule acted, and what comes next. */
function explanation({ status }: Texts, words: StatusWords): string[] {
  const shown = ['now', 'expected', 'seen', 'why', 'next'] as const;
  return shown.map((name) => `**${status.labels[name]()}:** ${words[name]}`);
}

function log({ status }: Texts, words: StatusWords, as: Rendering): string[] {
  if (words.log.length === 0) return [];
  const lines = words.log.slice(-LOG_LINES).map(({ atMs, text }) => `- ${as.time(atMs)} ${text}`);
  return [`**${status.labels.log()}:**`, ...lines];
}

/** Below it what is in the way, and what was found when all was looked over: for those who can have it mended. */
function forCoordinators(before: string, texts: Texts, caller: Caller, app: CommandApp): string {
  if (!app.may(caller, 'coordinator')) return before;
  const text = [before, ...inTheWay(texts, app)].join('\n');
  const report = app.preflight.latest(caller.guildId);
  if (report === null) return text;
  return `${text}\n\n${texts.preflight.status(report, MESSAGE_LIMIT - text.length - 2)}`;
}

function inTheWay({ health }: Texts, app: CommandApp): string[] {
  // What a look over everything has found stands below, line by line.
  const troubles = app.troubles().filter(({ code }) => code !== 'PREFLIGHT_FAILED');
  if (troubles.length === 0) return [];
  const lines = troubles
    .slice(0, MOST_TROUBLES)
    .map(({ code, sinceMs }) => health.line({ trouble: code, sinceMs }));
  return ['', health.heading(), ...lines];
}

function inDiscord(recordings: readonly Recording[]): Rendering {
  return {
    time: (atMs) => discordTime(atMs, 't'),
    name: plainName,
    titleOf: (recordingId) => recordings.find(({ id }) => id === recordingId)?.title ?? null,
  };
}
