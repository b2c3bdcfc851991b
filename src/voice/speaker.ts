/**
 * Turns programmes into Opus packets, one for every 20 ms that it is asked. It knows neither the
 * network nor the time: whoever pulls sets the pace.
 */
import { AudioFault } from '../app/audio-fault.ts';
import type { AudioFaultCode, FadePace, VoiceEvent, VoiceFaultCode } from '../app/ports.ts';
import { unreachable } from '../domain/unreachable.ts';
import { WARM_UP_FRAMES } from './fade.ts';
import type { Frame } from './programme-reader.ts';
import {
  ProgrammeRun,
  SILENCE,
  type Ending,
  type RunNeeds,
  type SoundingFrame,
} from './programme-run.ts';
import type { SoundProgramme } from './thread-messages.ts';

export interface SpeakerNeeds extends RunNeeds {
  readonly emit: (event: VoiceEvent) => void;
  /** There is something to pull again. */
  readonly wake: () => void;
  /** A fault of a file, for the log. */
  readonly onFault: (programme: SoundProgramme, cause: unknown) => void;
  /** Silence was given in the place of sound that had not come. */
  readonly onMissing: () => void;
}

/** 200 ms: what comes first after joining is often not heard. */
const LEAD_IN_FRAMES = 10;
/** Let the listener's decoder fall silent instead of guessing on. */
const END_FRAMES = 5;

