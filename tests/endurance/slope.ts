interface Point {
  readonly atMinute: number;
  readonly value: number;
}

/** How much a value rises in an hour: the line that lies closest to all points (least squares). */
export function slopeAnHour(points: readonly Point[]): number {
  const middle = mean(points.map(({ atMinute }) => atMinute));
  const height = mean(points.map(({ value }) => value));
  const rise = points.reduce((sum, p) => sum + (p.atMinute - middle) * (p.value - height), 0);
  const run = points.reduce((sum, p) => sum + (p.atMinute - middle) ** 2, 0);
  return (60 * rise) / run;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
