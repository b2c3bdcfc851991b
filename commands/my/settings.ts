import {
  type Answer,
  type Caller,
  type CommandApp,
  type Completion,
  defineCommand,
  reply,
} from '../../src/app/command.ts';
import type { SettingsChange } from '../../src/app/sign-ups.ts';
import { nearestZone } from '../../src/domain/zone.ts';
import {
  knownPlaces,
  likelyZones,
  offsetMinutesOf,
  zoneOf,
  zonesAtOffset,
  type Place,
} from '../../src/domain/zone-search.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { REMINDER_CHOICES } from '../../src/texts/sections/sign-up.ts';
import { MOST_COMPLETIONS, search } from '../search.ts';
import { ownSettings } from './panel.ts';

/** So many cities are named where an offset was written. */
const CITIES_NAMED = 4;
const MINUTE_MS = 60_000;

export default defineCommand({
  name: 'settings',
  audience: 'everyone',
  options: {
    zone: { type: 'string', required: false, completes: true, maxLength: 60 },
    reminders: { type: 'string', required: false, choices: REMINDER_CHOICES },
    messages: { type: 'string', required: false, choices: ['direct', 'mention'] },
    language: { type: 'string', required: false, choices: ['discord', 'en', 'es', 'de', 'fr'] },
  },
  run: ({ caller, options }, app) => set(caller, options, app),
  complete: (typed, _option, caller, app) => places(typed, caller, app),
  buttons: {
    tellDirectly: {
      audience: 'everyone',
      run: ({ caller }, app) => set(caller, { ...NOTHING, messages: 'direct' }, app),
    },
    mentionMe: {
      audience: 'everyone',
      run: ({ caller }, app) => set(caller, { ...NOTHING, messages: 'mention' }, app),
    },
  },
});

interface Given {
  readonly zone: string | null;
  readonly reminders: string | null;
  readonly messages: string | null;
  readonly language: string | null;
}

const NOTHING: Given = { zone: null, reminders: null, messages: null, language: null };

function set(caller: Caller, given: Given, app: CommandApp): Answer {
  const zone = given.zone === null ? null : zoneOf(given.zone);
  const change: SettingsChange = {
    ...(zone === null ? {} : { zone }),
    ...(given.reminders === null ? {} : { remindersMs: remindersOf(given.reminders) }),
    ...(given.messages === null ? {} : { wantsDirect: given.messages === 'direct' }),
    ...(given.language === null
      ? {}
      : { language: given.language === 'discord' ? null : given.language }),
  };
  const isChange = Object.keys(change).length > 0;
  if (isChange) app.signUps.change(caller, change);
  // Asked for afterwards, so that the answer is in the language that was just chosen.
  const { signUp } = textsFor(app.signUps.languageOf(caller));
  const settings = ownSettings(caller, app);
  const notes = [
    ...(given.zone !== null && zone === null ? [zoneHint(caller, given.zone, app)] : []),
    isChange ? signUp.settingsSaved(settings) : signUp.settings(settings),
    ...(settings.remindersMs !== null && !settings.wantsDirect
      ? [signUp.remindersNeedDirect()]
      : []),
  ];
  return reply(notes.join('\n\n'));
}

function remindersOf(written: string): readonly number[] | null {
  const isKnown = REMINDER_CHOICES.some((value) => value === written) && written !== 'series';
  return isKnown ? written.split('+').map((minutes) => Number(minutes) * MINUTE_MS) : null;
}

/** What was written is no zone: what to write instead. */
function zoneHint(caller: Caller, written: string, app: CommandApp): string {
  const { signUp } = textsFor(app.signUps.languageOf(caller));
  const offset = offsetMinutesOf(written);
  if (offset === null) return signUp.zoneUnknown({ written, nearest: nearestZone(written) });
  const zones = zonesAtOffset(offset, app.nowMs(), caller.locale).slice(0, CITIES_NAMED);
  return signUp.zoneIsOffset({ written, zones });
}

function places(typed: string, caller: Caller, app: CommandApp): readonly Completion[] {
  const { labels } = textsFor(app.signUps.languageOf(caller)).signUp;
  const nowMs = app.nowMs();
  const nameOf = (zone: string): string => labels.zone({ zone });
  return findPlaces(typed, caller.locale, nowMs, nameOf).map(({ zone, city }) => ({
    name: labels.zoneFound({ zone, city, nowMs }),
    value: zone,
  }));
}

/** By a few letters of a name in the person's language or in English, or by an offset. */
function findPlaces(
  typed: string,
  locale: string,
  nowMs: number,
  nameOf: (zone: string) => string,
): readonly Place[] {
  if (typed.trim() === '') return asPlaces(likelyZones(locale, MOST_COMPLETIONS));
  const offset = offsetMinutesOf(typed);
  if (offset !== null) return asPlaces(zonesAtOffset(offset, nowMs, locale));
  const findable = knownPlaces().map((place) => ({
    item: place,
    text: [place.city ?? '', nameOf(place.zone), place.zone.replaceAll(/[/_]/g, ' ')].join(' '),
    isPreferred: true,
  }));
  return search(findable, typed, MOST_COMPLETIONS);
}

const asPlaces = (zones: readonly string[]): Place[] =>
  zones.slice(0, MOST_COMPLETIONS).map((zone) => ({ zone, city: null }));
