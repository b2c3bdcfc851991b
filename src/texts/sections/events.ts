import type { EventTexts, EventWords } from '../event-texts.ts';
import { cut, oneLine } from '../plain.ts';

/** Discord's limit for the description of an event, in characters. */
const DESCRIPTION_LIMIT = 1_000;

export function createEvents({ howToJoin, allTimes, mayNotKeep }: EventWords): EventTexts {
  return {
    description({ about, link }) {
      const rest = [howToJoin, ...(link === null ? [] : [`${allTimes} ${link}`])].join('\n\n');
      const words = cut(oneLine(about), DESCRIPTION_LIMIT - rest.length - 2);
      return words === '' ? rest : `${words}\n\n${rest}`;
    },
    mayNotKeep: () => mayNotKeep,
  };
}
