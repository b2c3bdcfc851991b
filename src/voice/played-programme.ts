/** A programme as the main thread knows it, so that another thread can go on with it. */
import type { Programme, Segment, VoiceEvent } from '../app/ports.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { SoundProgramme } from './thread-messages.ts';

/** The last place that was told of. */
interface Place {
  readonly segment: number;
  /** In the file; of a pause, 0. */
  readonly positionMs: number;
  /** When the segment began, monotonic. */
  readonly sinceMs: number;
  /** The last sentence of the segment that was told; -1 for none. */
  readonly sentence: number;
}

type PlaceEvent = VoiceEvent & {
  readonly type: 'segmentStarted' | 'progressed' | 'sentenceStarted';
};

export class PlayedProgramme {
  readonly programme: Programme;
  /** It was asked to end before its time. */
  isEnding = false;
  private place: Place | null = null;
  /** Segments that were left out when it was begun anew. */
  private left = 0;

  constructor(programme: Programme) {
    this.programme = programme;
  }

  get hasBegun(): boolean {
    return this.place !== null;
  }

  /** Where audio goes on after a break; null when it has not begun, or in a pause. */
  get resumesAtMs(): number | null {
    return this.segment?.kind === 'audio' ? (this.place?.positionMs ?? null) : null;
  }

  /** Takes the event down. Gives it as the app knows the programme, or null when it was told before. */
  follow(event: PlaceEvent): VoiceEvent | null {
    const segment = event.segment + this.left;
    switch (event.type) {
      case 'segmentStarted': {
        if (this.place && this.place.segment >= segment) return null;
        const entry = this.programme.segments[segment];
        const positionMs = entry?.kind === 'audio' ? entry.fromMs : 0;
        this.place = { segment, positionMs, sinceMs: performance.now(), sentence: -1 };
        return { ...event, segment };
      }
      case 'sentenceStarted':
        if (!this.place || event.sentence <= this.place.sentence) return null;
        this.place = { ...this.place, sentence: event.sentence };
        return { ...event, segment };
      case 'progressed':
        if (this.place) this.place = { ...this.place, positionMs: event.positionMs };
        return { ...event, segment };
      default:
        return unreachable(event);
    }
  }

  /** What is still to be heard of it; nothing that has sounded to its end. */
  rest(): SoundProgramme {
    const { id, segments } = this.programme;
    const { segment, place } = this;
    if (!segment || !place) return { id, segments };
    this.left = place.segment;
    return { id, segments: [restOf(segment, place), ...segments.slice(place.segment + 1)] };
  }

  private get segment(): Segment | undefined {
    return this.place ? this.programme.segments[this.place.segment] : undefined;
  }
}

function restOf(segment: Segment, { positionMs, sinceMs }: Place): Segment {
  if (segment.kind === 'audio') return { ...segment, fromMs: positionMs, fadesIn: true };
  const elapsedMs = performance.now() - sinceMs;
  return { kind: 'pause', durationMs: Math.max(0, segment.durationMs - elapsedMs) };
}
