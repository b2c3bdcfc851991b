/**
 * The whole app over fakes: a manual clock, a database in memory, and a guild with a
 * channel, a room and people who come and go. It can be killed and started again over
 * the same database and the same channel.
 */
import { Bellkeeper } from '../../src/app/bellkeeper.ts';
import { Health } from '../../src/app/health.ts';
import { Meter } from '../../src/app/meter.ts';
import type { Caller } from '../../src/app/command.ts';
import type { GuildSettings } from '../../src/app/guild-settings.ts';
import type { Responder } from '../../src/app/invocation.ts';
import type { PreflightOutside } from '../../src/app/preflight-port.ts';
import type {
  AudioLibrary,
  AudioRef,
  CalendarEvents,
  Log,
  Message,
  Pages,
  Recording,
  Store,
} from '../../src/app/ports.ts';
import { isValidCron } from '../../src/clock.ts';
import { commands, looseButtons } from '../../commands/index.ts';
import {
  asId,
  type ChannelId,
  type GuildId,
  type OccurrenceId,
  type RecordingId,
  type RoleId,
  type SeriesId,
  type UserId,
} from '../../src/domain/identity.ts';
import { mayPlay } from '../../src/domain/playback.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import type { Series } from '../../src/domain/schedule.ts';
import { openStore } from '../../src/store/store.ts';
import {
  createFakeCalendarEvents,
  type FakeCalendarEvents,
} from '../discord/fake-calendar-events.ts';
import { createFakeDirectory, type FakeGuild } from '../discord/fake-directory.ts';
import { createFakeMessenger } from '../discord/fake-messenger.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { createFakeRoomStatus } from '../discord/fake-room-status.ts';
import { createManualClock } from '../manual-clock.ts';
import { createFakePictures } from '../pictures/fake-pictures.ts';
import { createFakePreparer } from '../recordings/fake-preparer.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { readFakeTextFile } from '../recordings/fake-text-file.ts';
import { createFakeVoice } from '../voice/fake-voice.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Tuesday 1 December 2026, 7:00 am in Los Angeles. */
export const START_MS = Date.UTC(2026, 11, 1, 15, 0);

export const guildId = asId<GuildId>('900000000000000001');
export const announcements = asId<ChannelId>('900000000000000002');
export const coordinators = asId<ChannelId>('900000000000000003');
export const hall = asId<ChannelId>('900000000000000004');
const teacherRole = asId<RoleId>('900000000000000005');
const volunteerRole = asId<RoleId>('900000000000000006');
const coordinatorRole = asId<RoleId>('900000000000000007');

export const alice: RoomMember = member('100000000000000001');
export const vera: RoomMember = member('100000000000000002', volunteerRole);
export const ana: RoomMember = member('100000000000000003', teacherRole);
export const carol: RoomMember = member('100000000000000004', coordinatorRole);

/** Anybody else that a story needs. */
export function member(userId: string, ...roleIds: RoleId[]): RoomMember {
  return { userId: asId<UserId>(userId), isBot: false, roleIds };
}

export function callerOf(person: RoomMember, channelId: ChannelId = hall): Caller {
  return { userId: person.userId, guildId, channelId, roleIds: person.roleIds, locale: 'en-US' };
}

export const morning: Series = {
  id: asId<SeriesId>('morning'),
  name: 'Morning practice',
  rule: {
    zone: 'America/Los_Angeles',
    dates: { kind: 'recurring', rrule: 'FREQ=WEEKLY;BYDAY=TU', anchorDate: '2026-01-06' },
    wallTimes: ['07:00'],
  },
  durationMs: HOUR,
  room: 'Practice hall',
  announce: '#announcements',
  graceMs: 5 * MINUTE,
  remindersMs: [24 * HOUR, HOUR, 10 * MINUTE],
  teacherIds: [],
  ifNobodyChooses: { kind: 'recording', recordingId: null },
  description: '',
  paused: false,
  tellsTeacherChanges: false,
  participantsVote: false,
};

export const kindness: Recording = {
  id: asId<RecordingId>('kindness'),
  title: 'A little kindness',
  speaker: 'Ana',
  language: 'en',
  lengthMs: 12 * MINUTE,
  status: 'approved',
  permissionEndsAtMs: null,
  lastPlayedAtMs: null,
  stream: null,
  sha256: 'a'.repeat(64),
  kind: 'self-kindness',
  intensity: 'gentle',
  licence: 'CC0-1.0',
  credit: 'Ana',
  transcript: '',
  file: 'kindness.opus',
};

