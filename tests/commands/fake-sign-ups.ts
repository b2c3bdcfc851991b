import type { Caller, UpcomingSession } from '../../src/app/command.ts';
import type {
  OwnSettings,
  SignUpOutcome,
  SignUps,
  SignUpTarget,
  Standing,
} from '../../src/app/sign-ups.ts';
import type { OccurrenceId } from '../../src/domain/identity.ts';
import type { Refusal } from '../../src/app/refusal.ts';

const NOBODY: OwnSettings = { zone: null, wantsDirect: false, remindersMs: null, language: null };

const keyOf = (target: SignUpTarget): string =>
  target.kind === 'series' ? target.seriesId : target.occurrenceId;

const unknown = (): { kind: 'refused'; refusal: Refusal } => ({
  kind: 'refused',
  refusal: { code: 'SIGN_UP', why: 'UNKNOWN' },
});

/** Sign-ups of one person, in memory: enough for what commands make of the answers. */
export function createFakeSignUps(sessions: readonly UpcomingSession[]): SignUps {
  const wanted = new Set<string>();
  let settings = NOBODY;

  function standingOf({ occurrence, series }: UpcomingSession): Standing {
    if (wanted.has(series.id)) return 'bySeries';
    return wanted.has(occurrence.id) ? 'single' : 'none';
  }

  function find(target: SignUpTarget): UpcomingSession | null {
    const isMeant = ({ series, occurrence }: UpcomingSession): boolean =>
      target.kind === 'series'
        ? series.id === target.seriesId
        : occurrence.id === target.occurrenceId;
    return sessions.find(isMeant) ?? null;
  }

  function change(target: SignUpTarget, work: () => void): SignUpOutcome {
    const session = find(target);
    if (!session) return unknown();
    const was = standingOf(session);
    const isFirst = wanted.size === 0 && settings.zone === null;
    work();
    const { series, occurrence } = session;
    return target.kind === 'series'
      ? {
          kind: 'series',
          series,
          nextAtMs: occurrence.startsAtMs,
          wasSigned: was === 'bySeries',
          isFirst,
        }
      : { kind: 'session', series, occurrence, was, isFirst };
  }

  const seriesOnce = () => [...new Map(sessions.map(({ series }) => [series.id, series])).values()];

  return {
    series: seriesOnce,
    standing(_caller: Caller, occurrenceId: OccurrenceId) {
      const session = find({ kind: 'session', occurrenceId });
      return session ? { kind: 'standing', ...session, standing: standingOf(session) } : unknown();
    },
    signUp: (_caller, target) => change(target, () => void wanted.add(keyOf(target))),
    signOff: (_caller, target) => change(target, () => void wanted.delete(keyOf(target))),
    coming: () =>
      sessions
        .filter((session) => standingOf(session) !== 'none')
        .map((session) => ({ ...session, isSingle: standingOf(session) === 'single' })),
    ofSeries: () => seriesOnce().filter(({ id }) => wanted.has(id)),
    settings: () => settings,
    change: (_caller, given) => (settings = { ...settings, ...given }),
    export: () => (wanted.size === 0 ? null : { signUps: [...wanted] }),
    forget() {
      wanted.clear();
      settings = NOBODY;
      return Promise.resolve({ rolesLeft: 0 });
    },
    languageOf: ({ locale }) => settings.language ?? locale,
  };
}
