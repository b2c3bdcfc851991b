import type { RecordedEvent, SessionRecord, SessionStore } from '../app/store-port.ts';
import type { GuildId, OccurrenceId } from '../domain/identity.ts';
import type { SessionRule, SessionState } from '../domain/session-state.ts';
import type { Connection } from './connection.ts';
import { KeptReads } from './kept-reads.ts';
import { isPhaseName, storedEvent, storedState } from './session-json.ts';
import { StoreFault } from './store-fault.ts';
import { readableRows, type UnreadableReport } from './stored-json.ts';

type Name = { guildId: GuildId; occurrenceId: OccurrenceId };

interface SessionRow extends Name {
  version: number;
  state: string;
}

interface EventRow {
  id: number;
  atMs: number;
  version: number;
  event: string;
  phaseAfter: string;
  rule: SessionRule | null;
}

type NewEvent = Name & { [K in Exclude<keyof EventRow, 'id'>]: EventRow[K] };

export function sessionStore(connection: Connection, report: UnreadableReport): SessionStore {
  const load = connection.query<Name, SessionRow>(
    `SELECT guild_id AS guildId, occurrence_id AS occurrenceId, state_version AS version, state
     FROM sessions WHERE guild_id = @guildId AND occurrence_id = @occurrenceId`,
  );
  const save = connection.change<Name & { version: number; state: string; atMs: number }>(
    `INSERT INTO sessions (guild_id, occurrence_id, state_version, state, saved_at_ms)
     VALUES (@guildId, @occurrenceId, @version, @state, @atMs)
     ON CONFLICT (guild_id, occurrence_id) DO UPDATE SET
       state_version = excluded.state_version, state = excluded.state,
       saved_at_ms = excluded.saved_at_ms`,
  );
  const open = connection.query<Record<string, never>, SessionRow>(
    `SELECT guild_id AS guildId, occurrence_id AS occurrenceId, state_version AS version, state
     FROM sessions
     WHERE phase NOT IN ('ended', 'cancelled') ORDER BY guild_id, occurrence_id`,
  );
  const addEvent = connection.change<NewEvent>(
    `INSERT INTO session_events
       (guild_id, occurrence_id, at_ms, event_version, event, phase_after, rule)
     VALUES (@guildId, @occurrenceId, @atMs, @version, @event, @phaseAfter, @rule)`,
  );
  const newestEvents = connection.query<Name & { limit: number }, EventRow>(
    `SELECT id, at_ms AS atMs, event_version AS version, event, phase_after AS phaseAfter, rule
     FROM session_events WHERE guild_id = @guildId AND occurrence_id = @occurrenceId
     ORDER BY id DESC LIMIT @limit`,
  );

  function write({ guildId, occurrenceId, state }: SessionRecord, atMs: number): void {
    const text = storedState.write(state);
    save.run({ guildId, occurrenceId, version: storedState.version, state: text, atMs });
  }

  const loaded = new KeptReads<SessionState | null>(connection, 'sessions');
  const opened = new KeptReads<readonly SessionRecord[]>(connection, 'sessions');

  return {
    load: (guildId, occurrenceId) =>
      loaded.of(`${guildId} ${occurrenceId}`, () => {
        const row = load.get({ guildId, occurrenceId });
        return row ? readSession(row).state : null;
      }),
    save: write,
    saveProgress: (record, atMs) => connection.unsynced(() => write(record, atMs)),
    open: () => [...opened.of('', () => readableRows(open.all({}), readSession, report))],
    recordEvent(guildId, occurrenceId, { atMs, event, phaseAfter, rule }) {
      const text = storedEvent.write(event);
      const { version } = storedEvent;
      addEvent.run({ guildId, occurrenceId, atMs, version, event: text, phaseAfter, rule });
    },
    events(guildId, occurrenceId, limit) {
      const rows = newestEvents.all({ guildId, occurrenceId, limit }).toReversed();
      return readableRows(rows, (row) => readEvent(row, guildId, occurrenceId), report);
    },
  };
}

function readSession({ guildId, occurrenceId, state, version }: SessionRow): SessionRecord {
  const place = `session ${occurrenceId} of guild ${guildId}`;
  return { guildId, occurrenceId, state: storedState.read(state, version, place) };
}

function readEvent(row: EventRow, guildId: GuildId, occurrenceId: OccurrenceId): RecordedEvent {
  const place = `event ${row.id} of session ${occurrenceId} of guild ${guildId}`;
  const { atMs, phaseAfter, rule } = row;
  if (!isPhaseName(phaseAfter)) {
    throw new StoreFault('UNREADABLE_ROW', `The ${place} tells of an unknown phase.`, { place });
  }
  return { atMs, event: storedEvent.read(row.event, row.version, place), phaseAfter, rule };
}
