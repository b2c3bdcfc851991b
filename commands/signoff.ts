import {
  type Answer,
  type Caller,
  type CommandApp,
  type Completion,
  defineCommand,
  refuse,
  reply,
} from '../src/app/command.ts';
import { seriesTarget, targetOf, type SignUpTarget } from '../src/app/sign-ups.ts';
import { asId, type SeriesId } from '../src/domain/identity.ts';
import { textsFor } from '../src/texts/languages.ts';
import { MOST_COMPLETIONS, search } from './search.ts';

export default defineCommand({
  name: 'signoff',
  audience: 'everyone',
  options: { session: { type: 'string', required: true, completes: true } },
  run: ({ caller, options }, app) => signOff(caller, targetOf(options.session), app),
  complete: (typed, _option, caller, app) => completionsOf(typed, caller, app),
  buttons: {
    signOffSeries: {
      audience: 'everyone',
      run: ({ caller, subject }, app) =>
        subject === null
          ? refuse({ code: 'BUTTON_IS_OLD' })
          : signOff(caller, { kind: 'series', seriesId: asId<SeriesId>(subject) }, app),
    },
    signOffOnce: {
      audience: 'everyone',
      run: ({ caller, occurrenceId }, app) =>
        occurrenceId === null
          ? refuse({ code: 'BUTTON_IS_OLD' })
          : signOff(caller, { kind: 'session', occurrenceId }, app),
    },
  },
});

function signOff(caller: Caller, target: SignUpTarget, app: CommandApp): Answer {
  const outcome = app.signUps.signOff(caller, target);
  if (outcome.kind === 'refused') return refuse(outcome.refusal);
  const { signUp } = textsFor(app.signUps.languageOf(caller));
  const { name, rule } = outcome.series;
  if (outcome.kind === 'series') {
    return reply(signUp.signedOffSeries({ name, wasSigned: outcome.wasSigned }));
  }
  return reply(
    signUp.signedOffOne({
      name,
      zone: rule.zone,
      startsAtMs: outcome.occurrence.startsAtMs,
      wasSigned: outcome.was !== 'none',
      goesOn: outcome.was === 'bySeries',
    }),
  );
}

/** Only what the person is signed up for: series first, then sessions in their own time. */
function completionsOf(typed: string, caller: Caller, app: CommandApp): readonly Completion[] {
  const { labels } = textsFor(app.signUps.languageOf(caller)).signUp;
  const zone = app.signUps.settings(caller).zone ?? app.zone(caller.guildId);
  const series = app.signUps
    .ofSeries(caller)
    .map(({ id, name }) => ({ name: labels.series({ name }), value: seriesTarget(id) }));
  const sessions = app.signUps.coming(caller).map(({ series: { name }, occurrence }) => ({
    name: labels.session({ name, startsAtMs: occurrence.startsAtMs, zone }),
    value: occurrence.id,
  }));
  const findable = [...series, ...sessions].map((item, index) => ({
    item,
    text: item.name,
    isPreferred: index < series.length,
  }));
  return search(findable, typed, MOST_COMPLETIONS);
}
