/**
 * Every way in which Discord fails that Bellkeeper is held to survive: how it is made, what follows,
 * and how soon all is well again. The tests of this folder that are called `wire-` run each row, and
 * CONTRIBUTING.md shows the same rows to people (`wire-table.test.ts`).
 */
import type { Fault, RestFault, Strike } from '../../src/practice/faults.ts';
import type { EncryptionMode } from '../../src/practice/rtp.ts';
import type { VoiceFaults } from '../../src/practice/voice-faults.ts';
import { permissionBits, type PermissionName } from '../../src/practice/world/permissions.ts';
import type { Stage, StageOptions } from './stage.ts';

export interface WireFault {
  readonly name: string;
  /** What Bellkeeper does. */
  readonly does: string;
  readonly peopleNotice: string;
  /** By the bot's clock, from the fault (or from its end, where people end it) until all goes on. */
  readonly withinMs: number;
}

/** Meets a recording that sounds. */
export interface SoundFault extends Omit<WireFault, 'withinMs'> {
  /** Null where the sound is there all the while. */
  readonly withinMs: number | null;
  readonly strike: (stage: Stage) => void | Promise<void>;
  /** What people do to end it, once coordinators have been told. */
  readonly mend?: (stage: Stage) => void;
  /**
   * `unbroken`: every frame once. `thinned`: frames are missing, but each comes at its time.
   * `goesOn`: it breaks off and fades in again from where it was.
   */
  readonly sound: 'unbroken' | 'thinned' | 'goesOn';
  /** What coordinators read in the end, each once. */
  readonly alerts: readonly RegExp[];
  /** How much faster than real time the clock runs while nothing sounds. */
  readonly speed?: number;
  readonly stage?: StageOptions;
}

const gatewayStrike = (strike: Strike) => (stage: Stage) => stage.standin.faults.strike(strike);

const SILENT_HEARTBEAT_MS = 2_000;

/** Of the gateway, while a recording sounds. */
export const GATEWAY_FAULTS: readonly SoundFault[] = [
  {
    name: 'the gateway asks for a reconnect (op 7)',
    does: 'resumes the session',
    peopleNotice: 'nothing',
    withinMs: 2_000,
    strike: gatewayStrike({ kind: 'reconnect' }),
    sound: 'unbroken',
    alerts: [],
  },
  {
    name: 'the gateway calls the session invalid, but resumable (op 9)',
    does: 'resumes the session',
    peopleNotice: 'nothing',
    withinMs: 8_000,
    strike: gatewayStrike({ kind: 'invalidSession', isResumable: true }),
    sound: 'unbroken',
    alerts: [],
  },
  {
    name: 'the gateway ends the session (op 9)',
    does: 'begins a new session, counts the room anew, joins voice again',
    peopleNotice: 'a pause, and a line that it goes on where it was',
    withinMs: 15_000,
    strike: gatewayStrike({ kind: 'invalidSession', isResumable: false }),
    sound: 'goesOn',
    alerts: [],
  },
  {
    name: 'the connection to the gateway breaks without a word',
    does: 'resumes the session',
    peopleNotice: 'nothing',
    withinMs: 2_000,
    strike: gatewayStrike({ kind: 'cut' }),
    sound: 'unbroken',
    alerts: [],
  },
  {
    name: 'the gateway stays connected and is dead: no event, no heartbeat answered',
    does: 'misses the second answer (after 83 s at most, by the heartbeat that Discord asks for), cuts the connection and resumes',
    peopleNotice: 'nothing; whoever came meanwhile is seen then',
    // The tests ask for a heartbeat every 2 s.
    withinMs: 2 * SILENT_HEARTBEAT_MS + 2_000,
    strike: gatewayStrike({ kind: 'zombie' }),
    sound: 'unbroken',
    alerts: [],
    stage: { heartbeatIntervalMs: SILENT_HEARTBEAT_MS },
  },
];

const drop = (closeCode: number) => (stage: Stage) =>
  stage.voiceServer.drop(stage.guildId, stage.world.bot.id, closeCode);

async function moveServer(stage: Stage, isAnnounced: boolean): Promise<void> {
  await stage.voiceServer.moveEndpoint();
  const { guildId } = stage;
  stage.standin.faults.strike({ kind: 'voiceServerMoved', guildId, isAnnounced });
}

