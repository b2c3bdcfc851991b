/** Carries out what happens outside of the bot. */
import type { Caller } from '../../src/app/command.ts';
import type { Choice } from '../../src/domain/session-state.ts';
import { unreachable } from '../../src/domain/unreachable.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import type { TimetableChange } from '../../src/domain/timetable-change.ts';
import type { BotProcess, ProcessPorts } from './bot-process.ts';
import type { Happening, Who } from './happenings.ts';
import { setGuild, type SimulatedGuild } from './world.ts';

/** A wall that was set is set right again by the machine after this. */
const WRONG_WALL_MS = 10 * 60_000;

/** What happens outside reaches into these. */
export interface Outside extends ProcessPorts, BotProcess {
  startSecondDispatcher(forMs: number): void;
  excuse(guild: SimulatedGuild): void;
  meetTeacher(guild: SimulatedGuild): void;
  count(fault: string): void;
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
    default:
      // Nobody reaches a bot that is away.
      if (outside.life().isAlive && outside.time.stalledUntilMs <= outside.time.nowMs()) {
        ask(outside, guild, happening);
      }
  }
}

type Asked = Exclude<Happening, { what: 'enters' | 'leaves' | 'fault' }>;

function ask(outside: Outside, guild: SimulatedGuild, asked: Asked): void {
  const { app } = outside.life().bot;
  const volunteer = callerOf(guild, guild.volunteers[0]!);
  switch (asked.what) {
    case 'holds':
      outside.excuse(guild);
      app.wish(volunteer, null, { type: 'hold' });
      return;
    case 'stops':
      outside.excuse(guild);
      app.wish(volunteer, null, { type: 'stop' });
      return;
    case 'asks for the welcome':
      outside.excuse(guild);
      app.wish(volunteer, null, { type: 'welcome' });
      return;
    case 'takes over':
      outside.excuse(guild);
      app.wish(callerOf(guild, guild.teachers[0]!), null, { type: 'takeOver' });
      return;
    case 'chooses':
      outside.excuse(guild);
      app.wish(callerOf(guild, personOf(guild, asked.who)), null, {
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

function choiceOf(guild: SimulatedGuild, recording: number | null): Choice {
  const found = recording === null ? undefined : guild.recordings[recording];
  return found ? { kind: 'recording', recordingId: found.id } : { kind: 'silence', minutes: 10 };
}

/** Previewed, and then confirmed: by then it may not be possible any more. */
function coordinate(
  outside: Outside,
  guild: SimulatedGuild,
  asked: Extract<
    Asked,
    { what: 'cancels' | 'undoes' | 'moves' | 'pauses' | 'resumes' | 'revokes' }
  >,
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
  asked: Extract<Asked, { what: 'cancels' | 'moves' | 'pauses' | 'resumes' }>,
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

function bringFault(
  outside: Outside,
  guild: SimulatedGuild,
  fault: Extract<Happening, { what: 'fault' }>,
): void {
  const { time, directory, platform } = outside;
  const later = (forMs: number, work: () => void): void =>
    void time.world.at(time.nowMs() + forMs, work);
  switch (fault.fault) {
    case 'kill':
      if (fault.when === 'now') outside.kill(fault.awayMs);
      else outside.killAt(fault.when, fault.skip, fault.awayMs);
      return;
    case 'two instances':
      outside.startSecondDispatcher(fault.forMs);
      return;
    case 'suspend':
    case 'stall':
      outside.trouble(fault.forMs);
      time.stall(fault.forMs);
      return;
    case 'clock step':
      time.stepWall(fault.byMs);
      later(WRONG_WALL_MS, () => time.stepWall(-fault.byMs));
      return;
    case 'rest':
      outside.trouble(fault.forMs);
      platform.setWeather(
        new Set([guild.announcements, guild.coordinators, ...guild.rooms.map(({ id }) => id)]),
        fault.answer,
        time.nowMs() + fault.forMs,
      );
      return;
    case 'gateway away':
      outside.trouble(fault.forMs);
      directory.loseView(guild.id);
      later(fault.forMs, () => directory.restoreView(guild.id));
      return;
    case 'voice state lost':
      outside.trouble(60_000);
      outside.loseNextVoiceState();
      return;
    case 'voice state doubled':
      outside.doubleNextVoiceState();
      return;
    case 'voice state late':
      outside.trouble(fault.byMs);
      outside.delayNextVoiceState(fault.byMs);
      return;
    case 'voice lost':
    case 'join refused':
    case 'file changed':
      bringVoiceFault(outside, guild, fault);
      return;
    case 'database busy':
      outside.failDisk(fault.times);
      return;
    case 'permission gone':
      outside.trouble(fault.forMs);
      platform.forbid(guild.announcements, time.nowMs() + fault.forMs);
      return;
    case 'role gone':
      outside.trouble(fault.forMs);
      setGuild(directory, guild, false);
      later(fault.forMs, () => setGuild(directory, guild, true));
      return;
    default:
      unreachable(fault);
  }
}

function bringVoiceFault(
  outside: Outside,
  guild: SimulatedGuild,
  fault: Extract<
    Happening,
    { what: 'fault'; fault: 'voice lost' | 'join refused' | 'file changed' }
  >,
): void {
  const { voice } = outside.life();
  switch (fault.fault) {
    case 'voice lost':
      outside.trouble(fault.forMs);
      if (voice.room(guild.id).isSounding) voice.loseConnection(guild.id, 'NETWORK', fault.forMs);
      return;
    case 'join refused':
      outside.trouble(120_000);
      voice.failNextJoin(fault.how, 5_000);
      return;
    case 'file changed':
      outside.trouble(120_000);
      voice.failNextPlay('HASH_MISMATCH');
      return;
    default:
      unreachable(fault);
  }
}

function personOf(guild: SimulatedGuild, { group, index }: Who): RoomMember {
  const person = guild[group][index];
  if (!person) throw new Error(`Guild ${guild.index} has no ${group} ${index}.`);
  return person;
}

function callerOf(guild: SimulatedGuild, { userId, roleIds }: RoomMember): Caller {
  return { userId, roleIds, guildId: guild.id, channelId: guild.rooms[0]!.id, locale: 'en-US' };
}
