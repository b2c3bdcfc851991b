-- People, who signed up for what, who teaches, what was changed, and the sessions that
-- differ from their series. A person's Discord id stands in `people`; every other table that
-- is about people knows only their number within the guild.

UPDATE series
SET body_version = 2,
  body = json_set(
    body, '$.description', '', '$.paused', json('false'), '$.tellsTeacherChanges', json('false'))
WHERE body_version = 1;

ALTER TABLE occurrences ADD COLUMN placed_by TEXT NOT NULL DEFAULT 'rule'
  CHECK (placed_by IN ('rule', 'hand'));
ALTER TABLE occurrences ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0);
-- A coordinator cancelled just this one. What is cancelled otherwise has left the timetable,
-- or its series is paused, and it is kept since something refers to it.
ALTER TABLE occurrences ADD COLUMN called_off INTEGER NOT NULL DEFAULT 0
  CONSTRAINT what_is_called_off_is_cancelled
    CHECK (called_off IN (0, 1) AND called_off <= cancelled);

UPDATE occurrences SET called_off = 1
WHERE cancelled = 1
  AND EXISTS
    (SELECT 1 FROM sessions AS s
     WHERE s.guild_id = occurrences.guild_id AND s.occurrence_id = occurrences.id
       AND s.phase = 'cancelled');

CREATE INDEX occurrences_exceptions ON occurrences (guild_id, ends_at_ms)
  WHERE called_off = 1 OR placed_by = 'hand';

-- Calendars leave out what comes with a lower SEQUENCE than they have seen.
CREATE TRIGGER occurrences_sequence_never_falls
BEFORE UPDATE ON occurrences WHEN NEW.sequence < OLD.sequence
BEGIN
  SELECT RAISE(ABORT, 'the sequence of an occurrence never falls');
END;