export function deny(stage: Stage, ...names: PermissionName[]): void {
  const { id } = stage.world.roleNamed(stage.world.bot.name);
  const overwrite = { id, kind: 'role', allow: 0n, deny: permissionBits(...names) } as const;
  stage.world.setOverwrites(stage.hall.id, names.length === 0 ? [] : [overwrite]);
}

const WENT_ON = 'a pause, and a line that it goes on where it was';

/** Of the voice server and of the room, while a recording sounds. */
export const VOICE_FAULTS: readonly SoundFault[] = [
  ...[4006, 4009].map((closeCode): SoundFault => ({
    name: `the voice server forgets the session (${closeCode})`,
    does: 'joins again after 1 s, then 2, 4, 8, 15 and every 30 s',
    peopleNotice: WENT_ON,
    withinMs: 5_000,
    strike: drop(closeCode),
    sound: 'goesOn',
    alerts: [],
  })),
  {
    name: 'the voice server crashes (4015)',
    does: 'resumes the voice session',
    peopleNotice: WENT_ON,
    withinMs: 5_000,
    strike: drop(4015),
    sound: 'goesOn',
    alerts: [],
  },
  {
    name: 'the connection to the voice server breaks without a word',
    does: 'resumes the voice session',
    peopleNotice: WENT_ON,
    withinMs: 5_000,
    strike: (stage) => stage.voiceServer.cut(stage.guildId, stage.world.bot.id),
    sound: 'goesOn',
    alerts: [],
  },
  {
    name: 'the room is moved to another region, its address is taken away first',
    does: 'waits for the new address and connects there',
    peopleNotice: WENT_ON,
    withinMs: 5_000,
    strike: (stage) => moveServer(stage, true),
    sound: 'goesOn',
    alerts: [],
  },
  {
    name: 'the room is moved to another region, its server just closes (4014)',
    does: 'keeps the connection and waits for the new address; blames nobody',
    peopleNotice: WENT_ON,
    withinMs: 5_000,
    strike: (stage) => moveServer(stage, false),
    sound: 'goesOn',
    alerts: [],
  },
  {
    name: 'someone puts Bellkeeper out of the room',
    does: 'tells coordinators, and comes back after 30 s if it may',
    peopleNotice: 'a pause of half a minute; the room and coordinators are told why',
    withinMs: 33_000,
    strike: (stage) => stage.world.kickBotFromVoice(),
    sound: 'goesOn',
    alerts: [/Someone took me out of/],
    speed: 50,
  },
  {
    name: 'the permission to speak is taken',
    does: 'holds the sound where it is, tells coordinators which permission is missing',
    peopleNotice: 'silence, and a line that it may not be heard; from its return on, the sound',
    withinMs: 3_000,
    strike: (stage) => deny(stage, 'speak'),
    mend: (stage) => deny(stage),
    sound: 'goesOn',
    alerts: [/I am missing the Speak permission/],
  },
  {
    name: 'the permission to connect is taken, and Bellkeeper is put out',
    does: 'tells coordinators which permission is missing, looks every 30 s',
    peopleNotice: 'silence, and a line that it may not be heard; after its return, the sound',
    withinMs: 33_000,
    strike(stage) {
      deny(stage, 'connect');
      stage.world.kickBotFromVoice();
    },
    mend: (stage) => deny(stage),
    sound: 'goesOn',
    // Who may not connect may not write into the room's chat either.
    alerts: [
      /Someone took me out of/,
      /I am missing the Connect permission/,
      /I could not post a message for .* I am missing a permission/,
    ],
    speed: 50,
  },
  {
    name: 'every fifth datagram of sound is lost on the way',
    does: 'sends on at its pace; does not reconnect',
    peopleNotice: 'short holes that their Discord fills as well as it can',
    withinMs: null,
    strike: (stage) => stage.voiceServer.setFaults({ lossPercent: 20 }),
    sound: 'thinned',
    alerts: [],
  },
];

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

