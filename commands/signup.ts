/** Signing up: the command, the buttons of reminders, and the menu of the weekly post. */
import {
  type Answer,
  type Caller,
  type CommandApp,
  type Completion,
  defineCommand,
  refuse,
  reply,
} from '../src/app/command.ts';
import type { ControlRow } from '../src/app/ports.ts';
import { seriesTarget, targetOf, type SignUpTarget } from '../src/app/sign-ups.ts';
import { signUpButton } from '../src/app/sign-up-controls.ts';
import { asId, type OccurrenceId, type SeriesId } from '../src/domain/identity.ts';
import { isZone } from '../src/domain/zone.ts';
import { textsFor } from '../src/texts/languages.ts';
import type { Texts } from '../src/texts/texts.ts';
import { MOST_COMPLETIONS, search, type Findable } from './search.ts';
import { zoneMenu } from './zone-menu.ts';

/** As far ahead as anybody signs up for a single session. */
const NEXT_SESSIONS = 60;

export default defineCommand({
  name: 'signup',
  audience: 'everyone',
  options: { session: { type: 'string', required: true, completes: true } },
  run: ({ caller, options }, app) => signUp(caller, targetOf(options.session), app),
  complete: (typed, _option, caller, app) => completionsOf(typed, caller, app),
  buttons: {
    signUp: {
      audience: 'everyone',
      run: ({ caller, occurrenceId }, app) =>
        occurrenceId === null ? refuse({ code: 'BUTTON_IS_OLD' }) : ask(caller, occurrenceId, app),
    },
    signUpSeries: {
      audience: 'everyone',
      run({ caller, subject, values }, app) {
        const seriesId = values[0] ?? subject;
        if (seriesId === null) return refuse({ code: 'BUTTON_IS_OLD' });
        return signUp(caller, { kind: 'series', seriesId: asId<SeriesId>(seriesId) }, app);
      },
    },
    signUpOnce: {
      audience: 'everyone',
      run: ({ caller, occurrenceId }, app) =>
        occurrenceId === null
          ? refuse({ code: 'BUTTON_IS_OLD' })
          : signUp(caller, { kind: 'session', occurrenceId }, app),
    },
    setZone: {
      audience: 'everyone',
      run({ caller, values: [zone = ''] }, app) {
        if (!isZone(zone)) return refuse({ code: 'BUTTON_IS_OLD' });
        app.signUps.change(caller, { zone });
        const { signUp: words } = textsFor(app.signUps.languageOf(caller));
        return reply(words.zoneSaved({ zone, nowMs: app.nowMs() }));
      },
    },
  },
});

/** Whoever presses the button is asked, so that one tap more says which of the two was meant. */
function ask(caller: Caller, occurrenceId: OccurrenceId, app: CommandApp): Answer {
  const found = app.signUps.standing(caller, occurrenceId);
  if (found.kind === 'refused') return refuse(found.refusal);
  const texts = textsFor(app.signUps.languageOf(caller));
  const { series, occurrence, standing } = found;
  const { name, rule } = series;
  const session = { name, startsAtMs: occurrence.startsAtMs, zone: rule.zone };
  const every = signUpButton(texts, 'signUpSeries', '-', series.id);
  const leave = signUpButton(texts, 'signOffOnce', '-', occurrenceId);
  switch (standing) {
    case 'none': {
      const once = signUpButton(texts, 'signUpOnce', '-', occurrenceId);
      return reply(texts.signUp.ask(session), [[every, once]]);
    }
    case 'single':
      return reply(texts.signUp.askSigned({ ...session, isSingle: true }), [[every, leave]]);
    default: {
      const all = signUpButton(texts, 'signOffSeries', '-', series.id);
      return reply(texts.signUp.askSigned({ ...session, isSingle: false }), [[leave, all]]);
    }
  }
}

function signUp(caller: Caller, target: SignUpTarget, app: CommandApp): Answer {
  const outcome = app.signUps.signUp(caller, target);
  if (outcome.kind === 'refused') return refuse(outcome.refusal);
  const texts = textsFor(app.signUps.languageOf(caller));
  const { wantsDirect } = app.signUps.settings(caller);
  const { name, rule } = outcome.series;
  const text =
    outcome.kind === 'series'
      ? texts.signUp.signedUpForSeries({
          name,
          zone: rule.zone,
          nextAtMs: outcome.nextAtMs,
          already: outcome.wasSigned,
          wantsDirect,
        })
      : texts.signUp.signedUpForOne({
          name,
          zone: rule.zone,
          startsAtMs: outcome.occurrence.startsAtMs,
          how: outcome.was === 'none' ? 'new' : outcome.was === 'single' ? 'already' : 'bySeries',
          wantsDirect,
        });
  const buttons: ControlRow = [signUpButton(texts, 'my', '-', null)];
  if (!outcome.isFirst) return reply(text, [buttons]);
  return reply(`${text}\n\n${texts.signUp.askZone()}`, [zoneMenu(caller, texts, app), buttons]);
}

const findable = (name: string, value: string, isPreferred: boolean): Findable<Completion> => ({
  item: { name, value },
  text: name,
  isPreferred,
});

/** Series first, then single sessions, in the person's own time. */
function completionsOf(typed: string, caller: Caller, app: CommandApp): readonly Completion[] {
  const texts: Texts = textsFor(app.signUps.languageOf(caller));
  const { labels } = texts.signUp;
  const zone = app.signUps.settings(caller).zone ?? app.zone(caller.guildId);
  const series = app.signUps
    .series(caller)
    .map(({ id, name }) => findable(labels.series({ name }), seriesTarget(id), true));
  const sessions = app
    .upcoming(caller.guildId, NEXT_SESSIONS)
    .map(({ series: { name }, occurrence: { id, startsAtMs } }) =>
      findable(labels.session({ name, startsAtMs, zone }), id, false),
    );
  return search([...series, ...sessions], typed, MOST_COMPLETIONS);
}
