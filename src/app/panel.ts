/**
 * Keeps the panel of what plays true: its message is posted by the outbox, and edited from then on
 * by this. It reads the session's state and decides nothing. An edit that is lost is made up for by
 * the next one; none waits in a queue, for only the newest words are worth sending.
 *
 * Discord takes about five edits in 5 s a channel, as the headers of its answers say
 * (`X-RateLimit-Limit`; it publishes no table), and fewer of messages that are older than an hour
 * (its error 30046, which comes as a 429 with the wait). One in 15 s for each panel, and one or two
 * panels in a room, stay far below both.
 */
import { asId, type GuildId, type OccurrenceId } from '../domain/identity.ts';
import { endOf, minutesChangeAtMs } from '../domain/practice-now.ts';
import { textsFor } from '../texts/languages.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { Keeper } from './keeper.ts';
import { markerOf } from './marker.ts';
import { isPanel, newestPanel, panelMessage, panelView, type PanelView } from './panel-message.ts';
import type {
  Cancel,
  Clock,
  Directory,
  Due,
  Log,
  Message,
  Messenger,
  PostOutcome,
  Store,
} from './ports.ts';
import { attempt } from './store-trouble.ts';

/** A panel's words change this often at most. */
const BETWEEN_EDITS_MS = 15_000;
/** So many edits are under way at a time, over all guilds: sessions and reminders come first. */
const PARALLEL = 3;
/** A panel that could not be told the end of its session by then is left as it is. */
const FORGOTTEN_AFTER_MS = 3_600_000;

export interface PanelKeeperPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger, 'edit'>;
  readonly directory: Pick<Directory, 'selfId'>;
  readonly guilds: GuildSettingsById;
  readonly log: Log;
}

/** Which row of the outbox has posted it. */
interface PanelName {
  readonly guildId: GuildId;
  readonly occurrenceId: OccurrenceId;
  readonly kind: string;
  readonly revision: number;
}

interface Panel {
  readonly name: PanelName;
  /** What stands there, as far as anyone knows; null after a restart or an answer that was lost. */
  shown: string | null;
  toldEndsAtMs: number | null;
  /** No edit goes out before this. */
  notBeforeMs: number;
  /** When it is looked at again, if nothing happens before. */
  lookAtMs: number;
  isUnderWay: boolean;
  /** The message was removed, or may not be edited any more. */
  isGone: boolean;
}

/** What a look has found: nothing to do until then, an edit to send, or that its work is done. */
type Look =
  | { readonly kind: 'wait'; readonly untilMs: number }
  | {
      readonly kind: 'edit';
      readonly row: Due;
      readonly message: Message;
      readonly view: PanelView;
    }
  | { readonly kind: 'done' };

export class PanelKeeper implements Keeper {
  readonly #ports: PanelKeeperPorts;
  readonly #panelByKey = new Map<string, Panel>();
  readonly #underWay = new Set<Promise<void>>();
  #isRunning = false;
  #cancelTimer: Cancel = () => {};

  constructor(ports: PanelKeeperPorts) {
    this.#ports = ports;
  }

