/** Carries out what happens outside of the bot. */
import type { Caller, SessionWish } from '../../src/app/command.ts';
import type { Choice } from '../../src/domain/session-state.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import type { TimetableChange } from '../../src/domain/timetable-change.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import type { BotProcess, ProcessPorts } from './bot-process.ts';
import type { FaultName } from './faults.ts';
import type { Happening, Who } from './happenings.ts';
import { bringFault } from './outside-faults.ts';
import type { SimulatedGuild } from './world.ts';

/** What happens outside reaches into these. */
export interface Outside extends ProcessPorts, BotProcess {
  startSecondDispatcher(forMs: number): void;
  /** Somebody held the session, or stopped it: it owes no welcome for a while. */
  excuse(guild: SimulatedGuild): void;
  meetTeacher(guild: SimulatedGuild): void;
  /** A teacher has taken the room over. */
  handOver(guild: SimulatedGuild): void;
  /** Done once, right after a row of the guild's has been claimed. */
  afterNextClaim(guild: SimulatedGuild, work: () => void): void;
  count(fault: FaultName): void;
}

export function carryOut(outside: Outside, happening: Happening): void {
  const guild = outside.guilds[happening.guild];
  if (!guild) throw new Error(`There is no guild ${happening.guild}.`);
  switch (happening.what) {
    case 'enters':
      if (happening.who.group === 'teachers') outside.meetTeacher(guild);
      outside.directory.enter(
        guild.id,
        guild.rooms[happening.room]!.id,
        personOf(guild, happening.who),
      );
      return;
    case 'leaves':
      outside.directory.leave(guild.id, personOf(guild, happening.who).userId);
      return;
    case 'fault':
      outside.count(happening.fault);
      bringFault(outside, guild, happening);
      return;
    case 'is met':
      outside.count(happening.condition);
      return;
    default:
      // Nobody reaches a bot that is away.
      if (outside.life().isAlive && outside.time.stalledUntilMs <= outside.time.nowMs()) {
        askRouted(outside, guild, happening);
      }
  }
}

type WithoutPlace<T> = T extends unknown ? Omit<T, 'atMs' | 'guild'> : never;
type Asked = Exclude<Happening, { what: 'enters' | 'leaves' | 'fault' | 'is met' }>;

/** Whoever asks while the disk is in trouble is told so, and the process goes on: the router sees to it. */
function askRouted(outside: Outside, guild: SimulatedGuild, asked: Asked): void {
  try {
    ask(outside, guild, asked);
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
  }
}

function ask(outside: Outside, guild: SimulatedGuild, asked: Asked): void {
  const { app } = outside.life().bot;
  const volunteer = callerOf(guild, guild.volunteers[0]!);
  switch (asked.what) {
    case 'holds':
      wish(outside, guild, volunteer, { type: 'hold' });
      return;
    case 'stops':
      wish(outside, guild, volunteer, { type: 'stop' });
      return;
    case 'asks for the welcome':
      app.wish(volunteer, null, { type: 'welcome' });
      return;
    case 'takes over':
      if (wish(outside, guild, callerOf(guild, guild.teachers[0]!), { type: 'takeOver' })) {
        outside.handOver(guild);
      }
      return;
    case 'votes':
      app.wish(callerOf(guild, personOf(guild, asked.who)), null, {
        type: 'vote',
        choice: choiceOf(guild, asked.recording),
      });
      return;
    case 'chooses':
      wish(outside, guild, callerOf(guild, personOf(guild, asked.who)), {
        type: 'choose',
        choice: choiceOf(guild, asked.recording),
      });
      return;
    case 'signs up':
    case 'signs off': {
      const caller = callerOf(guild, personOf(guild, asked.who));
      const target = { kind: 'series', seriesId: asked.series } as const;
      if (asked.what === 'signs up') app.signUps.signUp(caller, target);
      else app.signUps.signOff(caller, target);
      return;
    }
    default:
      coordinate(outside, guild, asked);
  }
}

/** Whether it was followed: then somebody else decides, and no welcome is owed for a while. */
function wish(
  outside: Outside,
  guild: SimulatedGuild,
  caller: Caller,
  asked: SessionWish,
): boolean {
  let isRefused = false;
  try {
    isRefused = outside.life().bot.app.wish(caller, null, asked) !== null;
  } finally {
    // A process that ends over it may have saved it before.
    if (!isRefused) outside.excuse(guild);
  }
  return !isRefused;
}

function choiceOf(guild: SimulatedGuild, recording: number | null): Choice {
  const found = recording === null ? undefined : guild.recordings[recording];
  return found ? { kind: 'recording', recordingId: found.id } : { kind: 'silence', minutes: 10 };
}

type Coordination = Extract<
  Asked,
  { what: 'cancels' | 'undoes' | 'moves' | 'pauses' | 'resumes' | 'revokes' }
>;

/** Previewed, and then confirmed: by then it may not be possible any more. */
export function coordinate(
  outside: Outside,
  guild: SimulatedGuild,
  asked: WithoutPlace<Coordination>,
): void {
  const { bot } = outside.life();
  const caller = callerOf(guild, guild.coordinator);
  if (asked.what === 'revokes') {
    const id = guild.recordings[asked.recording]!.id;
    const preview = bot.app.recordingDesk.preview(caller, id, { type: 'revoke' });
    if (preview.ok) bot.app.recordingDesk.confirm(caller, preview.value.draftId);
    return;
  }
  const { timetable } = bot.app;
  const change = asked.what === 'undoes' ? null : changeOf(outside, guild, asked);
  if (asked.what !== 'undoes' && change === null) return;
  const preview = change ? timetable.preview(caller, change) : timetable.previewUndo(caller);
  if (preview.ok) timetable.confirm(caller, preview.value.draftId);
}

function changeOf(
  outside: Outside,
  guild: SimulatedGuild,
  asked: WithoutPlace<Extract<Coordination, { what: 'cancels' | 'moves' | 'pauses' | 'resumes' }>>,
): TimetableChange | null {
  if (asked.what === 'pauses') return { type: 'pauseSeries', seriesId: asked.series };
  if (asked.what === 'resumes') return { type: 'resumeSeries', seriesId: asked.series };
  const nowMs = outside.time.nowMs();
  const [next] = outside
    .life()
    .bot.app.timetable.sessionsAhead(guild.id, nowMs + 8 * 86_400_000)
    .filter(({ cancelled }) => !cancelled);
  if (!next || !outside.store.occurrences.find(guild.id, next.id)) return null;
  if (asked.what === 'cancels') return { type: 'cancelSession', occurrenceId: next.id };
  const startsAtMs = next.startsAtMs + asked.byMs;
  return { type: 'moveSession', occurrenceId: next.id, startsAtMs, durationMs: null };
}

function personOf(guild: SimulatedGuild, { group, index }: Who): RoomMember {
  const person = guild[group][index];
  if (!person) throw new Error(`Guild ${guild.index} has no ${group} ${index}.`);
  return person;
}

function callerOf(guild: SimulatedGuild, { userId, roleIds }: RoomMember): Caller {
  return { userId, roleIds, guildId: guild.id, channelId: guild.rooms[0]!.id, locale: 'en-US' };
}
