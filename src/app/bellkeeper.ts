/** The bot as a whole, without its outside: planning, sessions, outbox and commands. */
import type { GuildId } from '../domain/identity.ts';
import type { Series } from '../domain/schedule.ts';
import { refusalText } from '../texts/by-code.ts';
import { textsFor } from '../texts/languages.ts';
import { BackupKeeper } from './backup-keeper.ts';
import { createCommandApp } from './command-app.ts';
import type { ButtonHandlers, Command, CommandApp, CommandGroup } from './command.ts';
import { Dispatcher } from './dispatcher.ts';
import { EventKeeper } from './event-keeper.ts';
import { tellOnce } from './coordinator-alerts.ts';
import type { Health } from './health.ts';
import { IngestDesk, type IngestPorts } from './ingest.ts';
import type { Invocation, Responder } from './invocation.ts';
import type { Keeper } from './keeper.ts';
import { messageOf, type MessagePorts } from './messages.ts';
import type { Meter } from './meter.ts';
import { OutboxWatch } from './outbox-watch.ts';
import { PageKeeper } from './page-keeper.ts';
import { PanelKeeper } from './panel.ts';
import { PlanKeeper } from './plan-keeper.ts';
import { PreflightKeeper } from './preflight-keeper.ts';
import type { PreflightOutside } from './preflight-port.ts';
import { RoomTrials } from './preflight-room.ts';
import {
  type CalendarEvents,
  type Cancel,
  type DueText,
  type GatewayEvent,
  type Messenger,
  type Pictures,
  type Roles,
  type RoomStatus,
} from './ports.ts';
import { createRecordingCheck } from './recording-check.ts';
import type { RecordingsApp } from './recordings.ts';
import { RoleKeeper } from './role-keeper.ts';
import { RoomStatusKeeper } from './room-status.ts';
import { Router } from './router.ts';
import { SessionHost, type SessionHostPorts } from './session-host.ts';
import { SpeechMaker } from './speech-maker.ts';
import type { Speech } from './speech-port.ts';
import { StoreKeeper } from './store-keeper.ts';
import { attempt, patientClock, storeTroubleOf } from './store-trouble.ts';
import { TeachingDesk } from './teaching.ts';
import { countTimetableChange } from './timetable-signal.ts';
import { Turns } from './turns.ts';
import { VoteBoard } from './vote-board.ts';

export interface BellkeeperPorts extends Omit<SessionHostPorts, 'nudgeDispatcher' | 'onMoved'> {
  readonly messenger: Messenger;
  readonly roles: Roles;
  readonly calendarEvents: CalendarEvents;
  readonly roomStatus: RoomStatus;
  /** Of the public page, `https://example.org/practice`; null when it has none. */
  readonly publicUrl: string | null;
  readonly health: Health;
  readonly meter: Meter;
  readonly pictures: Pictures;
  readonly commands: readonly (Command | CommandGroup)[];
  readonly looseButtons: readonly ButtonHandlers[];
  readonly guidelines: CommandApp['guidelines'];
  readonly speech: Speech;
  readonly newIncidentId: () => string;
  readonly newDraftId: () => string;
  /** The prepared sound of a recording, for whoever is to vouch for it. */
  readonly hearRecording: RecordingsApp['hear'];
  readonly readTextFile: RecordingsApp['readTranscript'];
  readonly takeFile: IngestPorts['take'];
  readonly preparer: IngestPorts['preparer'];
  readonly pages: IngestPorts['pages'];
  readonly playsPages?: boolean;
  /** What a look over everything needs; left out where there is nothing outside to look at. */
  readonly preflight?: PreflightOutside;
  /** Whether it looks after its own backups; not when left out. */
  readonly keepsBackups?: boolean;
  readonly isValidCron: (expression: string) => boolean;
}

