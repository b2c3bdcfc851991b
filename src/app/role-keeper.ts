/**
 * Makes roles agree with sign-ups, where a guild lets the bot manage roles: the role of a series
 * is made when the first person signs up, given to whoever does, and taken from whoever does
 * not want it any more. It works through one change after another, and touches no other role.
 */
import type { GuildId, RoleId } from '../domain/identity.ts';
import type { Series } from '../domain/schedule.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { Keeper } from './keeper.ts';
import type {
  Cancel,
  Clock,
  Directory,
  DueText,
  Log,
  RoleOutcome,
  Roles,
  SignUpStore,
  Store,
} from './ports.ts';

/** So many are read from the database at once. */
const BATCH = 50;
/** After a refusal the permission may be given; it is tried again so much later. */
const REFUSED_WAIT_MS = 3_600_000;
/** Discord's limit for the name of a role. */
const LONGEST_NAME = 100;

export interface RoleKeeperPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly roles: Roles;
  readonly guilds: GuildSettingsById;
  readonly directory: Pick<Directory, 'role'>;
  readonly log: Log;
  /** Told once for the same words. */
  readonly tellCoordinators: (guildId: GuildId, kind: string, text: DueText) => void;
}

type ToSettle = ReturnType<SignUpStore['rolesToSettle']>[number];

/** What became of one change. */
type Step =
  | 'settled'
  /** The person is not there: nothing to do until the bot starts again. */
  | 'setAside'
  | { readonly waitMs: number };

export class RoleKeeper implements Keeper {
  readonly #ports: RoleKeeperPorts;
  /** Nothing is asked of the guild before this. */
  readonly #restsUntilMs = new Map<GuildId, number>();
  /** Changes that can't be made, by person and series. */
  readonly #setAside = new Set<string>();
  #running: Promise<void> | null = null;
  #isNudged = false;
  #isStopped = false;
  #cancelTimer: Cancel = () => {};

  constructor(ports: RoleKeeperPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.nudge();
  }

  onHeartbeat(): void {
    this.nudge();
  }

