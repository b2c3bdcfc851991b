/** Finding a title by a few letters, fast enough for every key that is pressed. */

/** The marks that stand above and below letters, once they are taken apart. */
const ACCENTS = /[\u0300-\u036f]/g;
const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/** Lower case, without accents or doubled blanks: as a person types in a hurry. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  const bare = PLAIN_ASCII.test(lower) ? lower : lower.normalize('NFKD').replace(ACCENTS, '');
  return bare.replace(/\s+/g, ' ').trim();
}

/** Discord shows no more while a person types. */
export const MOST_COMPLETIONS = 25;

/** A line that can be found. */
export interface Findable<T> {
  readonly item: T;
  /** Where the words are looked for. */
  readonly text: string;
  /** It was folded already. */
  readonly isFolded?: boolean;
  /** Comes before all that do not. */
  readonly isPreferred: boolean;
}

/**
 * Those that hold every typed word anywhere, at most `limit`: the preferred ones first,
 * then those that begin with all that was typed, then those that hold it in one piece;
 * else in the order in which they came.
 */
export function search<T>(
  candidates: Iterable<Findable<T>>,
  typed: string,
  limit: number,
): readonly T[] {
  const wanted = folded(typed);
  const words = wanted.split(' ');
  const ranks: T[][] = Array.from({ length: 6 }, () => []);
  for (const { item, text, isPreferred, isFolded } of candidates) {
    const within = wanted === '' ? '' : isFolded ? text : folded(text);
    if (!words.every((word) => within.includes(word))) continue;
    const rank = (isPreferred ? 0 : 3) + nearness(within, wanted);
    const found = ranks[rank];
    if (found && found.length < limit) found.push(item);
    // Nothing that follows could come before these.
    if (rank === 0 && found?.length === limit) return found;
  }
  return ranks.flat().slice(0, limit);
}

/** 0 where the text begins with it, 1 where it holds it in one piece, 2 where only its words are. */
function nearness(within: string, wanted: string): 0 | 1 | 2 {
  const at = within.indexOf(wanted);
  if (at === 0) return 0;
  return at > 0 ? 1 : 2;
}
