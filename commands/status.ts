import {
  type Answer,
  type Caller,
  type CommandApp,
  defineCommand,
  reply,
  type SessionStatus,
} from '../src/app/command.ts';
import type { RecordedEvent, Recording } from '../src/app/ports.ts';
import type { Series } from '../src/domain/schedule.ts';
import { discordTime } from '../src/texts/discord-format.ts';
import { textsFor } from '../src/texts/languages.ts';
import { plainName } from '../src/texts/plain.ts';
import type { Rendering, Texts, WhoTeaches } from '../src/texts/texts.ts';

/** As many as one reads on a phone without scrolling. */
const LOG_LINES = 8;

export default defineCommand({
  name: 'status',
  description: textsFor('en').commands.descriptions.status(),
  audience: 'everyone',
  options: {},
  run: ({ caller }, app) => whatIsHappening(caller, app),
  buttons: {
    what: { audience: 'everyone', run: ({ caller }, app) => whatIsHappening(caller, app) },
  },
});

function whatIsHappening(caller: Caller, app: CommandApp): Answer {
  const texts = textsFor(caller.locale);
  const session = app.status(caller);
  if (!session) return reply(texts.answers.noSessions());
  const heading = texts.answers.statusHeading({
    name: session.series.name,
    startsAtMs: session.occurrence.startsAtMs,
    zone: app.zone(caller.guildId),
    roomId: session.roomId,
  });
  const as = inDiscord(app.recordings(caller.guildId));
  return reply(
    [heading, ...explanation(texts, session, as), ...log(texts, session, as)].join('\n'),
  );
}

/** What it does, who was expected, who is there, which rule acted, and what comes next. */
function explanation(texts: Texts, session: SessionStatus, as: Rendering): string[] {
  const { status } = texts;
  const { state, series, occurrence, events } = session;
  const lastRule = events.findLast(({ rule }) => rule !== null)?.rule ?? null;
  const next = status.next(
    {
      state,
      startsAtMs: occurrence.startsAtMs,
      endsAtMs: occurrence.endsAtMs,
      graceMs: series.graceMs,
      ifNobodyChooses: state.practices > 0 ? 'goodbye' : series.ifNobodyChooses.kind,
    },
    as,
  );
  const line = (label: keyof typeof status.labels, text: string): string =>
    `**${status.labels[label]()}:** ${text}`;
  return [
    line('now', status.now(state, as)),
    line('expected', status.expected(whoTeaches(series))),
    line('seen', status.seen(state.presence)),
    line('why', lastRule === null ? status.whyUntouched() : status.why[lastRule]()),
    line('next', next),
  ];
}

function log(texts: Texts, { events }: SessionStatus, as: Rendering): string[] {
  const { status } = texts;
  const lines = events.flatMap((entry) => {
    const text = logText(texts, entry);
    return text === null ? [] : [`- ${as.time(entry.atMs)} ${text}`];
  });
  if (lines.length === 0) return [];
  return [`**${status.labels.log()}:**`, ...lines.slice(-LOG_LINES)];
}

/** Null for what moved nothing and says nothing to people. */
function logText({ status }: Texts, { event, rule }: RecordedEvent): string | null {
  if (rule !== null) return status.why[rule]();
  if (event.type !== 'presenceChanged') return null;
  return `${status.labels.seen()}: ${status.seen(event.presence)}`;
}

function inDiscord(recordings: readonly Recording[]): Rendering {
  return {
    time: (atMs) => discordTime(atMs, 't'),
    name: plainName,
    titleOf: (recordingId) => recordings.find(({ id }) => id === recordingId)?.title ?? null,
  };
}

function whoTeaches(series: Series): WhoTeaches {
  return series.teacherIds.length === 0
    ? { kind: 'expected' }
    : { kind: 'named', userIds: series.teacherIds };
}
