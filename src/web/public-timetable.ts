/** What the web needs of the app: the timetable as anybody may see it. */
import type { SeriesId } from '../domain/identity.ts';

/** What the public may know: nothing about people is in it. */
export interface PublicSession {
  /** The occurrence's id, `morning@2026-12-01`: it stays when the session is moved. */
  readonly id: string;
  readonly seriesId: SeriesId;
  readonly seriesName: string;
  /** May be empty. */
  readonly description: string;
  readonly roomName: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly cancelled: boolean;
  /** It was moved by hand. */
  readonly isMoved: boolean;
  /** iCalendar's SEQUENCE. */
  readonly sequence: number;
  /** IANA zone of the timetable. */
  readonly zone: string;
}

export interface PublicTimetable {
  /** Another one after every change: it names the content for caches. */
  version(): string;
  /** Those with `fromMs <= startsAtMs < toMs`, cancelled ones included, soonest first. */
  sessionsBetween(fromMs: number, toMs: number): readonly PublicSession[];
  readonly communityName: string;
  /** IANA zone. */
  readonly zone: string;
}
