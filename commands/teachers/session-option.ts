import type { Caller, CommandApp, Completion } from '../../src/app/command.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { MOST_COMPLETIONS, search } from '../search.ts';

/** As far ahead as anybody plans who teaches. */
const NEXT_SESSIONS = 200;
/** The coming sessions, for a coordinator who puts somebody on one. */
export function completeSession(typed: string, caller: Caller, app: CommandApp): Completion[] {
  const { completions } = textsFor(app.signUps.languageOf(caller));
  const candidates = app.upcoming(caller.guildId, NEXT_SESSIONS).map(({ occurrence, series }) => {
    const { startsAtMs } = occurrence;
    const name = completions.session({ name: series.name, startsAtMs, zone: series.rule.zone });
    return { item: { name, value: occurrence.id }, text: name, isPreferred: true };
  });
  return [...search(candidates, typed, MOST_COMPLETIONS)];
}
