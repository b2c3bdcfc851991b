/**
 * Looks after who teaches: lets the ladder of every session that is near act at its time, and
 * takes what teachers and coordinators say. Each step is one transaction: read, step, save,
 * note what people meet otherwise, add what is due. Nothing is kept beside the store, so a
 * crash loses nothing and says nothing twice.
 */
import type { GuildId, OccurrenceId, PersonNumber, SeriesId, UserId } from '../domain/identity.ts';
import { localDateOf } from '../domain/local-time.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import { ladderStep, ladderWakeAtMs } from '../domain/teaching.ts';
import {
  leadingTeacher,
  type LadderEvent,
  type LadderState,
  type LadderStep,
} from '../domain/teaching-state.ts';
import { FIRST_ASK_MS } from '../domain/teaching-turns.ts';
import { noteChange } from './changes.ts';
import {
  coordinatorChannelOf,
  teacherChannelOf,
  type GuildSettingsById,
} from './guild-settings.ts';
import type { Keeper } from './keeper.ts';
import type { Cancel, Clock, Directory, Log, NewDue, Person, Store } from './ports.ts';
import { directBudgetOf } from './reach.ts';
import { timetableZone } from './sign-ups.ts';
import { NearSessions } from './teaching-near.ts';
import { ladderOf, type Ladder } from './teaching-plan.ts';
import { isQuestion, rowsOfEffects, type TeachingPlaces } from './teaching-rows.ts';

const HOUR_MS = 3_600_000;
/** Sessions are looked at from an hour before the first question. */
const NEAR_MS = FIRST_ASK_MS + HOUR_MS;

export interface TeachingPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly log: Log;
  /** Something was added to what is due. */
  readonly nudgeDispatcher: () => void;
}

/** One session with all that its ladder stands on. */
interface Situation extends Ladder {
  readonly occurrence: Occurrence;
  readonly series: Series;
}

export class TeachingDesk implements Keeper {
  readonly #ports: TeachingPorts;
  readonly #near = new NearSessions();
  #cancelTimer: Cancel = () => {};
  #isRunning = false;

  constructor(ports: TeachingPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#isRunning = true;
    this.wake();
  }

  onHeartbeat(): void {
    this.wake();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancelTimer();
  }

