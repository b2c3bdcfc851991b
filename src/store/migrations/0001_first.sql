-- Instants are UTC epoch milliseconds, durations are milliseconds. Everything but the
-- settings is keyed by guild. JSON columns carry the version of their shape beside them.

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A series that left the timetable stays, with removed_at_ms, as long as an occurrence of it does.
CREATE TABLE series (
  guild_id TEXT NOT NULL CHECK (guild_id <> ''),
  id TEXT NOT NULL CHECK (id <> ''),
  position INTEGER NOT NULL CHECK (position >= 0),
  body_version INTEGER NOT NULL CHECK (body_version >= 1),
  body TEXT NOT NULL CHECK (json_valid(body)),
  saved_at_ms INTEGER NOT NULL,
  removed_at_ms INTEGER,
  PRIMARY KEY (guild_id, id)
) STRICT, WITHOUT ROWID;

-- An occurrence can't be deleted while its session or a due row refers to it.
CREATE TABLE occurrences (
  guild_id TEXT NOT NULL,
  id TEXT NOT NULL CHECK (id <> ''),
  series_id TEXT NOT NULL,
  starts_at_ms INTEGER NOT NULL,
  ends_at_ms INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
  PRIMARY KEY (guild_id, id),
  FOREIGN KEY (guild_id, series_id) REFERENCES series (guild_id, id),
  CONSTRAINT an_occurrence_ends_after_it_starts CHECK (ends_at_ms > starts_at_ms)
) STRICT, WITHOUT ROWID;

CREATE INDEX occurrences_by_end ON occurrences (guild_id, ends_at_ms, starts_at_ms);
CREATE INDEX occurrences_by_series ON occurrences (guild_id, series_id);

CREATE TRIGGER occurrences_revision_never_falls
BEFORE UPDATE ON occurrences WHEN NEW.revision < OLD.revision
BEGIN
  SELECT RAISE(ABORT, 'the revision of an occurrence never falls');
END;

CREATE TABLE sessions (
  guild_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  state_version INTEGER NOT NULL CHECK (state_version >= 1),
  state TEXT NOT NULL CHECK (json_valid(state)),
  phase TEXT NOT NULL GENERATED ALWAYS AS (state ->> '$.phase') STORED,
  saved_at_ms INTEGER NOT NULL,
  PRIMARY KEY (guild_id, occurrence_id),
  FOREIGN KEY (guild_id, occurrence_id) REFERENCES occurrences (guild_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_open ON sessions (guild_id, occurrence_id)
  WHERE phase NOT IN ('ended', 'cancelled');

CREATE TABLE session_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  event_version INTEGER NOT NULL CHECK (event_version >= 1),
  event TEXT NOT NULL CHECK (json_valid(event)),
  phase_after TEXT NOT NULL CHECK (phase_after <> ''),
  rule TEXT,
  FOREIGN KEY (guild_id, occurrence_id) REFERENCES occurrences (guild_id, id)
) STRICT;

CREATE INDEX session_events_by_session ON session_events (guild_id, occurrence_id, id);

-- What is to be posted or taken away, once. The name is (guild, occurrence, kind, revision).
CREATE TABLE due (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  channel_id TEXT NOT NULL CHECK (channel_id <> ''),
  due_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  action_version INTEGER NOT NULL CHECK (action_version >= 1),
  action TEXT NOT NULL CHECK (json_valid(action)),
  status TEXT NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'claimed', 'sent', 'skipped', 'refused', 'unknown')),
  epoch INTEGER NOT NULL DEFAULT 0 CHECK (epoch >= 0),
  not_before_ms INTEGER NOT NULL DEFAULT 0,
  lease_until_ms INTEGER,
  first_tried_at_ms INTEGER,
  message_id TEXT,
  reason TEXT,
  added_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  -- From when on it may be claimed; null when it is final.
  claimable_at_ms INTEGER GENERATED ALWAYS AS (
    CASE status
      WHEN 'pending' THEN max(due_at_ms, not_before_ms)
      WHEN 'claimed' THEN max(due_at_ms, lease_until_ms)
    END
  ) VIRTUAL,
  -- An alert about the whole guild refers to no occurrence.
  session_id TEXT GENERATED ALWAYS AS (nullif(occurrence_id, 'guild')) VIRTUAL,
  UNIQUE (guild_id, occurrence_id, kind, revision),
  FOREIGN KEY (guild_id, session_id) REFERENCES occurrences (guild_id, id),
  CONSTRAINT a_due_row_expires_when_it_is_due_or_later CHECK (expires_at_ms >= due_at_ms),
  CONSTRAINT a_lease_is_held_exactly_while_claimed
    CHECK ((status = 'claimed') = (lease_until_ms IS NOT NULL)),
  CONSTRAINT a_claim_has_an_epoch CHECK (status <> 'claimed' OR epoch >= 1),
  CONSTRAINT only_what_was_sent_has_a_message CHECK (message_id IS NULL OR status = 'sent'),
  CONSTRAINT what_was_not_sent_says_why
    CHECK ((status IN ('skipped', 'refused', 'unknown')) = (reason IS NOT NULL))
) STRICT;