type Sound =
  /** Nobody can hear anything; what waits begins or goes on when that changes. */
  | { readonly kind: 'unheard'; readonly waiting: ProgrammeRun | null }
  | { readonly kind: 'silent' }
  /** A file is being opened, a place in it looked for, or leave to sound asked. */
  | { readonly kind: 'opening'; readonly run: ProgrammeRun }
  | {
      readonly kind: 'sounding';
      readonly run: ProgrammeRun;
      readonly ending: Ending;
      /** Begins when this one has ended. */
      readonly next: ProgrammeRun | null;
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

  play(programme: SoundProgramme): void {
    const run = new ProgrammeRun(programme, this.needs);
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
        void run.prepare();
        return this.fade('gentle');
      default:
        return unreachable(this.sound);
    }
  }

  endAtNextPause(): void {
    if (this.sound.kind !== 'sounding') return this.endUnheard();
    if (this.sound.ending.kind !== 'none') return;
    const ending = this.sound.run.endAtNextPause(this.lastPackets);
    this.sound = { ...this.sound, ending };
  }

  fadeOut(pace: FadePace): void {
    if (this.sound.kind === 'sounding') this.fade(pace);
    else this.endUnheard();
  }

  /** Someone can hear from now on. Gives where the sound goes on; null when none was broken off. */
  connected(): { readonly positionMs: number | null } {
    if (this.sound.kind !== 'unheard') return { positionMs: null };
    this.silenceFrames = LEAD_IN_FRAMES;
    this.lastPackets.length = 0;
    const run = this.sound.waiting;
    this.sound = { kind: 'silent' };
    const positionMs = run?.resumesAtMs ?? null;
    if (run) this.open(run);
    this.needs.wake();
    return { positionMs };
  }

  /** Nobody hears any more. What sounded stays at its place, unless it was ending. */
  disconnected(): void {
    this.silenceFrames = 0;
    let waiting: ProgrammeRun | null = null;
    if (this.sound.kind === 'unheard') return;
    if (this.sound.kind === 'opening') waiting = this.sound.run;
    if (this.sound.kind === 'sounding') {
      const { run, ending, next } = this.sound;
      waiting = ending.kind === 'none' ? run : next;
      if (ending.kind !== 'none') this.endLater(run);
      else run.breakOff();
    }
    this.sound = { kind: 'unheard', waiting };
  }

  /** Ends everything without a word. */
  close(): void {
    if (this.sound.kind === 'unheard') this.sound.waiting?.close();
    if (this.sound.kind === 'opening' || this.sound.kind === 'sounding') {
      this.sound.run.close();
    }
    if (this.sound.kind === 'sounding') this.sound.next?.close();
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
      if (this.silenceFrames === 0 && this.sound.kind === 'sounding') {
        void this.sound.run.requestLeave();
      }
      return this.sent(SILENCE);
    }
    if (this.sound.kind !== 'sounding') return null;
    const { run, ending } = this.sound;
    if (run.hasReached(ending)) return this.end('stopped', null);
    try {
      return this.give(run, ending, run.next());
    } catch (cause) {
      this.needs.onFault(run.programme, cause);
      return this.end('failed', faultCodeOf(cause));
    }
  }

  // ---- frames ---------------------------------------------------------------

  private give(run: ProgrammeRun, ending: Ending, frame: Frame): Uint8Array | null {
    switch (frame.kind) {
      case 'end':
        return this.end(ending.kind === 'none' ? 'complete' : 'stopped', null);
      case 'notYet':
        if (run.hasBegun) this.needs.onMissing();
        return this.sent(SILENCE);
      case 'pause':
      case 'audio':
        break;
      default:
        return unreachable(frame);
    }
    // What is ending ends with its segment at the latest.
    if (ending.kind !== 'none' && run.isFirstOfSegment(frame)) return this.end('stopped', null);
    const leave = run.leaveFor(frame);
    switch (leave) {
      case 'granted':
        return this.emitFrame(run, ending, frame);
      case 'notYet':
        run.hold(frame);
        return this.sent(SILENCE);
      case 'refused':
        return this.end('refused', null);
      case 'notApproved':
        return this.end('refused', 'NOT_APPROVED');
      default:
        return unreachable(leave);
    }
  }

  private emitFrame(run: ProgrammeRun, ending: Ending, frame: SoundingFrame): Uint8Array {
    const packet = run.packetOf(frame, ending);
    this.sent(frame.kind === 'pause' ? SILENCE : frame.packet);
    for (const event of run.eventsOf(frame, ending)) this.needs.emit(event);
    return packet;
  }

  private sent(packet: Uint8Array): Uint8Array {
    this.lastPackets.push(packet);
    if (this.lastPackets.length > WARM_UP_FRAMES) this.lastPackets.shift();
    return packet;
  }

  // ---- beginnings and ends --------------------------------------------------

  private open(run: ProgrammeRun): void {
    this.sound = { kind: 'opening', run };
    void this.openAndBegin(run);
  }

  private async openAndBegin(run: ProgrammeRun): Promise<void> {
    try {
      await run.prepare();
    } catch (cause) {
      this.needs.onFault(run.programme, cause);
      if (this.sound.kind !== 'opening' || this.sound.run !== run) return;
      this.sound = { kind: 'sounding', run, ending: { kind: 'none' }, next: null };
      this.end('failed', faultCodeOf(cause));
      return;
    }
    await run.requestLeave();
    this.begin(run);
  }

  private begin(run: ProgrammeRun): void {
    // It may have been ended or exchanged for another while its file was opened.
    if (this.sound.kind !== 'opening' || this.sound.run !== run) return;
    this.sound = { kind: 'sounding', run, ending: { kind: 'none' }, next: null };
    this.needs.wake();
  }

  /** One that fades gently may be hurried; never the other way. */
  private fade(pace: FadePace): void {
    if (this.sound.kind !== 'sounding') return;
    const { ending, run } = this.sound;
    if (ending.kind === 'faded' && (ending.pace === 'urgent' || pace === 'gentle')) return;
    this.sound = { ...this.sound, ending: run.fadeOut(this.lastPackets, pace) };
  }

  /** Ends what sounds and gives what comes after it. */
  private end(how: How, fault: VoiceFaultCode | null): Uint8Array | null {
    if (this.sound.kind !== 'sounding') return null;
    const { run, next } = this.sound;
    run.close();
    this.silenceFrames = END_FRAMES;
    if (next) this.open(next);
    else this.sound = { kind: 'silent' };
    this.needs.emit({ type: 'programmeEnded', programmeId: run.programme.id, how, fault });
    return this.pull();
  }

  /** Told when the one who asked for it has returned. */
  private endLater(run: ProgrammeRun): void {
    run.close();
    const programmeId = run.programme.id;
    queueMicrotask(() =>
      this.needs.emit({ type: 'programmeEnded', programmeId, how: 'stopped', fault: null }),
    );
  }
}

/** Whatever a source throws that is not typed came out of decoding. */
function faultCodeOf(cause: unknown): AudioFaultCode {
  return cause instanceof AudioFault ? cause.code : 'DECODE';
}
