/**
 * An independent answer to "when does the clock on the wall show this?", found by brute
 * force: every quarter of an hour of the span, or every `stepMs`, is formatted by Intl, and a wall
 * time is looked up in what the clock has shown.
 *
 * The rule for a wall time that never came is written out here a second time: take how far
 * the clock jumped, and look for the wall time that much later.
 */
export function wallTimeReference(
  zone: string,
  fromMs: number,
  toMs: number,
  stepMs = 15 * 60_000,
): (wallDateTime: string) => number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const firstInstantByWall = new Map<string, number>();
  const jumps: { readonly beforeMs: number; readonly afterMs: number }[] = [];
  let lastWallMs: number | null = null;
  for (let atMs = Math.floor(fromMs / stepMs) * stepMs; atMs <= toMs; atMs += stepMs) {
    const wall = format.format(atMs).replace(', ', 'T');
    if (!firstInstantByWall.has(wall)) firstInstantByWall.set(wall, atMs);
    const wallMs = Date.parse(`${wall}Z`);
    if (lastWallMs !== null && wallMs - lastWallMs > stepMs) {
      jumps.push({ beforeMs: lastWallMs + stepMs, afterMs: wallMs });
    }
    lastWallMs = wallMs;
  }
  return (wallDateTime) => {
    const shown = firstInstantByWall.get(wallDateTime);
    if (shown !== undefined) return shown;
    const wantedMs = Date.parse(`${wallDateTime}Z`);
    const jump = jumps.find(({ beforeMs, afterMs }) => beforeMs <= wantedMs && wantedMs < afterMs);
    if (!jump) throw new Error(`${wallDateTime} in ${zone} lies outside the reference`);
    const laterMs = wantedMs + (jump.afterMs - jump.beforeMs);
    const later = firstInstantByWall.get(new Date(laterMs).toISOString().slice(0, 16));
    if (later === undefined) throw new Error(`${wallDateTime} in ${zone} was never shown`);
    return later;
  };
}
