/** Brings a fault to the bot, and takes it away again. */
import type { ChannelId, RoleId } from '../../src/domain/identity.ts';
import { unreachable } from '../../src/domain/unreachable.ts';
import { CLOCK_STEPS, type Fault, type RestAnswer } from './faults.ts';
import { coordinate, type Outside } from './outside.ts';
import { bringVoiceFault } from './outside-voice.ts';
import { setGuild, type SimulatedGuild } from './world.ts';

/** A wall that was set is set right again by the machine after this. */
const WRONG_WALL_MS = 10 * 60_000;
/** What a gateway misses while it is gone for so short a time is told when it resumes. */
const RESUME_MS = 5_000;
const LATE_STATE_MS = 30_000;
/** A wish for sound that lies before or after a suspended machine has lost its connection. */
const SUSPEND_LOSS_MS = 5_000;

export function bringFault(outside: Outside, guild: SimulatedGuild, fault: Fault): void {
  const { time } = outside;
  switch (fault.fault) {
    case 'kill':
      outside.kill(fault.awayMs);
      return;
    case 'kill before a commit':
    case 'kill after a commit':
    case 'kill before a post':
    case 'kill after a post':
    case 'kill before a sound':
    case 'kill after a sound':
      outside.killAt(fault.fault, fault.skip, fault.awayMs);
      return;
    case 'two instances at once':
      outside.startSecondDispatcher(fault.forMs);
      return;
    case 'stall':
      outside.trouble(fault.forMs);
      time.stall(fault.forMs);
      return;
    case 'suspend':
      suspend(outside, fault.forMs);
      return;
    case 'clock step of 3 s':
    case 'clock step of 1 h':
    case 'clock step of 1 day':
      stepClock(outside, CLOCK_STEPS[fault.fault] * (fault.isBack ? -1 : 1));
      return;
    case '429':
    case '5xx':
    case 'timeout before the work':
    case 'timeout after the work':
    case '401':
    case '403':
    case '404':
    case 'HTML instead of JSON':
      answerSo(outside, guild, fault.fault, fault.forMs);
      return;
    case 'gateway resume':
    case 'invalid session':
    case 'lost voice state':
    case 'doubled voice state':
    case 'late voice state':
      bringGatewayFault(outside, guild, fault);
      return;
    case 'database busy':
    case 'database full':
    case 'database read-only':
    case 'database restored from backup':
      bringDiskFault(outside, fault);
      return;
    case 'channel deleted':
    case 'role deleted':
    case 'permission deleted':
      takeAway(outside, guild, fault.fault, fault.forMs);
      return;
    case 'cancel between claim and post':
    case 'move between claim and post':
      changeAfterClaim(outside, guild, fault);
      return;
    case 'file changed on disk':
      outside.trouble(120_000, guild.id);
      outside.life().voice.failNextPlay('HASH_MISMATCH');
      return;
    default:
      bringVoiceFault(outside, guild, fault);
  }
}

function later({ time }: Outside, forMs: number, work: () => void): void {
  time.world.at(time.nowMs() + forMs, () => {
    time.stir();
    work();
  });
}

/** Wall and uptime go on, nothing runs, and whoever was connected is not any more. */
function suspend(outside: Outside, forMs: number): void {
  const { time, directory, guilds } = outside;
  outside.trouble(forMs + SUSPEND_LOSS_MS);
  time.stall(forMs);
  for (const { id } of guilds) {
    const { voice } = outside.life();
    if (voice.room(id).isSounding) voice.loseConnection(id, 'NETWORK', forMs + SUSPEND_LOSS_MS);
    directory.loseView(id);
    later(outside, forMs + SUSPEND_LOSS_MS, () => directory.restoreView(id));
  }
}

function stepClock(outside: Outside, byMs: number): void {
  outside.time.stepWall(byMs);
  later(outside, WRONG_WALL_MS, () => outside.time.stepWall(-byMs));
}

function answerSo(
  outside: Outside,
  guild: SimulatedGuild,
  answer: RestAnswer,
  forMs: number,
): void {
  const channels: readonly ChannelId[] = [
    guild.announcements,
    guild.coordinators,
    ...guild.rooms.map(({ id }) => id),
  ];
  // Whoever was told to wait does so after it is over, too.
  outside.trouble(forMs + 60_000, guild.id);
  outside.platform.setWeather(new Set(channels), answer, outside.time.nowMs() + forMs);
}