  /** Finds again the panels that stood when the process before ended. */
  start(): void {
    this.#isRunning = true;
    for (const guildId of this.#ports.guilds.keys()) {
      for (const name of this.#remembered(guildId)) this.#take(name);
    }
    this.onHeartbeat();
  }

  /** Ends when the edits that are under way have been answered. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancelTimer();
    await Promise.all(this.#underWay);
  }

  /** A session has moved: what its panels say is looked at again. */
  onMoved(guildId: GuildId, occurrenceId: OccurrenceId): void {
    this.#adopt(guildId, occurrenceId);
    const nowMs = this.#ports.clock.nowMs();
    for (const panel of this.#panelByKey.values()) {
      const { name } = panel;
      const isOfSession = name.guildId === guildId && name.occurrenceId === occurrenceId;
      if (isOfSession) panel.lookAtMs = nowMs;
    }
    this.#pump();
  }

  onHeartbeat(): void {
    for (const { guildId, occurrenceId, state } of this.#ports.store.sessions.open()) {
      const isPractice = state.phase === 'playing' || state.phase === 'sitting';
      if (isPractice && this.#ports.guilds.has(guildId)) this.#adopt(guildId, occurrenceId);
    }
    for (const panel of this.#panelByKey.values()) panel.lookAtMs = this.#ports.clock.nowMs();
    this.#pump();
  }

  /** The outbox posts this now: the next words are told from then on. */
  noted(row: Due, message: Message | null): Message | null {
    if (message === null || !isPanel(row)) return message;
    const { store, clock } = this.#ports;
    const panel = this.#take(row);
    const view = panelView(store, row, clock.nowMs());
    this.#tell(panel, message, view);
    return message;
  }

  /** The newest panel of a session in which something is under way. */
  #adopt(guildId: GuildId, occurrenceId: OccurrenceId): void {
    const { store } = this.#ports;
    const phase = store.sessions.load(guildId, occurrenceId)?.phase;
    if (phase !== 'playing' && phase !== 'sitting') return;
    const row = newestPanel(store.due.ofOccurrence(guildId, occurrenceId));
    if (row && (isUnsent(row) || row.messageId !== null)) this.#take(row);
  }

  #take({ guildId, occurrenceId, kind, revision }: PanelName): Panel {
    const name = { guildId, occurrenceId, kind, revision };
    const known = this.#panelByKey.get(keyOf(name));
    if (known) return known;
    const panel: Panel = {
      name,
      shown: null,
      toldEndsAtMs: null,
      notBeforeMs: -Infinity,
      lookAtMs: this.#ports.clock.nowMs(),
      isUnderWay: false,
      isGone: false,
    };
    this.#panelByKey.set(keyOf(name), panel);
    this.#remember(guildId);
    return panel;
  }

  #drop({ name }: Panel): void {
    this.#panelByKey.delete(keyOf(name));
    this.#remember(name.guildId);
  }

