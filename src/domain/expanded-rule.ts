/** The sessions that a rule calls for, expanded once for weeks that are asked for again and again. */
import { occurrencesBetween, type RuleOccurrence } from './recurrence.ts';
import type { RecurrenceRule } from './schedule.ts';

/** A rule is expanded for so long at once, counted from the epoch. */
const BLOCK_MS = 64 * 86_400_000;
/** A longer span is asked for once. */
const MOST_BLOCKS = 4;

/** A rule is never changed in place, so what it calls for stays. */
const startsByBlock = new WeakMap<RecurrenceRule, Map<number, readonly RuleOccurrence[]>>();

/** As `occurrencesBetween`, which see. */
export function startsBetween(
  rule: RecurrenceRule,
  fromMs: number,
  toMs: number,
): readonly RuleOccurrence[] {
  const first = Math.floor(fromMs / BLOCK_MS);
  const count = Math.floor(toMs / BLOCK_MS) - first + 1;
  if (!(count >= 1 && count <= MOST_BLOCKS)) return occurrencesBetween(rule, fromMs, toMs);
  const known = startsByBlock.get(rule) ?? new Map<number, readonly RuleOccurrence[]>();
  startsByBlock.set(rule, known);
  if (known.size > 2 * MOST_BLOCKS) known.clear();
  const blocks = Array.from({ length: count }, (_, at) => first + at);
  return blocks
    .flatMap((block) => {
      const starts =
        known.get(block) ?? occurrencesBetween(rule, block * BLOCK_MS, (block + 1) * BLOCK_MS);
      known.set(block, starts);
      return starts;
    })
    .filter(({ startsAtMs }) => fromMs <= startsAtMs && startsAtMs < toMs);
}
