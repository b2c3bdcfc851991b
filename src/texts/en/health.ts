import { discordTime } from '../discord-format.ts';
import type { HealthTexts } from '../health-texts.ts';

const trouble: HealthTexts['trouble'] = {
  STARTING: () => 'Bellkeeper is starting, or waits until it can reach Discord.',
  GATEWAY_AWAY: () => 'The connection to Discord is not there. It comes back by itself.',
  STORE_CORRUPTED: () =>
    'What Bellkeeper has written down is damaged. The newest backup can be put back.',
  STORE_DISK_FULL: () =>
    'The disk is full, so nothing can be written down. Once there is room, all goes on by itself.',
  STORE_READ_ONLY: () =>
    'The data folder can’t be written to. Bellkeeper needs the right to write there.',
  STORE_LOCKED: () =>
    'Another program holds Bellkeeper’s file. Once it lets go, all goes on by itself.',
  STORE_DISK_FAILED: () =>
    'The disk fails to read or write. The system’s log says more; a newer disk may be needed.',
  SOUND_AWAY: () => 'The part that makes the sound has ended, and is started again.',
  CLOCK_WRONG: () =>
    'The machine’s clock is wrong. Bellkeeper goes by Discord’s; setting the clock by the network helps.',
  OUTBOX_BEHIND: () => 'Messages that are due have been waiting for more than a minute.',
  PREFLIGHT_FAILED: () =>
    'The last check before a session found something to mend; coordinators were told what.',
};

export const health: HealthTexts = {
  trouble,
  incident: ({ incidentId }) => `The log has more about it, under \`${incidentId}\`.`,
  heading: () => '**In the way right now:**',
  line: ({ trouble: name, sinceMs }) => `- ${trouble[name]()} (since ${discordTime(sinceMs, 'f')})`,
};
