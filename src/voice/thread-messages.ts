/**
 * What the main thread and the thread of the sound say to each other. Everything is plain data, and
 * either side hears it in the order in which the other one said it.
 */
import type { FadePace, Programme, VoiceEvent, VoiceFaultCode } from '../app/ports.ts';
import type { ChannelId, GuildId, RecordingId } from '../domain/identity.ts';

/** A programme without the question that only the main thread can answer. */
export type SoundProgramme = Omit<Programme, 'mayBegin'>;

/** What is asked right before the first frame of a programme, and of each recording in it. */
export interface SoundWish {
  readonly guildId: GuildId;
  readonly programmeId: string;
  /** Nothing of the programme was heard yet. */
  readonly isBeginning: boolean;
  /** Null when the segment is no recording. */
  readonly recordingId: RecordingId | null;
}

export type Leave = 'granted' | 'refused' | 'notApproved';

/** What the thread may ask of the main thread, and what it is answered. */
export interface Questions {
  leaveToSound(wish: SoundWish): Leave;
  isInView(guildId: GuildId): boolean;
  prepareToSpeak(guildId: GuildId, channelId: ChannelId): 'ok' | VoiceFaultCode;
  afterJoin(guildId: GuildId, channelId: ChannelId): 'maySpeak' | 'asked' | 'STAGE_SUPPRESSED';
  /** How the file of a hash looked when it was last found right; null when it never was. */
  knownFile(sha256: string): string | null;
}

export type QuestionName = keyof Questions;

export type Ask = <Name extends QuestionName>(
  name: Name,
  ...about: Parameters<Questions[Name]>
) => Promise<ReturnType<Questions[Name]>>;

/** Numbers one connection's way to the main gateway, within one thread. */
export type AdapterNumber = number;

/** From the main thread. */
export type SoundOrder =
  | { readonly type: 'join'; readonly guildId: GuildId; readonly channelId: ChannelId }
  | { readonly type: 'play'; readonly guildId: GuildId; readonly programme: SoundProgramme }
  | { readonly type: 'endAtNextPause'; readonly guildId: GuildId }
  | { readonly type: 'fadeOut'; readonly guildId: GuildId; readonly pace: FadePace }
  | { readonly type: 'leave'; readonly guildId: GuildId }
  | { readonly type: 'answer'; readonly question: number; readonly answer: unknown }
  /** The question could not be answered; the log of the main thread has the reason. */
  | { readonly type: 'noAnswer'; readonly question: number }
  /** What the main gateway heard, for the connection that goes this way. */
  | { readonly type: 'voiceState' | 'voiceServer'; readonly adapter: AdapterNumber; data: unknown }
  /** The main gateway did not take the wish to join, or has gone with everything it knew. */
  | { readonly type: 'adapterGone'; readonly adapter: AdapterNumber }
  | { readonly type: 'ping' };

/** How many frames went which way since they were told last. */
export interface FrameCounts {
  readonly sent: number;
  readonly late: number;
  readonly lost: number;
}

/** From the thread of the sound. */
export type SoundNews =
  /** It has loaded and compiled what the first sound would wait for. */
  | { readonly type: 'ready' }
  | { readonly type: 'event'; readonly guildId: GuildId; readonly event: VoiceEvent }
  | {
      readonly type: 'question';
      readonly question: number;
      readonly name: QuestionName;
      readonly about: readonly unknown[];
    }
  | { readonly type: 'fileProved'; readonly sha256: string; readonly fingerprint: string }
  | { readonly type: 'adapterOpened'; readonly adapter: AdapterNumber; readonly guildId: GuildId }
  /** For the main gateway: opcode 4. */
  | { readonly type: 'payload'; readonly adapter: AdapterNumber; readonly payload: unknown }
  | { readonly type: 'adapterClosed'; readonly adapter: AdapterNumber }
  | { readonly type: 'frames'; readonly counts: FrameCounts }
  | {
      readonly type: 'log';
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly fields: object;
      readonly text: string;
    }
  | { readonly type: 'pong' };

/** What the main thread holds of a thread of sound that runs. */
export interface SoundThread {
  post(order: SoundOrder): void;
  /** Ends it at once, whatever it does. Resolves when it has ended. */
  end(): Promise<void>;
}

export interface ThreadListeners {
  readonly onNews: (news: SoundNews) => void;
  /** It ended, by itself or not; nothing is told afterwards. */
  readonly onEnd: (why: unknown) => void;
}

export type StartThread = (listeners: ThreadListeners) => SoundThread;
