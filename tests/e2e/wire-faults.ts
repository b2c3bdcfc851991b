/**
 * Every way in which Discord fails that Bellkeeper is held to survive: how it is made, what follows,
 * and how soon all is well again. The tests of this folder that are called `wire-` run each row, and
 * CONTRIBUTING.md shows the same rows to people (`wire-table.test.ts`).
 */
import type { Strike } from '../../src/practice/faults.ts';
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
  readonly stage?: StageOptions;
}

const gatewayStrike = (strike: Strike) => (stage: Stage) => stage.standin.faults.strike(strike);

const SILENT_HEARTBEAT_MS = 2_000;
/** As long as in a real room. */
export const SLOW_RETRY_MS = 30_000;

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
    withinMs: 35_000,
    strike: (stage) => stage.world.kickBotFromVoice(),
    sound: 'goesOn',
    alerts: [/Someone took me out of/],
    stage: { slowRetryMs: SLOW_RETRY_MS },
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
    name: 'a moderator mutes Bellkeeper',
    does: 'holds the sound where it is, tells coordinators how to undo it',
    peopleNotice: 'silence, and a line that it may not be heard; from its return on, the sound',
    withinMs: 3_000,
    strike: (stage) => stage.world.muteBot(true),
    mend: (stage) => stage.world.muteBot(false),
    sound: 'goesOn',
    alerts: [/someone muted me there/],
  },
  {
    name: 'the permission to connect is taken, and Bellkeeper is put out',
    does: 'tells coordinators which permission is missing, looks every 30 s',
    peopleNotice: 'silence, and a line that it may not be heard; after its return, the sound',
    withinMs: 35_000,
    strike(stage) {
      deny(stage, 'connect');
      stage.world.kickBotFromVoice();
    },
    mend: (stage) => deny(stage),
    sound: 'goesOn',
    // Who may not connect may not write into the room's chat either.
    alerts: [
      /I am missing the Connect permission/,
      /I could not post a message for .* I am missing a permission/,
    ],
    stage: { slowRetryMs: SLOW_RETRY_MS },
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

/** While a recording sounds in it; people come into a new one of the same name. */
export const CHANNEL_GONE_FAULT: WireFault = {
  name: 'the voice channel of the session is deleted',
  does: 'tells coordinators that it is gone, and blames nobody; goes on in a channel of that name once there is one',
  peopleNotice: 'in the new channel the choices, and then the sound',
  withinMs: 200_000,
};