export class Bellkeeper {
  readonly app: CommandApp;
  readonly #ports: BellkeeperPorts;
  readonly #planKeeper: PlanKeeper;
  readonly #host: SessionHost;
  readonly #dispatcher: Dispatcher;
  readonly #teachingDesk: TeachingDesk;
  readonly #router: Router;
  readonly #ingestDesk: IngestDesk;
  readonly #speechMaker: SpeechMaker;
  readonly #roleKeeper: RoleKeeper;
  readonly #eventKeeper: EventKeeper;
  readonly #panelKeeper: PanelKeeper;
  readonly #pageKeeper: PageKeeper;
  readonly #voteBoard: VoteBoard;
  readonly #statusKeeper: RoomStatusKeeper;
  readonly #roomTrials: RoomTrials;
  /** Whatever moves sessions comes before whatever shows them; they begin the other way round. */
  readonly #keepers: readonly Keeper[];
  #cancelHeartbeat: Cancel = () => {};
  /** The guilds that the gateway does not show now. */
  readonly #outOfSight = new Set<GuildId>();

  constructor(given: BellkeeperPorts) {
    const ports = { ...given, clock: patientClock(given.clock, given.log) };
    this.#ports = ports;
    const { clock, log, guidelines, health, meter } = ports;
    meter.gauge('bellkeeper_troubles', () => health.countByCode);
    const tellCoordinators = (guildId: GuildId, kind: string, text: DueText): void =>
      this.#alert(guildId, kind, text);
    this.#roomTrials = new RoomTrials(ports);
    const hostPorts: SessionHostPorts = {
      ...ports,
      voice: this.#roomTrials.voiceOfSessions(),
      nudgeDispatcher: () => this.#dispatcher.nudge(),
      onMoved: (guildId, occurrenceId) => {
        this.#panelKeeper.onMoved(guildId, occurrenceId);
        this.#voteBoard.onMoved(guildId, occurrenceId);
        this.#statusKeeper.onMoved(guildId);
      },
    };
    this.#panelKeeper = new PanelKeeper(ports);
    this.#statusKeeper = new RoomStatusKeeper({ ...ports, tellCoordinators });
    this.#host = new SessionHost(hostPorts);
    this.#teachingDesk = new TeachingDesk(hostPorts);
    const messages: MessagePorts = { ...ports, nowMs: () => clock.nowMs() };
    this.#voteBoard = new VoteBoard({
      ...ports,
      messageOf: (row, marker) => messageOf(messages, row, marker),
    });
    const outboxWatch = new OutboxWatch(ports);
    this.#dispatcher = new Dispatcher({
      ...ports,
      watch: outboxWatch,
      messageOf: (row, marker) => {
        const message = messageOf(messages, row, marker);
        return this.#panelKeeper.noted(row, this.#voteBoard.noted(row, message));
      },
      reach: { messages },
    });
    this.#roleKeeper = new RoleKeeper({ ...ports, tellCoordinators });
    this.#eventKeeper = new EventKeeper({ ...ports, tellCoordinators });
    this.#pageKeeper = new PageKeeper({
      ...ports,
      onRecordingsChanged: () => this.#host.wake(),
      tellCoordinators,
    });
    const recordingCheck = createRecordingCheck({
      ...ports,
      onRecordingsChanged: () => this.#host.wake(),
    });
    const looking = { ...ports, recordingCheck, trials: this.#roomTrials, tellCoordinators };
    const { preflight: outside } = ports;
    const preflight = outside && new PreflightKeeper({ ...looking, outside });
    this.#planKeeper = new PlanKeeper({
      ...ports,
      tellCoordinators,
      onPlanned: (guildId) => this.#eventKeeper.review(guildId),
      onChanged: () => {
        this.#host.wake();
        this.#teachingDesk.wake();
        this.#dispatcher.nudge();
      },
    });
    this.#keepers = [
      new StoreKeeper(ports),
      this.#host,
      this.#teachingDesk,
      this.#roleKeeper,
      this.#eventKeeper,
      this.#panelKeeper,
      this.#pageKeeper,
      this.#voteBoard,
      this.#statusKeeper,
      outboxWatch,
      ...(preflight ? [preflight] : []),
      ...(ports.keepsBackups === true ? [new BackupKeeper(ports)] : []),
    ];
    const making = { ...ports, take: ports.takeFile, turns: new Turns() };
    this.#ingestDesk = new IngestDesk(making);
    this.#speechMaker = new SpeechMaker(making);
    this.app = createCommandApp({
      ...hostPorts,
      health,
      roles: ports.roles,
      pictures: ports.pictures,
      host: this.#host,
      teachingDesk: this.#teachingDesk,
      guidelines,
      onTimetableChanged: () => this.#planKeeper.followChanges(),
      newDraftId: ports.newDraftId,
      hearRecording: ports.hearRecording,
      readTextFile: ports.readTextFile,
      ingestDesk: this.#ingestDesk,
      recordingCheck,
      preflightDesk: preflight ?? { latest: () => null },
      pageChecks: this.#pageKeeper,
      speech: ports.speech,
      maker: this.#speechMaker,
      isValidCron: ports.isValidCron,
      onSignUpsChanged: () => {
        this.#planKeeper.onSignUpsChanged();
        this.#roleKeeper.nudge();
      },
    });
    this.#router = new Router({
      ...ports,
      app: this.app,
      log,
      wordsOf: {
        refusal: (refusal, caller) =>
          refusalText(textsFor(this.app.signUps.languageOf(caller)), refusal),
        // Not in the language that they have set: looking that up may be what went wrong.
        trouble: (incidentId, error, caller) => {
          const texts = textsFor(caller.locale);
          if (!storeTroubleOf(error)) return texts.trouble({ incidentId });
          return `${texts.store.couldNotSave()} ${texts.health.incident({ incidentId })}`;
        },
      },
    });
  }

  /** Called when the gateway is ready: takes up what was cut, and begins to look. */
  start(): void {
    this.#planKeeper.start();
    // What shows a session knows where it stood before the host takes it up.
    for (const keeper of this.#keepers.toReversed()) keeper.start();
    this.#dispatcher.start();
    this.#cancelHeartbeat = this.#ports.clock.heartbeat(() => this.#onHeartbeat());
  }

  /** Tells the rooms, saves where they are, and ends when everything that was begun is marked. */
  async stop(): Promise<void> {
    this.#cancelHeartbeat();
    const ending = [...this.#keepers, this.#ingestDesk, this.#speechMaker];
    await Promise.all(ending.map((each) => each.stop()));
    await this.#dispatcher.drain();
    await this.#dispatcher.stop();
  }

  handle(invocation: Invocation, responder: Responder): Promise<void> {
    return this.#router.handle(invocation, responder);
  }

  onGateway(event: GatewayEvent): void {
    this.#noteSight(event);
    const settings = this.#ports.guilds.get(event.guildId);
    if (event.type === 'directoryChanged' && settings) {
      this.#attempt(() => this.#planKeeper.planGuild(settings));
    }
    this.#attempt(() => this.#host.onGateway(event));
    this.#roomTrials.onGateway(event);
    this.#dispatcher.nudge();
  }

  #noteSight({ type, guildId }: GatewayEvent): void {
    if (type === 'viewLost') this.#outOfSight.add(guildId);
    else if (type === 'directoryChanged') this.#outOfSight.delete(guildId);
    if (this.#outOfSight.size > 0) this.#ports.health.report('GATEWAY_AWAY');
    else this.#ports.health.clear('GATEWAY_AWAY');
  }

  /** Makes the guild's series exactly these, from now on. */
  useSeries(guildId: GuildId, series: readonly Series[]): void {
    const { store, clock } = this.#ports;
    store.transaction(() => {
      store.series.replaceAll(guildId, series, clock.nowMs());
      countTimetableChange(store.settings, guildId);
    });
    this.#planKeeper.followChanges();
  }

  /** A starter timetable with mistakes is not taken over; coordinators are told once what to mend. */
  reportBadTimetable(guildId: GuildId, mistakes: readonly string[]): void {
    const params = { mistakes: mistakes.join('\n') };
    this.#alert(guildId, 'alert.timetable', { key: 'alert.timetable', params });
  }

  /** A file that is missing or not what was approved is not heard; coordinators are told once. */
  reportFile(guildId: GuildId, title: string): void {
    this.#alert(guildId, 'alert.file', { key: 'alert.file', params: { title } });
  }

  #onHeartbeat(): void {
    this.#attempt(() => this.#planKeeper.onHeartbeat());
    for (const keeper of this.#keepers) this.#attempt(() => keeper.onHeartbeat());
    this.#dispatcher.nudge();
  }

  /** One that a store in trouble holds up must not hold up the others; the next heartbeat tries again. */
  #attempt(work: () => void): void {
    attempt(this.#ports.log, work);
  }

  /** Told once for the same words. */
  #alert(guildId: GuildId, kind: string, text: DueText): void {
    tellOnce(this.#ports, guildId, kind, text);
    this.#dispatcher.nudge();
  }
}
