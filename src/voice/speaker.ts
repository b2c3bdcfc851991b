/**
 * Turns programmes into Opus packets, one for every 20 ms that it is asked. It knows neither the
 * network nor the time: whoever pulls sets the pace.
 */
import type {
  AudioFaultCode,
  AudioRef,
  OpusSource,
  Programme,
  VoiceEvent,
  VoiceFaultCode,
} from '../app/ports.ts';
import type { RecordingId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { nextPause, SegmentCues } from './cues.ts';
import { Fade, WARM_UP_FRAMES } from './fade.ts';
import { FRAME_MS, ProgrammeReader, type Frame } from './programme-reader.ts';

export interface SpeakerNeeds {
  /** Rejects with an AudioFault. */
  readonly open: (audio: AudioRef) => Promise<OpusSource>;
  /** The playback policy, asked right before the first frame of a recording. */
  readonly mayPlay: (recordingId: RecordingId) => boolean;
  readonly emit: (event: VoiceEvent) => void;
  /** There is something to pull again. */
  readonly wake: () => void;
  /** A fault of a file, for the log. */
  readonly onFault: (programme: Programme, cause: unknown) => void;
}

/** What Opus sends for silence: 20 ms. */
export const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
/** 200 ms: what comes first after joining is often not heard. */
const LEAD_IN_FRAMES = 10;
/** Let the listener's decoder fall silent instead of guessing on. */
const END_FRAMES = 5;

/** One programme on its way. */
interface Run {
  readonly programme: Programme;
  readonly reader: ProgrammeReader;
  /** Of the segment that sounds; null before the first frame. */
  cues: { readonly segment: number; readonly told: SegmentCues } | null;
  fade: Fade | null;
  /** Fade in with the next frame, since the sound was broken off. */
  fadesInNext: boolean;
}

type Ending =
  | { readonly kind: 'none' }
  /** At a position of the segment that sounds. */
  | { readonly kind: 'atPosition'; readonly atMs: number }
  | { readonly kind: 'faded' };

type Sound =
  /** Nobody can hear anything; what waits begins or goes on when that changes. */
  | { readonly kind: 'unheard'; readonly waiting: Run | null }
  | { readonly kind: 'silent' }
  /** A file is being opened, or a place in it looked for. */
  | { readonly kind: 'opening'; readonly run: Run }
  | {
      readonly kind: 'sounding';
      readonly run: Run;
      readonly ending: Ending;
      /** Begins when this one has ended. */
      readonly next: Run | null;
    };

type How = (VoiceEvent & { type: 'programmeEnded' })['how'];

export class Speaker {
  private readonly needs: SpeakerNeeds;
  private sound: Sound = { kind: 'unheard', waiting: null };
  /** Frames of silence to give before anything else. */
  private silenceFrames = 0;
  /** What people heard last, for the decoder of a fade. */
  private readonly lastPackets: Uint8Array[] = [];

  constructor(needs: SpeakerNeeds) {
    this.needs = needs;
  }

  /** A programme is heard now. */
  get isSounding(): boolean {
    return this.sound.kind === 'sounding';
  }

  /** A programme is heard or will be, without anything more being asked. */
  get isBusy(): boolean {
    return this.sound.kind === 'sounding' || this.sound.kind === 'opening';
  }

  play(programme: Programme): void {
    const run: Run = {
      programme,
      reader: new ProgrammeReader(programme, this.needs.open),
      cues: null,
      fade: null,
      fadesInNext: false,
    };
    switch (this.sound.kind) {
      case 'unheard':
        if (this.sound.waiting) this.endLater(this.sound.waiting);
        this.sound = { kind: 'unheard', waiting: run };
        return;
      case 'silent':
        return this.open(run);
      case 'opening':
        this.endLater(this.sound.run);
        return this.open(run);
      case 'sounding':
        if (this.sound.next) this.endLater(this.sound.next);
        this.sound = { ...this.sound, next: run };
        void run.reader.prepare();
        return this.fade();
      default:
        return unreachable(this.sound);
    }
  }

  endAtNextPause(): void {
    if (this.sound.kind !== 'sounding') return this.endUnheard();
    if (this.sound.ending.kind !== 'none') return;
    const { reader } = this.sound.run;
    const pause = nextPause(reader.segment, reader.positionMs);
    if (pause === 'fade') return this.fade();
    this.sound = { ...this.sound, ending: { kind: 'atPosition', atMs: pause.atMs } };
  }

  fadeOut(): void {
    if (this.sound.kind === 'sounding') this.fade();
    else this.endUnheard();
  }

  /** Someone can hear from now on. Gives where the sound goes on; null when none was broken off. */
  connected(): { readonly positionMs: number | null } {
    if (this.sound.kind !== 'unheard') return { positionMs: null };
    this.silenceFrames = LEAD_IN_FRAMES;
    this.lastPackets.length = 0;
    const run = this.sound.waiting;
    this.sound = { kind: 'silent' };
    const isAudio = run?.cues && run.reader.segment?.kind === 'audio';
    const positionMs = isAudio ? Math.max(0, run.reader.positionMs - FRAME_MS) : null;
    if (run) this.open(run);
    this.needs.wake();
    return { positionMs };
  }

  /** Nobody hears any more. What sounded stays at its place, unless it was ending. */
  disconnected(): void {
    this.silenceFrames = 0;
    let waiting: Run | null = null;
    if (this.sound.kind === 'unheard') return;
    if (this.sound.kind === 'opening') waiting = this.sound.run;
    if (this.sound.kind === 'sounding') {
      const { run, ending, next } = this.sound;
      waiting = ending.kind === 'none' ? run : next;
      if (ending.kind !== 'none') this.endLater(run);
      else this.breakOff(run);
    }
    this.sound = { kind: 'unheard', waiting };
  }

  /** Ends everything without a word. */
  close(): void {
    if (this.sound.kind === 'unheard') this.sound.waiting?.reader.close();
    if (this.sound.kind === 'opening' || this.sound.kind === 'sounding') {
      this.sound.run.reader.close();
    }
    if (this.sound.kind === 'sounding') this.sound.next?.reader.close();
    this.sound = { kind: 'unheard', waiting: null };
  }

  /** Ends what waits and is not heard. */
  endUnheard(): void {
    if (this.sound.kind === 'unheard' && this.sound.waiting) {
      const { waiting } = this.sound;
      this.sound = { kind: 'unheard', waiting: null };
      this.endLater(waiting);
    }
    if (this.sound.kind === 'opening') {
      const { run } = this.sound;
      this.sound = { kind: 'silent' };
      this.endLater(run);
    }
  }

  /** The next 20 ms; null when there is nothing more to send. */
  pull(): Uint8Array | null {
    if (this.silenceFrames > 0) {
      this.silenceFrames -= 1;
      return this.sent(SILENCE);
    }
    if (this.sound.kind !== 'sounding') return null;
    const { run, ending } = this.sound;
    if (this.hasReached(run, ending)) return this.end('stopped', null);
    try {
      return this.give(run, ending, run.reader.next());
    } catch (cause) {
      this.needs.onFault(run.programme, cause);
      return this.end('failed', faultCodeOf(cause));
    }
  }

  // ---- frames ---------------------------------------------------------------

  private give(run: Run, ending: Ending, frame: Frame): Uint8Array | null {
    switch (frame.kind) {
      case 'end':
        return this.end(ending.kind === 'none' ? 'complete' : 'stopped', null);
      case 'notYet':
        return this.sent(SILENCE);
      case 'pause':
      case 'audio':
        break;
      default:
        return unreachable(frame);
    }
    const isFirst = run.cues?.segment !== frame.at.segment;
    // What is ending ends with its segment at the latest.
    if (ending.kind !== 'none' && isFirst) return this.end('stopped', null);
    const isBeginning = run.cues === null;
    if (isBeginning && !run.programme.mayBegin()) return this.end('refused', null);
    if (!this.isAllowed(run, frame.at.segment)) return this.end('refused', 'NOT_APPROVED');
    let packet: Uint8Array = SILENCE;
    if (frame.kind === 'pause') run.fadesInNext = false;
    else packet = this.faded(run, ending, frame.packet, isFirst);
    this.sent(frame.kind === 'pause' ? SILENCE : frame.packet);
    this.tell(run, ending, frame);
    return packet;
  }

  /** The policy, for the first frame of each segment and of each time that the sound comes back. */
  private isAllowed(run: Run, segmentIndex: number): boolean {
    if (run.cues?.segment === segmentIndex && !run.fadesInNext) return true;
    const segment = run.programme.segments[segmentIndex];
    const recordingId = segment?.kind === 'audio' ? segment.audio.recordingId : null;
    return recordingId === null || this.needs.mayPlay(recordingId);
  }

  private faded(
    run: Run,
    ending: Ending,
    packet: Uint8Array,
    isFirstOfSegment: boolean,
  ): Uint8Array {
    const { segment } = run.reader;
    const fadesIn = isFirstOfSegment && segment?.kind === 'audio' && segment.fadesIn;
    if (run.fadesInNext || fadesIn) run.fade = new Fade('in');
    run.fadesInNext = false;
    if (!run.fade) return packet;
    const fadedPacket = run.fade.apply(packet, run.reader.following());
    if (run.fade.isDone && ending.kind !== 'faded') run.fade = null;
    return fadedPacket;
  }

  /** Tells what begins with this frame. A sound that fades away begins nothing. */
  private tell(run: Run, ending: Ending, frame: Frame & { kind: 'audio' | 'pause' }): void {
    const { segment, positionMs } = frame.at;
    const entry = run.programme.segments[segment];
    if (!entry) throw new RangeError(`Programme ${run.programme.id} has no segment ${segment}.`);
    const programmeId = run.programme.id;
    const isFirst = run.cues?.segment !== segment;
    const cues =
      run.cues?.segment === segment
        ? run.cues
        : { segment, told: new SegmentCues(programmeId, entry, frame.at) };
    run.cues = cues;
    if (isFirst) this.needs.emit({ type: 'segmentStarted', programmeId, segment });
    const events = cues.told.at(positionMs);
    if (ending.kind === 'faded') return;
    for (const event of events) this.needs.emit(event);
  }

  private sent(packet: Uint8Array): Uint8Array {
    this.lastPackets.push(packet);
    if (this.lastPackets.length > WARM_UP_FRAMES) this.lastPackets.shift();
    return packet;
  }

  // ---- beginnings and ends --------------------------------------------------

  private open(run: Run): void {
    this.sound = { kind: 'opening', run };
    // The frame that was taken last before a break never left, so it is taken again.
    const ready = run.fadesInNext ? run.reader.stepBack(FRAME_MS) : run.reader.prepare();
    ready.then(
      () => this.begin(run),
      (cause: unknown) => {
        this.needs.onFault(run.programme, cause);
        if (this.sound.kind !== 'opening' || this.sound.run !== run) return;
        this.sound = { kind: 'sounding', run, ending: { kind: 'none' }, next: null };
        this.end('failed', faultCodeOf(cause));
      },
    );
  }

  private begin(run: Run): void {
    // It may have been ended or exchanged for another while its file was opened.
    if (this.sound.kind !== 'opening' || this.sound.run !== run) return;
    this.sound = { kind: 'sounding', run, ending: { kind: 'none' }, next: null };
    this.needs.wake();
  }

  private fade(): void {
    if (this.sound.kind !== 'sounding' || this.sound.ending.kind === 'faded') return;
    const { run } = this.sound;
    const isHeard = run.cues !== null && run.reader.segment?.kind === 'audio';
    if (!isHeard) {
      const atMs = run.reader.positionMs;
      this.sound = { ...this.sound, ending: { kind: 'atPosition', atMs } };
      return;
    }
    if (run.fade) run.fade.turnOut();
    else run.fade = new Fade('out', this.lastPackets);
    this.sound = { ...this.sound, ending: { kind: 'faded' } };
  }

  private hasReached(run: Run, ending: Ending): boolean {
    if (run.cues && run.cues.segment !== run.reader.segmentIndex) return ending.kind !== 'none';
    switch (ending.kind) {
      case 'none':
        return false;
      case 'atPosition':
        return run.reader.positionMs >= ending.atMs;
      case 'faded':
        return run.fade?.isDone ?? true;
      default:
        return unreachable(ending);
    }
  }

  private breakOff(run: Run): void {
    run.fade = null;
    run.fadesInNext = run.cues !== null;
  }

  /** Ends what sounds and gives what comes after it. */
  private end(how: How, fault: VoiceFaultCode | null): Uint8Array | null {
    if (this.sound.kind !== 'sounding') return null;
    const { run, next } = this.sound;
    run.reader.close();
    this.silenceFrames = END_FRAMES;
    if (next) this.open(next);
    else this.sound = { kind: 'silent' };
    this.needs.emit({ type: 'programmeEnded', programmeId: run.programme.id, how, fault });
    return this.pull();
  }

  /** Told when the one who asked for it has returned. */
  private endLater(run: Run): void {
    run.reader.close();
    const programmeId = run.programme.id;
    queueMicrotask(() =>
      this.needs.emit({ type: 'programmeEnded', programmeId, how: 'stopped', fault: null }),
    );
  }
}

/** Whatever a source throws that is not typed came out of decoding. */
function faultCodeOf(cause: unknown): AudioFaultCode {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === 'FILE_MISSING' || code === 'HASH_MISMATCH' ? code : 'DECODE';
}
