/** What commands may ask, answered from the store and the session host. */
import { mayPlay } from '../domain/playback.ts';
import type { ChannelId, GuildId } from '../domain/identity.ts';
import type { SessionEvent } from '../domain/session-state.ts';
import { practiceTimeMs } from '../domain/session-step.ts';
import { wakeAtMs } from '../domain/session.ts';
import { unreachable } from '../domain/unreachable.ts';
import { voteEndsAtMs } from '../domain/vote.ts';
import type { Caller, CommandApp, SessionStatus, SessionWish, UpcomingSession } from './command.ts';
import { isOfAudience } from './guild-settings.ts';
import type { Health } from './health.ts';
import type { IngestDesk } from './ingest.ts';
import { createOwnVoice, type OwnVoicePorts } from './own-voice-desk.ts';
import { createPanelApp } from './panel-app.ts';
import { createPopularityApp } from './popularity.ts';
import type { Pictures, Recording, Roles } from './ports.ts';
import { tellIngestEnd } from './recording-alerts.ts';
import type { RecordingCheck } from './recording-check.ts';
import { createRecordingsApp, type RecordingsApp } from './recordings.ts';
import { presenceIn } from './room-presence.ts';
import { sessionContext, type SessionContext } from './session-context.ts';
import type { SessionHost, SessionHostPorts } from './session-host.ts';
import { createSignUps } from './sign-ups.ts';
import { createTimetableEditor } from './timetable-editor.ts';
import { createWordingApp } from './wording.ts';
import { createTeachingApp } from './teaching-app.ts';
import { withTeachersOf } from './teaching-plan.ts';
import { choiceOf } from './vote-controls.ts';
import type { TeachingDesk } from './teaching.ts';

const HORIZON_MS = 35 * 24 * 3_600_000;
const EVENTS_SHOWN = 20;

export interface CommandAppPorts extends SessionHostPorts {
  readonly host: SessionHost;
  readonly teachingDesk: TeachingDesk;
  readonly guidelines: CommandApp['guidelines'];
  readonly roles: Roles;
  readonly pictures: Pictures;
  readonly onSignUpsChanged: () => void;
  readonly onTimetableChanged: () => void;
  readonly newDraftId: () => string;
  readonly hearRecording: RecordingsApp['hear'];
  readonly readTextFile: RecordingsApp['readTranscript'];
  readonly ingestDesk: IngestDesk;
  readonly recordingCheck: RecordingCheck;
  readonly health: Health;
  readonly pageChecks: CommandApp['pageChecks'];
  readonly preflightDesk: CommandApp['preflight'];
  readonly isValidCron: (expression: string) => boolean;
  readonly speech: OwnVoicePorts['speech'];
  readonly maker: OwnVoicePorts['maker'];
}