-- Two ways to the same rows: the first is short when few can be claimed, and the second
-- gives the soonest to expire without sorting when very many can.
CREATE INDEX due_by_claimable ON due (claimable_at_ms, expires_at_ms, due_at_ms)
  WHERE claimable_at_ms IS NOT NULL;
CREATE INDEX due_by_expiry ON due (expires_at_ms, due_at_ms, id, claimable_at_ms)
  WHERE claimable_at_ms IS NOT NULL;

CREATE TRIGGER due_final_rows_never_change
BEFORE UPDATE ON due WHEN OLD.status IN ('sent', 'skipped', 'refused', 'unknown')
BEGIN
  SELECT RAISE(ABORT, 'a due row that is final never changes');
END;

CREATE TRIGGER due_epoch_never_falls
BEFORE UPDATE ON due WHEN NEW.epoch < OLD.epoch
BEGIN
  SELECT RAISE(ABORT, 'the epoch of a due row never falls');
END;

CREATE TABLE recordings (
  guild_id TEXT NOT NULL CHECK (guild_id <> ''),
  id TEXT NOT NULL CHECK (id <> ''),
  title TEXT NOT NULL,
  speaker TEXT NOT NULL,
  language TEXT NOT NULL,
  length_ms INTEGER NOT NULL CHECK (length_ms >= 0),
  status TEXT NOT NULL CHECK (status IN ('approved', 'proposed', 'needsReview', 'revoked')),
  permission_ends_at_ms INTEGER,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  intensity TEXT NOT NULL,
  licence TEXT NOT NULL,
  credit TEXT NOT NULL,
  transcript TEXT NOT NULL,
  file TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  PRIMARY KEY (guild_id, id),
  CONSTRAINT what_is_approved_has_a_length CHECK (status <> 'approved' OR length_ms > 0),
  CONSTRAINT what_is_approved_has_a_sha256
    CHECK (status <> 'approved' OR (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')),
  CONSTRAINT a_file_stays_in_the_folder_of_recordings
    CHECK (file NOT GLOB '/*' AND file NOT GLOB '*../*' AND instr(file, char(92)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE plays (
  guild_id TEXT NOT NULL,
  recording_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (guild_id, recording_id, at_ms),
  FOREIGN KEY (guild_id, recording_id) REFERENCES recordings (guild_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id TEXT NOT NULL CHECK (guild_id <> ''),
  at_ms INTEGER NOT NULL,
  actor_id TEXT,
  action TEXT NOT NULL CHECK (action <> ''),
  subject TEXT NOT NULL,
  before TEXT NOT NULL CHECK (json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after))
) STRICT;

CREATE INDEX audit_by_guild ON audit (guild_id, id);

CREATE TRIGGER audit_is_only_added_to_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is only added to');
END;

CREATE TRIGGER audit_is_only_added_to_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is only added to');
END;
