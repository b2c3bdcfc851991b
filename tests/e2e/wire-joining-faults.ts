/** The voice server fails, or may not be used, when the bot wants to be heard. */
import type { EncryptionMode } from '../../src/practice/rtp.ts';
import type { VoiceFaults } from '../../src/practice/voice-faults.ts';
import type { WireFault } from './wire-faults.ts';

/** Meets the bot when it joins to be heard. */
export interface JoiningFault extends WireFault {
  readonly faults: Partial<VoiceFaults>;
  /** Whether people outside of the room could not have heard it on its way. */
  readonly isEncrypted: boolean;
  readonly mode: EncryptionMode;
}

const AES_GCM = 'aead_aes256_gcm_rtpsize';
const XCHACHA20 = 'aead_xchacha20_poly1305_rtpsize';

export const JOINING_FAULTS: readonly JoiningFault[] = [
  {
    name: 'the voice server offers XChaCha20 only',
    does: 'uses it',
    peopleNotice: 'nothing',
    withinMs: 3_000,
    faults: { onlyXChaCha20: true },
    isEncrypted: true,
    mode: XCHACHA20,
  },
  {
    name: 'end-to-end keys come 2 s after the connection stands',
    does: 'sends nothing until they are in use',
    peopleNotice: 'the sound 2 s later, whole',
    withinMs: 5_000,
    faults: { executeDelayMs: 2_000 },
    isEncrypted: true,
    mode: AES_GCM,
  },
  {
    name: 'end-to-end keys never come, as for a bot that is alone in a call',
    does: 'waits 5 s, then speaks',
    peopleNotice: 'the sound 5 s later, whole',
    withinMs: 8_000,
    faults: { withoutListener: true },
    isEncrypted: false,
    mode: AES_GCM,
  },
  {
    name: 'the datagram that asks for the own address is lost',
    does: 'gives up after 10 s and joins again',
    peopleNotice: 'the sound 11 s later, whole',
    withinMs: 14_000,
    faults: { discoveriesToLose: 1 },
    isEncrypted: true,
    mode: AES_GCM,
  },
];

/** Stands before the bot ever joins. */
export const NOT_ALLOWED_FAULT: WireFault = {
  name: 'the permission to speak was never given',
  does: 'stays out, tells coordinators once, goes on as if it were heard, and looks every 30 s',
  peopleNotice: 'the welcome in the chat, and a line that it may not be heard',
  withinMs: 33_000,
};

/** Each in a server of its own, all at the same time, with one more server that is well. */
export interface StormFault extends WireFault {
  readonly closeCode: number;
  /** What coordinators read meanwhile. */
  readonly alert: RegExp | null;
}

const storm = (
  closeCode: number,
  why: string,
  does: string,
  withinMs: number,
  alert: RegExp | null = null,
): StormFault => ({
  name: `the voice server closes every connection at once with ${closeCode} (${why})`,
  does: `${does}; never asks more than once a second, so that no other server waits`,
  peopleNotice: 'the welcome in the chat only; the rest is heard from the return on',
  withinMs,
  closeCode,
  alert,
});

const BACKS_OFF = 'waits 1, 2, 4, 8, 15 and then 30 s before it asks again';
const WAITS_LONG = 'asks again every 30 s';

export const STORM_FAULTS: readonly StormFault[] = [
  storm(4006, 'session invalid', BACKS_OFF, 20_000),
  storm(4009, 'session timed out', BACKS_OFF, 20_000),
  storm(4017, 'encryption wanted', WAITS_LONG, 34_000, /a protected connection could not be made/),
  storm(4021, 'too many joins', WAITS_LONG, 34_000),
  storm(4022, 'call ended', WAITS_LONG, 34_000),
];
