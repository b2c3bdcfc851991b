/** What the app needs of sound: prepared files, and one voice connection for each guild. */
import type { ChannelId, GuildId, RecordingId } from '../domain/identity.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import type { SoundCloudPage } from '../domain/sound-cloud.ts';
import type { StreamFaultCode } from '../domain/stream-fault.ts';
import type { Wording } from '../domain/wording.ts';
import type { Cancel } from './ports.ts';

/** One prepared file: Ogg Opus, 48 kHz, 20 ms frames. */
export interface AudioRef {
  /** `voice/en/bdl/welcome`, `bell/opening`, `recording/self-kindness`. */
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
  /** Packets times 20 ms: what a listener hears. */
  readonly durationMs: number;
  /** Where each sentence stands; between them it may be cut. Empty for anything but speech. */
  readonly sentences: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Set when this is an entry of the allowlist; the policy is asked again before its first frame. */
  readonly recordingId: RecordingId | null;
  /** Set when it is heard from its page: then there is no file, and `path` is empty. */
  readonly stream?: SoundCloudPage;
}

export type AudioFaultCode = 'FILE_MISSING' | 'HASH_MISMATCH' | 'DECODE' | StreamFaultCode;

/** The words that are spoken, the bells and the approved recordings, as files. */
export interface AudioLibrary {
  /** A rendered sentence by its id (`welcome`, `close`, ...), or null when this language has none. */
  sentence(language: string, sentenceId: string): AudioRef | null;
  /** The words of the welcome in a language (`es`): those that its voice says, and those that are proposed. */
  welcome(language: string): { readonly spoken: Wording | null; readonly proposed: Wording | null };
  bell(bellId: 'opening' | 'closing'): AudioRef;
  recording(entry: AllowlistEntry): AudioRef | null;
  /**
   * Opens the file after its size, time and hash were found unchanged. Rejects with AudioFault, and so
   * it does for what has no file: that is opened where it sounds, and nowhere else.
   */
  open(audio: AudioRef): Promise<OpusSource>;
}

/** Opus packets of one file, 20 ms each, read ahead so that `next` never waits for a disk. */
export interface OpusSource {
  readonly durationMs: number;
  /** Where the packet that `next` gives stands. */
  readonly positionMs: number;
  /** Moves to a position, rounded down to 20 ms. */
  seek(positionMs: number): Promise<void>;
  /** The next packet, `null` at the end, or `'notYet'` when the disk has not delivered. */
  next(): Uint8Array | null | 'notYet';
  close(): void;
}

/** Over 1.5 s; or over 0.4 s, for what may not be heard any more. */
export type FadePace = 'gentle' | 'urgent';

/** A piece of a programme. */
export type Segment =
  | {
      readonly kind: 'audio';
      readonly audio: AudioRef;
      readonly fromMs: number;
      /** Begin with a 1.5 s fade, when going on in the middle. */
      readonly fadesIn: boolean;
    }
  | { readonly kind: 'pause'; readonly durationMs: number };

/** What sounds next in a room, gaplessly, one segment after another. */
export interface Programme {
  /** Unique within the room; comes back in the events. */
  readonly id: string;
  readonly segments: readonly Segment[];
  /** Asked right before the first frame, which waits for the answer. False: nothing is heard. */
  readonly mayBegin: () => boolean;
}

export type VoiceFaultCode =
  | 'MISSING_CONNECT'
  | 'MISSING_SPEAK'
  | 'CHANNEL_GONE'
  | 'CHANNEL_FULL'
  | 'STAGE_SUPPRESSED'
  | 'MUTED'
  | 'NO_ENCRYPTION'
  | 'KICKED'
  | 'TIMEOUT'
  | 'NETWORK'
  | AudioFaultCode
  | 'NOT_APPROVED';

/** What happened to the sound of a room, in the past tense. */
export type VoiceEvent =
  /** Joined, encrypted and able to speak. */
  | { readonly type: 'joined' }
  /** The first frame of the segment left. */
  | { readonly type: 'segmentStarted'; readonly programmeId: string; readonly segment: number }
  /** Every second while audio sounds, so that a crash costs no more of a recording. */
  | {
      readonly type: 'progressed';
      readonly programmeId: string;
      readonly segment: number;
      readonly positionMs: number;
    }
  /** The first frame of a sentence (counted from 0 in its file) left; told in the same tick. */
  | {
      readonly type: 'sentenceStarted';
      readonly programmeId: string;
      readonly segment: number;
      readonly sentence: number;
    }
  /** Nothing of this programme sounds any more. */
  | {
      readonly type: 'programmeEnded';
      readonly programmeId: string;
      readonly how: 'complete' | 'stopped' | 'refused' | 'failed';
      readonly fault: VoiceFaultCode | null;
    }
  /** The connection broke; the room tries to come back by itself. */
  | { readonly type: 'lost'; readonly fault: VoiceFaultCode }
  /** It is back and goes on from there; null when nothing was sounding. */
  | { readonly type: 'restored'; readonly positionMs: number | null }
  /** It can't be in the room until a person changes something; it still tries, slowly. */
  | { readonly type: 'failed'; readonly fault: VoiceFaultCode }
  | { readonly type: 'left' };

/**
 * The sound of one guild: one connection, one source of sound. Methods say what is
 * wanted and return at once; events say what happened. The bot is always deafened.
 */
export interface VoiceRoom {
  /**
   * Wants to be in the channel, joining and rejoining with back-off until `leave`. What sounds moves
   * along, unless it was to leave after it: then it ends at once.
   */
  join(channelId: ChannelId): void;
  /** Begins when joined. What sounds before is faded out first, unless it is at its end. */
  play(programme: Programme): void;
  /** Ends the spoken programme at the next pause between two sentences. */
  endAtNextPause(): void;
  /** Fades what sounds and ends it. */
  fadeOut(pace?: FadePace): void;
  /** Leaves as soon as nothing sounds any more: after the fade, the pause or the programme under way. */
  leave(): void;
  readonly isSounding: boolean;
}

export interface Voice {
  room(guildId: GuildId): VoiceRoom;
  /** Every event of every room. */
  onEvent(listener: (guildId: GuildId, event: VoiceEvent) => void): Cancel;
  /** Ends every connection without a fade. */
  close(): Promise<void>;
}
