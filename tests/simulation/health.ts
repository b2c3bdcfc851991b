/** After a fault is over the bot has this long to be itself again. */
const RECOVERY_MS = 60_000;
/** So many are remembered; what lies further back is asked for no more. */
const MOST_TROUBLES = 50;

/** When something was wrong, in true time. */
export function createHealth(nowMs: () => number) {
  const troubles: { readonly fromMs: number; readonly toMs: number }[] = [];
  const isClear = (spans: typeof troubles, fromMs: number, toMs: number): boolean =>
    !spans.some((span) => span.fromMs <= toMs && fromMs <= span.toMs);
  return {
    trouble(forMs: number): void {
      troubles.push({ fromMs: nowMs(), toMs: nowMs() + forMs + RECOVERY_MS });
      if (troubles.length > MOST_TROUBLES) troubles.shift();
    },
    wasHealthy: (fromMs: number, toMs: number): boolean => isClear(troubles, fromMs, toMs),
  };
}