/** Meets what the bot posts into the room before the welcome. */
export interface PostingFault extends WireFault {
  readonly outcome: RestFault['outcome'];
  readonly work: RestFault['work'];
  readonly times: number;
  /** How often the bot asks for the message to be made. */
  readonly requests: number;
  /** Nothing is asked for so long after each answer. */
  readonly restsMs: number;
}

const rateLimit = (
  scope: 'user' | 'global' | 'shared',
  whose: string,
  retryAfterMs: number,
): PostingFault => ({
  name: `429, the limit of ${whose} (${scope}), ${retryAfterMs / 1_000} s`,
  does: 'asks again when the wait is over, not sooner',
  peopleNotice: `the message ${retryAfterMs / 1_000} s later, once`,
  withinMs: 2 * retryAfterMs + 3_000,
  outcome: { kind: 'rateLimited', retryAfterMs, scope },
  work: 'undone',
  times: 2,
  requests: 3,
  restsMs: retryAfterMs,
});

export const POSTING_FAULTS: readonly PostingFault[] = [
  {
    name: 'the answer is lost after the message was made',
    does: 'looks for its own message in the channel, finds it, posts nothing',
    peopleNotice: 'one message',
    withinMs: 1_000,
    outcome: { kind: 'dropped' },
    work: 'done',
    times: 1,
    requests: 1,
    restsMs: 0,
  },
  {
    name: 'an error 500 comes after the message was made',
    does: 'looks for its own message in the channel, finds it, posts nothing',
    peopleNotice: 'one message',
    withinMs: 1_000,
    outcome: { kind: 'status', status: 500 },
    work: 'done',
    times: 1,
    requests: 1,
    restsMs: 0,
  },
  {
    name: 'a page of HTML comes instead of JSON, with 200, after the message was made',
    does: 'takes it for no answer, looks for its own message, posts nothing',
    peopleNotice: 'one message',
    withinMs: 1_000,
    outcome: { kind: 'html', status: 200 },
    work: 'done',
    times: 1,
    requests: 1,
    restsMs: 0,
  },
  {
    name: 'pages of HTML come instead of JSON (502), nothing was made',
    does: 'looks for its own message, finds none, posts again',
    peopleNotice: 'the message some seconds later, once',
    withinMs: 10_000,
    outcome: { kind: 'html', status: 502 },
    work: 'undone',
    times: 2,
    requests: 3,
    restsMs: 0,
  },
  {
    name: 'the connection ends without an answer, nothing was made',
    does: 'looks for its own message, finds none, posts again',
    peopleNotice: 'the message some seconds later, once',
    withinMs: 10_000,
    outcome: { kind: 'dropped' },
    work: 'undone',
    times: 2,
    requests: 3,
    restsMs: 0,
  },
  rateLimit('user', 'one place', 1_500),
  rateLimit('global', 'the whole bot', 4_000),
  rateLimit('shared', 'everyone together', 4_000),
  {
    name: '401 once',
    does: 'gives the token back to the library, which forgets it at a 401, and asks again after a second; after two in a row it rests for a minute',
    peopleNotice: 'the message a second later, once',
    withinMs: 5_000,
    outcome: { kind: 'status', status: 401 },
    work: 'undone',
    times: 1,
    requests: 2,
    restsMs: 1_000,
  },
];

/** Meets the answer to somebody's command. */
export interface AnsweringFault extends WireFault {
  readonly fault: Fault;
}

const CALLBACK = /^\/interactions\/\d+\/[^/]+\/callback$/;
const callbackFault = (outcome: RestFault['outcome'], work: RestFault['work']): Fault => ({
  kind: 'rest',
  path: CALLBACK,
  times: 1,
  work,
  outcome,
});

export const ANSWERING_FAULTS: readonly AnsweringFault[] = [
  {
    name: 'a page of HTML comes instead of the taking of an answer to a command (502)',
    does: 'answers again after 0.2 and 0.6 s, within the 3 s that Discord gives',
    peopleNotice: 'the answer a moment later',
    withinMs: 3_000,
    fault: callbackFault({ kind: 'html', status: 502 }, 'undone'),
  },
  {
    name: 'an answer to a command is shown, and the connection ends',
    does: 'answers again, which Discord refuses as known',
    peopleNotice: 'one answer',
    withinMs: 3_000,
    fault: callbackFault({ kind: 'dropped' }, 'done'),
  },
];