  #pump(): void {
    if (!this.#isRunning) return;
    const nowMs = this.#ports.clock.nowMs();
    const due = [...this.#panelByKey.values()]
      .filter((panel) => !panel.isUnderWay && panel.lookAtMs <= nowMs)
      .toSorted((a, b) => a.notBeforeMs - b.notBeforeMs);
    for (const panel of due) {
      if (this.#underWay.size >= PARALLEL) break;
      this.#carryOut(panel, this.#look(panel, nowMs));
    }
    this.#setTimer();
  }

  #setTimer(): void {
    this.#cancelTimer();
    // A slot that comes free pumps by itself.
    if (!this.#isRunning || this.#underWay.size >= PARALLEL) return;
    const waiting = [...this.#panelByKey.values()].filter(({ isUnderWay }) => !isUnderWay);
    const next = Math.min(...waiting.map(({ lookAtMs }) => lookAtMs));
    if (next === Infinity) return;
    this.#cancelTimer = this.#ports.clock.at(next, () => this.#pump());
  }

  #look(panel: Panel, nowMs: number): Look {
    const { store, directory, guilds } = this.#ports;
    const { guildId, occurrenceId, kind, revision } = panel.name;
    const row = store.due.find(guildId, occurrenceId, kind, revision);
    const settings = guilds.get(guildId);
    const endsAtMs = store.occurrences.find(guildId, occurrenceId)?.endsAtMs ?? -Infinity;
    if (!row || !settings || nowMs > endsAtMs + FORGOTTEN_AFTER_MS) return { kind: 'done' };
    // The outbox tells of its post by no event: the heartbeat looks again.
    if (isUnsent(row) || directory.selfId === null) return { kind: 'wait', untilMs: Infinity };
    if (row.messageId === null) return { kind: 'done' };
    const view = panelView(store, row, nowMs, panel.toldEndsAtMs);
    if (panel.isGone) {
      return view.kind === 'over' ? { kind: 'done' } : { kind: 'wait', untilMs: Infinity };
    }
    const marker = markerOf(directory.selfId, row);
    const message = panelMessage(store, textsFor(settings.language), row, marker, view);
    if (!message) return { kind: 'done' };
    if (wordsOf(message) === panel.shown) {
      if (view.kind === 'over') return { kind: 'done' };
      return { kind: 'wait', untilMs: minutesChangeAtMs(view.practice, nowMs) ?? Infinity };
    }
    if (nowMs < panel.notBeforeMs) return { kind: 'wait', untilMs: panel.notBeforeMs };
    return { kind: 'edit', row, message, view };
  }

  #carryOut(panel: Panel, look: Look): void {
    if (look.kind === 'done') this.#drop(panel);
    else if (look.kind === 'wait') panel.lookAtMs = look.untilMs;
    else this.#edit(panel, look);
  }

  #edit(panel: Panel, { row, message, view }: Extract<Look, { kind: 'edit' }>): void {
    const { messenger, log } = this.#ports;
    if (row.messageId === null) return;
    this.#tell(panel, message, view);
    panel.isUnderWay = true;
    const work = messenger
      .edit(row.channelId, row.messageId, message)
      .then((outcome) => this.#settle(panel, outcome))
      .catch((err: unknown) => {
        // The adapter never rejects; whatever this is, the panel is looked at again.
        log.error({ err, kind: row.kind }, 'a panel failed');
        panel.shown = null;
      })
      .finally(() => {
        panel.isUnderWay = false;
        this.#underWay.delete(work);
        attempt(log, () => this.#pump());
      });
    this.#underWay.add(work);
  }

  #settle(panel: Panel, outcome: PostOutcome): void {
    const nowMs = this.#ports.clock.nowMs();
    panel.lookAtMs = nowMs;
    switch (outcome.kind) {
      case 'sent':
        return;
      case 'notNow':
        panel.shown = null;
        panel.notBeforeMs = Math.max(panel.notBeforeMs, nowMs + outcome.retryAfterMs);
        return;
      case 'uncertain':
        panel.shown = null;
        return;
      case 'refused':
        // Somebody has removed it, or the bot may not write there any more: the outbox tells of that.
        this.#ports.log.info({ ...panel.name, why: outcome.why }, 'a panel stands no more');
        panel.isGone = true;
        return;
    }
  }

  #tell(panel: Panel, message: Message, view: PanelView): void {
    panel.shown = wordsOf(message);
    panel.toldEndsAtMs = view.kind === 'on' ? endOf(view.practice) : null;
    panel.notBeforeMs = this.#ports.clock.nowMs() + BETWEEN_EDITS_MS;
  }

  // ---- over a restart ---------------------------------------------------------------

  #remember(guildId: GuildId): void {
    const names = [...this.#panelByKey.values()]
      .map(({ name }) => name)
      .filter((name) => name.guildId === guildId)
      .map(({ occurrenceId, kind, revision }) => ({ occurrenceId, kind, revision }));
    this.#ports.store.settings.set(settingOf(guildId), JSON.stringify(names));
  }

  #remembered(guildId: GuildId): PanelName[] {
    const names: unknown = JSON.parse(this.#ports.store.settings.get(settingOf(guildId)) ?? '[]');
    if (!Array.isArray(names)) return [];
    return (names as readonly Record<string, unknown>[]).map((name) => ({
      guildId,
      occurrenceId: asId<OccurrenceId>(String(name['occurrenceId'])),
      kind: String(name['kind']),
      revision: Number(name['revision']),
    }));
  }
}

const isUnsent = ({ status }: Due): boolean => status === 'pending' || status === 'claimed';

const settingOf = (guildId: GuildId): string => `panels.${guildId}`;

const keyOf = ({ guildId, occurrenceId, kind, revision }: PanelName): string =>
  [guildId, occurrenceId, kind, revision].join('\n');

const wordsOf = ({ text, rows }: Message): string => JSON.stringify([text, rows]);