  /** Lets the ladder of every session that is near act, and sets the timer for the next. */
  wake(): void {
    if (!this.#isRunning) return;
    for (const guildId of this.#ports.guilds.keys()) this.#lookAt(guildId);
    this.#cancelTimer();
    const next = this.#near.nextAtMs();
    if (next !== null) this.#cancelTimer = this.#ports.clock.at(next, () => this.wake());
  }

  /** Somebody teaches from now on, or no more. */
  renew(guildId: GuildId): void {
    this.#near.renew(guildId);
    this.wake();
  }

  /**
   * Something that a person said or a coordinator decided. What follows from it has been
   * done when this returns, `alongside` in the same transaction unless it was refused. Null
   * when there is no such session.
   */
  apply(
    guildId: GuildId,
    occurrenceId: OccurrenceId,
    event: LadderEvent,
    alongside: () => void = () => {},
  ): LadderStep | null {
    const { store } = this.#ports;
    const step = store.transaction(() => {
      const situation = this.situation(guildId, occurrenceId);
      const done = situation && this.#commit(situation, event);
      if (done?.refusal === null) alongside();
      return done;
    });
    if (step && step.effects.length > 0) this.#ports.nudgeDispatcher();
    this.#near.forget(guildId, occurrenceId);
    this.wake();
    return step;
  }

  /** How the session stands; null when there is none of that name. */
  situation(guildId: GuildId, occurrenceId: OccurrenceId): Situation | null {
    const { store } = this.#ports;
    const occurrence = store.occurrences.find(guildId, occurrenceId);
    const series = occurrence && store.series.find(guildId, occurrence.seriesId);
    if (!series) return null;
    const standing = this.standingOf(guildId, series);
    const teachers = store.people.teachers(guildId);
    return { occurrence, series, ...ladderOf(store, occurrence, series, teachers, standing) };
  }

  /**
   * The numbers of the series' own teachers, who are made known when they are not yet. Who was
   * taken from those who are asked stays on the series, and is asked about nothing else.
   */
  standingOf(guildId: GuildId, { teacherIds }: Series): PersonNumber[] {
    const { people } = this.#ports.store;
    return teacherIds.map(
      (userId) => (people.find(guildId, userId) ?? this.enrol(guildId, userId)).number,
    );
  }

  /** Makes sure that the person is known to teach. */
  enrol(guildId: GuildId, userId: UserId, locale?: string): Person {
    const { store, guilds } = this.#ports;
    const known = store.people.find(guildId, userId);
    if (known?.teaches) return known;
    const language = locale ?? guilds.get(guildId)?.language ?? 'en';
    const person = { ...(known ?? store.people.enrol(guildId, userId, language)), teaches: true };
    store.people.save(person);
    return person;
  }

  #lookAt(guildId: GuildId): void {
    const { store, clock } = this.#ports;
    // Without any place to ask in, nothing can be asked.
    if (!this.#placesOf(guildId)) return;
    const nowMs = clock.nowMs();
    const due = this.#dueIn(guildId, nowMs);
    if (due.length === 0) return;
    let teachers = store.people.teachers(guildId);
    const bySeries = new Map<SeriesId, { series: Series; standing: PersonNumber[] } | null>();
    for (const occurrence of due) {
      const found = remember(bySeries, occurrence.seriesId, () => {
        const series = store.series.find(guildId, occurrence.seriesId);
        return series && { series, standing: this.standingOf(guildId, series) };
      });
      if (!found) continue;
      const { series, standing } = found;
      const ladder = ladderOf(store, occurrence, series, teachers, standing);
      const state = this.#lookAtOne({ occurrence, series, ...ladder }, nowMs);
      // Who was asked just now comes last for the next session.
      if (state !== ladder.state) teachers = store.people.teachers(guildId);
      const wakeAtMs = occurrence.cancelled ? null : ladderWakeAtMs(ladder.plan, state, nowMs);
      if (isNear(occurrence, nowMs)) this.#near.saw(occurrence, wakeAtMs, nowMs);
    }
  }

  #lookAtOne(situation: Situation, atMs: number): LadderState {
    const { occurrence, plan, state } = situation;
    const type = occurrence.cancelled ? 'cancelled' : 'clockReached';
    if (ladderStep(plan, state, { type, atMs }).state === state) return state;
    const { state: next } = this.#ports.store.transaction(() =>
      this.#commit(situation, { type, atMs }),
    );
    this.#ports.nudgeDispatcher();
    return next;
  }

  #dueIn(guildId: GuildId, nowMs: number): Occurrence[] {
    const { store } = this.#ports;
    const near = store.occurrences
      .between(guildId, nowMs, nowMs + NEAR_MS)
      .filter((occurrence) => isNear(occurrence, nowMs));
    // What was near and is not any more may have been moved away: that is looked at once.
    const gone = this.#near
      .takeGone(guildId, near)
      .flatMap((id) => store.occurrences.find(guildId, id) ?? [])
      .filter(({ endsAtMs }) => endsAtMs > nowMs);
    return [...this.#near.due(near, nowMs), ...gone];
  }