export const WELCOME_WORDS = 'Welcome. We are all welcome.';
export const TRANSLATED_WELCOME = 'Te damos la bienvenida. Todas las personas somos bienvenidas.';

/** A library whose files need not exist, since the fake voice opens none. */
export const library: AudioLibrary = {
  sentence: (_language, sentenceId) =>
    sentenceId === 'welcome'
      ? audio('voice/en/bdl/welcome', 30_000, [
          { fromMs: 400, toMs: 9_000 },
          { fromMs: 10_200, toMs: 19_000 },
          { fromMs: 20_200, toMs: 29_400 },
        ])
      : audio(`voice/en/bdl/${sentenceId}`, 4_000),
  welcome: (language) => ({
    spoken: language === 'en' ? { words: WELCOME_WORDS, sha256: 'e'.repeat(64) } : null,
    proposed: language === 'es' ? { words: TRANSLATED_WELCOME, sha256: '5'.repeat(64) } : null,
  }),
  bell: (bellId) => audio(`bell/${bellId}`, 14_000),
  recording: (entry) => ({
    ...audio(`recording/${entry.id}`, entry.lengthMs),
    recordingId: entry.id,
  }),
  open: () => Promise.reject(new Error('The fake voice opens no file.')),
};

/** A file that is in order, and that nobody hears. */
const openNothing: AudioLibrary['open'] = ({ durationMs }) =>
  Promise.resolve({
    durationMs,
    positionMs: 0,
    seek: () => Promise.resolve(),
    next: () => null,
    close: () => undefined,
  });

function audio(id: string, durationMs: number, sentences: AudioRef['sentences'] = []): AudioRef {
  return { id, path: id, sha256: 'a'.repeat(64), durationMs, sentences, recordingId: null };
}

const notYet = (): void => {};

const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

function guildOf(teacherRoleName: string): FakeGuild {
  return {
    textNameById: { [announcements]: 'announcements', [coordinators]: 'coordinators' },
    voiceNameById: { [hall]: 'Practice hall' },
    roleNameById: {
      [teacherRole]: teacherRoleName,
      [volunteerRole]: 'Volunteer',
      [coordinatorRole]: 'Coordinator',
    },
  };
}

