-- The life of a recording: who put it forward, who approved it, and with whose permission.

ALTER TABLE recordings ADD COLUMN proposed_by TEXT;
ALTER TABLE recordings ADD COLUMN approved_by TEXT;
ALTER TABLE recordings ADD COLUMN approved_at_ms INTEGER;
ALTER TABLE recordings ADD COLUMN revoked_at_ms INTEGER;
ALTER TABLE recordings ADD COLUMN permission_from TEXT NOT NULL DEFAULT '';
ALTER TABLE recordings ADD COLUMN permission_at_ms INTEGER;
ALTER TABLE recordings ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE recordings ADD COLUMN link TEXT NOT NULL DEFAULT '';
-- When a coordinator last decided about it; until then it follows what ships.
ALTER TABLE recordings ADD COLUMN decided_at_ms INTEGER;
-- The hash of the file that was approved. Where it is another one than that of the row, the
-- row was changed past the program, and nobody has approved what it says now.
ALTER TABLE recordings ADD COLUMN approved_sha256 TEXT;

UPDATE recordings SET approved_sha256 = sha256 WHERE status = 'approved';
UPDATE recordings SET revoked_at_ms = saved_at_ms, decided_at_ms = saved_at_ms
WHERE status = 'revoked';