  /** Within a transaction. */
  #commit(situation: Situation, event: LadderEvent): LadderStep {
    const { occurrence, plan, state } = situation;
    const { guildId, id: occurrenceId } = occurrence;
    const step = ladderStep(plan, state, event);
    if (step.refusal !== null || step.state === state) return step;
    this.#save(occurrence, state, step.state);
    const places = this.#placesOf(guildId);
    if (places) this.#addRows(occurrence, places, step, event.atMs);
    this.#noteTeacher(situation, step.state);
    const effects = step.effects.map(({ type }) => type);
    this.#ports.log.info({ guildId, occurrenceId, event: event.type, effects }, 'teaching moved');
    return step;
  }

  #save({ guildId, id: occurrenceId }: Occurrence, before: LadderState, after: LadderState): void {
    const { teaching } = this.#ports.store;
    const { startsAtMs } = after;
    const isKept = new Set(after.seats.map(({ number }) => number));
    for (const { number } of before.seats) {
      if (!isKept.has(number)) teaching.remove(guildId, occurrenceId, number);
    }
    const isSame = new Set(startsAtMs === before.startsAtMs ? before.seats : []);
    // Who comes no more makes room for who does: only one stands there as confirmed.
    const changed = after.seats
      .filter((seat) => !isSame.has(seat))
      .toSorted((a, b) => Number(a.status === 'confirmed') - Number(b.status === 'confirmed'));
    for (const seat of changed) teaching.save({ guildId, occurrenceId, startsAtMs, ...seat });
  }

  #addRows(
    occurrence: Occurrence,
    places: TeachingPlaces,
    { effects }: LadderStep,
    atMs: number,
  ): void {
    const { store } = this.#ports;
    const { guildId, id } = occurrence;
    if (effects.length === 0) return;
    for (const effect of effects) {
      if (effect.type !== 'ask') continue;
      const person = store.people.byNumber(guildId, effect.number);
      if (person) store.people.save({ ...person, lastAskedAtMs: atMs });
    }
    const questions = store.due.ofOccurrence(guildId, id).filter(isQuestion);
    const rows = rowsOfEffects(effects, occurrence, places, questions, atMs);
    for (const row of rows) store.due.add(this.#addressed(row, atMs), atMs);
  }

  /**
   * A question goes to the person directly if they asked for that and the day's direct
   * messages are not used up; where it can't be delivered, the channel takes it. One that
   * must not wake anybody stays in the channel.
   */
  #addressed(row: NewDue, atMs: number): NewDue {
    const { store, guilds } = this.#ports;
    const { guildId, action } = row;
    if (action.do !== 'post' || !isQuestion(row) || action.text.params['mentions'] === false) {
      return row;
    }
    const number = Number(action.text.params['number']) as PersonNumber;
    if (!store.people.byNumber(guildId, number)?.wantsDirect) return row;
    const day = localDateOf(timetableZone(store, guildId), atMs);
    const budget = directBudgetOf(guilds.get(guildId));
    if (!store.people.spendDirect(guildId, day, budget)) return row;
    // There is no thread of a row that was not posted: the channel itself takes its place.
    return { ...row, action: { ...action, to: { in: 'direct', number, ofKind: row.kind } } };
  }

  /** Those who signed up are told who leads, where the series says so. */
  #noteTeacher({ occurrence, series, plan, state }: Situation, after: LadderState): void {
    const { guildId, id: occurrenceId, seriesId } = occurrence;
    if (!series.tellsTeacherChanges || occurrence.cancelled) return;
    const change = {
      before: leadingTeacher(plan, state),
      after: leadingTeacher(plan, after),
    };
    if (change.before === change.after) return;
    noteChange(this.#ports, guildId, { type: 'teacher', seriesId, occurrenceId, ...change });
  }

  #placesOf(guildId: GuildId): TeachingPlaces | null {
    const { guilds, directory } = this.#ports;
    const settings = guilds.get(guildId);
    if (!settings) return null;
    const coordinatorsId = coordinatorChannelOf(settings, directory);
    const teachersId = teacherChannelOf(settings, directory) ?? coordinatorsId;
    if (teachersId === null) return null;
    return { teachersId, coordinatorsId: coordinatorsId ?? teachersId };
  }
}

const isNear = ({ startsAtMs }: Occurrence, nowMs: number): boolean =>
  nowMs < startsAtMs && startsAtMs < nowMs + NEAR_MS;

function remember<Key, Value>(known: Map<Key, Value>, key: Key, find: () => Value): Value {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
