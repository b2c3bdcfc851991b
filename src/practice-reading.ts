/** What the practice room's page shows of the bot's mind, put into words by the bot's own texts. */
import type { SessionStatus } from './app/command.ts';
import { statusWords } from './app/status-words.ts';
import type { Bot } from './bot.ts';
import { asId, type ChannelId, type GuildId, type UserId } from './domain/identity.ts';
import type { PhaseName } from './domain/session-state.ts';
import type { PracticeReading, SessionReading } from './practice/page-reading.ts';
import { textsFor } from './texts/languages.ts';
import type { Rendering, Texts } from './texts/texts.ts';

/** Their timers only watch over sound that was not heard of; nothing can be skipped to. */
const SOUND_PHASES: ReadonlySet<PhaseName> = new Set(['welcoming', 'playing', 'closing']);

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
  const [next] = bellkeeper.app
    .upcoming(guildId, 2)
    .filter(({ occurrence }) => occurrence.id !== status?.occurrence.id);
  const isSounding = status !== null && SOUND_PHASES.has(status.state.phase);
  const nextStartAtMs = isSounding ? null : (next?.occurrence.startsAtMs ?? null);
  return { botState: gateway.isReady ? 'ready' : 'gone', session, nextStartAtMs };
}

function sessionReading(texts: Texts, status: SessionStatus, as: Rendering): SessionReading {
  const words = statusWords(texts, status, as);
  return {
    name: status.series.name,
    phase: status.state.phase,
    phaseWords: words.now,
    why: `${words.why} ${texts.status.labels.seen()}: ${words.seen}`,
    next: words.next,
    nextAtMs: SOUND_PHASES.has(status.state.phase) ? null : status.wakeAtMs,
    log: words.log,
    spokenSentence: spokenSentence(status),
  };
}

/** The state counts the sentences that have begun to be heard. */
function spokenSentence({ state }: SessionStatus): number | null {
  return state.phase === 'welcoming' && state.nextSentence > 0 ? state.nextSentence - 1 : null;
}
