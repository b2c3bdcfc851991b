/** Another process over the same database, which sends what is due as well. */
import { Dispatcher } from '../../src/app/dispatcher.ts';
import { messageOf } from '../../src/app/messages.ts';
import type { Cancel, Clock, Directory, Store } from '../../src/app/ports.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { library, sentenceText, speech } from './bot-life.ts';
import type { Platform } from './platform.ts';
import type { SimulatedTime } from './simulated-time.ts';
import type { SimulatedGuild } from './world.ts';

const HEARTBEAT_MS = 15_000;

export interface SecondPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly directory: Directory;
  readonly platform: Platform;
  readonly guilds: readonly SimulatedGuild[];
}

/** It ends by itself after `forMs`. */
export function startSecondDispatcher(
  { time, store, directory, platform, guilds }: SecondPorts,
  forMs: number,
): void {
  const clock = clockOfItsOwn(time);
  const ports = {
    store,
    clock,
    directory,
    guilds: new Map(guilds.map((guild) => [guild.id, guild.settings])),
    library,
    roles: createFakeRoles(),
    messenger: platform.messenger,
  };
  const messagePorts = {
    ...ports,
    sentenceText,
    speech,
    nowMs: () => clock.nowMs(),
    publicUrl: null,
  };
  const second = new Dispatcher({
    ...ports,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    messageOf: (row, marker) => messageOf(messagePorts, row, marker),
    reach: { ...ports, messages: messagePorts },
  });
  second.start();
  const cancelBeat = clock.heartbeat(() => second.nudge());
  time.world.at(time.nowMs() + forMs, () => {
    cancelBeat();
    void second.stop();
  });
}

/** It goes on while the other process stands still. */
function clockOfItsOwn(time: SimulatedTime): Clock {
  const { world } = time;
  const after = (waitMs: number, callback: () => void) =>
    world.at(world.nowMs() + Math.max(waitMs, 0), callback);
  return {
    nowMs: () => time.botNowMs(),
    at: (atMs, callback) => after(atMs - time.botNowMs(), callback),
    heartbeat(callback) {
      let cancel: Cancel = nothing;
      const beat = (): void => {
        cancel = after(HEARTBEAT_MS, () => {
          callback();
          beat();
        });
      };
      beat();
      return () => cancel();
    },
  };
}

function nothing(): void {}
