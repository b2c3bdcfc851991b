/**
 * The words of the popularity pictures. They are labels, without markdown: they stand in a
 * picture, or beside it for those who do not see it. Dates are local ones, `2026-11-23`.
 */
import type { DateSpan, ShownCount, Weekday } from '../domain/popularity.ts';

export interface PopularityTexts {
  /** The message that carries the pictures and the table, in Discord's markdown. */
  readonly answer: (p: DateSpan) => string;
  /** The message that carries the table alone. */
  readonly answerWithoutPictures: (p: DateSpan) => string;
  /** The message when there is nothing to show. */
  readonly nothingInTheseWeeks: () => string;
  readonly nothingCounted: () => string;
  readonly nothingCountedYet: () => string;

  /** `31 Aug to 22 Nov 2026`. */
  readonly span: (p: DateSpan) => string;
  /** `23 Nov`. */
  readonly day: (date: string) => string;
  /** `Nov`. */
  readonly month: (date: string) => string;
  /** `Los Angeles time`. */
  readonly timeOf: (p: { readonly zone: string }) => string;
  /** `12`, or `under 3`. */
  readonly count: (shown: ShownCount) => string;

  readonly heatMap: HeatMapTexts;
  readonly seriesLines: SeriesLinesTexts;
}

export interface HeatMapTexts {
  readonly title: () => string;
  /** What the numbers are. */
  readonly measure: () => string;
  /** `Mon`. */
  readonly weekday: (weekday: Weekday) => string;
  /** `7 am`. */
  readonly hour: (hour: number) => string;
  /** A cell without a number. */
  readonly noSession: () => string;
  /** What the picture is, as a sentence. */
  readonly about: (p: { readonly span: string; readonly timeOf: string }) => string;
  /** `Mondays between 7 and 8 am (12)`. */
  readonly slot: (p: {
    readonly weekday: Weekday;
    readonly hour: number;
    readonly count: string;
  }) => string;
  /** `slots` as `slot` says them, the first with the most people. */
  readonly most: (p: { readonly slots: readonly string[] }) => string;
  readonly fewest: (p: { readonly slot: string }) => string;
}

export interface SeriesLinesTexts {
  readonly title: () => string;
  /** What the scale of each line is. */
  readonly measure: () => string;
  /** The line of those who came. */
  readonly present: () => string;
  /** The line of those who are signed up. */
  readonly signedUp: () => string;
  /** Where their line would not fit on the scale: `18 signed up`. */
  readonly signedUpCount: (p: { readonly count: string }) => string;
  /** Series that the picture has no room for. */
  readonly more: (p: { readonly count: number }) => string;
  /** What the picture is, as a sentence. */
  readonly about: (p: { readonly span: string }) => string;
  /** The last week in which the series was counted; null where nothing was. */
  readonly latest: (p: {
    readonly name: string;
    readonly week: string;
    readonly present: string | null;
    readonly signedUp: string | null;
  }) => string;
}
