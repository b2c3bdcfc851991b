/** What goes wrong with the pretend Discord of a soak, one after another. */
import type { RestFault } from '../../src/practice/faults.ts';
import type { Standin } from '../../src/practice/standin.ts';
import type { VoiceServer } from '../../src/practice/voice-gateway.ts';

/** A room, and the people who come and go in it. */
export interface TroubledPlace {
  readonly guildId: string;
  readonly hallId: string;
  readonly dev: string;
  readonly tia: string;
}

export const TROUBLES = [
  'REST: 429 of a user',
  'REST: 429, global',
  'REST: 500',
  'REST: answer lost after the work was done',
  'REST: HTML for JSON',
  'gateway: op 7',
  'gateway: op 9, resumable',
  'gateway: op 9, for good',
  'gateway: cut',
  'gateway: heartbeats unanswered',
  'voice: closed with 4006',
  'voice: closed with 4009',
  'voice: closed with 4015',
  'voice: put out of the room',
  'voice: moved to another server',
  'voice: 20 % of the sound lost for 10 s',
  'voice: address discovery lost twice',
  'people: everybody leaves for 10 s',
  'people: a teacher comes for 10 s',
  'people: a voice state lost',
] as const;

export type Trouble = (typeof TROUBLES)[number];

const A_WHILE_MS = 10_000;

export interface TroubleMaker {
  /** Makes it happen; in that place, where it is the trouble of one room. */
  make(trouble: Trouble, place: TroubledPlace): void;
}

export function createTroubleMaker(standin: Standin, voiceServer: VoiceServer): TroubleMaker {
  const { world, faults } = standin;

  const rest = (outcome: RestFault['outcome'], work: RestFault['work'] = 'undone'): void =>
    void faults.add({ kind: 'rest', method: 'POST', path: /messages$/, times: 3, work, outcome });

  /** From its socket's close on, the client knows best what to do. */
  function closeVoice({ guildId }: TroubledPlace, code: number): void {
    voiceServer.drop(guildId, world.bot.id, code);
  }

  function make(trouble: Trouble, place: TroubledPlace): void {
    const { guildId, hallId, dev, tia } = place;
    switch (trouble) {
      case 'REST: 429 of a user':
        return rest({ kind: 'rateLimited', retryAfterMs: 2_000, scope: 'user' });
      case 'REST: 429, global':
        return rest({ kind: 'rateLimited', retryAfterMs: 2_000, scope: 'global' });
      case 'REST: 500':
        return rest({ kind: 'status', status: 500 });
      case 'REST: answer lost after the work was done':
        return rest({ kind: 'dropped' }, 'done');
      case 'REST: HTML for JSON':
        return rest({ kind: 'html', status: 502 });
      case 'gateway: op 7':
        return faults.strike({ kind: 'reconnect' });
      case 'gateway: op 9, resumable':
        return faults.strike({ kind: 'invalidSession', isResumable: true });
      case 'gateway: op 9, for good':
        return faults.strike({ kind: 'invalidSession', isResumable: false });
      case 'gateway: cut':
        return faults.strike({ kind: 'cut' });
      case 'gateway: heartbeats unanswered':
        return void faults.add({ kind: 'heartbeat', times: 2 });
      case 'voice: closed with 4006':
        return closeVoice(place, 4006);
      case 'voice: closed with 4009':
        return closeVoice(place, 4009);
      case 'voice: closed with 4015':
        return closeVoice(place, 4015);
      case 'voice: put out of the room':
        return world.leaveVoice(world.bot.id, guildId);
      case 'voice: moved to another server':
        return faults.strike({ kind: 'voiceServerMoved', guildId, isAnnounced: true });
      case 'voice: 20 % of the sound lost for 10 s':
        voiceServer.setFaults({ lossPercent: 20 });
        return inAWhile(() => voiceServer.setFaults({ lossPercent: 0 }));
      case 'voice: address discovery lost twice':
        voiceServer.setFaults({ discoveriesToLose: 2 });
        return closeVoice(place, 4006);
      case 'people: everybody leaves for 10 s':
        world.leaveVoice(dev, guildId);
        return inAWhile(() => void world.joinVoice(dev, hallId));
      case 'people: a teacher comes for 10 s':
        world.joinVoice(tia, hallId);
        return inAWhile(() => world.leaveVoice(tia, guildId));
      case 'people: a voice state lost':
        faults.add({ kind: 'voiceState', userId: dev, times: 1, outcome: 'lost' });
        world.leaveVoice(dev, guildId);
        return inAWhile(() => void world.joinVoice(dev, hallId));
      default:
        return trouble satisfies never;
    }
  }

  return { make };
}

function inAWhile(then: () => void): void {
  setTimeout(then, A_WHILE_MS);
}
