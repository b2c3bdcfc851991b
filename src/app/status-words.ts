/** What a session is doing and why, in words: for `/status` and for the practice room's page. */
import type { UserId } from '../domain/identity.ts';
import type { Rendering, Texts, WhoTeaches } from '../texts/texts.ts';
import type { SessionStatus } from './command.ts';
import type { RecordedEvent } from './ports.ts';

export interface StatusWords {
  readonly now: string;
  readonly expected: string;
  readonly seen: string;
  readonly why: string;
  readonly next: string;
  /** Oldest first. */
  readonly log: readonly { readonly atMs: number; readonly text: string }[];
}

export function statusWords(texts: Texts, session: SessionStatus, as: Rendering): StatusWords {
  const { status } = texts;
  const { state, series, occurrence, events, teacherIds } = session;
  const lastRule = events.findLast(({ rule }) => rule !== null)?.rule ?? null;
  return {
    now: status.now(state, as),
    expected: status.expected(whoTeaches(teacherIds)),
    seen: status.seen(state.presence),
    why: lastRule === null ? status.whyUntouched() : status.why[lastRule](),
    next: status.next(
      {
        state,
        startsAtMs: occurrence.startsAtMs,
        endsAtMs: occurrence.endsAtMs,
        graceMs: series.graceMs,
        ifNobodyChooses: state.practices > 0 ? 'goodbye' : series.ifNobodyChooses.kind,
      },
      as,
    ),
    log: events.flatMap((entry) => {
      const text = logText(texts, entry);
      return text === null ? [] : [{ atMs: entry.atMs, text }];
    }),
  };
}

/** Null for what moved nothing and says nothing to people. */
function logText({ status }: Texts, { event, rule }: RecordedEvent): string | null {
  if (rule !== null) return status.why[rule]();
  if (event.type !== 'presenceChanged') return null;
  return `${status.labels.seen()}: ${status.seen(event.presence)}`;
}

/** Named teachers, or whoever holds the teacher role. */
export function whoTeaches(teacherIds: readonly UserId[]): WhoTeaches {
  return teacherIds.length === 0 ? { kind: 'expected' } : { kind: 'named', userIds: teacherIds };
}
