import type { Caller, CommandApp } from '../../src/app/command.ts';
import type { OwnSession, OwnSettings } from '../../src/texts/sign-up-texts.ts';

/** About two weeks of daily sessions. */
const SHOWN_SESSIONS = 15;

export function ownSessions(
  caller: Caller,
  app: CommandApp,
): { readonly sessions: readonly OwnSession[]; readonly series: readonly string[] } {
  const sessions = app.signUps
    .coming(caller)
    .slice(0, SHOWN_SESSIONS)
    .map(({ series, occurrence, isSingle }) => ({
      name: series.name,
      startsAtMs: occurrence.startsAtMs,
      zone: series.rule.zone,
      isSingle,
    }));
  return { sessions, series: app.signUps.ofSeries(caller).map(({ name }) => name) };
}

export function ownSettings(caller: Caller, app: CommandApp): OwnSettings {
  return {
    ...app.signUps.settings(caller),
    timetableZone: app.zone(caller.guildId),
    nowMs: app.nowMs(),
  };
}
