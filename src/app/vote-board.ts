/**
 * Keeps the tally true in the message by which the room votes: posted by the outbox, and edited
 * from then on by this, every 15 s at most, and once more when the choice is made. An edit that
 * is lost is made up for by the next look.
 */
import type { GuildId, OccurrenceId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { Keeper } from './keeper.ts';
import { markerOf } from './marker.ts';
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
import { sessionContext, type ContextPorts } from './session-context.ts';
import { attempt } from './store-trouble.ts';
import { isVoteOpen, mayVote, newestOffer } from './vote-controls.ts';

/** The tally's numbers change this often at most. */
const BETWEEN_EDITS_MS = 15_000;

export interface VoteBoardPorts extends ContextPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger, 'edit'>;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly log: Log;
  /** The words of a row as they are now; null when there is nothing to say any more. */
  readonly messageOf: (row: Due, marker: string) => Message | null;
}

interface Board {
  readonly guildId: GuildId;
  readonly occurrenceId: OccurrenceId;
  readonly kind: string;
  readonly revision: number;
  /** What stands there, as far as anyone knows; null when nobody does. */
  shown: string | null;
  notBeforeMs: number;
  isUnderWay: boolean;
  cancelTimer: Cancel;
}

export class VoteBoard implements Keeper {
  readonly #ports: VoteBoardPorts;
  readonly #boardByKey = new Map<string, Board>();
  readonly #underWay = new Set<Promise<void>>();
  #isRunning = false;

  constructor(ports: VoteBoardPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#isRunning = true;
    this.onHeartbeat();
  }

  /** Ends when the edits that are under way have been answered. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    for (const board of this.#boardByKey.values()) board.cancelTimer();
    await Promise.all(this.#underWay);
  }

  /** Somebody voted, or the session has moved. */
  onMoved(guildId: GuildId, occurrenceId: OccurrenceId): void {
    if (!this.#isRunning) return;
    this.#adopt(guildId, occurrenceId);
    for (const board of this.#boardByKey.values()) {
      if (board.guildId === guildId && board.occurrenceId === occurrenceId) this.#look(board);
    }
  }

  /** Votes of those who have left count no more; and boards from before a restart are found. */
  onHeartbeat(): void {
    if (!this.#isRunning) return;
    for (const { guildId, occurrenceId, state } of this.#ports.store.sessions.open()) {
      const isChoosing = state.phase === 'welcoming' || state.phase === 'choosing';
      if (isChoosing && this.#ports.guilds.has(guildId)) this.#adopt(guildId, occurrenceId);
    }
    for (const board of this.#boardByKey.values()) this.#look(board);
  }

  /** The outbox posts this now: it need not be edited for a while. */
  noted(row: Due, message: Message | null): Message | null {
    const board = this.#boardByKey.get(keyOf(row)) ?? this.#adopt(row.guildId, row.occurrenceId);
    if (message && board && keyOf(board) === keyOf(row)) this.#tell(board, message);
    return message;
  }

  /** The message by which the session's room votes now, if it does. */
  #adopt(guildId: GuildId, occurrenceId: OccurrenceId): Board | null {
    const { store } = this.#ports;
    const context = sessionContext(this.#ports, guildId, occurrenceId);
    if (!context || !mayVote(store, context)) return null;
    const row = newestOffer(store.due.ofOccurrence(guildId, occurrenceId));
    if (!row) return null;
    const { kind, revision } = row;
    const known = this.#boardByKey.get(keyOf(row));
    if (known) return known;
    const board: Board = {
      guildId,
      occurrenceId,
      kind,
      revision,
      shown: null,
      notBeforeMs: -Infinity,
      isUnderWay: false,
      cancelTimer: () => {},
    };
    this.#boardByKey.set(keyOf(board), board);
    return board;
  }

  #look(board: Board): void {
    const { store, directory, clock } = this.#ports;
    const { guildId, occurrenceId, kind, revision } = board;
    board.cancelTimer();
    if (board.isUnderWay || !this.#isRunning) return;
    const row = store.due.find(guildId, occurrenceId, kind, revision);
    const context = sessionContext(this.#ports, guildId, occurrenceId);
    if (!row || !context) return this.#drop(board);
    // The outbox tells of its post by no event: the heartbeat looks again.
    if (row.status === 'pending' || row.status === 'claimed' || directory.selfId === null) return;
    const message = this.#ports.messageOf(row, markerOf(directory.selfId, row));
    if (row.messageId === null || !message) return this.#drop(board);
    const isOpen = isVoteOpen({ ports: { store }, row }, context);
    if (wordsOf(message) === board.shown) {
      if (!isOpen) this.#drop(board);
      return;
    }
    if (isOpen && clock.nowMs() < board.notBeforeMs) {
      board.cancelTimer = clock.at(board.notBeforeMs, () => this.#look(board));
      return;
    }
    this.#edit(board, row, message);
  }

  #edit(board: Board, { channelId, messageId, kind }: Due, message: Message): void {
    if (messageId === null) return;
    const { messenger, log } = this.#ports;
    this.#tell(board, message);
    board.isUnderWay = true;
    const work = messenger
      .edit(channelId, messageId, message)
      .then((outcome) => this.#settle(board, outcome))
      .catch((err: unknown) => {
        // The adapter never rejects; whatever this is, the heartbeat looks again.
        log.error({ err, kind }, 'a vote could not be shown');
        board.shown = null;
      })
      .finally(() => {
        board.isUnderWay = false;
        this.#underWay.delete(work);
        // What happened meanwhile; an edit that failed waits for the heartbeat.
        if (board.shown === null || !this.#boardByKey.has(keyOf(board))) return;
        attempt(log, () => this.#look(board));
      });
    this.#underWay.add(work);
  }

  #settle(board: Board, outcome: PostOutcome): void {
    const { clock, log } = this.#ports;
    switch (outcome.kind) {
      case 'sent':
        return;
      case 'refused':
        // Somebody has removed it, or the bot may not write there: the outbox tells of that.
        log.info({ kind: board.kind, why: outcome.why }, 'a vote is shown no more');
        this.#drop(board);
        return;
      case 'notNow':
        board.shown = null;
        board.notBeforeMs = clock.nowMs() + outcome.retryAfterMs;
        return;
      case 'uncertain':
        board.shown = null;
        return;
      default:
        return unreachable(outcome);
    }
  }

  #tell(board: Board, message: Message): void {
    board.shown = wordsOf(message);
    board.notBeforeMs = this.#ports.clock.nowMs() + BETWEEN_EDITS_MS;
  }

  #drop(board: Board): void {
    board.cancelTimer();
    this.#boardByKey.delete(keyOf(board));
  }
}

type Named = Pick<Board, 'guildId' | 'occurrenceId' | 'kind' | 'revision'>;

const keyOf = ({ guildId, occurrenceId, kind, revision }: Named): string =>
  [guildId, occurrenceId, kind, revision].join('\n');

const wordsOf = ({ text, rows }: Message): string => JSON.stringify([text, rows]);
