/** Finding a title by a few letters, fast enough for every key that is pressed. */

/** Lower case, without accents, quotes or doubled blanks: as a person types in a hurry. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  const isAscii = /^[\x20-\x7e]*$/.test(lower);
  const bare = isAscii ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.replace(/\s+/g, ' ').trim();
}

/** A line that can be found. */
export interface Findable<T> {
  readonly item: T;
  /** Where the words are looked for. */
  readonly text: string;
  /** Comes before all that do not. */
  readonly isPreferred: boolean;
}

/**
 * Those that hold every typed word anywhere, at most `limit`: the preferred ones first,
 * then those that begin with what was typed; else in the order in which they came.
 */
export function search<T>(
  candidates: Iterable<Findable<T>>,
  typed: string,
  limit: number,
): readonly T[] {
  const wanted = folded(typed);
  const words = wanted.split(' ');
  const ranks: [T[], T[], T[], T[]] = [[], [], [], []];
  for (const { item, text, isPreferred } of candidates) {
    const within = folded(text);
    if (!words.every((word) => within.includes(word))) continue;
    const rank = (isPreferred ? 0 : 2) + (within.startsWith(wanted) ? 0 : 1);
    const found = ranks[rank];
    if (found && found.length < limit) found.push(item);
  }
  return ranks.flat().slice(0, limit);
}
