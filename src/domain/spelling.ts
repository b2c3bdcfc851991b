/**
 * The candidate that was probably meant, or null when none is near: at most two letters
 * changed, added, dropped or swapped with their neighbour, and fewer than half of them.
 * Capitals do not count.
 */
export function nearestSpelling(word: string, candidates: Iterable<string>): string | null {
  let nearest: string | null = null;
  let fewest = Math.min(2, Math.floor((word.length - 1) / 2));
  for (const candidate of candidates) {
    // So many letters are added or dropped at least; comparing them all takes its time.
    if (Math.abs(word.length - candidate.length) > fewest) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance > fewest || (distance === fewest && nearest !== null)) continue;
    nearest = candidate;
    fewest = distance;
  }
  return nearest;
}

/** Optimal string alignment: a swap of two neighbours counts as one change. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + change);
      const isSwap =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) least = Math.min(least, beforeLast[column - 2]! + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