function bringGatewayFault(
  outside: Outside,
  guild: SimulatedGuild,
  fault: Extract<
    Fault,
    {
      fault:
        | 'gateway resume'
        | 'invalid session'
        | 'lost voice state'
        | 'doubled voice state'
        | 'late voice state';
    }
  >,
): void {
  const { directory } = outside;
  switch (fault.fault) {
    case 'gateway resume': {
      const forMs = Math.min(fault.forMs, RESUME_MS);
      outside.trouble(forMs, guild.id);
      directory.loseView(guild.id);
      later(outside, forMs, () => directory.restoreView(guild.id));
      return;
    }
    case 'invalid session': {
      outside.trouble(fault.forMs, guild.id);
      const { voice } = outside.life();
      if (voice.room(guild.id).isSounding) voice.loseConnection(guild.id, 'NETWORK', fault.forMs);
      directory.loseView(guild.id);
      // The guild comes back with its channels first, and then with who is where.
      later(outside, fault.forMs, () => {
        setGuild(directory, guild);
        directory.restoreView(guild.id);
      });
      return;
    }
    case 'lost voice state':
      outside.trouble(60_000, guild.id);
      outside.bringNextVoiceState('lost');
      return;
    case 'doubled voice state':
      outside.bringNextVoiceState('doubled');
      return;
    case 'late voice state':
      outside.trouble(LATE_STATE_MS, guild.id);
      outside.bringNextVoiceState({ lateMs: LATE_STATE_MS });
      return;
    default:
      unreachable(fault);
  }
}

function bringDiskFault(
  outside: Outside,
  fault: Extract<
    Fault,
    {
      fault:
        'database busy' | 'database full' | 'database read-only' | 'database restored from backup';
    }
  >,
): void {
  const { storage, time } = outside;
  switch (fault.fault) {
    case 'database busy':
      outside.failDisk(fault.times);
      return;
    case 'database full':
      outside.trouble(fault.forMs);
      storage.setFull(true);
      later(outside, fault.forMs, () => storage.setFull(false));
      return;
    case 'database read-only':
      outside.trouble(fault.forMs);
      storage.setReadOnly(true);
      later(outside, fault.forMs, () => storage.setReadOnly(false));
      return;
    case 'database restored from backup': {
      const backup = storage.backUp(time.nowMs());
      later(outside, fault.agoMs, () => outside.restoreFrom(backup, fault.awayMs));
      return;
    }
    default:
      unreachable(fault);
  }
}

function takeAway(
  outside: Outside,
  guild: SimulatedGuild,
  what: 'channel deleted' | 'role deleted' | 'permission deleted',
  forMs: number,
): void {
  const { directory, platform, time } = outside;
  outside.trouble(forMs + 60_000, guild.id);
  const channels = new Set([guild.announcements]);
  switch (what) {
    case 'channel deleted':
      platform.setWeather(channels, '404', time.nowMs() + forMs);
      hide(channels);
      return;
    case 'role deleted':
      hide(new Set([guild.roles.teacher]));
      return;
    case 'permission deleted':
      platform.setWeather(channels, '403', time.nowMs() + forMs);
      return;
    default:
      unreachable(what);
  }

  function hide(deleted: ReadonlySet<ChannelId | RoleId>): void {
    setGuild(directory, guild, deleted);
    later(outside, forMs, () => setGuild(directory, guild));
  }
}

/** A coordinator is as quick as that. */
function changeAfterClaim(
  outside: Outside,
  guild: SimulatedGuild,
  { fault, isLater }: Extract<Fault, { isLater: boolean }>,
): void {
  const change = (): void => {
    const asked =
      fault === 'cancel between claim and post'
        ? ({ what: 'cancels' } as const)
        : ({ what: 'moves', byMs: 15 * 60_000 } as const);
    outside.guard(() => coordinate(outside, guild, asked));
  };
  outside.afterNextClaim(guild, isLater ? () => queueMicrotask(change) : change);
}
