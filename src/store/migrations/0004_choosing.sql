-- What a recording was made from, the page that it belongs to, votes, and a community's own voice.

-- Of the file that was handed over; empty when nobody noted it.
ALTER TABLE recordings ADD COLUMN source_sha256 TEXT NOT NULL DEFAULT '';
-- The pinned page on SoundCloud; null when there is none.
ALTER TABLE recordings ADD COLUMN page TEXT CHECK (page IS NULL OR json_valid(page));
-- Heard from that page as it is: there is no file, and sha256 is that of the pinned identity.
ALTER TABLE recordings ADD COLUMN is_streamed INTEGER NOT NULL DEFAULT 0
  CHECK (is_streamed IN (0, 1) AND (is_streamed = 0 OR page IS NOT NULL));

-- What an approval is for, in place of the hash alone: a row that says anything else of a recording
-- was changed past the program, and nobody has approved what it says now.
ALTER TABLE recordings ADD COLUMN approved_as TEXT;
UPDATE recordings
SET approved_as =
  json_array(sha256, title, speaker, language, length_ms, permission_ends_at_ms)
WHERE status = 'approved' AND approved_sha256 IS sha256;
ALTER TABLE recordings DROP COLUMN approved_sha256;

UPDATE series
SET body_version = 3,
  body = json_set(body, '$.participantsVote', json('false'))
WHERE body_version = 2;

-- Who would like what, while the room chooses.
UPDATE sessions
SET state_version = 2,
  state = json_set(state, '$.votes', json('[]'))
WHERE state_version = 1;

-- What the file system told of a prepared file when its hash was last found to be right.
CREATE TABLE file_checks (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  fingerprint TEXT NOT NULL,
  checked_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The welcome or a service sentence in a community's own words or voice.
CREATE TABLE own_sentences (
  guild_id TEXT NOT NULL CHECK (guild_id <> ''),
  language TEXT NOT NULL,
  sentence_id TEXT NOT NULL,
  -- `proposed` is heard by coordinators only; each sentence has at most one of either.
  status TEXT NOT NULL CHECK (status IN ('proposed', 'accepted')),
  words TEXT NOT NULL,
  -- Of the prepared sound, named by it in the folder of recordings.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  length_ms INTEGER NOT NULL CHECK (length_ms > 0),
  -- Where each spoken sentence stands: [{"fromMs": 0, "toMs": 900}].
  spans TEXT NOT NULL CHECK (json_valid(spans)),
  origin TEXT NOT NULL CHECK (origin IN ('recorded', 'rhvoice', 'flite')),
  -- Of the words that the sound says, as the sound was made.
  spoken_sha256 TEXT NOT NULL CHECK (length(spoken_sha256) = 64),
  set_by TEXT,
  set_at_ms INTEGER NOT NULL,
  accepted_by TEXT,
  accepted_at_ms INTEGER,
  PRIMARY KEY (guild_id, language, sentence_id, status)
) STRICT, WITHOUT ROWID;
