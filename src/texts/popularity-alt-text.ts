/** What the popularity pictures show, in words; the same for every language. */
import {
  shownCount,
  type HeatMapData,
  type SeriesLinesData,
  type SlotPopularity,
} from '../domain/popularity.ts';
import { cut, NAME_LIMIT, oneLine } from './plain.ts';
import type { PopularityTexts } from './popularity-texts.ts';

/** Discord's limit for the description of a file, in characters. */
export const ALT_TEXT_LIMIT = 1_024;

/** Of the hours with the most people so many are named. */
const NAMED_SLOTS = 3;

/** At most `ALT_TEXT_LIMIT` characters. */
export function heatMapAltText(data: HeatMapData, words: PopularityTexts): string {
  const { heatMap } = words;
  const about = heatMap.about({ span: words.span(data), timeOf: words.timeOf(data) });
  // What is told as "under three" ranks alike: their order would tell 1 from 2.
  const ranked = data.slots.toSorted((a, b) => rankOf(b) - rankOf(a));
  const said = ranked.map(({ weekday, hour, present }) =>
    heatMap.slot({ weekday, hour, count: words.count(shownCount(present)) }),
  );
  const last = said.at(-1);
  if (last === undefined) return `${about} ${words.nothingCounted()}`;
  const most = heatMap.most({ slots: said.slice(0, NAMED_SLOTS) });
  const fewest = said.length > NAMED_SLOTS ? ` ${heatMap.fewest({ slot: last })}` : '';
  return cut(`${about} ${most}${fewest}`, ALT_TEXT_LIMIT);
}

/** At most `ALT_TEXT_LIMIT` characters; series that find no room in it are counted. */
export function seriesLinesAltText(data: SeriesLinesData, words: PopularityTexts): string {
  const about = words.seriesLines.about({ span: words.span(data) });
  const sentences = data.series.flatMap((series) => latestSentence(series, words) ?? []);
  if (sentences.length === 0) return `${about} ${words.nothingCounted()}`;
  let text = about;
  for (const [index, sentence] of sentences.entries()) {
    const rest = words.seriesLines.more({ count: sentences.length - index });
    const isLast = index === sentences.length - 1;
    const reserved = isLast ? 0 : rest.length + 1;
    if (text.length + 1 + sentence.length + reserved > ALT_TEXT_LIMIT) return `${text} ${rest}`;
    text += ` ${sentence}`;
  }
  return text;
}

function latestSentence(
  { name, weeks }: SeriesLinesData['series'][number],
  words: PopularityTexts,
): string | null {
  const latest = weeks.findLast(({ present }) => present !== null) ?? weeks.at(-1);
  if (!latest) return null;
  const inWords = (count: number | null): string | null =>
    count === null ? null : words.count(shownCount(count));
  return words.seriesLines.latest({
    name: cut(oneLine(name), NAME_LIMIT),
    week: words.day(latest.weekOf),
    present: inWords(latest.present),
    signedUp: inWords(latest.signUps),
  });
}

function rankOf({ present }: SlotPopularity): number {
  const shown = shownCount(present);
  return shown.kind === 'exact' ? shown.n : 1;
}