/** Starts an hour and a day before the session, with the timetable in force and nobody in the room. */
export async function rehearse(
  options: {
    readonly startMs?: number;
    readonly series?: Series[];
    readonly language?: string;
    /** Other guilds that the same bot serves. */
    readonly otherGuilds?: readonly GuildSettings[];
    /** What a look over everything sees of the outside; nothing is looked over when left out. */
    readonly preflight?: PreflightOutside;
    /** Who answers for SoundCloud; nobody when left out. */
    readonly pages?: Pages;
    /** What a life of the bot sees of Discord's events, asked at each start. */
    readonly calendarOf?: (events: FakeCalendarEvents) => CalendarEvents;
  } = {},
) {
  const clock = createManualClock(options.startMs ?? START_MS - 25 * HOUR);
  const store: Store = await openStore({ path: ':memory:', nowMs: clock.nowMs() });
  const messenger = createFakeMessenger(clock);
  const directory = createFakeDirectory();
  const calendarEvents = createFakeCalendarEvents(clock);
  const pictures = createFakePictures();
  const prepared = createFakePreparer();
  if (options.preflight) prepared.kept.add(kindness.sha256);
  const speech = createFakeSpeech();
  const roles = createFakeRoles();
  const roomStatus = createFakeRoomStatus();
  directory.selfId = asId<UserId>('800000000000000001');
  directory.setGuild(guildId, guildOf('Teacher'));
  store.allowlist.save(guildId, kindness, clock.nowMs());
  const stage = {
    clock,
    store,
    messenger,
    directory,
    roles,
    roomStatus,
    calendarEvents,
    pictures,
    voice: createFakeVoice(clock, voiceOptions()),
    health: new Health(clock),
    incidents: [] as string[],
    drafts: 0,
    bot: undefined as unknown as Bellkeeper,
    /** The process dies: what it meant to do is not done; the database and the channel stay. */
    async kill(): Promise<void> {
      unsubscribe();
      await stage.voice.close();
      // A dead process runs no timer and hears nothing; its promises lead nowhere.
      alive.isAlive = false;
    },
    start(): void {
      alive = { isAlive: true };
      stage.voice = createFakeVoice(clock, voiceOptions());
      stage.bot = bellkeeper();
      unsubscribe = directory.onEvent((event) => stage.bot.onGateway(event));
      stage.bot.start();
    },
    renameTeacherRole: (name: string) => directory.setGuild(guildId, guildOf(name)),
    enter: (person: RoomMember) => directory.enter(guildId, hall, person),
    leave: (person: RoomMember) => directory.leave(guildId, person.userId),
    /** Moves time to so many minutes after the start of the session. */
    at: (minute: number) => clock.advanceTo(START_MS + minute * MINUTE),
    state: () => store.sessions.load(guildId, occurrenceId),
    /** What stands in a channel, by the first words. */
    standing: (channelId: ChannelId) =>
      messenger.standingIn(channelId).map(({ message }) => message.text),
    /** What people in the room heard, in order. */
    heard: () => stage.voice.heard.map(({ what }) => what).filter((what) => what !== 'pause'),
    command: (
      person: RoomMember,
      name: string,
      given: Record<string, string | number | boolean> = {},
    ) => ask(person, { type: 'command', path: name, options: given }),
    press: (person: RoomMember, id: string, values: string[] = []) =>
      ask(person, { type: 'component', id, values }),
    /** The component id of the newest standing message that has such a control. */
    control(channelId: ChannelId, action: string): string {
      const ids = messenger
        .standingIn(channelId)
        .flatMap(({ message }) => message.rows.flat().map(({ id }) => id));
      const found = ids.findLast((id) => id.split('|')[1] === action);
      if (!found) throw new Error(`No control ${action} stands in ${channelId}.`);
      return found;
    },
  };

  const occurrenceId = asId<OccurrenceId>('morning@2026-12-01');
  let unsubscribe: () => void = notYet;
  let alive = { isAlive: true };

  function voiceOptions() {
    return {
      mayPlay: (id: GuildId, recordingId: RecordingId) =>
        mayPlay(store.allowlist.of(id), recordingId, clock.nowMs()).allowed,
    };
  }

  function bellkeeper(): Bellkeeper {
    const life = alive;
    return new Bellkeeper({
      clock: {
        nowMs: () => clock.nowMs(),
        at: (atMs, callback) => clock.at(atMs, () => life.isAlive && callback()),
        heartbeat: (callback) => clock.heartbeat(() => life.isAlive && callback()),
      },
      store,
      messenger,
      directory,
      roles,
      roomStatus,
      calendarEvents: options.calendarOf?.(calendarEvents) ?? calendarEvents,
      publicUrl: 'https://example.org',
      health: stage.health,
      meter: new Meter(),
      pictures,
      voice: stage.voice,
      library: options.preflight ? { ...library, open: openNothing } : library,
      ...(options.preflight && { preflight: options.preflight }),
      log: silentLog,
      guilds: settingsById(
        usualSettings(guildId, options.language),
        ...(options.otherGuilds ?? []),
      ),
      commands,
      looseButtons,
      guidelines: () => [{ title: 'Care', text: 'You may leave at any time.' }],
      sentenceText: (_language, sentenceId) => (sentenceId === 'welcome' ? WELCOME_WORDS : null),
      newDraftId: () => {
        stage.drafts += 1;
        return `draft-${stage.drafts}`;
      },
      isValidCron,
      hearRecording: () => Promise.resolve({ kind: 'bytes', bytes: new Uint8Array([79, 103]) }),
      readTextFile: readFakeTextFile,
      takeFile: prepared.takeFile,
      preparer: prepared.preparer,
      speech,
      pages: options.pages ?? null,
      newIncidentId: () => {
        const id = `incident-${stage.incidents.length + 1}`;
        stage.incidents.push(id);
        return id;
      },
    });
  }

  async function ask(
    person: RoomMember,
    what:
      | { type: 'command'; path: string; options: Record<string, string | number | boolean> }
      | { type: 'component'; id: string; values: string[] },
  ): Promise<{ message: Message; visibility: string }> {
    const answers: { message: Message; visibility: string }[] = [];
    const responder: Responder = {
      defer: () => Promise.resolve(),
      answer: (message, visibility) => {
        answers.push({ message, visibility });
        return Promise.resolve();
      },
      update: (message) => {
        answers.push({ message, visibility: 'update' });
        return Promise.resolve(true);
      },
      replace: (message) => {
        answers.push({ message, visibility: 'inPlace' });
        return Promise.resolve();
      },
      complete: () => Promise.resolve(),
    };
    await stage.bot.handle({ caller: callerOf(person), ...what }, responder);
    const [answer, ...more] = answers;
    if (!answer || more.length > 0) throw new Error(`${answers.length} answers came.`);
    return answer;
  }

  stage.start();
  stage.bot.useSeries(guildId, options.series ?? [morning]);
  return {
    ...stage,
    stage,
    occurrenceId,
    get bot() {
      return stage.bot;
    },
    get voice() {
      return stage.voice;
    },
  };
}