  /** Looks for what is to be settled, now and again when that is done if nudged meanwhile. */
  nudge(): void {
    if (this.#isStopped) return;
    this.#isNudged = true;
    this.#running ??= this.#run();
  }

  /** Ends after the change that is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer();
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#isNudged && !this.#isStopped) {
        this.#isNudged = false;
        for (const guildId of this.#ports.guilds.keys()) await this.#settleGuild(guildId);
      }
    } catch (err) {
      // The database did not answer: the heartbeat comes again.
      this.#ports.log.error({ err }, 'roles could not be settled');
    } finally {
      this.#running = null;
    }
  }

  async #settleGuild(guildId: GuildId): Promise<void> {
    const { store, clock, roles } = this.#ports;
    while (!this.#isStopped && roles.mayManage(guildId)) {
      if (clock.nowMs() < (this.#restsUntilMs.get(guildId) ?? 0)) return;
      const next = store.signUps
        .rolesToSettle(guildId, BATCH + this.#setAside.size)
        .find((each) => !this.#setAside.has(keyOf(each)));
      if (!next) return;
      const step = await this.#settle(next);
      if (step === 'setAside') this.#setAside.add(keyOf(next));
      if (typeof step === 'object') this.#rest(guildId, step.waitMs);
    }
  }

  #rest(guildId: GuildId, waitMs: number): void {
    const { clock } = this.#ports;
    const untilMs = clock.nowMs() + waitMs;
    this.#restsUntilMs.set(guildId, untilMs);
    this.#cancelTimer();
    this.#cancelTimer = clock.at(untilMs, () => this.nudge());
  }

  async #settle(next: ToSettle): Promise<Step> {
    const { roles } = this.#ports;
    const { guildId } = next.signUp;
    const role = await this.#roleFor(next);
    if (role.kind !== 'made') return this.#stepOf(next, role);
    const { roleId } = role;
    const outcome = await (next.give
      ? roles.give(guildId, next.userId, roleId)
      : roles.take(guildId, next.userId, roleId));
    return this.#stepOf(next, outcome);
  }

  /** The series' role, made when it is first needed. */
  async #roleFor({
    signUp: { guildId, seriesId },
    give,
  }: ToSettle): Promise<{ readonly kind: 'made'; readonly roleId: RoleId } | RoleOutcome> {
    const { store, roles, log } = this.#ports;
    const roleId = store.signUps.roleOf(guildId, seriesId);
    if (roleId !== null) return { kind: 'made', roleId };
    // Where there is no role there is nothing to take.
    if (!give) return { kind: 'refused', why: 'UNKNOWN_ROLE' };
    const series = store.series.find(guildId, seriesId);
    if (!series) throw new Error(`A sign-up names the series ${seriesId}, which is gone.`);
    const made = await roles.create(guildId, this.#nameOfRole(guildId, series));
    if (made.kind === 'made') {
      store.signUps.saveRole(guildId, seriesId, made.roleId);
      log.info({ guildId, seriesId, roleId: made.roleId }, 'a role was made');
    }
    return made;
  }

  /**
   * That of the series, unless a role of that name makes people teachers, volunteers or coordinators:
   * whoever signs up for a series must not become one by it.
   */
  #nameOfRole(guildId: GuildId, { id, name }: Series): string {
    const { guilds, directory } = this.#ports;
    const settings = guilds.get(guildId);
    const trusted = settings
      ? [settings.teacherRole, settings.volunteerRole, settings.coordinatorRole]
      : [];
    const named = directory.role(guildId, name);
    const isTrusted = trusted.some(
      (role) =>
        bareName(role) === bareName(name) ||
        (named !== null && named === directory.role(guildId, role)),
    );
    return isTrusted ? `${name} (${id})`.slice(0, LONGEST_NAME) : name;
  }

  #stepOf(next: ToSettle, outcome: RoleOutcome): Step {
    switch (outcome.kind) {
      case 'done':
        this.#keep(next, next.give);
        return 'settled';
      case 'notNow':
        return { waitMs: outcome.retryAfterMs };
      case 'refused':
        return this.#refused(next, outcome.why);
      default:
        return unreachable(outcome);
    }
  }

  #refused(next: ToSettle, why: Extract<RoleOutcome, { kind: 'refused' }>['why']): Step {
    const { guildId, seriesId } = next.signUp;
    switch (why) {
      case 'UNKNOWN_MEMBER':
        // Who left the guild holds no role any more, and gets none until they are back.
        if (next.give) return 'setAside';
        this.#keep(next, false);
        return 'settled';
      case 'UNKNOWN_ROLE':
        this.#roleIsGone(next);
        return 'settled';
      case 'MISSING_PERMISSION':
        this.#ports.log.warn({ guildId, seriesId }, 'roles may not be managed');
        this.#ports.tellCoordinators(guildId, 'alert.roles', { key: 'alert.roles', params: {} });
        return { waitMs: REFUSED_WAIT_MS };
      default:
        return unreachable(why);
    }
  }

  /** The wish may have changed while Discord was asked: only who holds the role is written. */
  #keep({ signUp }: ToSettle, hasRole: boolean): void {
    const { store } = this.#ports;
    const { guildId, number, seriesId } = signUp;
    store.transaction(() => {
      const now = store.signUps
        .ofPerson(guildId, number)
        .find((row) => row.seriesId === seriesId && row.occurrenceId === null);
      // They were forgotten meanwhile.
      if (!now) return;
      if (now.wants || hasRole) store.signUps.save({ ...now, hasRole });
      else store.signUps.remove(guildId, number, seriesId, null);
    });
  }

  /** Somebody deleted it, and nobody holds it any more. */
  #roleIsGone({ signUp: { guildId, seriesId, number } }: ToSettle): void {
    const { store } = this.#ports;
    store.transaction(() => {
      store.signUps.saveRole(guildId, seriesId, null);
      const holders = store.signUps
        .forSeries(guildId, seriesId)
        .flatMap((signed) => (signed.hasRole ? signed.number : []));
      for (const holder of new Set([...holders, number])) {
        const row = store.signUps
          .ofPerson(guildId, holder)
          .find((each) => each.seriesId === seriesId && each.occurrenceId === null);
        if (row?.hasRole && row.wants) store.signUps.save({ ...row, hasRole: false });
        else if (row?.hasRole) store.signUps.remove(guildId, holder, seriesId, null);
      }
    });
  }
}

const keyOf = ({ signUp, give }: ToSettle): string =>
  [signUp.guildId, signUp.number, signUp.seriesId, give].join(' ');

/** As the settings name a role: in any case, with or without the mark of a mention. */
function bareName(name: string): string {
  return name.trim().replace(/^@/, '').toLowerCase();
}
