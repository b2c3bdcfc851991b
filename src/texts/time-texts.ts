/** Moments and lengths of time, as each language says them. */
export interface TimeTexts {
  /** `Los Angeles`: the city that the zone names, as this language calls it. */
  readonly place: (zone: string) => string;
  /** `7:00 am`. */
  readonly clockIn: (zone: string, atMs: number) => string;
  /** `7:00 am in Los Angeles`. */
  readonly wallTime: (zone: string, atMs: number) => string;
  /** `Wed 2 Dec`. */
  readonly day: (zone: string, atMs: number) => string;
  /** `Wed 2 Dec 7:00 am in Los Angeles`. */
  readonly dayAndTime: (zone: string, atMs: number) => string;
  /** `15 minutes`. */
  readonly length: (durationMs: number) => string;
  /** `about ten minutes`. */
  readonly about: (durationMs: number) => string;
}
