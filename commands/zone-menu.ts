import type { Caller, CommandApp } from '../src/app/command.ts';
import { formatComponentId } from '../src/app/component-id.ts';
import type { ControlRow } from '../src/app/ports.ts';
import { likelyZones } from '../src/domain/zone-search.ts';
import type { Texts } from '../src/texts/texts.ts';

/** Discord allows 25 options in a menu. */
const MOST_OPTIONS = 25;

/** Likely places by the person's language, each with the time that it is there. */
export function zoneMenu(caller: Caller, { signUp }: Texts, app: CommandApp): ControlRow {
  const nowMs = app.nowMs();
  return [
    {
      kind: 'menu',
      id: formatComponentId({ action: 'setZone', marker: '-', occurrenceId: null }),
      placeholder: signUp.labels.zonePlaceholder(),
      options: likelyZones(caller.locale, MOST_OPTIONS).map((zone) => ({
        value: zone,
        label: signUp.labels.zone({ zone }),
        description: signUp.labels.zoneNow({ zone, nowMs }),
      })),
    },
  ];
}