export function createCommandApp(ports: CommandAppPorts): CommandApp {
  const { store, clock, host } = ports;

  /** The sessions that are on or begin within the time given, soonest first. */
  function ahead(guildId: GuildId, horizonMs = HORIZON_MS): SessionContext[] {
    const nowMs = clock.nowMs();
    return store.occurrences
      .between(guildId, nowMs, nowMs + horizonMs)
      .filter((occurrence) => !occurrence.cancelled)
      .map((occurrence) => sessionContext(ports, guildId, occurrence.id))
      .filter((context) => context !== null);
  }

  /** The one that is on, in the caller's room first; null when none is. */
  function current(caller: Caller): SessionContext | null {
    // Every command asks for it, if only to know who may use it.
    const on = ahead(caller.guildId, 1);
    return on.find(({ roomId }) => roomId === caller.channelId) ?? on[0] ?? null;
  }

  return {
    nowMs: () => clock.nowMs(),
    zone: (guildId) => store.series.list(guildId)[0]?.rule.zone ?? 'America/Los_Angeles',
    upcoming: (guildId, limit) =>
      ahead(guildId)
        .slice(0, limit)
        .map(({ occurrence, series }): UpcomingSession => ({ occurrence, series })),
    recordings: (guildId) => playable(guildId),
    status(caller): SessionStatus | null {
      const context = current(caller) ?? ahead(caller.guildId)[0];
      if (!context) return null;
      const { occurrence, series, roomId, plan, teacherIds } = context;
      const state = host.state(occurrence.guildId, occurrence.id);
      return {
        occurrence,
        series,
        roomId,
        teacherIds,
        isCallerInRoom: isIn(caller, roomId),
        // Before a session is looked after, its state knows nobody yet; the gateway does.
        state: { ...state, presence: state.presence ?? presenceIn(ports, context) },
        events: store.sessions.events(occurrence.guildId, occurrence.id, EVENTS_SHOWN),
        wakeAtMs: wakeAtMs(plan, state),
      };
    },
    timeLeftMs(caller) {
      const context = current(caller);
      return context && Math.max(0, practiceTimeMs(context.plan, clock.nowMs()));
    },
    wish(caller, occurrenceId, wish) {
      const context = occurrenceId
        ? sessionContext(ports, caller.guildId, occurrenceId)
        : current(caller);
      if (!context) return occurrenceId ? { code: 'BUTTON_IS_OLD' } : { code: 'NO_SESSION_NOW' };
      const { guildId, id } = context.occurrence;
      const why = host.apply(guildId, id, eventOf(wish, caller, clock.nowMs()));
      if (why === null) return null;
      return why === 'OVER' && occurrenceId ? { code: 'BUTTON_IS_OLD' } : { code: 'SESSION', why };
    },
    votable: ({ guildId }, name) => choiceOf(name, store.allowlist.list(guildId)),
    voteEndsAtMs({ guildId }, occurrenceId) {
      const context = sessionContext(ports, guildId, occurrenceId);
      return context && voteEndsAtMs(context.plan, host.state(guildId, occurrenceId));
    },
    timetable: createTimetableEditor(ports),
    may(caller, audience) {
      const settings = ports.guilds.get(caller.guildId);
      if (!settings) return false;
      const context = current(caller);
      const series = context && withTeachersOf(store, context.occurrence, context.series);
      return isOfAudience(settings, ports.directory, caller, audience, series);
    },
    teaching: createTeachingApp({ ...ports, desk: ports.teachingDesk }),
    signUps: createSignUps({ ...ports, onChange: ports.onSignUpsChanged }),
    wording: createWordingApp(ports),
    voice: createOwnVoice(ports),
    recordingDesk: createRecordingsApp({
      ...ports,
      isPlaying: (guildId, recordingId) => host.isPlaying(guildId, recordingId),
      onRecordingsChanged: () => host.wake(),
    }),
    recordingCheck: ports.recordingCheck,
    troubles: () => ports.health.troubles,
    ingest: {
      refusalOf: (handed) => ports.ingestDesk.refusalOf(handed),
      add: (handed, show) => ports.ingestDesk.add(handed, show),
      tellCoordinators(guildId, title, end) {
        tellIngestEnd(ports, guildId, title, end);
        ports.nudgeDispatcher();
      },
    },
    panel: createPanelApp(ports),
    pageChecks: ports.pageChecks,
    preflight: ports.preflightDesk,
    popularity: createPopularityApp(ports),
    guidelines: ports.guidelines,
  };

  function isIn({ guildId, userId }: Caller, roomId: ChannelId | null): boolean {
    const members = roomId && ports.directory.roomMembers(guildId, roomId);
    return members?.some((member) => member.userId === userId) ?? false;
  }

  function playable(guildId: GuildId): Recording[] {
    const allowlist = store.allowlist.of(guildId);
    const nowMs = clock.nowMs();
    return store.allowlist
      .list(guildId)
      .filter((recording) => mayPlay(allowlist, recording.id, nowMs).allowed);
  }
}

/** A wish as the session's event. */
export function eventOf(wish: SessionWish, caller: Caller, atMs: number): SessionEvent {
  const by = caller.userId;
  switch (wish.type) {
    case 'hold':
      return { type: 'held', by, atMs };
    case 'welcome':
      return { type: 'welcomeAsked', by, atMs };
    case 'choose':
      return { type: 'chose', choice: wish.choice, by, atMs };
    case 'vote':
      return { type: 'voted', choice: wish.choice, by, atMs };
    case 'stop':
      return { type: 'stopped', by, atMs };
    case 'takeOver':
      return { type: 'tookOver', by, atMs };
    default:
      return unreachable(wish);
  }
}
