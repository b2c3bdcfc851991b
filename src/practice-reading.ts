/** What the practice room's page shows of the bot's mind, put into words by the bot's own texts. */
import type { SessionStatus } from './app/command.ts';
import type { RecordedEvent } from './app/ports.ts';
import type { Bot } from './bot.ts';
import { asId, type ChannelId, type GuildId, type UserId } from './domain/identity.ts';
import type { PracticeReading, SessionReading } from './practice/page-reading.ts';
import { textsFor } from './texts/languages.ts';
import type { Rendering, Texts } from './texts/texts.ts';

export function readPracticeRoom(bot: Bot | null, guildId: GuildId): PracticeReading {
  if (!bot) return { botState: 'starting', session: null };
  const { bellkeeper, gateway } = bot;
  const status = bellkeeper.app.status({
    userId: asId<UserId>('0'),
    guildId,
    channelId: asId<ChannelId>('0'),
    roleIds: [],
    locale: 'en',
  });
  const recordings = bellkeeper.app.recordings(guildId);
  const session =
    status &&
    sessionReading(textsFor('en'), status, {
      time: (atMs) => textsFor('en').time.clockIn(status.series.rule.zone, atMs),
      name: (text) => text,
      titleOf: (recordingId) => recordings.find(({ id }) => id === recordingId)?.title ?? null,
    });
  return { botState: gateway.isReady ? 'ready' : 'gone', session };
}

function sessionReading(texts: Texts, status: SessionStatus, as: Rendering): SessionReading {
  const { state, series, occurrence, events, wakeAtMs } = status;
  const { seen, why, whyUntouched } = texts.status;
  const lastRule = events.findLast(({ rule }) => rule !== null)?.rule ?? null;
  const next = texts.status.next(
    {
      state,
      startsAtMs: occurrence.startsAtMs,
      endsAtMs: occurrence.endsAtMs,
      graceMs: series.graceMs,
      ifNobodyChooses: state.practices > 0 ? 'goodbye' : series.ifNobodyChooses.kind,
    },
    as,
  );
  return {
    name: series.name,
    phase: state.phase,
    phaseWords: texts.status.now(state, as),
    why: `${lastRule === null ? whyUntouched() : why[lastRule]()} ${texts.status.labels.seen()}: ${seen(state.presence)}`,
    next,
    nextAtMs: wakeAtMs,
    log: events.flatMap((entry) => logLine(texts, entry)),
  };
}

function logLine({ status }: Texts, { atMs, event, rule }: RecordedEvent) {
  if (rule !== null) return [{ atMs, text: status.why[rule]() }];
  if (event.type !== 'presenceChanged') return [];
  return [{ atMs, text: `${status.labels.seen()}: ${status.seen(event.presence)}` }];
}
