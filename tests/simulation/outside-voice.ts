/** What a room's connection meets, as the voice port tells of it. */
import type { VoiceFaultCode } from '../../src/app/ports.ts';
import type { Fault, VoiceFault } from './faults.ts';
import type { Outside } from './outside.ts';
import type { SimulatedGuild } from './world.ts';

const FIRST_BACK_OFF_MS = 1_000;
/** What a person has to mend, and what the server asks to leave alone for a while. */
const SLOW_RETRY_MS = 30_000;
/** The connection is given up when nothing is heard for so long. */
const JOIN_TIMEOUT_MS = 10_000;
/** A room in which nothing sounds meets it at the next look, for so long. */
const LOOK_MS = 30_000;
const MOST_LOOKS = 60;

/** What the adapter (src/voice/room-connection.ts) makes of each, and how soon it is back at best. */
export const ROOM_FAULTS: Readonly<
  Record<VoiceFault, { readonly code: VoiceFaultCode; readonly awayMs: number }>
> = {
  // The session is not valid any more: it joins again.
  'voice close 4006': { code: 'NETWORK', awayMs: FIRST_BACK_OFF_MS },
  // The session timed out.
  'voice close 4009': { code: 'NETWORK', awayMs: FIRST_BACK_OFF_MS },
  // The server was not found.
  'voice close 4011': { code: 'NETWORK', awayMs: FIRST_BACK_OFF_MS },
  // Somebody put it out, or the channel is gone.
  'voice close 4014': { code: 'KICKED', awayMs: SLOW_RETRY_MS },
  // The voice server crashed.
  'voice close 4015': { code: 'NETWORK', awayMs: FIRST_BACK_OFF_MS },
  // No such encryption mode.
  'voice close 4016': { code: 'NETWORK', awayMs: FIRST_BACK_OFF_MS },
  // End-to-end encryption is wanted and was not there.
  'voice close 4017': { code: 'NO_ENCRYPTION', awayMs: SLOW_RETRY_MS },
  // Too many joins.
  'voice close 4021': { code: 'NETWORK', awayMs: SLOW_RETRY_MS },
  // The call ended for everybody.
  'voice close 4022': { code: 'NETWORK', awayMs: SLOW_RETRY_MS },
  'silence on UDP': { code: 'TIMEOUT', awayMs: JOIN_TIMEOUT_MS },
  // In another room nothing of the session may be heard.
  moved: { code: 'KICKED', awayMs: SLOW_RETRY_MS },
  muted: { code: 'MISSING_SPEAK', awayMs: SLOW_RETRY_MS },
  'channel full': { code: 'CHANNEL_FULL', awayMs: SLOW_RETRY_MS },
};

/** It breaks what sounds; where nothing does it waits for what sounds next. */
export function bringVoiceFault(
  outside: Outside,
  guild: SimulatedGuild,
  fault: Extract<Fault, { fault: VoiceFault }>,
): void {
  const { code, awayMs } = ROOM_FAULTS[fault.fault];
  const forMs = Math.max(fault.forMs, awayMs);
  if (fault.fault === 'channel full') {
    outside.trouble(forMs, guild.id);
    outside.life().voice.failNextJoin(code, forMs);
    return;
  }
  let looks = 0;
  const look = (): void => {
    const { voice } = outside.life();
    looks += 1;
    if (voice.room(guild.id).isSounding) {
      outside.trouble(forMs, guild.id);
      voice.loseConnection(guild.id, code, forMs);
    } else if (looks < MOST_LOOKS) {
      outside.time.world.at(outside.time.nowMs() + LOOK_MS, look);
    }
  };
  look();
}