-- The last number that was given in a guild: one that was forgotten is never given again.
CREATE TABLE person_numbers (
  guild_id TEXT NOT NULL PRIMARY KEY CHECK (guild_id <> ''),
  last_number INTEGER NOT NULL CHECK (last_number >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  guild_id TEXT NOT NULL CHECK (guild_id <> ''),
  number INTEGER NOT NULL CHECK (number >= 1),
  user_id TEXT NOT NULL CHECK (user_id <> ''),
  zone TEXT,
  language TEXT,
  locale TEXT NOT NULL,
  wants_direct INTEGER NOT NULL CHECK (wants_direct IN (0, 1)),
  -- How long before a session, in milliseconds, longest first; null as the series has it.
  reminders TEXT CHECK (json_valid(reminders)),
  teaches INTEGER NOT NULL CHECK (teaches IN (0, 1)),
  last_asked_at_ms INTEGER,
  PRIMARY KEY (guild_id, number),
  CONSTRAINT a_person_has_one_number_in_a_guild UNIQUE (guild_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX people_who_teach ON people (guild_id, number) WHERE teaches = 1;

-- How many direct messages a guild has sent on a day, `2026-12-01`.
CREATE TABLE direct_spent (
  guild_id TEXT NOT NULL CHECK (guild_id <> ''),
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  messages INTEGER NOT NULL CHECK (messages >= 1),
  PRIMARY KEY (guild_id, day)
) STRICT, WITHOUT ROWID;

-- A wish about a whole series (no occurrence: '') or about one session of it.
CREATE TABLE sign_ups (
  guild_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  series_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  wants INTEGER NOT NULL CHECK (wants IN (0, 1)),
  has_role INTEGER NOT NULL CHECK (has_role IN (0, 1)),
  at_ms INTEGER NOT NULL,
  session_id TEXT GENERATED ALWAYS AS (nullif(occurrence_id, '')) VIRTUAL,
  PRIMARY KEY (guild_id, series_id, occurrence_id, number),
  FOREIGN KEY (guild_id, number) REFERENCES people (guild_id, number) ON DELETE CASCADE,
  FOREIGN KEY (guild_id, series_id) REFERENCES series (guild_id, id) ON DELETE CASCADE,
  FOREIGN KEY (guild_id, session_id) REFERENCES occurrences (guild_id, id) ON DELETE CASCADE,
  CONSTRAINT only_a_series_has_a_role CHECK (has_role = 0 OR occurrence_id = '')
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_ups_by_person ON sign_ups (guild_id, number);
CREATE INDEX sign_ups_by_session ON sign_ups (guild_id, session_id) WHERE session_id IS NOT NULL;

-- While a series has a role on Discord it is not dropped, so that the role can be taken away.
CREATE TABLE series_roles (
  guild_id TEXT NOT NULL,
  series_id TEXT NOT NULL,
  role_id TEXT NOT NULL CHECK (role_id <> ''),
  PRIMARY KEY (guild_id, series_id),
  FOREIGN KEY (guild_id, series_id) REFERENCES series (guild_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE teaching (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('assigned', 'confirmed', 'declined', 'asked', 'unanswered')),
  asked_at_ms INTEGER,
  starts_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  UNIQUE (guild_id, occurrence_id, number),
  FOREIGN KEY (guild_id, number) REFERENCES people (guild_id, number) ON DELETE CASCADE,
  FOREIGN KEY (guild_id, occurrence_id) REFERENCES occurrences (guild_id, id) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX teaching_has_one_confirmed ON teaching (guild_id, occurrence_id)
  WHERE status = 'confirmed';
CREATE INDEX teaching_by_person ON teaching (guild_id, number);

CREATE TABLE attendance (
  guild_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  listeners INTEGER NOT NULL CHECK (listeners >= 0),
  PRIMARY KEY (guild_id, occurrence_id),
  FOREIGN KEY (guild_id, occurrence_id) REFERENCES occurrences (guild_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_up_weeks (
  guild_id TEXT NOT NULL,
  week_of TEXT NOT NULL CHECK (week_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  series_id TEXT NOT NULL,
  sign_ups INTEGER NOT NULL CHECK (sign_ups >= 0),
  PRIMARY KEY (guild_id, week_of, series_id),
  FOREIGN KEY (guild_id, series_id) REFERENCES series (guild_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_up_weeks_by_series ON sign_up_weeks (guild_id, series_id);

-- No key to the occurrence: an event stays known until it is gone from Discord, and it may be
-- that of a session which is too far away to be stored.
CREATE TABLE calendar_events (
  guild_id TEXT NOT NULL CHECK (guild_id <> ''),
  occurrence_id TEXT NOT NULL CHECK (occurrence_id <> ''),
  event_id TEXT NOT NULL CHECK (event_id <> ''),
  PRIMARY KEY (guild_id, occurrence_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guild_id TEXT NOT NULL CHECK (guild_id <> ''),
  channel_id TEXT NOT NULL CHECK (channel_id <> ''),
  opened_at_ms INTEGER NOT NULL,
  closes_at_ms INTEGER NOT NULL,
  CONSTRAINT a_batch_closes_after_it_opens CHECK (closes_at_ms > opened_at_ms)
) STRICT;

CREATE INDEX change_batches_by_channel ON change_batches (guild_id, channel_id, closes_at_ms);

CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES change_batches (id),
  body_version INTEGER NOT NULL CHECK (body_version >= 1),
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE INDEX changes_by_batch ON changes (batch_id, id);

-- Whose id is being erased. The last column refers to a setting that can't exist, and that is
-- looked at only when the transaction ends: so a row never outlives the transaction it is in.
CREATE TABLE forgetting (
  user_id TEXT NOT NULL PRIMARY KEY CHECK (user_id <> ''),
  within TEXT NOT NULL DEFAULT '' CHECK (within = '')
    REFERENCES settings (key) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What is final and what was audited still never changes, but for the erasing of a person:
-- then only the rows that hold their id, and only the columns that can.
DROP TRIGGER due_final_rows_never_change;
CREATE TRIGGER due_final_rows_never_change
BEFORE UPDATE ON due
WHEN OLD.status IN ('sent', 'skipped', 'refused', 'unknown')
  AND NOT (
    EXISTS
      (SELECT 1 FROM forgetting AS f
       WHERE instr(OLD.kind, f.user_id) OR instr(OLD.action, f.user_id)
         OR instr(coalesce(OLD.reason, ''), f.user_id)
         OR instr(coalesce(OLD.message_id, ''), f.user_id)
         OR instr(OLD.channel_id, f.user_id))
    AND NEW.id = OLD.id AND NEW.guild_id = OLD.guild_id
    AND NEW.occurrence_id = OLD.occurrence_id AND NEW.revision = OLD.revision
    AND NEW.status = OLD.status AND NEW.epoch = OLD.epoch
  )
BEGIN
  SELECT RAISE(ABORT, 'a due row that is final never changes');
END;

DROP TRIGGER audit_is_only_added_to_update;
CREATE TRIGGER audit_is_only_added_to_update
BEFORE UPDATE ON audit
WHEN NOT (
    EXISTS
      (SELECT 1 FROM forgetting AS f
       WHERE instr(coalesce(OLD.actor_id, ''), f.user_id) OR instr(OLD.action, f.user_id)
         OR instr(OLD.subject, f.user_id) OR instr(OLD.before, f.user_id)
         OR instr(OLD.after, f.user_id))
    AND NEW.id = OLD.id AND NEW.guild_id = OLD.guild_id AND NEW.at_ms = OLD.at_ms
  )
BEGIN
  SELECT RAISE(ABORT, 'the audit is only added to');
END;
